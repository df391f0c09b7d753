"""Tasks: what a worker does beside queries, each with one snapshot, each giving a whole answer."""

from collections.abc import Callable, Mapping
from typing import Any

from kg.serve.asking import ask, places, search
from kg.serve.dataset import dataset
from kg.serve.showing import node, ontology
from kg.serve.tabled import tabled
from kg.store import Snapshot

TASKS: Mapping[str, Callable[[Snapshot, dict[str, Any]], bytes]] = {
    "ask": ask,
    "search": search,
    "places": places,
    "node": node,
    "ontology": ontology,
    "dataset": dataset,
    "tabled": tabled,
}
"""By kind; what is asked says ``format`` and ``media_type`` of the answer."""
