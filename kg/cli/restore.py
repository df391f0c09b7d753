"""kg restore: a graph from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import note


def restore(
    file: Annotated[Path, typer.Argument(help="What `kg backup` wrote.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help="A new folder.", show_default=False)],
) -> None:
    """Make the graph that a backup holds. `kg verify` checks it against its articles."""
    from kg.store.backup import restore as restored

    found = restored(file, out)
    note(f"{found.path}: restored, snapshot {found.newest()}")
