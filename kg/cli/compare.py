"""kg compare: two sources side by side."""

import sys
from typing import Annotated

import typer

from kg.cli.options import GRAPH, Graph


def compare(
    one: Annotated[str, typer.Argument(help="The id of a document.", show_default=False)],
    other: Annotated[str, typer.Argument(help="The id of another.", show_default=False)],
    graph: Graph = GRAPH,
    html: Annotated[bool, typer.Option("--html/--md", help="As HTML, or as Markdown.", show_default="--md")] = False,
) -> None:
    """Compare two sources: what each tells alone, their figures side by side, the same utterances, their words.

    `kg ask sources` lists the documents with their ids.
    """
    from kg.export.comparison import compare as compared
    from kg.export.page import as_html, as_markdown
    from kg.store import GraphFolder

    with GraphFolder.open(graph).snapshot() as snapshot:
        page = compared(snapshot.store, one, other)
    sys.stdout.write(as_html(page) if html else as_markdown(page))
