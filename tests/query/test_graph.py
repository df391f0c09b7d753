"""A graph in Python: asking by name, asking in SPARQL, and being told what went wrong."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas
import pytest
import rdflib

import kg
from kg.errors import QuestionError, StoreError, UsageError
from kg.query import Graph, Rows, Triples, read_question
from kg.store import GraphFolder, OxigraphStore


def test_a_row_is_a_named_tuple_of_python_values(graph: Graph) -> None:
    row = graph.casualty_details(measure="killed")[0]
    assert (row.measure, row.low, row.high, row.bound) == ("killed", 14, None, "at_least")
    assert row.earliest == date(2024, 3, 4)
    assert row.source.startswith("http://localhost:8000/source/herald/")


def test_a_newcomers_pattern_without_graph_finds_the_claims(graph: Graph) -> None:
    rows = graph.query("SELECT ?words WHERE { ?claim a kg:CasualtyClaim ; kg:quote ?words } ORDER BY ?words")
    assert isinstance(rows, Rows)
    assert [row.words for row in rows] == ["9 people", "A sniper wounded the mayor.", "At least 14 civilians"]


def test_counting_claims_over_the_union_counts_each_once(graph: Graph) -> None:
    rows = graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?claim a kg:Claim }")
    assert isinstance(rows, Rows)
    assert rows[0].n == 6


def test_the_hop_from_a_documents_entity_to_the_world(graph: Graph) -> None:
    rows = graph.query("SELECT DISTINCT ?name WHERE { ?claim kg:place/kg:denotes/rdfs:label ?name }")
    assert isinstance(rows, Rows)
    assert [row.name for row in rows] == ["Qarsa"]


def test_ask_is_a_bool_and_construct_gives_triples(graph: Graph) -> None:
    assert graph.query("ASK { ?claim kg:measure kg:killed }") is True
    assert graph.query("ASK { ?claim kg:measure kg:displaced }") is False
    made = graph.query("CONSTRUCT { ?claim kg:low ?low } WHERE { ?claim kg:low ?low }")
    assert isinstance(made, Triples)
    assert len(made.to_rdflib()) == len(made) == 5


def test_a_syntax_error_is_one_line_with_line_and_column_as_typed(graph: Graph) -> None:
    with pytest.raises(QuestionError, match=r"^not SPARQL: error at 2:\d+: [^\n]*$"):
        graph.query("SELECT ?words WHERE {\n  ?claim kg:quote }")


def test_an_update_is_no_question(graph: Graph) -> None:
    with pytest.raises(QuestionError, match="not SPARQL"):
        graph.query("DROP ALL")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"measur": "killed"}, "casualty-figures has no parameter 'measur'; there are measure, source, by"),
        ({"measure": "kiled"}, "did you mean killed"),
        ({"source": "herold"}, "did you mean herald"),
        ({"source": "zzz"}, "no document with that id"),
    ],
)
def test_a_wrong_parameter_is_told_what_there_is(graph: Graph, given: dict[str, str], told: str) -> None:
    with pytest.raises(QuestionError) as error:
        graph.casualty_figures(**given)
    assert told in str(error.value)


def test_an_unknown_question_is_told_the_nearest(graph: Graph) -> None:
    with pytest.raises(QuestionError, match="did you mean casualty-figures"):
        graph.ask("casualty-figure")
    with pytest.raises(AttributeError, match="did you mean casualty-figures"):
        graph.casualty_figure  # noqa: B018


def test_a_date_that_is_none_is_refused(graph: Graph) -> None:
    with pytest.raises(QuestionError, match="after = 'Monday'"):
        graph.timeline(after="Monday")


def test_concepts_may_be_given_as_local_name_prefixed_or_in_full(graph: Graph) -> None:
    ways = ("killed", "kg:killed", "https://w3id.org/byline#killed")
    assert len({tuple(graph.casualty_figures(measure=way).to_terms()) for way in ways}) == 1


@pytest.mark.parametrize("text", ['") } } DROP ALL #', "\\", "'", "}", '"""', "\n", "?x", "residents\u2028"])
def test_a_parameter_cannot_break_out_of_its_place(graph: Graph, text: str) -> None:
    assert len(graph.casualty_figures(by=text)) == 0
    assert len(graph.casualty_figures()) == 2


