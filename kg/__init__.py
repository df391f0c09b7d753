"""Byline: reports of the same events by different outlets, as a knowledge graph that never forgets who said what.

import kg

g = kg.open("war.kg")
for row in g.casualty_figures(measure="killed"):
    print(row.claimantLabel, row.bound, row.low, row.quote)
"""

from importlib.metadata import version as _version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query import Graph

__all__ = ["__version__", "open"]


def open(path: "str | Path", *, timeout: float = 60.0) -> "Graph":
    """Return the newest published state of the graph in the folder `path`, for reading; StoreError if there is none.

    What is built later does not change it: open again to see it. `close` it, or use it in a ``with`` statement.

    A `path` that is an address (``http://localhost:8000/sparql``) is that of an endpoint, which is asked anew by each
    question and given `timeout` seconds for it; UsageError if it cannot be one.
    """
    from kg.query import Graph

    if "://" in str(path):
        from kg.store.remote import RemoteStore

        return Graph(RemoteStore(str(path), timeout))
    from kg.store import GraphFolder

    snapshot = GraphFolder.open(path).snapshot()
    return Graph(snapshot.store, on_close=snapshot.close)


def __getattr__(name: str) -> str:
    if name == "__version__":
        return _version("byline-kg")
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
