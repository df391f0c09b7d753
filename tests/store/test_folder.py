"""A graph folder: one writer, many readers, nothing lost."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg.errors import StoreError, UsageError
from kg.lift import canonical_hash
from kg.store import GraphFolder, OxigraphStore, SourceGraph
from tests.samples import SAMPLES, herald, herald_found


def build(folder: GraphFolder, sources: list[SourceGraph]) -> int:
    with folder.writing() as writer:
        writer.store.put(sources)
        return writer.publish()


def test_a_reader_sees_what_was_published_and_nothing_later(folder: GraphFolder, sources: list[SourceGraph]) -> None:
    build(folder, sources[:1])
    with folder.snapshot() as old:
        build(folder, sources[1:])
        assert set(old.store.current()) == {"herald"}
        with folder.snapshot() as new:
            assert len(new.store.current()) == 2
            assert new.number == old.number + 1


def test_what_is_not_published_is_not_seen(folder: GraphFolder, sources: list[SourceGraph]) -> None:
    build(folder, sources[:1])
    with folder.writing() as writer:
        writer.store.put(sources[1:])
    with folder.snapshot() as seen:
        assert set(seen.store.current()) == {"herald"}


def test_the_newest_two_snapshots_and_those_in_use_are_kept(folder: GraphFolder, sources: list[SourceGraph]) -> None:
    build(folder, sources)
    with folder.snapshot() as held:
        for _ in range(4):
            build(folder, [])
        kept = {entry.name for entry in folder.snapshots.iterdir()}
        assert kept == {"1", "4", "5", "current"}
        assert len(held.store.current()) == 2
    build(folder, [])
    assert {entry.name for entry in folder.snapshots.iterdir()} == {"5", "6", "current"}


def test_others_may_put_files_beside_a_snapshot_before_it_is_seen(folder: GraphFolder) -> None:
    with folder.writing() as writer:
        writer.publish(lambda place: (place / "index.txt").write_text("words") and None)
    with folder.snapshot() as seen:
        assert (seen.folder / "index.txt").read_text() == "words"


def test_a_second_writer_is_told_who_holds_the_lock(folder: GraphFolder) -> None:
    with (
        folder.writing("kg build"),
        pytest.raises(StoreError, match=rf"being written by kg build \(process {os.getpid()} on "),
        GraphFolder.open(folder.path).writing("kg add"),
    ):
        pass
    with folder.writing("kg add"):
        pass


def test_the_base_is_fixed_for_good(tmp_path: Path) -> None:
    GraphFolder.create(tmp_path / "g", "http://one.example/")
    assert GraphFolder.open(tmp_path / "g").base == "http://one.example/"
    assert GraphFolder.create(tmp_path / "g").base == "http://one.example/"
    with pytest.raises(UsageError, match=r"http://one\.example/"):
        GraphFolder.create(tmp_path / "g", "http://two.example/")


def test_a_folder_that_is_something_else_is_neither_opened_nor_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="is not a graph"):
        GraphFolder.open(tmp_path)
    with pytest.raises(UsageError, match="choose another"):
        GraphFolder.create(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_graph_of_a_newer_layout_is_refused(folder: GraphFolder) -> None:
    (folder.path / "graph.json").write_text(json.dumps({"format": 99, "base": folder.base}))
    with pytest.raises(StoreError, match="newer Byline"):
        GraphFolder.open(folder.path)


def test_a_graph_without_a_snapshot_says_what_to_run(folder: GraphFolder) -> None:
    with pytest.raises(StoreError, match="kg build"):
        folder.snapshot()


def test_a_broken_store_says_that_nothing_is_lost(folder: GraphFolder, sources: list[SourceGraph]) -> None:
    build(folder, sources)
    for file in (folder.path / "store").glob("MANIFEST-*"):
        file.write_bytes(b"not a manifest")
    with pytest.raises(StoreError, match="Nothing is lost"), folder.writing():
        pass


def test_the_archive_gives_back_document_annotation_and_bytes(folder: GraphFolder) -> None:
    for document, annotation in SAMPLES:
        made = folder.archive.keep(document, document.text.encode(), annotation)
        assert folder.archive.load(document.id, document.version) == (document, annotation)
        assert folder.archive.data(document.version) == document.text.encode()
        assert folder.archive.annotation_hash(document.id, document.version) == made
    assert {document.id for document, _ in folder.archive} == {document.id for document, _ in SAMPLES}
    assert folder.archive.annotation_hash("nobody", herald.version) is None


def test_a_version_that_was_never_kept_is_an_error_that_names_the_file(folder: GraphFolder) -> None:
    with pytest.raises(StoreError, match="is missing"):
        folder.archive.load("herald", "0" * 64)


def test_the_store_can_be_rebuilt_from_the_archive(folder: GraphFolder, sources: list[SourceGraph], tmp_path: Path) -> None:
    from tests.store.conftest import source_graph

    for document, annotation in SAMPLES:
        folder.archive.keep(document, document.text.encode(), annotation)
    rebuilt = OxigraphStore.memory()
    rebuilt.put(source_graph(document, annotation, folder.iris) for document, annotation in folder.archive)
    original = OxigraphStore.memory()
    original.put(sources)
    assert canonical_hash(rebuilt.quads()) == canonical_hash(original.quads())


KILLED = """
    import os, signal, sys
    from dataclasses import replace
    from pathlib import Path
    from kg.store import GraphFolder
    from tests.samples import herald, herald_found
    from tests.store.conftest import source_graph

    folder = GraphFolder.open(Path(sys.argv[1]))
    with folder.writing("a writer that is killed") as writer:
        number = 0
        while True:
            number += 1
            document = replace(herald, id=f"herald-{number}")
            writer.store.put([source_graph(document, herald_found, folder.iris)])
            print(number, flush=True)
"""


def test_a_killed_writer_leaves_whole_documents_and_no_lock(folder: GraphFolder) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(folder.path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert writer.stdout
    for line in writer.stdout:
        if int(line) >= 5:
            break
    writer.send_signal(signal.SIGKILL)
    acknowledged = 5 + len(writer.stdout.read().split())
    writer.wait()
    whole = None
    with folder.writing("the next writer") as next_writer:
        current = next_writer.store.current()
        assert acknowledged <= len(current) <= acknowledged + 1
        for iri in current.values():
            count = sum(1 for _ in next_writer.store.quads(iri))
            whole = whole or count
            assert count == whole > 100
    assert herald_found.claims
