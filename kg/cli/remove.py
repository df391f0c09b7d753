"""kg remove: take sources out of a graph."""

from typing import Annotated

import typer

from kg.cli.options import GRAPH, Graph, Json
from kg.cli.progress import finish


def remove(
    ids: Annotated[list[str], typer.Argument(help="Ids of documents, as `kg ask sources` lists them.", show_default=False)],
    graph: Graph = GRAPH,
    as_json: Json = False,
) -> None:
    """Withdraw sources, with all that stands or falls with them. Their texts stay in the graph's folder."""
    from kg import pipeline

    finish(pipeline.remove(ids, graph), graph, as_json)
