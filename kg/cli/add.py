"""kg add: articles → a graph that is there already."""

from kg.cli.options import GRAPH, MODEL, Graph, Jobs, Json, Model, Paths
from kg.cli.progress import finish, watching


def add(paths: Paths, graph: Graph = GRAPH, model: Model = MODEL, jobs: Jobs = None, as_json: Json = False) -> None:
    """Add articles to a graph; a changed article takes the place of its older version."""
    from kg import pipeline

    with watching("reading") as progress:
        report = pipeline.add(paths, graph, model=model, jobs=jobs, progress=progress)
    finish(report, graph, as_json)
