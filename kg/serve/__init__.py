"""HTTP: the graph's SPARQL endpoint. The only room that knows Starlette and uvicorn."""

from collections.abc import Callable
from pathlib import Path

from kg.serve.limits import Limits
from kg.serve.options import Options

__all__ = ["Limits", "Options", "serve"]


def serve(graph: Path | str, options: Options | None = None, ready: Callable[[str], None] | None = None) -> None:
    """Answer requests about the graph folder `graph` as `options` say until interrupted; `ready` is told the address once it
    is listened on.

    StoreError if there is no graph; UsageError if the address cannot be listened on.
    """
    from kg.serve.server import run  # a worker imports this package too, and needs no web server

    run(graph, options or Options(), ready)
