"""What the shipped questions answer about the two sample reports, row for row."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.model import Bound
from kg.query import Graph
from kg.store import OxigraphStore
from tests.samples import courier, courier_found, herald, herald_found, nine


def shown(graph: Graph, name: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in graph.ask(name, **given).to_dicts()]


def test_casualty_figures_are_those_that_are_counted(graph: Graph) -> None:
    columns = ("sourceLabel", "measure", "low", "high", "bound", "claimantLabel", "quote", "start", "end")
    assert shown(graph, "casualty-figures", *columns) == [
        ("Shells hit market", "killed", 14, None, "at_least", "health ministry", "At least 14 civilians", 52, 73),
        ("news/courier #2", "killed", 9, 9, "exact", "residents", "9 people", 41, 49),
    ]


@pytest.mark.parametrize(
    ("given", "quotes"),
    [
        ({"measure": "killed"}, ["At least 14 civilians", "9 people"]),
        ({"measure": "wounded"}, []),
        ({"by": "RESIDENTS"}, ["9 people"]),
        ({"source": "herald"}, ["At least 14 civilians"]),
        ({"source": "herald", "by": "residents"}, []),
    ],
)
def test_parameters_narrow_casualty_figures(graph: Graph, given: dict[str, str], quotes: list[str]) -> None:
    assert shown(graph, "casualty-figures", "quote", **given) == [(quote,) for quote in quotes]


def test_casualty_details_hold_the_sentence_the_place_the_time_and_uncounted_victims(graph: Graph) -> None:
    columns = ("measure", "low", "counts", "victimClass", "cue", "placeLabel", "period", "earliest")
    assert shown(graph, "casualty-details", *columns) == [
        ("killed", 14, "civilians", "civilian", "said", "Qarsa", "on Monday", "2024-03-04"),
        ("wounded", None, "the mayor", None, None, None, None, None),
        ("killed", 9, "people", None, "said", "Qarsa", "on Monday", "2024-03-04"),
    ]


def test_sources_by_casualty_reporting_has_one_row_a_source_also_where_there_is_none(graph: Graph) -> None:
    name = "sources-by-casualty-reporting"
    assert shown(graph, name, "sourceLabel", "figures") == [("Shells hit market", 1), ("news/courier #2", 1)]
    assert [figures for _, figures in shown(graph, name, "sourceLabel", "figures", measure="wounded")] == [0, 0]


def test_territory_figures_leave_out_an_editors_conversion(graph: Graph) -> None:
    columns = ("low", "high", "bound", "strict", "unit", "claimantLabel", "cue")
    assert shown(graph, "territory-figures", *columns) == [
        (120, 120, "exact", None, "square kilometre", "the army", "claimed"),
        (120.5, None, "at_least", True, "square mile", "news/courier #2", None),
    ]
    assert shown(graph, "conversions", "original", "converted", "convertedLow") == [
        ("120 square kilometres", "46 square miles", 46)
    ]


def test_each_of_two_figures_of_one_event_stands_beside_the_other(graph: Graph) -> None:
    columns = ("measure", "basis", "agreement", "difference", "quote", "otherQuote", "claimantLabel", "otherClaimantLabel")
    herald = "At least 14 civilians", "9 people", "health ministry", "residents"
    other = "9 people", "At least 14 civilians", "residents", "health ministry"
    assert shown(graph, "differing-figures", *columns) == [
        ("killed", "event", "contradictory", "value", *both) for both in (herald, other)
    ]
    assert not shown(graph, "differing-figures", "quote", basis="utterance")


@pytest.mark.parametrize(
    ("change", "differences"),
    [
        ({"low": 14, "high": None, "bound": Bound.AT_LEAST, "strict": True}, ["bound"]),
        ({"low": 14, "high": 14, "bound": Bound.ABOUT}, ["bound"]),
        ({"low": 15, "high": None, "bound": Bound.AT_LEAST}, ["value"]),
        ({"low": 14, "high": None, "bound": Bound.AT_LEAST, "unit": "family"}, ["unit"]),
        ({"low": 14, "high": None, "bound": Bound.AT_LEAST}, []),
    ],
)
def test_figures_differ_in_value_bound_or_unit_or_not_at_all(
    fill: Callable[..., OxigraphStore], change: dict[str, Any], differences: list[str]
) -> None:
    other = replace(courier_found, figures=(replace(nine, **change), *courier_found.figures[1:]))
    graph = Graph(fill(((herald, herald_found), (courier, other))))
    assert [difference for (difference,) in shown(graph, "differing-figures", "difference", source="herald")] == differences


def test_who_says_what_gives_every_claim_once_with_its_most_specific_kind(graph: Graph) -> None:
    assert shown(graph, "who-says-what", "claimantLabel", "kind", "cue", source="herald") == [
        ("Harbour Herald", "OccurrenceClaim", None),
        ("health ministry", "CasualtyClaim", "said"),
        ("the army", "TerritoryClaim", "claimed"),
        ("Harbour Herald", "CasualtyClaim", None),
    ]


def test_claimants_are_counted_by_source(graph: Graph) -> None:
    assert set(shown(graph, "claimants", "claimantLabel", "attributions", source="herald")) == {
        ("Harbour Herald", 1),
        ("health ministry", 1),
        ("Adam Haddad", 1),
        ("the army", 1),
    }


def test_evidence_leads_from_any_node_to_file_hash_offsets_and_words(graph: Graph) -> None:
    rows = shown(graph, "evidence", "file", "sha256", "start", "end", "quote", words="14 civ", source="herald")
    assert {(file, quote) for file, _, _, _, quote in rows} == {
        ("herald.txt", "At least 14 civilians"),
        ("herald.txt", "At least 14 civilians were killed in the attack"),
    }
    assert {len(sha256) for _, sha256, _, _, _ in rows} == {64}


def test_a_citation_can_be_pasted(graph: Graph) -> None:
    [(line,)] = shown(graph, "citations", "citation", words="9 people")
    assert line.startswith("news/courier #2 (sha256 ")
    assert line.endswith("chars 41-49: “9 people” (residents)")


def test_quotations_are_word_for_word_with_speaker_and_venue(graph: Graph) -> None:
    columns = ("speakerLabel", "quote", "venue", "cue", "stance")
    assert shown(graph, "quotations", *columns) == [
        ("Adam Haddad", "We hit only soldiers,", "in Doha", "told … denying", "denies")
    ]


def test_relays_stand_between_claimant_and_outlet(graph: Graph) -> None:
    columns = ("claimantLabel", "position", "viaLabel", "quote")
    assert shown(graph, "relays", *columns) == [
        ("health ministry", 1, "the state agency", "At least 14 civilians were killed in the attack")
    ]
    chains = shown(graph, "attributions", "claimantLabel", "relays", by="ministry")
    assert chains == [("health ministry", "the state agency")]


def test_people_are_those_named_with_their_posts(graph: Graph) -> None:
    assert shown(graph, "people-and-posts", "whoLabel", "title", "bodyLabel") == [("Adam Haddad", "spokesman", "Rebel forces")]


def test_a_person_without_a_post_is_still_there_once(fill: Callable[..., OxigraphStore]) -> None:
    graph = Graph(fill(((herald, replace(herald_found, posts=())), (courier, courier_found))))
    assert shown(graph, "people-and-posts", "whoLabel", "title", "bodyLabel") == [("Adam Haddad", None, None)]


def test_place_spellings_are_brought_together_by_identity(graph: Graph) -> None:
    rows = shown(graph, "place-spellings", "atLabel", "spelling", "sourceLabel", "times", place="qarsa")
    assert rows == [("Qarsa", "Qarsa", "Shells hit market", 1), ("Qarsa", "Qarsah", "news/courier #2", 1)]


def test_shared_entities_are_in_more_than_one_source(graph: Graph) -> None:
    [(name, sources, names)] = shown(graph, "shared-entities", "entityLabel", "sources", "names")
    assert (name, sources, set(names.split(" | "))) == ("Qarsa", 2, {"Qarsa", "Qarsah"})


def test_events_by_type_include_the_types_below(graph: Graph) -> None:
    assert [trigger for (trigger,) in shown(graph, "events", "trigger", type="Attack")] == ["shelled", "Shells fell"]
    assert not shown(graph, "events", "trigger", type="Withdrawal")


def test_participants_have_their_role(graph: Graph) -> None:
    assert shown(graph, "participants", "role", "participantLabel", source="herald") == [
        ("attacker", "Rebel forces"),
        ("place", "Qarsa"),
        ("target", "the market"),
    ]


def test_events_by_place_say_how_exactly_the_place_is_known(graph: Graph) -> None:
    rows = shown(graph, "events-by-place", "atLabel", "precision", "trigger", place="Qarsa")
    assert rows == [("Qarsa", "settlement", "shelled"), ("Qarsa", "settlement", "Shells fell")]


def test_the_timeline_may_start_on_a_day(graph: Graph) -> None:
    assert shown(graph, "timeline", "earliest", "grain", "when", after="2024-03-04") == [("2024-03-04", "day", "on Monday")]
    assert not shown(graph, "timeline", "when", after="2024-03-05")


def test_one_event_has_different_names_and_none_is_told_by_one_source_only(graph: Graph) -> None:
    assert {trigger for (trigger,) in shown(graph, "names-of-events", "trigger")} == {"shelled", "Shells fell"}
    assert not shown(graph, "single-source-events", "trigger")


def test_missing_metadata_lists_what_a_file_does_not_give(graph: Graph) -> None:
    missing = set(shown(graph, "missing-metadata", "sourceLabel", "missing"))
    assert ("Shells hit market", "author") in missing
    assert ("Shells hit market", "publisher") not in missing
    assert len([name for name, _ in missing if name == "news/courier #2"]) == 6


def test_sources_tell_bytes_hash_and_publisher(graph: Graph) -> None:
    rows = shown(graph, "sources", "id", "bytes", "outlet", "published", publisher="harbour")
    assert rows == [("herald", 353, "Harbour Herald", "2024-03-05")]


def test_each_source_was_made_in_exactly_one_run(graph: Graph) -> None:
    assert (
        shown(graph, "runs", "software", "softwareVersion", "model", "modelVersion") == [("byline-kg", "1.0", "hand", "2")] * 2
    )
