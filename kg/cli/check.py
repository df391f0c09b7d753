"""kg check: do the ontology and a graph contradict themselves?"""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import complain, note


def check(
    graph: Annotated[Path | None, typer.Argument(help="A graph whose roles are checked too.", show_default=False)] = None,
    ontology: Annotated[
        Path | None, typer.Option("--ontology", help="A folder with an ontology.", show_default="the one that ships")
    ] = None,
) -> None:
    """Prove the ontology consistent (HermiT, if there is a Java), and find mistyped roles in a graph."""
    from kg import pipeline

    found = pipeline.soundness(graph, ontology)
    for problem in found.problems:
        complain(problem)
    if found.problems:
        raise typer.Exit(1)
    note(found.proof)
