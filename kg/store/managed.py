"""Managed: which graphs are Byline's own, and which belong to users, who may change them by SPARQL."""

from kg.store.operations import DEFAULT, EVERY

USERS = "store/"
"""Behind a graph's base: where graphs of users are that the server named."""


def is_managed(graph: str, base: str) -> bool:
    """Return whether the graph `graph` is one that only Byline changes: the default graph, and all below `base` that was not
    named by the server for a user."""
    if graph in (DEFAULT, EVERY):
        return True
    return graph.startswith(base) and not graph.startswith(base + USERS)
