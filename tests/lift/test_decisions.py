"""What people decided, in its own graph: complete, attributed, and in the shapes of the ontology."""

from datetime import UTC, datetime, timedelta

from pyoxigraph import NamedNode, Quad

from kg.lift import lift_decisions, lift_merged
from kg.model import Decision, Effect, Judgement
from kg.vocab import PREFIXES, Iris, load_vocabulary
from tests.lift.facts import facts
from tests.ontology.test_shapes import failing

IRIS = Iris()
CLAIM = "source/herald/0a1b2c3d4e5f/claim/c1"
START = datetime(2024, 3, 5, tzinfo=UTC)


def decision(number: int, judgement: Judgement, *subjects: str, **known: str) -> Decision:
    return Decision(f"d{number}", judgement, subjects, "Ana", START + timedelta(seconds=number), **known)  # type: ignore[arg-type]


def lifted(*decisions: Decision, **known: Effect) -> list[Quad]:
    return list(lift_decisions(decisions, IRIS, load_vocabulary(), known, lambda node, name: ["12"]))


ALL = (
    decision(0, Judgement.SAME, "entity/person/a", "entity/person/b", why="one man"),
    decision(1, Judgement.CORRECT, CLAIM, property="low", value="21"),
    decision(2, Judgement.CORRECT, "entity/place/x", property="name", value="Karsa"),
    decision(3, Judgement.REJECT, CLAIM),
    decision(4, Judgement.UNDO, "d0"),
    decision(5, Judgement.UNSURE, "entity/person/a", "entity/person/c"),
)


def test_every_kind_of_decision_conforms_to_the_shapes_and_all_stand_in_one_graph() -> None:
    quads = lifted(*ALL, d2=Effect("Qarsa", "Karsa"), d5=Effect(hindered="gone"))
    assert failing(quads) == set()
    assert {quad.graph_name for quad in quads} == {NamedNode(IRIS.graph("decisions"))}


def test_a_decision_says_who_when_why_on_what_and_that_it_was_undone() -> None:
    known = facts(lifted(*ALL), "/decision/d0")
    assert (known["verdict"], known["decidedBy"], known["reason"]) == ({"same"}, {"Ana"}, {"one man"})
    assert (known["decidedAt"], known["decidedOn"]) == ({"2024-03-05T00:00:00Z"}, {"a", "b"})
    assert (known["undoneBy"], known["wasAttributedTo"]) == ({"d4"}, {"Ana"})


def test_what_a_statement_says_itself_stands_beside_its_correction() -> None:
    known = facts(lifted(*ALL), "/decision/d1")
    assert (known["corrects"], known["earlierValue"], known["correctedValue"]) == ({"low"}, {"12"}, {"21"})
    assert not [quad for quad in lifted(*ALL) if quad.predicate.value.endswith("#low")]


def test_a_status_is_that_of_the_last_decision_that_counts() -> None:
    accepted, rejected = decision(0, Judgement.ACCEPT, CLAIM), decision(1, Judgement.REJECT, CLAIM)
    conflict = decision(2, Judgement.CORRECT, CLAIM, property="status", value="conflict")
    undone = decision(3, Judgement.UNDO, "d2")
    for number, status in ((1, "accepted"), (2, "rejected"), (3, "conflict"), (4, "rejected")):
        known = facts(lifted(*(accepted, rejected, conflict, undone)[:number]), "/claim/c1")
        assert known == {"status": {status}}


def test_two_that_nobody_can_tell_apart_have_no_status() -> None:
    quads = lifted(decision(0, Judgement.UNSURE, "entity/person/a", "entity/person/c"))
    assert not [quad for quad in quads if quad.predicate.value.endswith("#status")]


def test_what_was_merged_leads_to_what_took_its_place_under_the_name_it_had() -> None:
    quads = list(lift_merged({"person/b": "person/a"}, {"person/b": "Bashir"}, IRIS))
    assert facts(quads, "/entity/person/b") == {"mergedInto": {"a"}, "label": {"Bashir"}}
    assert PREFIXES["rdfs"] + "label" in {quad.predicate.value for quad in quads}
