"""Backup: what was written can be read again, and nothing else is taken for it."""

import io
import shutil
import tarfile
from pathlib import Path

import pytest

import kg
from kg.errors import StoreError, UsageError
from kg.pipeline import verify
from kg.store import GraphFolder
from kg.store.backup import backup, restore
from kg.store.lock import locked


@pytest.fixture
def graph(seed_graph: Path, tmp_path: Path) -> Path:
    return shutil.copytree(seed_graph, tmp_path / "war.kg", symlinks=True)


def facts(graph: Path) -> set[str]:
    with GraphFolder.open(graph).snapshot() as snapshot:
        return {str(quad) for quad in snapshot.store.quads()}


def test_a_restored_graph_says_what_the_first_one_said_and_can_be_added_to(graph: Path, tmp_path: Path) -> None:
    assert backup(graph, tmp_path / "war.tar.gz") > 1000
    found = restore(tmp_path / "war.tar.gz", tmp_path / "again.kg")
    assert facts(found.path) == facts(graph)
    assert verify(found.path).problems == ()
    more = tmp_path / "more.txt"
    more.write_text("Shells hit the town of Izyum on Monday, killing three people.", encoding="utf-8")
    assert kg.pipeline.add([more], found.path).documents == 3
    with kg.open(found.path) as opened:
        assert "three people" in {row.quote for row in opened.casualty_figures()}


def test_a_backup_does_not_wait_for_readers_but_refuses_beside_a_writer(graph: Path, tmp_path: Path) -> None:
    with GraphFolder.open(graph).snapshot():
        backup(graph, tmp_path / "one.tar.gz")
    with locked(graph / "lock", "kg add"), pytest.raises(StoreError, match="kg add"):
        backup(graph, tmp_path / "two.tar.gz")
    assert not (tmp_path / "two.tar.gz").exists()


@pytest.mark.parametrize("name", ["there.tar.gz", "war.kg/inside.tar.gz"])
def test_nothing_is_overwritten_and_no_backup_lies_in_its_graph(graph: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "there.tar.gz").write_bytes(b"mine")
    with pytest.raises(UsageError, match="choose another"):
        backup(graph, tmp_path / name)
    assert (tmp_path / "there.tar.gz").read_bytes() == b"mine"


def test_a_damaged_backup_restores_nothing(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "war.tar.gz"
    backup(graph, file)
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(StoreError, match="nothing was restored"):
        restore(file, tmp_path / "again.kg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["war.kg", "war.tar.gz"]


def test_a_backup_with_one_wrong_byte_restores_nothing(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "war.tar.gz"
    backup(graph, file)
    whole = file.read_bytes()
    for place in range(100, len(whole), len(whole) // 25):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with pytest.raises(StoreError, match="nothing was restored"):
            restore(file, tmp_path / "again.kg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["war.kg", "war.tar.gz"]


def test_what_is_no_backup_is_refused_and_cannot_write_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / "evil.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo("../outside.txt")
        member.size = 4
        archive.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises((StoreError, UsageError)):
        restore(file, tmp_path / "again.kg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil.tar.gz"]
    (tmp_path / "text").write_text("no archive", encoding="utf-8")
    with pytest.raises(StoreError, match="no backup"):
        restore(tmp_path / "text", tmp_path / "again.kg")
