"""A source's graph stands and falls with its source."""

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from kg.lift import BUDGET, canonical_hash, cost, lift_source
from kg.model import Annotation, Document, Kind, Term, UnitDetails, from_plain, to_plain
from kg.vocab import KG, Iris, ontology_quads
from tests.lift.facts import facts
from tests.samples import HERALD, SAMPLES, at, courier, courier_found, herald, herald_found

IRIS = Iris("http://example.org/war/")
FOREIGN = {
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
}


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample[0].id)
def lifted(request: pytest.FixtureRequest) -> tuple[str, list[Quad]]:
    document, annotation = request.param
    return IRIS.source_of(document), list(lift_source(document, annotation, IRIS))


def test_every_quad_is_in_the_graph_that_has_the_sources_iri(lifted: tuple[str, list[Quad]]) -> None:
    iri, quads = lifted
    assert quads
    assert {quad.graph_name for quad in quads} == {NamedNode(iri)}


def test_every_subject_is_minted_below_the_source_and_no_node_is_blank(lifted: tuple[str, list[Quad]]) -> None:
    iri, quads = lifted
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        assert (quad.subject.value + "/").startswith(iri + "/")
        assert not isinstance(quad.object, BlankNode)


def test_a_source_refers_to_its_own_nodes_and_the_ontology_only(lifted: tuple[str, list[Quad]]) -> None:
    _, quads = lifted
    subjects = {quad.subject for quad in quads}
    for quad in quads:
        if isinstance(quad.object, NamedNode) and quad.predicate.value != FOREIGN["schema"] + "url":
            assert quad.object in subjects or quad.object.value.startswith(KG), quad


def test_no_triple_comes_twice(lifted: tuple[str, list[Quad]]) -> None:
    _, quads = lifted
    assert len(quads) == len(set(quads))


def test_every_predicate_and_every_class_is_declared(lifted: tuple[str, list[Quad]]) -> None:
    declared = {quad.subject for quad in ontology_quads("http://example.org/ontology")}
    for quad in lifted[1]:
        for node in (quad.predicate, quad.object if quad.predicate.value.endswith("#type") else quad.predicate):
            assert node in declared or node.value.startswith(tuple(FOREIGN.values())), node


def test_an_annotation_that_was_printed_and_read_back_gives_the_same_graph() -> None:
    printed = from_plain(to_plain(herald_found))
    assert list(lift_source(herald, printed, IRIS)) == list(lift_source(herald, herald_found, IRIS))


def test_an_annotation_with_nothing_in_it_still_tells_which_bytes_were_read() -> None:
    empty = Annotation("herald", herald.version)
    quads = {(quad.predicate.value.rsplit("#")[-1], str(quad.object)) for quad in lift_source(herald, empty, IRIS)}
    assert ("sha256", f'"{herald.version}"') in quads
    assert ("bytes", f'"{herald.size}"^^<http://www.w3.org/2001/XMLSchema#integer>') in quads


def test_what_is_not_known_of_a_document_is_not_in_the_graph() -> None:
    predicates = {quad.predicate.value for quad in lift_source(courier, courier_found, IRIS)}
    assert not predicates & {FOREIGN["dcterms"] + name for name in ("title", "publisher", "creator", "issued", "language")}


def test_a_mention_an_event_report_and_a_claim_keep_to_the_budget() -> None:
    spent = cost(quad for document, annotation in SAMPLES for quad in lift_source(document, annotation, IRIS))
    assert all(0 < spent[kind] <= BUDGET[kind] for kind in BUDGET), spent


def test_equal_bytes_under_two_ids_are_two_graphs() -> None:
    twin = Document("other", herald.version, "other.txt", herald.text)
    nodes = {quad.subject for quad in lift_source(twin, herald_found, IRIS)}
    assert not nodes & {quad.subject for quad in lift_source(herald, herald_found, IRIS)}


