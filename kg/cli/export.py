"""kg export: the graph as a file of another format."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer
from pyoxigraph import Quad, QuerySolutions

from kg.cli.options import GRAPH, Graph
from kg.cli.show import note
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store import GraphFolder, OxigraphStore


def export(
    graph: Graph = GRAPH,
    format: Annotated[
        str, typer.Option("--format", "-f", help="trig, nquads, jsonld (keep the named graphs), turtle, ntriples, rdfxml.")
    ] = "trig",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A file.", show_default="standard output")] = None,
    base: Annotated[str | None, typer.Option("--base", help="What IRIs start with instead.", show_default="as built")] = None,
) -> None:
    """Write a graph to a file, source by source."""
    from kg.export import exporters
    from kg.store import GraphFolder

    exporters[format]  # an unknown format is found out before a file is made
    folder = GraphFolder.open(graph)
    if out is None:
        _write(folder, sys.stdout.buffer, format, base)
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with open(part, "wb") as file:
            _write(folder, file, format, base)
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); choose another --out") from error
    finally:
        part.unlink(missing_ok=True)


def _write(folder: "GraphFolder", out: BinaryIO, format: str, base: str | None) -> None:
    from kg.export import export as write
    from kg.vocab import Iris

    with folder.snapshot() as snapshot:
        done = write(_quads(snapshot.store), out, format, base=folder.base, new_base=Iris(base).base if base else None)
    note(f"{done.quads:,} statements in {done.graphs:,} graphs")
    if done.note:
        note(done.note)


def _quads(store: "OxigraphStore") -> Iterator[Quad]:
    names = store.query("SELECT ?graph WHERE { GRAPH ?graph {} } ORDER BY ?graph")
    assert isinstance(names, QuerySolutions)
    for row in names:
        yield from store.quads(row["graph"].value)
