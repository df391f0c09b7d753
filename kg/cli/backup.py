"""kg backup: a graph as one file."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GRAPH, Graph
from kg.cli.show import note


def backup(
    out: Annotated[Path, typer.Argument(help="A new file, e.g. war.tar.gz.", show_default=False)],
    graph: Graph = GRAPH,
) -> None:
    """Write a graph to one file, with its articles, decisions and newest snapshot. The server may go on answering."""
    from kg.store.backup import backup as written

    note(f"{out}: {written(graph, out):,} bytes")
