"""First page: what there is, for people, for crawlers and for catalogues."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.serve.answer import Answer, answer
from kg.serve.html import STYLE, cell, document
from kg.serve.negotiate import Choice, choose
from kg.serve.service import Caller, service_of

ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /query\nDisallow: /questions/\nDisallow: /search\nDisallow: /store\n"
"""Pages may be read by crawlers; what is computed for each request may not."""

_DATASET = {"text/turtle": "ttl", "application/n-triples": "nt", "application/rdf+xml": "rdf", "application/ld+json": "jsonld"}
_KEPT = {"Cache-Control": "max-age=86400"}


async def first_page(request: Request) -> Response:
    """Say what there is."""
    name, sparql = service_of(request).folder.name, f"{request.url.replace(path='/sparql', query='')}?query="
    chosen = choose(request.headers.get("accept"), {"text/plain": "txt", "text/html": "html"})
    if chosen is None or chosen.format == "txt":
        return PlainTextResponse(
            f"Byline, the graph {name}\n\nSPARQL 1.1 queries: {sparql}\nQuestions: /questions\nSearch: /search?q=\n"
        )
    body = (
        "<p>Who says what, in which words, and where it stands.</p>"
        '<form action="/search.html"><input name="q" aria-label="words"> <button>Search</button></form><ul>'
        '<li><a href="/questions">Questions</a> that the graph answers, also <a href="/openapi.json">as an API</a></li>'
        f'<li><a href="/sparql.html">SPARQL queries</a>, for programs at <code>{cell(sparql)}</code></li>'
        '<li><a href="/ontology">The ontology</a>, <a href="/.well-known/void">what the graph holds</a></li></ul>'
    )
    return Response(document(f"The graph {name}", body), media_type="text/html")


async def well_known(request: Request) -> Answer | Response:
    """Describe the graph for catalogues, in Turtle for whoever likes none of the formats (a browser)."""
    chosen = choose(request.headers.get("accept"), _DATASET) or Choice("text/turtle", "ttl")
    at = str(request.base_url).rstrip("/")
    return answer(Caller.of(request), {"kind": "dataset", "format": chosen.format, "media_type": chosen.media_type, "at": at})


async def robots(request: Request) -> Response:
    """Say what crawlers may read."""
    return PlainTextResponse(ROBOTS, headers=_KEPT)


async def style(request: Request) -> Response:
    """Return the style sheet."""
    return Response(STYLE, media_type="text/css", headers=_KEPT)
