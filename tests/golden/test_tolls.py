"""Five invented reports of one shelling: how far their tolls agree, whose they are, and which number each policy takes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.query import Graph

RSF, DOCTORS = "Rapid Support Forces", "Sudan Doctors Network"


@pytest.fixture(scope="module")
def graph(built: Callable[..., Path]) -> Iterator[Graph]:
    with kg.open(built("el-fasher", Path(__file__).with_name("reports"))) as found:
        yield found


def answer(graph: Graph, name: str, *columns: str, **given: Any) -> set[tuple[Any, ...]]:
    return {tuple(row[column] for column in columns) for row in graph.ask(name, **given).to_dicts()}


def test_five_tolls_of_one_event_are_one_disagreement(graph: Graph) -> None:
    columns = ("agreement", "measured", "lowest", "highest", "basis", "claims", "sources", "origins")
    assert answer(graph, "disagreements", *columns) == {("contradictory", "killed", 20, 52, "event", 5, 5, 4)}


def test_a_total_of_the_war_is_not_among_them(graph: Graph) -> None:
    quotes = {row["quote"] for row in graph.ask("disagreement-claims").to_dicts()}
    assert quotes == {"At least 38 civilians", "45 people", "52 civilians", "52 people", "Twenty people"}


@pytest.mark.parametrize(
    ("policy", "value"),
    [
        ("ucdp-low", 20),
        ("ucdp-best", 52),
        ("ucdp-high", 52),
        ("acled-lowest", 20),
        ("median-of-origins", 45),
        ("latest", 52),
    ],
)
def test_each_policy_takes_its_number_and_names_itself(graph: Graph, policy: str, value: int) -> None:
    assert answer(graph, "toll", "policy", "value", policy=policy) == {(policy, value)}


def test_a_policy_gives_the_claims_behind_its_number(graph: Graph) -> None:
    assert answer(graph, "toll", "quote", "claimantLabel", policy="ucdp-low") == {("Twenty people", RSF)}
    # A body that is known in one report only is of the agency that the report credits.
    assert answer(graph, "toll", "quote", "comesFromLabel", policy="median-of-origins") == {("45 people", "Reuters")}


def test_how_the_toll_went_on_by_day_and_origin(graph: Graph) -> None:
    found = answer(graph, "toll-trajectory", "day", "low", "comesFromLabel", "replaces", measure="killed", origin="Doctors")
    assert found == {
        ("2024-05-12", 38, DOCTORS, None),
        ("2024-05-13", 52, DOCTORS, None),
    }


def test_parameters_choose_an_event(graph: Graph) -> None:
    [event] = {row["event"] for row in graph.ask("toll").to_dicts()}
    assert answer(graph, "toll", "event", event=event, measure="killed") == {(event,)}
    assert answer(graph, "toll", "event", measure="wounded") == set()
    assert answer(graph, "toll-trajectory", "sourceLabel", event=event, source="tribune") == {("Market shelled in El Fasher",)}
