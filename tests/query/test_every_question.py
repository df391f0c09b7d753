"""What holds of every question that ships."""

import inspect
import re

import pytest

from kg.query import Graph, Question, read_questions
from kg.resources import folder

QUESTIONS = list(read_questions(folder("queries")).values())
UNNAMED = ("event", "node", "text", "utterance")
"""Columns whose IRIs have no name of their own."""


@pytest.fixture(params=QUESTIONS, ids=lambda question: question.name)
def question(request: pytest.FixtureRequest) -> Question:
    found: Question = request.param
    return found


def test_it_runs_on_its_own_and_every_row_has_its_columns(graph: Graph, question: Question) -> None:
    rows = graph.ask(question.name)
    assert rows.columns == question.columns
    assert all(list(row) == list(question.columns) for row in rows.to_dicts())


def test_it_names_the_graph_of_every_pattern(question: Question) -> None:
    outside, depth = [], 0
    for word in re.findall(r"GRAPH\s+\?\w+\s*\{|[{}]|\b(?:kg|rdfs|dcterms|prov|skos|schema|geo|owl):\w+", _body(question)):
        if word.startswith("GRAPH") or (word == "{" and depth):
            depth += 1
        elif word == "}" and depth:
            depth -= 1
        elif not depth and ":" in word and not _in_filter(question, word):
            outside.append(word)
    assert not outside


def test_its_rows_are_ordered_and_none_comes_twice(graph: Graph, question: Question) -> None:
    assert "ORDER BY" in question.sparql
    rows = graph.ask(question.name).to_terms()
    assert len(set(rows)) == len(rows)


def test_each_iri_column_comes_with_its_label(graph: Graph, question: Question) -> None:
    for column, value in ((column, value) for row in graph.ask(question.name).to_dicts() for column, value in row.items()):
        if isinstance(value, str) and value.startswith("http://localhost") and column not in UNNAMED:
            assert f"{column}Label" in question.columns, column


def test_it_is_also_a_documented_function(graph: Graph, question: Question) -> None:
    helper = getattr(graph, question.name.replace("-", "_"))
    assert list(inspect.signature(helper).parameters) == [parameter.name for parameter in question.parameters]
    assert question.name.replace("-", "_") not in vars(Graph)
    assert question.about in helper.__doc__
    assert all(parameter.about in helper.__doc__ for parameter in question.parameters)
    assert helper().to_dicts() == graph.ask(question.name).to_dicts()


def _body(question: Question) -> str:
    return question.sparql[question.sparql.index("WHERE") :]


def _in_filter(question: Question, word: str) -> bool:
    return any(word in line for line in question.sparql.splitlines() if re.search(r"^\s*(FILTER|BIND)", line))
