"""kg undo: take a decision back."""

from typing import Annotated

import typer

from kg.cli.decide import Who, Why, tell, whoever
from kg.cli.options import GRAPH, Graph


def undo(
    decision: Annotated[str, typer.Argument(help="The id of a decision, as `kg ask decisions` lists it, or last.")] = "last",
    why: Why = "",
    who: Who = None,
    graph: Graph = GRAPH,
) -> None:
    """Take a decision back: it does not count any more, and the graph still shows that it was made. An undo can be undone."""
    from kg import pipeline

    tell(pipeline.undo(graph, decision, who=whoever(who), why=why))
