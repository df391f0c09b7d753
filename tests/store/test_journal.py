"""The journal of what users changed: it outlasts the store, and may be read twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.store import GraphFolder, OxigraphStore
from kg.store.journal import Journal


def quad(word: str) -> Quad:
    return Quad(NamedNode("s:1"), NamedNode("p:1"), Literal(word), NamedNode("g:1"))


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path)


def found(place: Path) -> Iterator[str]:
    """What a store that knows nothing yet holds after a replay."""
    (place / "changes.replayed").unlink(missing_ok=True)
    store = OxigraphStore.memory()
    for _ in range(2):
        Journal(place).replay(store)
        (place / "changes.replayed").unlink()
    return (one.object.value for one in store.quads() if isinstance(one.object, Literal))


def test_the_last_word_on_each_statement_holds(journal: Journal, tmp_path: Path) -> None:
    journal.append([], [quad("a"), quad("b\n“c” \\ D")])
    journal.append([quad("a")], [quad("d")])
    journal.append([quad("d")], [])
    journal.append([], [quad("d")])
    assert sorted(found(tmp_path)) == ["b\n“c” \\ D", "d"]


def test_a_change_that_was_cut_off_counts_for_nothing(journal: Journal, tmp_path: Path) -> None:
    journal.append([], [quad("a")])
    file = tmp_path / "changes.rdfp"
    whole = file.read_bytes()
    journal.append([], [quad("b")])
    for end in range(len(whole), file.stat().st_size - 2):
        file.write_bytes(file.read_bytes()[:end])
        assert list(found(tmp_path)) == ["a"]
        Journal(tmp_path).append([], [quad("c")])
        assert sorted(found(tmp_path)) == ["a", "c"]
        file.write_bytes(whole)
        Journal(tmp_path).append([], [quad("b")])


def test_a_journal_that_is_no_patch_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "changes.rdfp").write_text("TX .\nA nonsense .\nTC .\n")
    with pytest.raises(StoreError, match=r"changes\.rdfp"):
        Journal(tmp_path).replay(OxigraphStore.memory())


def test_nothing_is_noted_where_nothing_was_changed(journal: Journal, tmp_path: Path) -> None:
    journal.append([], [])
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_was_lost_gets_its_changes_from_the_journal(folder: GraphFolder) -> None:
    Journal(folder.path).append([], [quad("kept")])
    (folder.path / "changes.replayed").unlink()
    with folder.writing() as writer:
        assert [str(one.object) for one in writer.store.quads("g:1")] == ['"kept"']
        writer.store.update("DROP GRAPH <g:1>")
    with folder.writing() as writer:
        assert list(writer.store.quads("g:1")) == []
