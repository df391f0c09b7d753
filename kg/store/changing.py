"""Changing: what users do to graphs of their own: noted in the journal, and shown to readers in a new snapshot."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from kg.store.folder import Writer
from kg.store.journal import Journal
from kg.store.oxigraph import OxigraphStore

OWN = {"store", "about.json", "in-use"}
"""What a snapshot makes itself; everything else in its folder was put there by others."""


@contextmanager
def noted(writer: Writer, graphs: Iterable[str]) -> Iterator[OxigraphStore]:
    """Give the store, and note in the journal what was changed in `graphs` meanwhile."""
    graphs, store = list(graphs), writer.store
    before = {quad for graph in graphs for quad in store.quads(graph)}
    yield store
    after = {quad for graph in graphs for quad in store.quads(graph)}
    Journal(writer.folder.path).append(sorted(before - after, key=str), sorted(after - before, key=str))


def publish(writer: Writer) -> int:
    """Show readers what was written, with all that stood beside the store in the newest snapshot; return its number."""
    return writer.publish(_carried(writer.folder.snapshots / "current"))


def put(graph: str | None, triples: Iterable[Triple], *, anew: bool) -> str:
    """Return the update that puts `triples` into `graph` (the default graph if None), in the place of what is there if
    `anew`."""
    name = f"GRAPH {NamedNode(graph)}" if graph else "DEFAULT"
    steps = [f"{'CLEAR' if graph is None else 'DROP'} SILENT {name}"] if anew else []
    steps += [f"CREATE SILENT {name}"] if graph else []
    lines = "\n".join(f"{triple} ." for triple in triples)
    if lines:
        steps.append(f"INSERT DATA {{ GRAPH {NamedNode(graph)} {{\n{lines}\n}} }}" if graph else f"INSERT DATA {{\n{lines}\n}}")
    return ";\n".join(steps)


def drop(graph: str | None) -> str:
    """Return the update that removes `graph`, or all that is in the default graph."""
    return f"DROP GRAPH {NamedNode(graph)}" if graph else "CLEAR DEFAULT"


def _carried(current: Path) -> Callable[[Path], None]:
    def carry(part: Path) -> None:
        for entry in current.iterdir() if current.is_dir() else ():
            if entry.name in OWN:
                continue
            if entry.is_dir():
                shutil.copytree(entry, part / entry.name, copy_function=os.link)
            else:
                os.link(entry, part / entry.name)

    return carry
