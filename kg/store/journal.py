"""Journal: what was changed in users' own graphs, as an RDF patch, so that it outlasts the store that it was written to.

Each transaction stands between ``TX .`` and ``TC .``; in it a line ``A <s> <p> <o> <g> .`` adds and a line ``D …`` takes away.
One that was cut off by a crash has no end and counts for nothing.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.store.oxigraph import OxigraphStore

FILE = "changes.rdfp"
PLACE = "changes.replayed"
"""Beside the journal: how many of its bytes the store holds."""


class Journal:
    """The file ``changes.rdfp`` in the folder of a graph."""

    def __init__(self, folder: Path) -> None:
        self._file, self._place = folder / FILE, folder / PLACE

    def append(self, gone: Iterable[Quad], come: Iterable[Quad]) -> None:
        """Note that the quads `gone` were taken away and `come` added; once this returns it outlasts a loss of power."""
        lines = [*(f"D {quad} ." for quad in gone), *(f"A {quad} ." for quad in come)]
        if not lines:
            return
        with open(self._file, "ab") as file:
            file.write("\n".join(["", "TX .", *lines, "TC .", ""]).encode())  # a line that was cut off stays alone
            file.flush()
            os.fsync(file.fileno())
        self._replayed()

    def replay(self, store: OxigraphStore) -> None:
        """Make in `store` the changes that it has not seen; StoreError if the file is broken."""
        if not self._file.exists() or self._file.stat().st_size == self._seen():
            return
        gone, come = self._changes(self._seen())
        store.patch(gone, come)
        self._replayed()

    def _changes(self, seen: int) -> tuple[list[Quad], list[Quad]]:
        """What is left of all changes from byte `seen` on, the last word on each quad."""
        last = dict[str, str]()
        for transaction in _transactions(self._file.read_bytes()[seen:].decode()):
            last |= {line[2:]: line[0] for line in transaction}
        return _quads(line for line, mark in last.items() if mark == "D"), _quads(
            line for line, mark in last.items() if mark == "A"
        )

    def _seen(self) -> int:
        try:
            return int(self._place.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return 0

    def _replayed(self) -> None:
        part = self._place.with_suffix(".part")
        part.write_text(str(self._file.stat().st_size), encoding="ascii")
        part.replace(self._place)


def _transactions(text: str) -> Iterator[list[str]]:
    found = list[str]()
    for line in text.split("\n"):
        if line == "TX .":
            found = []
        elif line == "TC .":
            yield found
            found = []
        elif line.startswith(("A ", "D ")):
            found.append(line)


def _quads(lines: Iterable[str]) -> list[Quad]:
    try:
        return [quad for quad in parse("\n".join(lines), RdfFormat.N_QUADS) if isinstance(quad, Quad)]
    except SyntaxError as error:
        raise StoreError(f"{FILE} has a line that is no N-Quad ({error}); correct it, or move the file away") from error
