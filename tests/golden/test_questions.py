"""What the two seed articles say, asked of the graph that `kg build seeds` makes. The rows were worked out by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.query import Graph, Question, read_questions
from kg.resources import folder

QUESTIONS = list(read_questions(folder("queries")).values())
MINISTRY = "Russian Defense Ministry"
ZELENSKY = "Volodymyr Zelensky"
NOTHING_TO_TELL_APART = {
    "decisions": "nobody has decided anything",
    "one-sided-sources": "both seeds quote both sides",
    "reviewed": "nobody has reviewed anything",
    "answers": "no seed denies or revises a figure",
    "shared-text": "no two seeds copy one another",
    "strength-figures": "no seed gives one",
    "toll": "no seed gives the toll of an event",
    "toll-trajectory": "no seed gives the toll of an event",
}
"""Questions to which the seeds have no answer, and why; so no parameter can change it."""


@pytest.fixture(scope="module")
def graph(seed_graph: Path) -> Iterator[Graph]:
    with kg.open(seed_graph) as found:
        yield found


def answer(graph: Graph, name: str, *columns: str, **given: Any) -> set[tuple[Any, ...]]:
    return {tuple(row[column] for column in columns) for row in graph.ask(name, **given).to_dicts()}


def test_which_sources_report_casualty_figures_and_what_exactly(graph: Graph) -> None:
    columns = ("sourceLabel", "measure", "low", "high", "bound", "strict", "claimantLabel", "quote", "start", "end")
    words = "more than 2,000 Ukrainian and foreign fighters"
    assert answer(graph, "casualty-figures", *columns) == {
        ("seed002", "killed", 2000, None, "at_least", True, MINISTRY, words, 3735, 3781)
    }


def test_every_source_has_its_number_of_casualty_figures(graph: Graph) -> None:
    found = answer(graph, "sources-by-casualty-reporting", "sourceLabel", "figures")
    assert found == {("seed000", 0), ("seed002", 1)}


def test_a_casualty_claim_in_detail(graph: Graph, seeds: Path) -> None:
    columns = ("claimantLabel", "cue", "counts", "period", "start", "end", "sentence")
    last = (seeds / "002_366fb877c57290ad.txt").read_text(encoding="utf-8").split("\n")[-1]
    counts = "Ukrainian and foreign fighters"
    assert answer(graph, "casualty-details", *columns) == {
        (MINISTRY, "claiming", counts, "the past three days", 3735, 3781, last)
    }


def test_where_a_statement_comes_from(graph: Graph) -> None:
    node = graph.query("SELECT ?claim WHERE { ?claim a kg:CasualtyClaim }")[0].claim  # type: ignore[index]
    [(file, *rest)] = answer(graph, "evidence", "file", "sha256", "start", "end", "quote", node=node)
    sha256 = "36cffc88eaaed1961903613f65615c65e1a2d199a390cf053e7ea4d75599b7bb"
    assert file.endswith("seeds/002_366fb877c57290ad.txt")
    assert rest == [sha256, 3735, 3781, "more than 2,000 Ukrainian and foreign fighters"]


def test_how_much_territory_each_source_says_was_taken_back(graph: Graph) -> None:
    columns = ("sourceLabel", "low", "high", "bound", "unit", "claimantLabel", "start", "end")
    assert answer(graph, "territory-figures", *columns) == {
        ("seed000", 2000, None, "at_least", "kilometre", ZELENSKY, 675, 700),
        ("seed000", 2000, 2000, "about", "kilometre", ZELENSKY, 884, 906),
        ("seed002", 2000, 2000, "about", "kilometre", ZELENSKY, 58, 81),
        ("seed002", 2000, 2000, "about", "kilometre", ZELENSKY, 259, 282),
        ("seed002", 1000, 1000, "exact", "square kilometre", "Valeriy Zaluzhnyi", 618, 641),
    }


def test_which_figures_about_the_same_thing_differ(graph: Graph) -> None:
    columns = ("agreement", "difference", "sourceLabel", "start", "otherSourceLabel", "otherStart")
    assert answer(graph, "differing-figures", *columns) == {
        ("compatible", "bound", "seed000", 675, "seed000", 884),
        ("compatible", "bound", "seed000", 884, "seed000", 675),
        ("not_comparable", "unit", "seed002", 58, "seed002", 618),
        ("not_comparable", "unit", "seed002", 259, "seed002", 618),
        ("not_comparable", "unit", "seed002", 618, "seed002", 58),
        ("not_comparable", "unit", "seed002", 618, "seed002", 259),
    }


def test_who_is_given_as_the_source_of_something(graph: Graph) -> None:
    found = answer(graph, "claimants", "sourceLabel", "claimantLabel")
    assert found >= {("seed000", name) for name in (ZELENSKY, MINISTRY)}
    named = (ZELENSKY, MINISTRY, "Valeriy Zaluzhnyi", "Vladimir Putin", "Dmytro Kuleba", "reports")
    assert found >= {("seed002", name) for name in named}


def test_what_a_person_said_word_for_word_and_where(graph: Graph) -> None:
    found = answer(graph, "quotations", "sourceLabel", "start", "end", by="Zelensky")
    assert found == {
        *(("seed000", *span) for span in ((409, 594), (736, 966), (970, 1253), (1256, 1366))),
        *(("seed002", *span) for span in ((209, 302), (372, 440), (703, 778), (797, 914))),
    }
    assert ("in an evening address on Saturday",) in answer(graph, "quotations", "venue", by="Zelensky", source="seed002") - {
        (None,)
    }


def test_which_posts_people_hold(graph: Graph) -> None:
    rows = graph.people_and_posts().to_dicts()
    assert {(row["sourceLabel"], row["whoLabel"], row["title"], row["bodyLabel"]) for row in rows} >= {
        ("seed000", "Igor Konashenkov", "spokesman", MINISTRY),
        ("seed002", "Valeriy Zaluzhnyi", "commander-in-chief", "Armed forces of Ukraine"),
        ("seed002", "Vladimir Putin", "president", "Russia"),
        ("seed002", "Dmytro Kuleba", "foreign minister", "Ukraine"),
        ("seed002", "Annalena Baerbock", "foreign minister", "Germany"),
    }


def test_the_spellings_of_a_place(graph: Graph) -> None:
    assert answer(graph, "place-spellings", "spelling", "sourceLabel", place="Balakl") == {
        ("Balakliya", "seed000"),
        ("Balakliia", "seed000"),
        ("Balakleya", "seed002"),
    }
    assert ("Khakiv", "seed002") in answer(graph, "place-spellings", "spelling", "sourceLabel", place="Kharkiv")


def test_equipment_losses_and_their_claimant(graph: Graph) -> None:
    columns = ("sourceLabel", "low", "bound", "claimantLabel", "quote", "start", "end")
    words = "over 100 armor pieces and artillery"
    assert answer(graph, "equipment-losses", *columns) == {("seed002", 100, "at_least", MINISTRY, words, 3671, 3706)}


def test_a_malformed_conversion_is_shown_beside_what_it_converts(graph: Graph) -> None:
    assert answer(graph, "conversions", "original", "converted", "convertedLow") == {
        ("about 2,000 kilometres", "12,50 miles", None),
        ("1,000 square kilometers", "nearly 400 square miles", 400),
    }


def test_sources_are_those_bytes_and_what_is_missing_is_told(graph: Graph) -> None:
    assert answer(graph, "sources", "id", "bytes") == {("seed000", 2380), ("seed002", 3836)}
    missing = {"title", "publisher", "author", "published", "url"}
    assert answer(graph, "missing-metadata", "missing", source="seed000") == {(name,) for name in missing}


def test_nothing_was_decided_in_a_fresh_build(graph: Graph) -> None:
    assert answer(graph, "decisions", "decision") == answer(graph, "reviewed", "node") == set()


def test_of_whose_losses_a_source_says_nothing(graph: Graph) -> None:
    assert answer(graph, "sides-without-figures", "sourceLabel", "side") == {
        ("seed000", "RU"),
        ("seed000", "UA"),
        ("seed002", "RU"),
    }


def test_which_figures_do_not_say_as_of_when(graph: Graph) -> None:
    found = answer(graph, "figures-without-date", "sourceLabel", "measure", "start")
    assert {("seed000", "area", 675), ("seed002", "area", 58)} <= found
    assert not [row for row in found if row[1] == "killed"], "the ministry's toll has its three days"


def test_what_is_reported_without_a_place_or_a_time(graph: Graph) -> None:
    found = answer(graph, "events-without-place-or-time", "sourceLabel", "trigger", "missing")
    assert {("seed000", "running scared", "place"), ("seed000", "pulling back", "time")} <= found
    assert ("seed000", "pulling back", "place") not in found


def test_each_source_comes_from_exactly_one_run(graph: Graph) -> None:
    assert answer(graph, "runs", "sourceLabel", "software") == {("seed000", "byline-kg"), ("seed002", "byline-kg")}


@pytest.mark.parametrize(
    ("question", "name"),
    [(question, each.name) for question in QUESTIONS for each in question.parameters],
    ids=lambda part: part if isinstance(part, str) else part.name,
)
def test_each_parameter_has_an_example_in_which_it_changes_the_answer(graph: Graph, question: Question, name: str) -> None:
    everything = graph.ask(question.name).to_terms()
    some = graph.ask(question.name, **{name: question.parameter(name).example}).to_terms()
    assert (some != everything) is (question.name not in NOTHING_TO_TELL_APART)


OF_ONE = [
    question for question in QUESTIONS if "source" in question.columns and "source" in (p.name for p in question.parameters)
]


@pytest.mark.parametrize("question", OF_ONE, ids=lambda question: question.name)
def test_the_answer_of_one_source_is_its_part_of_the_answer_of_all(wide_graph: Path, question: Question) -> None:
    with kg.open(wide_graph) as wide:
        everything = wide.ask(question.name).to_dicts()
        for source in {row["source"]: None for row in wide.ask("sources").to_dicts()}:
            its = [row for row in everything if row["source"] == source]
            assert sorted(map(str, wide.ask(question.name, source=source).to_dicts())) == sorted(map(str, its))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_no_row_comes_twice(wide_graph: Path, question: Question) -> None:
    with kg.open(wide_graph) as wide:
        rows = wide.ask(question.name).to_terms()
    assert len(set(rows)) == len(rows)


def test_units_have_the_number_the_level_and_the_arm_that_their_words_say(graph: Graph) -> None:
    found = answer(graph, "units", "sourceLabel", "whoLabel", "number", "echelon", "branch", unit="214th")
    assert found == {("seed000", "the 214th separate rifle battalion", "214", "battalion", "infantry")}


def test_every_statement_has_a_rule_and_exactly_one_run(graph: Graph) -> None:
    rows = graph.provenance().to_dicts()
    statements = graph.query(
        "SELECT DISTINCT ?s { GRAPH ?g { ?s a ?kind } VALUES ?kind { kg:Claim kg:EventReport kg:Attribution kg:Figure } }"
    )
    assert {row["statement"] for row in rows} == {row.s for row in statements}
    assert len({row["statement"] for row in rows}) == len(rows)
    assert {row["software"] for row in rows} == {"byline-kg"}


def test_which_loaded_terms_occur_and_in_whose_voice(graph: Graph) -> None:
    found = answer(graph, "loaded-terms", "sourceLabel", "start", "quote", "voiceLabel", "manner")
    putin = "Vladimir Putin"
    assert {
        ("seed000", 206, "talked down", "seed000", "narration"),
        ("seed000", 282, "gloated", "seed000", "narration"),
        ("seed000", 573, "occupiers", ZELENSKY, "direct"),
        ("seed000", 665, "liberated", ZELENSKY, "indirect"),
        ("seed000", 956, "liberated", ZELENSKY, "direct"),
        ("seed000", 1682, "liberation", MINISTRY, "direct"),
        ("seed000", 1911, "state-run", "seed000", "narration"),
        ("seed002", 409, "occupiers", ZELENSKY, "direct"),
        ("seed002", 1045, "alleged", "seed002", "narration"),
        ("seed002", 1432, "Western-backed", "seed002", "narration"),
        ("seed002", 1519, "Russia-friendly", "seed002", "narration"),
        ("seed002", 1699, "genocide", putin, "mixed"),
        ("seed002", 1720, "regime", putin, "mixed"),
        ("seed002", 2770, "allegations", "seed002", "narration"),
        ("seed002", 3719, "elimination", MINISTRY, "mixed"),
    } <= found
    assert len(found) < 30
