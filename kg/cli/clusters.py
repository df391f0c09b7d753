"""kg clusters: which words of all articles speak of the same thing or the same act."""

import json
import sys

from kg.cli.options import GRAPH, MODEL, Graph, Model


def clusters(graph: Graph = GRAPH, model: Model = MODEL) -> None:
    """Print which words of the articles speak of the same thing, and which of the same act, as one JSON object.

    Its "clusters" are lists of "entities" and of "events"; a cluster lists words: document id, start and end (characters).
    This goes beyond the entities and events of the graph, and none of it stands in the graph.
    """
    from kg import pipeline

    found = pipeline.clusters(graph, model=model)
    sys.stdout.write(json.dumps({"clusters": {"entities": found.entities, "events": found.events}}, ensure_ascii=False) + "\n")
