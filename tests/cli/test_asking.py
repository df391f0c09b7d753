"""Commands that read a graph."""

import json
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.export import exporters
from tests.cli.conftest import Ran

Kg = Callable[..., Ran]


def test_the_first_question_one_source_reports_a_casualty_figure_and_one_does_not(kg: Kg, seed_graph: Path) -> None:
    rows = json.loads(kg("ask", "sources-by-casualty-reporting", "-g", seed_graph, "--json").out)
    assert {row["sourceLabel"]: row["figures"] for row in rows} == {"seed002": 1, "seed000": 0}


def test_a_figure_comes_with_its_claimant_its_words_and_its_characters(kg: Kg, seed_graph: Path, seeds: Path) -> None:
    (row,) = json.loads(kg("ask", "casualty-figures", "-g", seed_graph, "--json", "--measure", "killed").out)
    assert (row["sourceLabel"], row["low"], row["high"], row["bound"], row["strict"]) == (
        "seed002",
        2000,
        None,
        "at_least",
        True,
    )
    assert row["quote"] == "more than 2,000 Ukrainian and foreign fighters"
    text = next(seeds.glob("002*")).read_bytes().decode()
    assert text[row["start"] : row["end"]] == row["quote"]
    assert "inistry" in row["claimantLabel"]


def test_a_question_is_printed_as_a_table_without_the_iris(kg: Kg, seed_graph: Path) -> None:
    ran = kg("ask", "sources", "-g", seed_graph)
    assert (ran.code, ran.err) == (0, "")
    assert "seeds/002_366fb877c57290ad.txt" in ran.out
    assert "2 rows" in ran.out


@pytest.mark.parametrize("words", [["--measure", "wounded"], ["--measure=wounded"]])
def test_a_parameter_is_an_option(kg: Kg, seed_graph: Path, words: list[str]) -> None:
    assert kg("ask", "casualty-figures", "-g", seed_graph, *words).out == "0 rows\n"


def test_the_questions_are_listed_with_what_they_take(kg: Kg) -> None:
    names = [row["name"] for row in json.loads(kg("ask", "--list", "--json").out)]
    assert names == sorted(names)
    assert all(name in kg("ask", "--list").out for name in names)
    assert "--measure" in kg("ask", "casualty-figures", "--list").out


def test_the_query_behind_a_question_is_printed_as_it_is(kg: Kg) -> None:
    printed = kg("ask", "casualty-figures", "--sparql").out
    assert "SELECT" in printed
    assert "VALUES" in printed


def test_any_query_is_answered_in_the_shape_of_its_form(kg: Kg, seed_graph: Path, tmp_path: Path) -> None:
    select = "SELECT ?label { ?s a kg:Source ; rdfs:label ?label } ORDER BY ?label"
    assert json.loads(kg("query", select, "-g", seed_graph, "--json").out) == [{"label": "seed000"}, {"label": "seed002"}]
    assert kg("query", "ASK { ?s a kg:Source }", "-g", seed_graph).out == "yes\n"
    triples = kg("query", "CONSTRUCT { ?s a kg:Source } WHERE { ?s a kg:Source }", "-g", seed_graph).out
    assert len(list(parse(triples.encode(), format=RdfFormat.N_TRIPLES))) == 2
    file = tmp_path / "a.rq"
    file.write_text(select, encoding="utf-8")
    assert "seed002" in kg("query", file, "-g", seed_graph).out


def test_a_query_is_read_from_standard_input(kg: Kg, seed_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("ASK { ?s a kg:NoSuchThing }"))
    assert kg("query", "-", "-g", seed_graph).out == "no\n"


def test_info_counts_what_a_graph_holds(kg: Kg, seed_graph: Path) -> None:
    (facts,) = json.loads(kg("info", seed_graph, "--json").out)
    assert facts["sources"] == 2
    assert facts["claims"] > 20
    assert facts["base"] == "http://localhost:8000/"
    assert "statements" in kg("info", seed_graph).out


def test_every_quotation_of_the_seeds_graph_stands_where_it_says(kg: Kg, seed_graph: Path) -> None:
    ran = kg("verify", seed_graph)
    assert (ran.code, "hold" in ran.err) == (0, True), ran.err


@pytest.mark.parametrize("format", exporters.names())
def test_a_graph_is_exported_in_every_format(kg: Kg, seed_graph: Path, tmp_path: Path, format: str) -> None:
    ran = kg("export", "-g", seed_graph, "--format", format, "--out", tmp_path / "out", "--base", "https://example.org/kg/")
    assert ran.code == 0, ran.err
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert "https://example.org/kg/source/seed002" in text
    assert "localhost" not in text


def test_help_names_every_command_and_the_exit_codes(kg: Kg) -> None:
    printed = kg("--help").out
    for command in ("build", "add", "remove", "ask", "query", "serve", "export", "extract", "info", "verify", "check"):
        assert f" {command} " in printed
        assert kg(command, "--help").code == 0
    assert "Exit codes: 0 done; 1 failed" in printed
    assert kg("--version").out.startswith("byline-kg ")


def test_questions_are_listed_below_their_topics(kg: Kg) -> None:
    lines = kg("ask", "--list").out.splitlines()
    assert lines.index("Casualties") < next(n for n, line in enumerate(lines) if line.startswith("  casualty-figures "))
    assert lines.index("Claims") < next(n for n, line in enumerate(lines) if line.startswith("  who-says-what "))


@pytest.mark.parametrize("words", [["casualty-figures", "--help"], ["casualty-figures", "-h"], ["--help", "casualty-figures"]])
def test_a_question_explains_itself(kg: Kg, words: list[str]) -> None:
    told = kg("ask", *words).out
    assert "Each casualty figure, word for word" in told
    assert "--measure" in told
    assert "e.g. wounded" in told
    assert "kg ask casualty-figures -g GRAPH --measure wounded" in told


def test_without_a_question_help_is_that_of_the_command(kg: Kg) -> None:
    assert "ask [OPTIONS] [question]" in kg("ask", "--help").out


def test_a_word_that_is_no_name_leads_to_the_questions_that_speak_of_it(kg: Kg) -> None:
    ran = kg("ask", "loaded")
    assert (ran.code, "loaded-terms" in ran.line) == (2, True)
    assert "sides-without-figures" in kg("ask", "dead").line


def test_the_query_is_printed_with_the_values_that_were_given(kg: Kg, seed_graph: Path) -> None:
    printed = kg("ask", "casualty-figures", "--measure", "killed", "--source", "seed002", "--sparql", "-g", seed_graph).out
    assert "https://w3id.org/byline#killed" in printed
    assert "/source/seed002/" in printed
