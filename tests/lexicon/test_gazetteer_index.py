"""The index is built once, whole or not at all, wherever it can be written."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.lexicon import gazetteer_index
from kg.lexicon.folding import fold, spellings

SMALL = [
    ((1, None, "Kyiv", "settlement", "City", "UA", "UA.12", 50.45, 30.52, 2952301), ["Kyiv", "Kiev"]),
    ((2, None, "Ar Raqqah", "settlement", "City", "SY", "SY.04", 35.95, 39.01, 531952), ["Ar Raqqah", "Raqqa"]),
]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(gazetteer_index, "_entries", lambda: iter(SMALL))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def names(file: Path) -> set[str]:
    with sqlite3.connect(file) as index:
        return {name for (name,) in index.execute("SELECT folded FROM names")}


def test_the_index_lies_in_the_users_cache_folder(small: Path) -> None:
    file = gazetteer_index.index_file.__wrapped__()
    assert file.parent == small / "byline"
    assert names(file) == {"kyiv", "kiev", "ar raqqah", "raqqa"}


def test_an_index_that_is_there_is_not_built_again(small: Path) -> None:
    file = gazetteer_index.index_file.__wrapped__()
    written = file.stat().st_mtime_ns
    assert gazetteer_index.index_file.__wrapped__().stat().st_mtime_ns == written


def test_builders_at_the_same_time_leave_one_whole_file(small: Path) -> None:
    file = small / "gazetteer.sqlite"
    workers = [multiprocessing.get_context("fork").Process(target=gazetteer_index.build, args=(file,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    assert [path.name for path in small.iterdir()] == ["gazetteer.sqlite"]
    assert "kiev" in names(file)


def test_a_cache_that_cannot_be_written_gives_way_to_the_temporary_folder(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "taken").write_text("a file where a folder is asked for")
    monkeypatch.setenv("XDG_CACHE_HOME", str(small / "taken"))
    monkeypatch.setattr(gazetteer_index.tempfile, "gettempdir", lambda: str(small / "tmp"))
    assert gazetteer_index.index_file.__wrapped__().is_relative_to(small / "tmp")


def test_the_error_says_what_to_set_where_nothing_can_be_written(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "taken").write_text("a file where a folder is asked for")
    monkeypatch.setenv("XDG_CACHE_HOME", str(small / "taken"))
    monkeypatch.setattr(gazetteer_index.tempfile, "gettempdir", lambda: str(small / "taken"))
    with pytest.raises(KgError, match="XDG_CACHE_HOME"):
        gazetteer_index.index_file.__wrapped__()


def test_a_folder_of_somebody_else_is_not_trusted(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_index.tempfile, "gettempdir", lambda: str(small / "tmp"))
    monkeypatch.setattr(gazetteer_index.os, "getuid", lambda: -1)
    with pytest.raises(KgError, match="belongs to somebody else"):
        gazetteer_index.index_file.__wrapped__()


def test_spellings_that_differ_in_accents_apostrophes_and_hyphens_are_one() -> None:
    assert fold("Ma‘arrat an Nu‘mān") == fold("Maarrat an-Numan")
    assert fold("Łódź") == "lodz"


def test_abbreviations_and_articles_are_tried_both_ways() -> None:
    assert "saint louis" in spellings("St. Louis")
    assert "hague" in spellings("the Hague")
