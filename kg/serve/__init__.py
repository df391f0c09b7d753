"""HTTP: the graph's SPARQL endpoint. The only room that knows Starlette and uvicorn."""

from collections.abc import Callable
from pathlib import Path

__all__ = ["serve"]


def serve(
    graph: Path | str,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    timeout: float = 30.0,
    memory: int = 2048,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Answer requests about the graph folder `graph` until interrupted; `ready` is told the address once it is listened on.

    Each query takes at most `timeout` seconds and `memory` megabytes. StoreError if there is no graph; UsageError if the
    address cannot be listened on.
    """
    from kg.serve.server import run  # a worker imports this package too, and needs no web server

    run(graph, host, port, timeout, memory, ready)
