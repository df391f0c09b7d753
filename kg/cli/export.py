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
        str,
        typer.Option(
            "--format",
            "-f",
            help="RDF: trig, nquads, rdf11, jsonld (keep the named graphs), turtle, ntriples, rdfxml. "
            "Events: ucdp, acled, geojson, graphml. Claims: claims, claimreview, webannotation, nanopub.",
        ),
    ] = "trig",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A file.", show_default="standard output")] = None,
    base: Annotated[
        str | None, typer.Option("--base", help="What IRIs start with instead; RDF only.", show_default="as built")
    ] = None,
) -> None:
    """Write a graph to a file, source by source."""
    from kg.export.skins import formats
    from kg.store import GraphFolder

    plugin = next((plugin for plugin in formats() if plugin.name == format), None)
    if plugin is None:  # found out before a file is made
        raise UsageError(f"there is no export format {format!r}; there are {', '.join(each.name for each in formats())}")
    if base and "record" in plugin.facts:
        raise UsageError(f"--base is for RDF; {format} is written with the IRIs that the graph was built with")
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
    from kg.export import exporters

    with folder.snapshot() as snapshot:
        if format in exporters.names():
            _write_quads(snapshot.store, out, format, folder.base, base)
        else:
            _write_records(snapshot.store, out, format)


def _write_quads(store: "OxigraphStore", out: BinaryIO, format: str, base: str, new: str | None) -> None:
    from kg.export import export as write
    from kg.vocab import Iris

    done = write(_quads(store), out, format, base=base, new_base=Iris(new).base if new else None)
    note(f"{done.quads:,} statements in {done.graphs:,} graphs")
    if done.note:
        note(done.note)


def _write_records(store: "OxigraphStore", out: BinaryIO, format: str) -> None:
    from kg.export.skins import write

    done = write(store, out, format)
    note(f"{done.records:,} {done.what}; left out: {done.note}")


def _quads(store: "OxigraphStore") -> Iterator[Quad]:
    names = store.query("SELECT ?graph WHERE { GRAPH ?graph {} } ORDER BY ?graph")
    assert isinstance(names, QuerySolutions)
    for row in names:
        yield from store.quads(row["graph"].value)
