"""What the seeds do not say, and the graph of them must not say either."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.query import Graph

A, B = "seed000", "seed002"
KILOMETRES = {(A, 675), (A, 884), (B, 58), (B, 259)}
PLACED = "kg:place|kg:origin|kg:destination|kg:venue"


@pytest.fixture(scope="module")
def graph(seed_graph: Path) -> Iterator[Graph]:
    with kg.open(seed_graph) as found:
        yield found


def rows(graph: Graph, sparql: str) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in graph.query(sparql)}  # type: ignore[union-attr]


def test_a_report_that_counts_no_dead_has_no_casualty_figure(graph: Graph) -> None:
    assert not graph.ask("casualty-figures", source=A)
    assert not graph.ask("casualty-details", source=A)


def test_kilometres_are_no_casualties_and_never_stand_beside_them(graph: Graph) -> None:
    casualties = {(row.sourceLabel, row.start) for row in graph.ask("casualty-figures")}
    assert casualties == {(B, 3735)}
    pairs = graph.ask("differing-figures").to_dicts()
    assert pairs
    assert not [
        row for row in pairs if (B, 3735) in {(row["sourceLabel"], row["start"]), (row["otherSourceLabel"], row["otherStart"])}
    ]
    together = rows(
        graph,
        "SELECT ?it { ?it kg:compares ?one , ?other . ?one kg:measure kg:killed . ?other kg:measure kg:area }",
    )
    assert not together


def test_the_number_of_a_battalion_is_no_quantity(graph: Graph) -> None:
    assert rows(graph, 'SELECT ?unit { ?unit kg:unitNumber "214" }')
    assert not [row for row in rows(graph, "SELECT ?number { ?any kg:asWritten ?number }") if "214" in row[0]]


def test_no_outlet_is_made_up_for_a_file_that_names_none(graph: Graph) -> None:
    assert not rows(graph, "SELECT ?outlet { ?source dcterms:publisher ?outlet }")
    assert {row.outlet for row in graph.ask("sources")} == {None}


def test_one_party_s_count_is_neither_confirmed_nor_the_toll_of_an_event(graph: Graph) -> None:
    stances = rows(graph, "SELECT ?claim ?stance { ?claim a kg:CasualtyClaim ; kg:stance ?stance }")
    assert [stance for _, stance in stances] == ["asserts"]
    assert not rows(graph, "SELECT ?event { ?claim kg:tollOf ?event }")
    assert not rows(graph, "SELECT ?event { ?event a kg:Event ; kg:low|kg:high|kg:asWritten ?number }")


def test_who_stands_beside_the_speaker_says_nothing(graph: Graph) -> None:
    assert [row.presentLabel for row in graph.ask("speakers-and-audience")] == ["Annalena Baerbock"]
    assert not graph.ask("claimants", by="Baerbock")


def test_weapons_that_are_wanted_have_not_been_sent(graph: Graph) -> None:
    wanted = {row.thingLabel for row in graph.ask("weapons", status="requested")}
    sent = {row.thingLabel for row in graph.ask("weapons", status="delivered") if row.realis == "actual"}
    for model in ("Leopard", "Marder", "Gepard"):
        assert [thing for thing in wanted if model in thing]
        assert not [thing for thing in sent if model in thing]


def test_no_year_is_given_to_what_happened_in_september(graph: Graph) -> None:
    days = {row[0] for row in rows(graph, "SELECT ?day { ?time kg:earliest|kg:latest ?day }")}
    assert {day.year for day in days} == {2014}


def test_a_capital_that_stands_for_its_government_is_no_place_of_an_event(graph: Graph) -> None:
    found = rows(
        graph,
        f"SELECT ?words {{ GRAPH ?source {{ ?source dcterms:identifier '{B}' . ?report a kg:EventReport ; {PLACED} ?at . "
        "?mention kg:mentions ?at ; kg:quote ?words } }",
    )
    assert found
    assert not [words for (words,) in found if words in ("Kiev", "Kyiv")]


def test_two_reports_of_one_speech_are_one_origin(graph: Graph) -> None:
    found = graph.ask("origins", words="2,000 kilomet", least=2).to_dicts()
    assert found
    assert {row["origins"] for row in found if row["basis"] in ("utterance", "figures")} == {1}


def test_a_malformed_number_is_kept_as_it_is_written_and_flagged(graph: Graph) -> None:
    found = rows(graph, 'SELECT ?flag { ?figure kg:asWritten "12,50" ; kg:flag ?flag }')
    assert [flag for (flag,) in found if "malformed" in flag]
    assert not rows(graph, 'SELECT ?number { ?figure kg:asWritten "12,50" ; kg:low|kg:high ?number }')


def test_a_supply_hub_without_a_name_gets_none(graph: Graph) -> None:
    forms = rows(
        graph,
        'SELECT ?form { ?mention kg:quote ?words ; kg:form ?form ; kg:mentions ?hub FILTER(CONTAINS(?words, "supply hub")) }',
    )
    assert forms == {("nominal",)}
    known = (
        'SELECT ?name { ?m kg:quote ?words ; kg:mentions/kg:denotes/rdfs:label ?name FILTER(CONTAINS(?words, "supply hub")) }'
    )
    assert not rows(graph, known)


def test_an_axis_or_a_line_is_no_town(graph: Graph) -> None:
    found = rows(
        graph,
        "SELECT ?words ?kind { ?mention kg:quote ?words ; kg:mentions ?thing . ?thing a ?kind "
        'FILTER(?words IN ("the Donetsk direction", "the frontline", "the front")) }',
    )
    assert {words for words, _ in found} >= {"the Donetsk direction", "the frontline"}
    assert not {kind for _, kind in found} & {"City", "PopulatedPlace", "Town", "Village", "Settlement"}


def test_a_country_its_government_and_its_army_are_three(graph: Graph) -> None:
    names = ("Ukraine", "Government of Ukraine", "Armed forces of Ukraine")
    found = rows(graph, "SELECT ?entity ?name { ?entity a kg:CanonicalEntity ; rdfs:label ?name }")
    assert len({entity for entity, name in found if name in names}) == 3


def test_the_spokesman_did_not_say_what_the_ministry_is_quoted_with(graph: Graph) -> None:
    said = graph.query(
        "SELECT ?start ?end { ?attribution kg:claimant/kg:denotes/rdfs:label 'Igor Konashenkov' ; kg:content ?words . "
        "?words kg:start ?start ; kg:end ?end }"
    )
    assert said
    assert not [row for row in said if row.start < 1860 and row.end > 1612]  # type: ignore[union-attr]