def test_the_canonical_hash_does_not_depend_on_order_and_leaves_out_what_it_is_told() -> None:
    quads = list(lift_source(herald, herald_found, IRIS))
    noise = [Quad(NamedNode("http://example.org/r"), NamedNode(KG + "software"), NamedNode(KG), NamedNode(IRIS.graph("runs")))]
    assert canonical_hash(quads) == canonical_hash(reversed(quads))
    assert canonical_hash(quads + noise, without=[IRIS.graph("runs")]) == canonical_hash(quads)
    assert canonical_hash(quads + noise) != canonical_hash(quads)
    assert canonical_hash(quads[1:]) != canonical_hash(quads)


def test_an_entity_that_cannot_fill_a_role_does_not_fill_it() -> None:
    quads = list(lift_source(herald, herald_found, IRIS))
    assert "place" in facts(quads, "/event/e1")
    (town,) = [chain for chain in herald_found.entities if chain.name == "Qarsa"]
    person = replace(town, kind=Kind.PERSON, type=None)
    turned = replace(herald_found, entities=tuple(person if c is town else c for c in herald_found.entities))
    quads = list(lift_source(herald, turned, IRIS))
    assert "place" not in facts(quads, "/event/e1")
    assert "place" not in facts(quads, "/claim/c1")


def test_a_unit_keeps_what_its_words_say_and_what_it_belongs_to() -> None:
    corps = UnitDetails(number="3", echelon="corps", nationality="SY")
    army, rebels = (next(m for m in herald_found.mentions if m.span.of(HERALD) == w) for w in ("The army", "Rebel forces"))
    detailed = {army.id: corps, rebels.id: UnitDetails(branch="infantry", parent=army.id)}
    mentions = tuple(replace(m, unit=detailed.get(m.id)) for m in herald_found.mentions)
    quads = list(lift_source(herald, replace(herald_found, mentions=mentions), IRIS))
    larger, smaller = (f"/entity/x{m.span.start}-{m.span.end}" for m in (army, rebels))
    known = facts(quads, larger)
    assert (known["unitNumber"], known["echelon"], known["sideCode"]) == ({"3"}, {"corps"}, {"SY"})
    assert facts(quads, smaller)["branch"] == {"infantry"}
    assert facts(quads, smaller)["partOf"] == {larger.rpartition("/")[2]}


def test_the_rule_that_found_it_stands_beside_what_was_found() -> None:
    ruled = replace(
        herald_found,
        figures=tuple(replace(one, by="figures.casualties") for one in herald_found.figures),
        events=tuple(replace(one, by="events.verb 'shell'") for one in herald_found.events),
        attributions=tuple(replace(one, by="attributions.clause") for one in herald_found.attributions),
    )
    quads = list(lift_source(herald, ruled, IRIS))
    rules = {name: facts(quads, f"/{name}")["rule"] for name in ("claim/c1", "claim/c3", "event/e1", "attribution/a1")}
    assert rules == {
        "claim/c1": {"figures.casualties"},
        "claim/c3": {"events.verb 'shell'"},
        "event/e1": {"events.verb 'shell'"},
        "attribution/a1": {"attributions.clause"},
    }


def test_a_loaded_term_keeps_its_words_and_its_voice() -> None:
    span = at(HERALD, "claimed")
    loaded = (
        Term("w1", span, "claim", "saying", "a-narration"),
        Term("w2", at(HERALD, "retaken"), "retake", "glorifying", "a3"),
    )
    quads = list(lift_source(herald, replace(herald_found, terms=loaded), IRIS))
    own, other = facts(quads, "/term/w1"), facts(quads, "/term/w2")
    assert (own["quote"], own["lemma"], own["loading"], own["voice"]) == ({"claimed"}, {"claim"}, {"saying"}, {"voice"})
    assert facts(quads, f"/entity/{other['voice'].pop()}")["label"] == {"the army"}
    assert other["usedIn"] == {"a3"}
