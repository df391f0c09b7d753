"""Graph Store: whole graphs by HTTP, named by ``?graph=``, ``?default``, or by the address itself (SPARQL 1.1 Graph Store HTTP
Protocol)."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answer import Answer, answer
from kg.serve.limits import RequestError
from kg.serve.multipart import files
from kg.serve.negotiate import TRIPLES, choose
from kg.serve.protocol import content_type, parameters
from kg.serve.receiving import body
from kg.serve.responses import refusal
from kg.serve.service import Caller, Service, service_of
from kg.store.managed import USERS

FORM = "multipart/form-data"
UNSAID = "application/rdf+xml"
"""What a body is taken for that does not say what it is (section 5.3 of the protocol)."""


@dataclass(frozen=True, slots=True)
class Named:
    """Which graph a request is about: its IRI, None for the default graph; `fresh` if the server has to name a new one."""

    iri: str | None
    fresh: bool = False


async def graph_store(request: Request) -> Answer | Response:
    """Read, replace, extend or remove a graph."""
    service = service_of(request)
    try:
        named = _named(request, service)
        if request.method in ("GET", "HEAD"):
            return _read(request, named)
        service.access.check(request)
        if request.method == "DELETE":
            return await _changed(service, named, {"kind": "drop"}, [])
        return await _sent(request, service, named)
    except RequestError as error:
        return refusal(error)


def _named(request: Request, service: Service) -> Named:
    given = parameters(request.scope["query_string"], "the address")
    path = request.path_params.get("path", "")
    if path:
        return Named(_direct(request, service))
    graphs, default = given.get("graph", []), "default" in given
    if len(graphs) + default > 1:
        raise RequestError(400, "a request is about one graph: ?graph= and its IRI, or ?default")
    if not graphs and not default:
        if request.method != "POST":
            raise RequestError(400, "say which graph: ?graph= and its IRI, or ?default")
        return Named(f"{service.graph.base}{USERS}{uuid.uuid4().hex}", fresh=True)
    return Named(_absolute(graphs[0]) if graphs else None)


def _direct(request: Request, service: Service) -> str:
    """The graph that the address itself names, whatever the host that it was reached by."""
    raw: bytes = request.scope["raw_path"].partition(b"?")[0]
    path = raw.decode("latin-1").lstrip("/")
    segments = path.lower().replace("%2e", ".").replace("%2f", "/").split("/")
    if "." in segments or ".." in segments:
        raise RequestError(400, "the name of a graph has no . or .. in its path")
    return _absolute(service.graph.base + path)


def _absolute(iri: str) -> str:
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise RequestError(400, f"{iri[:200]!r} is no absolute IRI") from error


def _read(request: Request, named: Named) -> Answer | Response:
    chosen = choose(request.headers.get("accept"), TRIPLES)
    if chosen is None:
        raise RequestError(406, f"a graph comes as {', '.join(TRIPLES)}")
    return answer(Caller.of(request), {"kind": "graph", "graph": named.iri, "triples": asdict(chosen)})


async def _sent(request: Request, service: Service, named: Named) -> Response:
    base = named.iri or service.base
    media_type, charset = content_type(request.headers)
    if charset not in ("utf-8", "utf8", "us-ascii", ""):
        raise RequestError(415, f"a graph is sent in UTF-8, not in {charset[:20]}")
    data = await body(request, service.limits.upload, service.limits.idle)
    if media_type == FORM:
        found = files(request.headers["content-type"], data)
        formats, parts = [_format(file.media_type) for file in found], [file.data for file in found]
    else:
        formats, parts = [_format(media_type or UNSAID)], [data]
    asked = {"kind": "put", "anew": request.method == "PUT", "parts": [(format, base) for format in formats]}
    return await _changed(service, named, asked, parts)


def _format(media_type: str) -> str:
    if media_type not in TRIPLES:
        raise RequestError(415, f"a graph is sent as {', '.join(TRIPLES)}, or several in {FORM}")
    return TRIPLES[media_type]


async def _changed(service: Service, named: Named, asked: dict[str, Any], parts: list[bytes]) -> Response:
    assert service.writing
    done = await service.writing.change({**asked, "graph": named.iri}, parts)
    headers = {"Location": named.iri} if named.fresh and named.iri else {}
    return Response(status_code=201 if named.fresh else done["status"], headers=headers)
