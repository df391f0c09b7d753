"""Why something is in a graph: its words, who found it, who said it, and what it was linked for."""

import pytest

from kg.errors import QuestionError
from kg.query import Graph
from kg.query.explain import Explanation, Step, explain
from tests.samples import HERALD, herald

BASE = "http://localhost:8000/"
SOURCE = f"source/herald/{herald.version[:12]}"


def why(graph: Graph, part: str) -> Explanation:
    return explain(graph, f"{SOURCE}/{part}", BASE)


def test_a_claim_is_explained_by_its_words_and_where_they_stand(graph: Graph) -> None:
    found = why(graph, "claim/c1")
    assert found.types == ("CasualtyClaim", "Claim")
    assert (found.facts["low"], found.facts["measure"]) == (("14",), ("killed",))
    (words,) = found.evidence
    assert HERALD[words.start : words.end] == words.quote == "At least 14 civilians"
    assert (words.document, words.file, words.sha256) == ("herald", "herald.txt", herald.version)


def test_a_claim_came_from_its_claimant_through_relays_to_the_outlet(graph: Graph) -> None:
    assert [(step.part, step.who) for step in why(graph, "claim/c1").chain] == [
        ("claimant", "health ministry"),
        ("relay", "the state agency"),
        ("outlet", "Harbour Herald"),
    ]
    assert why(graph, "attribution/a1").chain == why(graph, "claim/c1").chain


def test_what_the_outlet_says_itself_has_no_cue(graph: Graph) -> None:
    own = why(graph, "event/e1").chain
    assert own == (Step("claimant", "Harbour Herald", None, "asserts"), Step("outlet", "Harbour Herald"))


def test_an_attribution_is_explained_by_the_passages_that_it_attributes(graph: Graph) -> None:
    assert [one.quote for one in why(graph, "attribution/a1").evidence] == ["At least 14 civilians were killed in the attack"]


def test_a_source_is_explained_by_the_run_that_made_its_graph(graph: Graph) -> None:
    (made,) = explain(graph, SOURCE, BASE).made
    assert (made.software, made.model, made.run) == ("byline-kg 1.0", "hand 2", f"{BASE}run/1")
    assert why(graph, "claim/c1").made == (made,)


def test_a_canonical_entity_is_explained_by_its_links_and_the_names_that_each_source_uses(graph: Graph) -> None:
    links = explain(graph, "entity/place/qarsa", BASE).links
    assert [(link.document, link.names, link.score) for link in links] == [
        ("herald", ("Qarsa",), 1.0),
        ("news/courier #2", ("Qarsah",), 0.9),
    ]
    assert links[1].features == ("name 0.90",)
    assert links[1].rivals == ("Adam Haddad",)


def test_a_mention_is_explained_by_the_link_of_its_entity(graph: Graph) -> None:
    (row,) = graph.query('SELECT ?m { GRAPH ?g { ?m a kg:Mention ; kg:quote "Qarsa" } }')  # type: ignore[misc]
    assert [link.document for link in explain(graph, row.m).links] == ["herald"]


def test_a_canonical_event_is_explained_by_its_reports(graph: Graph) -> None:
    found = explain(graph, "event/shelling-1", BASE)
    assert {(one.document, one.quote) for one in found.evidence} == {("herald", "shelled"), ("news/courier #2", "Shells fell")}
    assert {made.document for made in found.made} == {"herald", "news/courier #2"}


@pytest.mark.parametrize("name", [f"{BASE}entity/nobody", "entity/nobody", "no such> thing"])
def test_what_is_not_there_is_said_to_be_missing_with_what_to_do(graph: Graph, name: str) -> None:
    with pytest.raises(QuestionError, match=r"copy (an IRI|one) from `kg ask"):
        explain(graph, name, BASE)
