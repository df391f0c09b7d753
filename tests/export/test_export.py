"""What is exported is read back whole, by Oxigraph and by rdflib."""

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import UsageError
from kg.export import export, exporters
from kg.lift import lift_source, lift_world
from kg.vocab import Iris, ontology_quads, term
from tests.samples import SAMPLES, resolution

IRIS = Iris()
CURRENT = {document.id: IRIS.source_of(document) for document, _ in SAMPLES}
FORMATS = {
    "trig": (RdfFormat.TRIG, "trig"),
    "nquads": (RdfFormat.N_QUADS, "nquads"),
    "rdf11": (RdfFormat.N_QUADS, "nquads"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
    "turtle": (RdfFormat.TURTLE, "turtle"),
    "ntriples": (RdfFormat.N_TRIPLES, "nt"),
    "rdfxml": (RdfFormat.RDF_XML, "xml"),
}
WITH_GRAPHS = ("jsonld", "nquads", "rdf11", "trig")


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    found = [quad for document, annotation in SAMPLES for quad in lift_source(document, annotation, IRIS)]
    hard = Literal('"quoted" \\ two\nlines\ttab \u2028 é 日本 <&>')
    found.append(Quad(NamedNode(IRIS.entity("person/é")), NamedNode(term("quote")), hard, NamedNode(IRIS.graph("world"))))
    return [*found, *lift_world(resolution, CURRENT, IRIS), *ontology_quads(IRIS.graph("ontology"))]


def written(quads: list[Quad], name: str, **options: str) -> bytes:
    out = io.BytesIO()
    export(quads, out, name, **options)
    return out.getvalue()


def test_these_are_all_the_formats() -> None:
    assert set(exporters.names()) == set(FORMATS)


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_a_format_with_named_graphs_gives_back_every_quad(quads: list[Quad], name: str) -> None:
    assert set(parse(written(quads, name), format=FORMATS[name][0])) == set(quads)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - set(WITH_GRAPHS)))
def test_a_format_without_gives_back_every_triple_and_says_what_it_merged(quads: list[Quad], name: str) -> None:
    out = io.BytesIO()
    made = export(quads, out, name)
    assert {quad.triple for quad in parse(out.getvalue(), format=FORMATS[name][0])} == {quad.triple for quad in quads}
    assert made.note
    assert "4 graphs became one" in made.note
    assert f"{len(quads):,} triples" in made.note


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_rdflib_reads_it_and_counts_the_same(quads: list[Quad], name: str) -> None:
    known = rdflib.Dataset() if name in WITH_GRAPHS else rdflib.Graph()
    known.parse(data=written(quads, name), format=FORMATS[name][1])
    found = sum(1 for _ in known.quads()) if isinstance(known, rdflib.Dataset) else len(known)
    assert found == len(set(quads)) == len({quad.triple for quad in quads})


def test_what_xml_cannot_hold_is_replaced_there_and_told(quads: list[Quad]) -> None:
    stray = Literal("page\f\x1b[1m\ufffe break\r\n", language="en")
    told = [*quads, Quad(NamedNode(IRIS.entity("person/é")), NamedNode(term("quote")), stray, NamedNode(IRIS.graph("world")))]
    out = io.BytesIO()
    made = export(told, out, "rdfxml")
    values = {str(value) for value in rdflib.Graph().parse(data=out.getvalue(), format="xml").objects()}
    assert "page\ufffd\ufffd[1m\ufffd break\r\n" in values
    assert made.note
    assert "cannot hold: 1;" in made.note
    for name in sorted(set(FORMATS) - {"rdfxml"}):
        assert stray in {quad.object for quad in parse(written(told, name), format=FORMATS[name][0])}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_nothing_at_all_is_written_as_a_file_that_can_be_read(name: str) -> None:
    assert not list(parse(written([], name), format=FORMATS[name][0]))


def test_a_format_with_named_graphs_has_no_note(quads: list[Quad]) -> None:
    made = export(quads, io.BytesIO(), "nquads")
    assert (made.note, made.quads, made.graphs) == (None, len(quads), 4)


def test_one_graph_alone_loses_nothing_in_turtle(quads: list[Quad]) -> None:
    alone = [quad for quad in quads if quad.graph_name == NamedNode(CURRENT["herald"])]
    assert export(alone, io.BytesIO(), "turtle").note is None


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_another_base_moves_every_iri_below_the_old_one_and_no_other(quads: list[Quad], name: str) -> None:
    text = written(quads, name, base=IRIS.base, new_base="https://war.example/kg/")
    moved = set(parse(text, format=FORMATS[name][0]))
    assert len(moved) == len(set(quads))
    assert not any("localhost" in str(quad) for quad in moved)
    assert NamedNode("https://war.example/kg/entity/place/qarsa") in {quad.subject for quad in moved}
    assert {quad.predicate for quad in moved} == {quad.predicate for quad in quads}


def test_json_ld_is_plain_json_with_the_context_inside(quads: list[Quad]) -> None:
    value = json.loads(written(quads, "jsonld"))
    assert value["@context"]["@vocab"] == "https://w3id.org/byline#"
    graph = next(part for part in value["@graph"] if part["@id"] == CURRENT["herald"])
    claim = next(node for node in graph["@graph"] if node["id"].endswith("/claim/c1"))
    assert (claim["measure"], claim["low"], claim["bound"], claim["quote"]) == (
        "killed",
        14,
        "at_least",
        "At least 14 civilians",
    )


def test_a_large_graph_in_json_ld_is_several_objects_that_are_read_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.export.jsonld.MOST", 10)
    graph = NamedNode(IRIS.graph("world"))
    many = [
        Quad(NamedNode(IRIS.entity(f"person/{n}")), NamedNode(term(name)), Literal(name), graph)
        for n in range(30)
        for name in ("quote", "rule")
    ]
    text = written(many, "jsonld")
    parts = json.loads(text)["@graph"]
    assert len(parts) == 6
    assert {part["@id"] for part in parts} == {graph.value}
    nodes = [node["id"] for part in parts for node in part["@graph"]]
    assert len(nodes) == len(set(nodes)) == 30, "what is said of one node stays together"
    assert set(parse(text, format=RdfFormat.JSON_LD)) == set(many)


def test_an_export_does_not_hold_all_quads_in_memory() -> None:
    def many() -> Iterator[Quad]:
        for number in range(40_000):
            node = NamedNode(f"http://localhost:8000/source/{number // 100}")
            yield Quad(node, NamedNode(term("quote")), Literal(f"{number} " + "x" * 1000), node)

    class Sink(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return len(data)  # type: ignore[arg-type]

    tracemalloc.start()
    export(many(), Sink(), "trig")  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_an_unknown_format_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="nquads"):
        export([], io.BytesIO(), "csv")
