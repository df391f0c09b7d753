"""The reader of word lists and tables."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.lexicon.words import DATA, mapping, table, word_set, words
from kg.vocab import Vocabulary

# The package exports a function of the same name, which hides the module from a plain import.
module = importlib.import_module("kg.lexicon.words")


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(module, "DATA", tmp_path)
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    for reader in (words, word_set, table, mapping):
        reader.cache_clear()


def test_a_list_keeps_the_order_of_its_file_and_skips_comments(lists: Path) -> None:
    (lists / "birds.txt").write_text("# birds, own work, CC0\n\nwren\n  rook\n", encoding="utf-8")
    assert words("birds") == ("wren", "rook")
    assert word_set("birds") == {"rook", "wren"}


def test_a_table_names_its_columns_and_pads_short_rows(lists: Path) -> None:
    (lists / "flags.tsv").write_text("# flags\nname\tside\tnote\nMali\tML\nChad\tTD\tplain\n", encoding="utf-8")
    assert [dict(row) for row in table("flags")] == [
        {"name": "Mali", "side": "ML", "note": ""},
        {"name": "Chad", "side": "TD", "note": "plain"},
    ]
    assert mapping("flags") == {"Mali": "ML", "Chad": "TD"}


def test_a_missing_list_is_an_error_that_names_it(lists: Path) -> None:
    with pytest.raises(KgError, match=r"nowhere\.txt"):
        words("nowhere")


def test_a_row_with_too_many_cells_is_an_error(lists: Path) -> None:
    (lists / "bad.tsv").write_text("a\tb\n1\t2\t3\n", encoding="utf-8")
    with pytest.raises(KgError, match="3 cells under 2"):
        table("bad")


def test_a_table_without_a_header_is_an_error(lists: Path) -> None:
    (lists / "empty.tsv").write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(KgError, match="no header"):
        table("empty")


LICENCES = ("licence", "CC0", "CC BY", "MIT", "Apache-2.0")


def test_every_list_says_what_it_is_and_its_licence() -> None:
    for file in DATA.glob("*.t*"):
        head = [line for line in file.read_text(encoding="utf-8").splitlines()[:12] if line.startswith("#")]
        assert head, f"{file.name} does not say what it is"
        assert any(word in line for line in head for word in LICENCES), f"{file.name} names no licence"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("known", "type"),
        ("arms", "type"),
        ("bodies", "type"),
        ("nominal_heads", "type"),
        ("nominal_heads", "armed"),
        ("organisation_words", "type"),
        ("territories", "type"),
        ("known", "kind"),
        ("arms", "kind"),
        ("nominal_heads", "kind"),
    ],
)
def test_the_types_of_the_lists_are_classes_of_the_ontology(vocabulary: Vocabulary, name: str, column: str) -> None:
    assert {row[column].rstrip("?") for row in table(name)} - {""} <= set(vocabulary.classes)


@pytest.mark.parametrize("name", ["known", "arms", "nominal_heads"])
def test_a_type_of_the_lists_is_a_subclass_of_its_kind(vocabulary: Vocabulary, name: str) -> None:
    wrong = [row for row in table(name) if row["type"] and not vocabulary.is_a(row["type"], row["kind"])]
    assert wrong == []
