"""Description: what this service is and can do, in RDF (SPARQL 1.1 Service Description)."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.formats import RESULT_FORMATS, TRIPLE_FORMATS
from kg.serve.limits import RequestError
from kg.serve.negotiate import TRIPLES, choose
from kg.serve.service import Service, service_of
from kg.vocab import PREFIXES

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMAT = "http://www.w3.org/ns/formats/"
FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD"),
)
assert len(FORMATS) == len(RESULT_FORMATS) + len(TRIPLE_FORMATS)


def description(request: Request) -> Response:
    """Return the description of the service that `request` came to, in the format that it likes best; a browser is led to the
    page for queries."""
    chosen = choose(request.headers.get("accept"), {**TRIPLES, "text/html": "html"})
    if chosen and chosen.format == "html":
        return RedirectResponse("/sparql.html", 303, headers={"Vary": "Accept"})
    if chosen is None:
        raise RequestError(406, f"the description of this service comes as {', '.join(TRIPLES)}; for an answer add ?query=")
    endpoint = str(request.url.replace(query="", fragment=""))
    format: RdfFormat = TRIPLE_FORMATS[chosen.format]
    triples = _triples(NamedNode(endpoint), service_of(request))
    found = serialize(triples, format=format, prefixes={"sd": SD, "rdfs": PREFIXES["rdfs"]})
    return Response(found, media_type=chosen.media_type, headers={"Cache-Control": "no-cache", "Vary": "Accept"})


def _triples(endpoint: NamedNode, service: Service) -> Iterator[Triple]:
    me, dataset, default = (NamedNode(f"{endpoint.value}#{part}") for part in ("service", "dataset", "default-graph"))
    kind = NamedNode(PREFIXES["rdf"] + "type")
    yield Triple(me, kind, _sd("Service"))
    yield Triple(me, _sd("endpoint"), endpoint)
    yield Triple(me, NamedNode(PREFIXES["rdfs"] + "label"), Literal(f"Byline: {service.folder.name}", language="en"))
    yield Triple(me, _sd("supportedLanguage"), _sd("SPARQL10Query"))
    yield Triple(me, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    if service.access.open:
        yield Triple(me, _sd("supportedLanguage"), _sd("SPARQL11Update"))
    if service.options.union:
        yield Triple(me, _sd("feature"), _sd("UnionDefaultGraph"))
    yield from (Triple(me, _sd("resultFormat"), NamedNode(FORMAT + name)) for name in FORMATS)
    yield Triple(me, _sd("defaultDataset"), dataset)
    yield Triple(dataset, kind, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, kind, _sd("Graph"))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
