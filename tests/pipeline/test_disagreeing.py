"""Four reports of one day: a toll that is revised and contradicted, a denial, and what only seems to be comparable."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg
from kg.query import Graph


@pytest.fixture(scope="module")
def graph(built: Callable[..., Path]) -> Iterator[Graph]:
    """The graph of the four reports in ``gao/``."""
    with kg.open(built("gao", Path(__file__).with_name("gao"))) as found:
        yield found


def test_tolls_of_one_market_are_set_side_by_side(graph: Graph) -> None:
    told = {(row.low, row.claimantLabel) for row in graph.disagreement_claims(agreement="contradictory") if row.low}
    assert {(31, "Front for the Liberation of the Bend"), (24, "Red Cross"), (15, "The interior ministry")} <= told
    assert not {number for number, _ in told} & {5, 6, 9, 40, 400}


def test_the_dead_of_the_battle_are_not_those_of_the_market(graph: Graph) -> None:
    spreads = {(row.lowest, row.highest) for row in graph.disagreements() if row.agreement.endswith("contradictory")}
    assert (7, 11) in spreads
    assert not any(low in (7, 11) and high not in (7, 11) for low, high in spreads)


def test_the_denial_is_tied_to_what_it_denies(graph: Graph) -> None:
    told = {(row.claimantLabel, row.otherClaimantLabel) for row in graph.answers() if row.kind == "denial"}
    assert ("The army", "Front for the Liberation of the Bend") in told


@pytest.mark.parametrize(("policy", "number"), [("ucdp-low", 15), ("ucdp-best", 24), ("ucdp-high", 31), ("acled-lowest", 15)])
def test_a_policy_chooses_one_of_the_tolls(graph: Graph, policy: str, number: int) -> None:
    assert number in {row.value for row in graph.toll(policy=policy, measure="killed") if row.eventType == "Shelling"}


def test_men_that_a_side_has_lost_are_not_those_of_the_market(graph: Graph) -> None:
    assert 9 not in {row.low for row in graph.toll_trajectory(measure="killed")}
