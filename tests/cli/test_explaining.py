"""kg explain, as a shell would run it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kg as byline
from tests.cli.conftest import Ran

Kg = Callable[..., Ran]
WORDS = "more than 2,000 Ukrainian and foreign fighters"


@pytest.fixture(scope="module")
def claim(seed_graph: Path) -> str:
    with byline.open(seed_graph) as graph:
        return graph.query("SELECT ?c { ?c a kg:CasualtyClaim }")[0].c  # type: ignore[index]


def test_a_claim_is_explained_with_its_words_marked_in_their_sentence(kg: Kg, seed_graph: Path, claim: str) -> None:
    ran = kg("explain", claim, "-g", seed_graph)
    assert (ran.code, ran.err) == (0, "")
    for part in (
        f"[{WORDS}]",
        "sha256 36cffc88eaaed196",
        "3735-3781",
        "Defense Ministry, “claiming”, asserts",
        "outlet: seed002",
    ):
        assert part in ran.out
    assert "by figures.casualties" in ran.out
    assert "en_core_web_md" in ran.out


def test_the_base_may_be_left_out(kg: Kg, seed_graph: Path, claim: str) -> None:
    short = claim.removeprefix("http://localhost:8000/")
    assert kg("explain", short, "-g", seed_graph).out == kg("explain", claim, "-g", seed_graph).out


def test_an_explanation_is_json_too(kg: Kg, seed_graph: Path, claim: str) -> None:
    (found,) = json.loads(kg("explain", claim, "-g", seed_graph, "--json").out)
    assert found["iri"] == claim
    assert [(one["quote"], f"[{WORDS}]" in one["sentence"]) for one in found["evidence"]] == [(WORDS, True)]
    assert [step["part"] for step in found["chain"]] == ["claimant", "outlet"]


def test_somebody_whom_both_sources_name_is_linked_with_score_and_names(kg: Kg, seed_graph: Path) -> None:
    with byline.open(seed_graph) as graph:
        who = graph.query("SELECT ?e { ?e a kg:CanonicalEntity ; owl:sameAs <http://www.wikidata.org/entity/Q3874799> }")[0].e  # type: ignore[index]
    out = kg("explain", who, "-g", seed_graph).out
    assert "seed002: Volodymir Zelensky, Zelensky, score" in out
    assert "because of" in out


def test_what_is_not_in_the_graph_is_one_line_with_what_to_do(kg: Kg, seed_graph: Path) -> None:
    ran = kg("explain", "entity/nobody", "-g", seed_graph)
    assert (ran.code, ran.out) == (2, "")
    assert "entity/nobody is not in the graph; copy an IRI" in ran.line
