"""kg verify: does every quotation still stand where the graph says?"""

import typer

from kg.cli.options import GRAPH, GraphArgument
from kg.cli.show import complain, note


def verify(graph: GraphArgument = GRAPH) -> None:
    """Check every quotation, character offset and hash of a graph against the articles it was made from."""
    from kg import pipeline

    verdict = pipeline.verify(graph)
    for problem in verdict.problems:
        complain(problem)
    checked = f"{verdict.quotations} quotations and {verdict.documents} documents"
    if verdict.problems:
        complain(f"{len(verdict.problems)} of {checked} do not hold; build the graph again from the articles")
        raise typer.Exit(1)
    note(f"{checked} hold")
