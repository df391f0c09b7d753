"""kg serve: the graph over HTTP."""

from contextlib import suppress
from typing import Annotated

import typer

from kg.cli.options import GRAPH, GraphArgument
from kg.cli.show import note
from kg.settings import settings


def serve(
    graph: GraphArgument = GRAPH,
    host: Annotated[str, typer.Option("--host", help="Where to listen; the default is this computer only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0: any free port.")] = 8000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that a query may take.")] = settings().timeout,
    memory: Annotated[int, typer.Option("--memory", min=256, help="Megabytes that a query may take.")] = settings().memory,
) -> None:
    """Answer SPARQL queries over HTTP, until interrupted.

    What is built or added meanwhile is answered from then on. Queries run in processes of their own, which are ended at the
    time limit.
    """
    from kg import serve as http

    with suppress(KeyboardInterrupt):  # that is how it ends
        http.serve(
            graph, host=host, port=port, timeout=timeout, memory=memory, ready=lambda at: note(f"{at}/sparql (Ctrl-C ends it)")
        )
