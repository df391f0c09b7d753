"""kg add: articles → a graph that is there already."""

from kg.cli.options import GRAPH, LONGEST, MODEL, Graph, Jobs, Json, Longest, Model, Paths
from kg.cli.progress import finish, watching


def add(
    paths: Paths,
    graph: Graph = GRAPH,
    model: Model = MODEL,
    jobs: Jobs = None,
    longest: Longest = LONGEST,
    as_json: Json = False,
) -> None:
    """Add articles to a graph; a changed article takes the place of its older version."""
    from kg import pipeline

    with watching("reading") as progress:
        report = pipeline.add(paths, graph, model=model, jobs=jobs, progress=progress, longest=longest)
    finish(report, graph, as_json)
