"""How far the two seeds agree, whose words they print in the end, and who says what alone. The rows were worked out by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.query import Graph

MINISTRY = "Russian Defense Ministry"
ZELENSKY = "Volodymyr Zelensky"


@pytest.fixture(scope="module")
def graph(seed_graph: Path) -> Iterator[Graph]:
    with kg.open(seed_graph) as found:
        yield found


def answer(graph: Graph, name: str, *columns: str, **given: Any) -> set[tuple[Any, ...]]:
    return {tuple(row[column] for column in columns) for row in graph.ask(name, **given).to_dicts()}


def test_figures_of_one_utterance_agree_between_the_seeds(graph: Graph) -> None:
    found = answer(graph, "disagreements", "agreement", "sources", "origins", "figures", basis="utterance")
    words = "seed000: about 2,000 kilometres | seed002: around 2,000 kilometers"
    assert found == {("same", 2, 1, words)}


def test_more_than_and_about_the_same_number_are_compatible(graph: Graph) -> None:
    found = answer(graph, "disagreement-claims", "sourceLabel", "start", "bound", agreement="compatible")
    assert found == {("seed000", 675, "at_least"), ("seed000", 884, "about")}


def test_kilometres_and_square_kilometres_stand_side_by_side_with_the_reason(graph: Graph) -> None:
    found = answer(graph, "disagreement-claims", "sourceLabel", "start", "unit", agreement="not_comparable")
    assert found == {
        ("seed002", 58, "kilometre"),
        ("seed002", 259, "kilometre"),
        ("seed002", 618, "square kilometre"),
    }
    assert answer(graph, "disagreements", "difference", "lowest", agreement="not_comparable") == {
        ("unit: kilometre, square kilometre", None)
    }


def test_nothing_in_the_seeds_is_a_contradiction(graph: Graph) -> None:
    assert answer(graph, "disagreements", "figures", agreement="contradictory") == set()


def test_two_sources_have_the_territory_figure_from_one_origin(graph: Graph) -> None:
    assert answer(graph, "origins", "sources", "origins", "comingFrom", basis="figures", words="2,000", least=2) == {
        (2, 1, ZELENSKY)
    }
    assert answer(graph, "origins", "sources", "origins", "comingFrom", basis="claim", words="fighters") == {(1, 1, MINISTRY)}


def test_a_spokesman_is_of_one_origin_with_his_ministry(graph: Graph) -> None:
    found = graph.query(
        "SELECT ?name { ?attribution kg:comesFrom/rdfs:label ?name ; kg:claimant/kg:denotes/rdfs:label 'Igor Konashenkov' }"
    )
    assert {row.name for row in found} == {MINISTRY}  # type: ignore[union-attr]


def test_what_only_the_ukrainian_side_says(graph: Graph) -> None:
    found = answer(graph, "parties", "sourceLabel", "start", party="UA")
    worked_out = {("seed000", at) for at in (362, 655, 1219)} | {("seed002", at) for at in (48, 607, 1053, 2795)}
    assert worked_out <= found


def test_what_only_the_russian_side_says(graph: Graph) -> None:
    found = answer(graph, "parties", "sourceLabel", "start", party="RU")
    # What was destroyed (3656) and who was eliminated (3719) are claims with figures; that the operation's goals were announced
    # (1551) and the act of performing (3352) are no events here: the mission and the demonstration stand for them.
    worked_out = {("seed000", at) for at in (81, 1564, 1647)} | {("seed002", at) for at in (1619, 2894, 3006, 3198, 3391, 3587)}
    assert worked_out <= found


def test_what_the_outlets_say_themselves(graph: Graph) -> None:
    found = answer(graph, "parties", "sourceLabel", "start", party="outlet")
    # Not reached: the counteroffensive (943), which the army announced, and the wish for tanks (2600): a demand is laid to who
    # makes it, and is no event that an outlet claims.
    worked_out = {("seed000", at) for at in (1946, 2018, 2058, 2162, 2176)} | {
        ("seed002", at) for at in (1121, 1383, 1483, 2544)
    }
    assert worked_out <= found


def test_which_weapons_were_delivered_and_which_only_asked_for(graph: Graph) -> None:
    found = answer(graph, "weapons", "sourceLabel", "status", "thingLabel", "byLabel")
    kyiv = "Government of Ukraine"
    named = {row for row in found if "weapons" not in row[2]}
    assert named >= {
        ("seed002", "delivered", "self-propelled howitzers", "Germany"),
        ("seed002", "requested", "Leopard main battle tanks", kyiv),
        ("seed002", "requested", "Marder infantry fighting vehicles", kyiv),
        ("seed002", "requested", "Gepard anti-aircraft tanks", kyiv),
    }
    assert {row for row in named if row[1] == "requested"} <= {row for row in named if row[3] == kyiv}


def test_who_speaks_at_the_news_conference_and_who_is_there_unquoted(graph: Graph) -> None:
    assert answer(graph, "speakers-and-audience", "sourceLabel", "speakerLabel", "presentLabel", "quoted") == {
        ("seed002", "Dmytro Kuleba", "Annalena Baerbock", False)
    }
