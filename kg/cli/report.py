"""kg report: a dossier on one event."""

import sys
from typing import Annotated

import typer

from kg.cli.options import GRAPH, Graph


def report(
    event: Annotated[
        str, typer.Argument(help="The event's IRI, or the part of it behind the graph's base.", show_default=False)
    ],
    graph: Graph = GRAPH,
    html: Annotated[bool, typer.Option("--html/--md", help="As HTML, or as Markdown.", show_default="--md")] = False,
) -> None:
    """Write all that the sources say of one event, with citations that can be pasted.

    Who calls it what, who takes part, each figure with its claimant, each claim with its sentence. `kg timeline` shows events
    with their IRIs.
    """
    from kg.export.dossier import dossier
    from kg.export.page import as_html, as_markdown
    from kg.store import GraphFolder

    with GraphFolder.open(graph).snapshot() as snapshot:
        page = dossier(snapshot.store, event)
    sys.stdout.write(as_html(page) if html else as_markdown(page))