def test_a_parameter_is_part_of_a_name_not_a_pattern(graph: Graph) -> None:
    assert len(graph.casualty_figures(by=".*")) == 0


def test_a_parameter_that_is_none_counts_as_left_out(graph: Graph) -> None:
    assert graph.casualty_figures(measure=None).to_dicts() == graph.casualty_figures().to_dicts()


def test_rows_become_a_data_frame(graph: Graph) -> None:
    frame = graph.casualty_figures().to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == list(graph.question("casualty-figures").columns)
    assert list(frame["low"]) == [14, 9]


def test_without_pandas_it_says_what_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"byline-kg\[pandas\]"):
        graph.casualty_figures().to_pandas()


def test_rows_become_rdflib_terms(graph: Graph) -> None:
    row = graph.casualty_figures().to_rdflib()[0]
    assert row["low"] == rdflib.Literal(14)
    assert row["measure"] == rdflib.URIRef("https://w3id.org/byline#killed")
    assert "high" not in row


def test_dicts_are_json(graph: Graph) -> None:
    import json

    assert json.loads(json.dumps(graph.timeline().to_dicts()))[0]["earliest"] == "2024-03-04"


def test_a_malformed_number_in_the_data_stays_text(fill: Callable[..., OxigraphStore]) -> None:
    store = fill(())
    store.update(
        'INSERT DATA { GRAPH <http://g> { <http://a> <http://b> "many"^^<http://www.w3.org/2001/XMLSchema#integer> } }'
    )
    rows = Graph(store).query("SELECT ?n WHERE { <http://a> <http://b> ?n }")
    assert isinstance(rows, Rows)
    assert rows[0].n == "many"


def test_kg_open_reads_the_newest_snapshot(tmp_path: Path, fill: Callable[..., OxigraphStore]) -> None:
    folder = GraphFolder.create(tmp_path / "war.kg")
    with folder.writing() as writer:
        writer.store.add(fill().quads())
        writer.publish()
    with kg.open(tmp_path / "war.kg") as graph:
        assert len(graph.casualty_figures()) == 2
        assert "casualty_figures" in dir(graph)


def test_kg_open_of_nothing_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        kg.open(tmp_path / "none.kg")


def test_import_kg_loads_no_room() -> None:
    code = "import sys, kg; print([m for m in ('spacy', 'rdflib', 'owlready2', 'pyoxigraph', 'kg.store') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('#+ title = "T"\nSELECT ?x WHERE { ?x ?y ?z }', "about"),
        ('#+ title = T\n#+ about = "A"\nSELECT ?x WHERE { ?x ?y ?z }', "header"),
        ('#+ title = "T"\n#+ about = "A"\nASK { ?x ?y ?z }', "SELECT"),
        (
            '#+ title = "T"\n#+ about = "A"\n#+ [given.y]\n#+ type = "string"\n#+ about = "B"\n#+ example = "c"\n'
            "SELECT ?x WHERE { ?x ?y ?z }",
            "one row",
        ),
        (
            '#+ title = "T"\n#+ about = "A"\n#+ [given.y]\n#+ type = "text"\n#+ about = "B"\n#+ example = "c"\n'
            "SELECT ?x WHERE { VALUES (?y) { (UNDEF) } ?x ?y ?z }",
            "not one of",
        ),
    ],
)
def test_a_question_file_that_is_wrong_is_told_what(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "q.rq"
    file.write_text(text)
    with pytest.raises(QuestionError, match=told) as error:
        read_question(file)
    assert str(file) in str(error.value)


def test_columns_are_read_from_plain_variables_and_expressions(tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text('#+ title = "T"\n#+ about = "A"\nSELECT ?a (COUNT(DISTINCT ?b) AS ?n) ?c WHERE { ?a ?b ?c } ORDER BY ?a')
    assert read_question(file).columns == ("a", "n", "c")
