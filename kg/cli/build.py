"""kg build: articles → a new graph."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GRAPH, LONGEST, MODEL, Jobs, Json, Longest, Model, Paths
from kg.cli.progress import finish, watching


def build(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help="The graph's folder, made or made anew.")] = GRAPH,
    base: Annotated[
        str | None, typer.Option("--base", help="What the graph's IRIs start with.", show_default="http://localhost:8000/")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", help="A file of people's decisions that are to count too.", show_default=False)
    ] = None,
    model: Model = MODEL,
    jobs: Jobs = None,
    longest: Longest = LONGEST,
    as_json: Json = False,
) -> None:
    """Make a graph of articles.

    An older graph of that name is replaced once the new one is finished. Annotations of articles that have not changed are
    used again.
    """
    from kg import pipeline

    with watching("reading") as progress:
        report = pipeline.build(
            paths, out, base=base, model=model, jobs=jobs, progress=progress, decisions=decisions, longest=longest
        )
    finish(report, out, as_json)
