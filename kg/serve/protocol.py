"""SPARQL 1.1 Protocol: what a request asks for: a query, an update, or what this service is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from kg.serve.limits import RequestError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
EXAMPLE = "/sparql?query=ASK{}"

type Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and the graphs that take the place of its own dataset."""

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """An update, and the graphs that its patterns are about."""

    text: str
    using: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def looked_at(address: bytes) -> Query | None:
    """Return what a request that is not a POST asks for, by the parameters in its `address`; None for the description of the
    service. RequestError as for `receiving.operation_of`."""
    given = parameters(address, "the address")
    if "update" in given:
        raise RequestError(400, f"an update is posted, as {UPDATE} or in a form")
    return _query(given) if "query" in given else None


def checked(kind: tuple[str, str]) -> None:
    """RequestError (415) if what is posted is not of a media type and charset for queries and updates."""
    media_type, charset = kind
    if media_type not in (FORM, QUERY, UPDATE):
        raise RequestError(415, f"a query is posted as {FORM} or as {QUERY}, an update as {FORM} or as {UPDATE}, in UTF-8")
    if charset not in ("utf-8", "utf8", "us-ascii", ""):
        raise RequestError(415, f"a query is posted in UTF-8, not in {charset[:20]}")


def posted(raw: bytes, kind: tuple[str, str], data: bytes) -> Query | Update:
    """Return what a POST asks for whose body is `data`, of media type and charset `kind`, with the parameters in `raw`.
    RequestError as for `receiving.operation_of`."""
    address, media_type = parameters(raw, "the address"), kind[0]
    if media_type == FORM:
        return _form(parameters(data, "the form"), address)
    if "query" in address or "update" in address:
        raise RequestError(400, "a request holds one query or update, in its body or in its address")
    given = {**address, "query" if media_type == QUERY else "update": [utf8(data)]}
    return _query(given) if media_type == QUERY else _update(given)


def _form(form: Parameters, address: Parameters) -> Query | Update:
    both = {name: [*form.get(name, ()), *address.get(name, ())] for name in {*form, *address}}
    if "update" in both and "query" in both:
        raise RequestError(400, "a request holds a query or an update, not both")
    return _update(both) if "update" in both else _query(both)


def _query(given: Parameters) -> Query:
    default, named = (tuple(given.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    return Query(_only(given, "query"), default, named)


def _update(given: Parameters) -> Update:
    using, named = (tuple(given.get(f"using-{kind}graph-uri", ())) for kind in ("", "named-"))
    return Update(_only(given, "update"), using, named)


def _only(given: Parameters, name: str) -> str:
    found = given.get(name, ())
    if len(found) != 1:
        raise RequestError(400, f"a request holds one {name}; this one holds {len(found)}, e.g. {EXAMPLE}")
    return found[0]


def content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    """Return media type and charset of the body that comes with `headers`, in small letters; "" for what they do not say."""
    media_type, _, rest = headers.get("content-type", "").partition(";")
    charset = next((part.strip()[8:] for part in rest.split(";") if part.strip().lower().startswith("charset=")), "")
    return media_type.strip().lower(), charset.strip('"').lower()


def parameters(raw: bytes, where: str) -> dict[str, list[str]]:
    """Return the parameters in `raw`, each as often as it is given; RequestError if they are not percent-encoded UTF-8."""
    try:
        return parse_qs(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise RequestError(400, f"{where} cannot be read ({error}); percent-encode it, as UTF-8") from error


def utf8(data: bytes) -> str:
    """Return the text that is in `data`; RequestError (400) if it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"the body is not UTF-8 at byte {error.start}") from error
