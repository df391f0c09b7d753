"""GraphFolder: a graph on disk. Everything it is made from, the store that is written, the snapshots that are read."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kg.errors import StoreError, UsageError
from kg.store import snapshot
from kg.store.archive import Archive
from kg.store.journal import Journal
from kg.store.lock import locked
from kg.store.oxigraph import OxigraphStore
from kg.store.search import SearchWriter
from kg.store.snapshot import Snapshot
from kg.vocab import DEFAULT_BASE, Iris

FORMAT = 1
"""The layout of the folder; a newer one is refused rather than misread."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The one who may change a graph folder, for as long as `GraphFolder.writing` lasts."""

    folder: "GraphFolder"
    store: OxigraphStore

    @property
    def oldest(self) -> int:
        """The number of the oldest snapshot that is kept."""
        return snapshot.oldest(self.folder.snapshots)

    def searching(self, *, anew: bool = False) -> SearchWriter:
        """Return what writes the search file for the snapshot that is published next; with `anew` it starts with nothing."""
        return SearchWriter.begin(self.folder.path, snapshot.upcoming(self.folder.snapshots), anew=anew)

    def publish(self, beside: Callable[[Path], None] | None = None, *, counted: bool = False, sha256: str | None = None) -> int:
        """Show readers what was written: make a snapshot and return its number. `beside` may add files to its folder.

        With `counted` all that was written since the last one went through the store's own steps, and is not counted again.
        `sha256` is the canonical hash of the graph, if it is known.
        """
        before = self.about.get("quads") if counted else None
        quads = None if before is None else before + self.store.grown
        return snapshot.publish(self.store, self.folder.snapshots, beside, quads, sha256)

    @property
    def quads(self) -> int:
        """The number of quads in the newest snapshot."""
        return int(self.about.get("quads", 0))

    @property
    def about(self) -> Mapping[str, Any]:
        """What the newest snapshot says of itself, without opening it; nothing if there is none."""
        return snapshot.about(self.folder.snapshots)


class GraphFolder:
    """The folder ``war.kg``: documents, annotations, decisions, identity.jsonl, store, snapshots, lock.

    The store and the snapshots can be rebuilt from the rest.
    """

    def __init__(self, path: Path, base: str) -> None:
        self.path, self.base, self.iris = path, base, Iris(base)
        self.archive = Archive(path)
        self.decisions, self.identity = path / "decisions", path / "identity.jsonl"
        self.snapshots = path / "snapshots"

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Return the graph in `path`; StoreError if there is none."""
        found = Path(path)
        try:
            about = json.loads((found / "graph.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            raise StoreError(f"{found} is not a graph: make one with `kg build DIR --out {found}`") from None
        if about["format"] > FORMAT:
            raise StoreError(f"{found} was made by a newer Byline (format {about['format']}): update byline-kg")
        return cls(found, about["base"])

    @classmethod
    def create(cls, path: Path | str, base: str | None = None) -> Self:
        """Return the graph in `path`, made if there is none. Its `base` is fixed for good: UsageError for another one."""
        found = Path(path)
        if (found / "graph.json").exists():
            graph = cls.open(found)
            if base not in (None, graph.base):
                raise UsageError(f"{found} was built with --base {graph.base}; export can rewrite it, a build cannot")
            return graph
        if found.exists() and (not found.is_dir() or any(found.iterdir())):
            raise UsageError(f"{found} exists and is not a graph: choose another --out")
        graph = cls(found, base or DEFAULT_BASE)
        found.mkdir(parents=True, exist_ok=True)
        (found / "graph.json").write_text(json.dumps({"format": FORMAT, "base": graph.base}), encoding="utf-8")
        return graph

    @contextmanager
    def writing(self, who: str = "kg") -> Iterator[Writer]:
        """Hold the lock and give the Writer; StoreError if another writer holds it. `who` is what others are told."""
        with locked(self.path / "lock", who):
            store = OxigraphStore.open(self.path / "store", self.base)
            try:
                Journal(self.path).replay(store)
                yield Writer(self, store)
            finally:
                store.close()

    def snapshot(self) -> Snapshot:
        """Return the newest published snapshot, held open until its `close`; StoreError if there is none."""
        return snapshot.open_current(self.snapshots)

    def newest(self) -> int | None:
        """Return the number of the newest published snapshot without opening it; None if there is none."""
        return snapshot.newest(self.snapshots)
