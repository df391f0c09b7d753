"""Plain: a request read without a parser, if it is a query and as simple as most are."""

from dataclasses import dataclass
from functools import lru_cache

from kg.serve.protocol import QUERY, Query, checked, content_type, looked_at, posted, utf8

METHODS = ("GET", "POST")
PATHS = ("/sparql", "/sparql/", "/query")
"""Where queries are asked."""

STARTS = (b"POST /sparql", b"GET /sparql", b"POST /query", b"GET /query")
LONGEST = 1 << 13
"""Bytes of a head that is read here: what is read of some is remembered."""

_END = b"\r\n\r\n"

KNOWN = frozenset(
    {
        *("accept", "accept-encoding", "accept-language", "cache-control", "connection", "content-length", "content-type"),
        *("dnt", "host", "if-none-match", "origin", "pragma", "referer", "sec-fetch-dest", "sec-fetch-mode"),
        *("sec-fetch-site", "user-agent", "x-request-id"),
    }
)
"""Headers that change nothing about how a request is read, or that are looked at here."""

DIGITS = 12
"""More than any length has that is accepted."""


@dataclass(frozen=True, slots=True)
class Line:
    """The first line of a request: for `path`, with the `parameters` behind its question mark."""

    method: str
    path: str
    parameters: bytes


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a request, whose names are in small letters, and the length of its body."""

    values: dict[str, str]
    length: int


def line_of(line: bytes) -> Line | None:
    """Return what the first line of an HTTP/1.1 GET or POST says; None for any other, or if it holds what it should not."""
    method, _, rest = line.decode("latin-1").partition(" ")
    target, _, version = rest.partition(" ")
    if version != "HTTP/1.1" or method not in METHODS or not target.isascii() or not target.isprintable():
        return None
    path, _, parameters = target.partition("?")
    return Line(method, path, parameters.encode("ascii"))


def headers_of(block: bytes) -> Headers | None:
    """Return the headers in the lines of `block`; None if they are not so plain that their meaning is beyond doubt (each once
    and known, kept alive, no transfer coding): a parser has to read them."""
    found = dict[str, str]()
    for line in block.decode("latin-1").split("\r\n"):
        name, _, value = line.partition(":")
        name, value = name.lower(), value.strip(" \t")
        if name not in KNOWN or name in found or not value.isprintable():
            return None
        found[name] = value
    length = found.get("content-length", "0")
    plain = length.isascii() and length.isdigit() and len(length) < DIGITS
    if not plain or found.get("connection", "keep-alive").lower() != "keep-alive":
        return None
    return Headers(found, int(length))


@dataclass(frozen=True, slots=True)
class Begun:
    """A plain query of which the head has come: the whole request has `size` bytes, of which the body begins at `body`."""

    line: Line
    headers: Headers
    body: int
    size: int


def begun_in(data: bytes, most: int) -> Begun | None:
    """Return what `data` begins with if it may be a plain query, with a body of at most `most` bytes."""
    end = data.find(_END)
    return _begun(data[: end + len(_END)], most) if 0 < end < LONGEST else None


@lru_cache(256)  # clients send few heads, each of them often
def _begun(head: bytes, most: int) -> Begun | None:
    first, _, rest = head.removesuffix(_END).partition(b"\r\n")
    line, headers = line_of(first), headers_of(rest) if rest else None
    if not line or not headers or line.path not in PATHS or headers.length > most:
        return None
    if line.method == "POST" and headers.length == 0:
        return None
    return Begun(line, headers, len(head), len(head) + headers.length)


def unfinished(data: bytes, begun: Begun | None, room: int) -> bool:
    """Return whether `data`, with what is known of it, may be the first part of a plain query of less than `room` bytes."""
    if begun:
        return len(data) < begun.size < room
    return data.startswith(STARTS) and _END not in data and len(data) < LONGEST


def asked_in(begun: Begun, body: bytes) -> Query | None:
    """Return the query that a request asks; None if it asks for anything else. RequestError if it is not clear."""
    line, headers = begun.line, begun.headers
    if line.method == "GET":
        return looked_at(line.parameters)
    if headers.values.get("content-type") == QUERY and not line.parameters:
        return Query(utf8(body))
    kind = content_type(headers.values)
    checked(kind)
    found = posted(line.parameters, kind, body)
    return found if isinstance(found, Query) else None
