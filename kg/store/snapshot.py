"""Snapshots: finished copies of the store for readers, and the pointer to the newest one."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from kg.errors import StoreError
from kg.store.oxigraph import OxigraphStore
from kg.store.search import Search

KEPT = 2
"""Snapshots kept whether or not somebody reads them: the current one and the one before."""


class Snapshot:
    """A snapshot that is held open: it stays on disk until `close`.

    `number` grows with each publication; `store` answers queries, `search` finds words and places; `folder`
    may hold what others put beside it.
    """

    def __init__(self, folder: Path, hold: IO[str]) -> None:
        self.folder, self._hold = folder, hold
        self.about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        self.number: int = self.about["number"]
        self.store = OxigraphStore.read_only(folder / "store", self.about["base"])
        self.store.search = Search(folder.parent.parent, self.number)
        # Another one than the store's own: with a circle between the two, the memory of a store would outlast it.
        self.search = Search(folder.parent.parent, self.number, self.store.knows)

    def close(self) -> None:
        """Let the snapshot go."""
        self._hold.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def newest(snapshots: Path) -> int | None:
    """Return the number of the current snapshot; None if nothing was published."""
    current = snapshots / "current"
    return int(os.readlink(current)) if current.is_symlink() else None


def upcoming(snapshots: Path) -> int:
    """Return the number that the next snapshot will have."""
    return max(_numbers(snapshots), default=0) + 1 if snapshots.is_dir() else 1


def oldest(snapshots: Path) -> int:
    """Return the number of the oldest snapshot that is kept; 0 if there is none."""
    return min(_numbers(snapshots), default=0) if snapshots.is_dir() else 0


def open_current(snapshots: Path) -> Snapshot:
    """Return the current snapshot, held open; StoreError if nothing was published."""
    for _ in range(3):  # the one that is current may be replaced twice and removed between two lines of this function
        number = newest(snapshots)
        if number is None:
            raise StoreError(f"{snapshots.parent} has no finished snapshot yet: run `kg build`")
        folder = snapshots / str(number)
        try:
            hold = open(folder / "in-use", encoding="utf-8")  # noqa: SIM115 - held until Snapshot.close
        except FileNotFoundError:
            continue
        fcntl.flock(hold, fcntl.LOCK_SH)
        if (folder / "about.json").exists():
            return Snapshot(folder, hold)
        hold.close()
    raise StoreError(f"{snapshots / 'current'} points to a snapshot that is not there: run `kg build` again")


def publish(
    store: OxigraphStore,
    snapshots: Path,
    beside: Callable[[Path], None] | None = None,
    quads: int | None = None,
    sha256: str | None = None,
) -> int:
    """Copy `store` to a new snapshot, make it the current one, remove the old ones that nobody reads; return its number.

    `quads` is their number, which takes long to count, and `sha256` the canonical hash of the graph, if they are known.
    `beside` may write more files into the snapshot's folder before it is seen. A reader sees the old or the new one.
    """
    snapshots.mkdir(parents=True, exist_ok=True)
    number = upcoming(snapshots)
    part = snapshots / f".{number}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    store.backup(part / "store")
    if beside:
        beside(part)
    (part / "in-use").touch()
    told = {
        "number": number,
        "base": store.iris.base,
        "quads": len(store) if quads is None else quads,
        **({"sha256": sha256} if sha256 else {}),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    (part / "about.json").write_text(json.dumps(told), encoding="utf-8")
    part.rename(snapshots / str(number))
    _point(snapshots, number)
    _prune(snapshots)
    return number


def about(snapshots: Path) -> Mapping[str, Any]:
    """Return what the current snapshot says of itself, without opening it; nothing if nothing was published."""
    number = newest(snapshots)
    if number is None:
        return {}
    known: dict[str, Any] = json.loads((snapshots / str(number) / "about.json").read_text(encoding="utf-8"))
    return known


def _numbers(snapshots: Path) -> list[int]:
    return sorted(int(entry.name) for entry in snapshots.iterdir() if entry.name.isdigit())


def _point(snapshots: Path, number: int) -> None:
    fresh = snapshots / ".current.part"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(str(number))
    fresh.replace(snapshots / "current")


def _prune(snapshots: Path) -> None:
    for number in _numbers(snapshots)[:-KEPT]:
        folder = snapshots / str(number)
        with open(folder / "in-use", encoding="utf-8") as hold:
            try:
                fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            (folder / "about.json").unlink()
            shutil.rmtree(folder)
