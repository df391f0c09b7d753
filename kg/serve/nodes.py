"""Linked data: every IRI of the graph answers with what is known of it, as a page or as data."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answer import Answer, answer
from kg.serve.html import OURS
from kg.serve.limits import RequestError
from kg.serve.negotiate import Choice, choose
from kg.serve.responses import refusal
from kg.serve.service import Caller, service_of
from kg.vocab import KG

FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/trig": "trig",
    "application/n-quads": "nq",
}
"""Media types that a node comes in, the preferred one first, and the suffix of an address that asks for each."""

_BY_SUFFIX = {name: media_type for media_type, name in reversed(FORMATS.items())}


async def node(request: Request) -> Answer | Response:
    """Answer with what the graph says of the IRI that was asked for, whatever name this server goes by."""
    path = request.scope["raw_path"].decode("latin-1").partition("?")[0].lstrip("/")
    return _about(request, service_of(request).graph.base, path)


async def ontology(request: Request) -> Answer | Response:
    """Answer with the ontology: all its terms as one page, or as data."""
    chosen = _chosen(request, "")
    if isinstance(chosen, RequestError):
        return refusal(chosen)
    return answer(Caller.of(request), {"kind": "ontology", "format": chosen.format, "media_type": chosen.media_type})


async def term(request: Request) -> Answer | Response:
    """Answer with what the graph says of a term of the ontology, or of a scheme that it is aligned to."""
    scheme, slash, name = request.path_params["name"].partition("/")
    if not slash:
        return _about(request, KG, quote(scheme))
    if name.partition(".")[0]:
        return _about(request, f"{OURS}{scheme}#", quote(name))
    return _about(request, OURS, quote(scheme + name))  # the scheme itself, or its data: name is a suffix at most


def _about(request: Request, base: str, path: str) -> Answer | Response:
    stem, dot, suffix = path.rpartition(".")
    name = suffix if dot and suffix in _BY_SUFFIX else ""
    chosen = _chosen(request, name)
    if isinstance(chosen, RequestError):
        return refusal(chosen)
    asked = {"kind": "node", "iri": base + (stem if name else path), "format": chosen.format, "media_type": chosen.media_type}
    return answer(Caller.of(request), asked)


def _chosen(request: Request, suffix: str) -> Choice | RequestError:
    if suffix:
        return Choice(_BY_SUFFIX[suffix], suffix)
    found = choose(request.headers.get("accept"), FORMATS)
    return found or RequestError(406, f"Accept names none of {', '.join(FORMATS)}")
