"""The worst that a user can hand over: one line that says what, where and what to do, and an exit code; never a traceback."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import app
from tests.cli.conftest import Ran

Kg = Callable[..., Ran]
ARTICLE = "At least 12 people were killed in Wad Madani on Monday, the governor said.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["build", "nowhere"], 2, "nowhere: there is no such file or folder; name a folder"),
        (["build"], 2, "Missing argument"),
        (["extract", "nowhere"], 2, "nowhere: there is no such file or folder"),
        (["ask", "casualty-figures", "-g", "nowhere.kg"], 1, "nowhere.kg is not a graph: make one with `kg build"),
        (["add", ".", "-g", "nowhere.kg"], 1, "nowhere.kg is not a graph"),
        (["info", "nowhere.kg"], 1, "nowhere.kg is not a graph"),
        (["serve", "nowhere.kg"], 1, "nowhere.kg is not a graph"),
        (["export", "-f", "powerpoint"], 2, "there is no export format 'powerpoint'; there are acled"),
        (["ask", "casualty-figurs"], 2, "did you mean casualty-figures"),
        (["ask", "casualty-figures", "--mesure", "killed"], 2, "has no parameter 'mesure'; there are measure, source, by"),
        (["ask", "casualty-figures", "--measure"], 2, "--measure has no value; for example --measure"),
        (["ask", "casualty-figures", "killed"], 2, "'killed' is not understood; write a parameter as --name value"),
        (["query", "missing.rq"], 2, "missing.rq: cannot be read"),
        (["serve", "--port", "99999"], 2, "'--port'"),
        (["fly"], 2, "No such command 'fly'"),
        (["build", ".", "--jobs", "0"], 2, "'--jobs'"),
    ],
)
def test_wrong_usage_is_one_line(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = kg(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.line.startswith("kg: ")
    assert says in ran.line


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask", "casualty-figures", "--measure", "kiled"], "no concept of that name; did you mean killed"),
        (["ask", "casualty-figures", "--source", "seed003"], "there is no document with that id; did you mean seed00"),
        (["query", "SELECT ?s { ?s ?p"], "not SPARQL: error at 1:18: expected"),
        (["query", "DROP ALL"], "not SPARQL"),
    ],
)
def test_a_wrong_question_to_a_good_graph_is_one_line(kg: Kg, seed_graph: Path, arguments: list[str], says: str) -> None:
    ran = kg(*arguments, "-g", seed_graph)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.line


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text"),
        ("Бои идут".encode("cp1251"), "byte 0 is not UTF-8"),
        (b"words \x00 words", "not a text (a control character at 6)"),
    ],
)
def test_one_bad_article_is_reported_and_the_others_are_built(
    kg: Kg, articles: Path, tmp_path: Path, data: bytes, says: str
) -> None:
    (articles / "bad.txt").write_bytes(data)
    ran = kg("build", articles, "--out", tmp_path / "x.kg")
    assert ran.code == 3
    assert f"kg: articles/bad.txt: {says}" in ran.err.splitlines()[0]
    assert "1 extracted, 1 unread" in ran.err.splitlines()[1]
    assert [row["id"] for row in json.loads(kg("ask", "sources", "-g", tmp_path / "x.kg", "--json").out)] == ["a.txt"]


def test_nothing_is_built_of_nothing(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = kg("build", tmp_path / "empty", "--out", tmp_path / "x.kg")
    assert (ran.code, "nothing was built" in ran.line) == (1, True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["empty"]


def test_a_build_of_bad_articles_leaves_the_older_graph_as_it_was(kg: Kg, articles: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    assert kg("build", articles, "--out", graph).code == 0
    before = kg("info", graph, "--json").out
    (articles / "a.txt").write_bytes(b"\x00")
    assert kg("build", articles, "--out", graph).code == 1
    assert kg("add", articles, "-g", graph).code == 1
    assert kg("info", graph, "--json").out == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["articles", "x.kg"]


def test_a_folder_that_is_no_graph_is_not_overwritten(kg: Kg, articles: Path, tmp_path: Path) -> None:
    ran = kg("build", articles, "--out", articles)
    assert (ran.code, "is there already and is not a graph; choose another --out" in ran.line) == (2, True)
    file = tmp_path / "notes.txt"
    file.write_text("mine", encoding="utf-8")
    assert kg("build", articles, "--out", file).code == 2
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_named(kg: Kg, articles: Path) -> None:
    ran = kg("build", articles, "--out", "/proc/nowhere/x.kg")
    assert ran.code == 1
    assert "/proc/nowhere" in ran.line
    assert "cannot be written" in ran.line


def test_a_broken_store_says_how_to_make_it_anew(kg: Kg, seed_graph: Path, tmp_path: Path) -> None:
    graph = tmp_path / "x.kg"
    shutil.copytree(seed_graph, graph, symlinks=True)
    for file in graph.glob("snapshots/*/store/CURRENT"):
        file.write_text("nonsense", encoding="utf-8")
    ran = kg("ask", "sources", "-g", graph)
    assert (ran.code, "is broken or missing" in ran.line) == (1, True)


def test_another_base_than_the_one_a_graph_was_built_with_is_refused(kg: Kg, articles: Path, tmp_path: Path) -> None:
    assert kg("build", articles, "--out", tmp_path / "x.kg", "--base", "gopher://x/").code == 2
    assert kg("build", articles, "--out", tmp_path / "x.kg", "--base", "https://a.example/").code == 0
    assert kg("build", articles, "--out", tmp_path / "x.kg", "--base", "https://b.example/").code == 2


def test_a_document_that_is_not_there_cannot_be_removed(kg: Kg, seed_graph: Path) -> None:
    ran = kg("remove", "seed009", "-g", seed_graph)
    assert (ran.code, "there is no document 'seed009'" in ran.line) == (1, True)


def test_an_unknown_model_names_what_to_do(kg: Kg, articles: Path, tmp_path: Path) -> None:
    ran = kg("build", articles, "--out", tmp_path / "x.kg", "--model", "xx_klingon")
    assert (ran.code, "'xx_klingon' cannot be loaded" in ran.line, "--model" in ran.line) == (1, True, True)
    assert not (tmp_path / "x.kg").exists()


def test_a_fault_of_the_program_is_one_line_and_a_traceback_only_on_request(
    kg: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(app, "app", lambda *_, **__: 1 // 0)
    ran = kg("info", tmp_path)
    assert (ran.code, "an unexpected ZeroDivisionError" in ran.line) == (1, True)
    monkeypatch.setenv("KG_DEBUG", "1")
    assert "Traceback" in kg("info", tmp_path).err


def test_what_a_terminal_would_obey_is_not_printed(kg: Kg, tmp_path: Path) -> None:
    ran = kg("build", tmp_path / "evil\x1b[31m\nname")
    assert "\x1b" not in ran.line
