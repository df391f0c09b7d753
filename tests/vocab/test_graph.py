"""The graph of the ontology: no blank nodes, each quad once, and the hierarchy in one step."""

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.vocab import KG, ontology_quads, term

GRAPH = "http://localhost:8000/graph/ontology"


def test_no_blank_node_is_left() -> None:
    for quad in ontology_quads(GRAPH):
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        assert quad.graph_name == NamedNode(GRAPH)


def test_the_same_files_give_the_same_quads_each_once() -> None:
    first, second = list(ontology_quads(GRAPH)), list(ontology_quads(GRAPH))
    assert first == second
    assert len(first) == len(set(first))


def test_a_class_is_a_kind_of_itself_and_of_all_above_it() -> None:
    quads = set(ontology_quads(GRAPH))
    for above in ("AirStrike", "Attack", "Event", "Situation"):
        kind_of = Quad(NamedNode(term("AirStrike")), NamedNode(KG + "kindOf"), NamedNode(term(above)), NamedNode(GRAPH))
        assert kind_of in quads


def test_a_frame_keeps_its_slots_under_names_of_their_own() -> None:
    quads = list(ontology_quads(GRAPH))
    slots = {q.object for q in quads if q.subject == NamedNode(term("AirStrike")) and q.predicate.value.endswith("frame")}
    roles = {q.object.value for q in quads if q.subject in slots and q.predicate.value.endswith("#role")}
    assert {term("attacker"), term("target")} <= roles


def test_the_alignments_are_in_it() -> None:
    assert any(quad.object.value == "https://w3id.org/byline/plover#ASSAULT-aerial" for quad in ontology_quads(GRAPH))
