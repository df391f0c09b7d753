"""Searching: the words of sources and the places they name go into the search file, for the snapshot that comes next."""

from collections.abc import Iterable, Iterator
from contextlib import closing

from pyoxigraph import NamedNode, QuerySolutions

from kg.store import OxigraphStore, Place, Text, Writer
from kg.vocab import DECLARED

_DOCUMENT = "SELECT ?node ?sha256 WHERE { GRAPH %(source)s { ?node a kg:Source ; kg:sha256 ?sha256 } }"

_CLAIMS = """SELECT ?node ?text WHERE { GRAPH %(source)s {
    ?node a kg:Claim ; kg:quote ?quote . OPTIONAL { ?node kg:sentence ?sentence } }
    BIND(COALESCE(?sentence, ?quote) AS ?text) } ORDER BY ?node"""

_QUOTATIONS = """SELECT DISTINCT ?node ?text WHERE { GRAPH %(source)s { ?attribution kg:manner ?manner ; kg:content ?node .
    ?node kg:quote ?text FILTER(?manner IN (kg:direct, kg:mixed)) } } ORDER BY ?node"""

_PLACES = """SELECT DISTINCT ?node ?label ?wkt WHERE {
    { SELECT DISTINCT ?node WHERE { GRAPH %(source)s { ?own a kg:DocumentEntity }
    GRAPH %(world)s { ?own kg:denotes ?node } } }
    GRAPH %(world)s { ?node rdfs:label ?label ; geo:hasGeometry/geo:asWKT ?wkt } } ORDER BY ?node"""


def index(writer: Writer, gone: Iterable[str], now: Iterable[str], *, anew: bool = False) -> None:
    """Bring the search file up to date: the sources with the IRIs `gone` leave, those with the IRIs `now` come. With `anew`
    these are all there are."""
    with closing(writer.searching(anew=anew)) as search:
        for iri in gone:
            search.remove(iri)
        for iri in sorted(now):
            search.add(iri, [*_document(writer, iri), *_texts(writer.store, iri)])
            for place in _places(writer.store, iri, writer.folder.iris.graph("world")):
                search.place(place)
        search.finish(writer.oldest)


def _document(writer: Writer, source: str) -> Iterator[Text]:
    for node, version in _rows(writer.store, _DOCUMENT, source=source):
        yield Text(node, "document", writer.folder.archive.text(version))


def _texts(store: OxigraphStore, source: str) -> Iterator[Text]:
    for kind, asked in (("claim", _CLAIMS), ("quotation", _QUOTATIONS)):
        for node, text in _rows(store, asked, source=source):
            yield Text(node, kind, text)


def _places(store: OxigraphStore, source: str, world: str) -> Iterator[Place]:
    for node, label, wkt in _rows(store, _PLACES, source=source, world=world):
        lon, lat = map(float, wkt.removeprefix("POINT(").removesuffix(")").split())
        yield Place(node, label, lat, lon)


def _rows(store: OxigraphStore, asked: str, **iris: str) -> Iterator[tuple[str, ...]]:
    found = store.query(DECLARED + asked % {name: NamedNode(iri) for name, iri in iris.items()})
    assert isinstance(found, QuerySolutions)
    for row in found:
        yield tuple(term.value for term in row)
