"""kg serve: the graph over HTTP."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GRAPH, GraphArgument
from kg.cli.show import note
from kg.errors import UsageError
from kg.settings import settings

SCRATCH = "A folder for an empty store, all of which may be changed, in the place of a graph."
WRITABLE = "Let those who have the graph's token write to graphs of their own; the token is shown when it is made."
TOKEN = "The token, in the place of the one whose hash is in the graph's folder."
HOSTS = "A further name of this server, * for any; it may be repeated."
OWN = "What patterns without GRAPH see: the union of all graphs, or the default graph's own triples."


def serve(
    graph: GraphArgument = GRAPH,
    host: Annotated[str, typer.Option("--host", help="Where to listen; the default is this computer only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0: any free port.")] = 8000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that a query may take.")] = settings().timeout,
    memory: Annotated[int, typer.Option("--memory", min=256, help="Megabytes that a query may take.")] = settings().memory,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that answer queries.")] = 4,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows of an answer.")] = 1_000_000,
    rate: Annotated[float, typer.Option("--rate", min=0, help="Requests a second of one address; 0: any.")] = 0.0,
    allow_host: Annotated[list[str] | None, typer.Option("--allow-host", help=HOSTS, show_default=False)] = None,
    scratch: Annotated[Path | None, typer.Option("--scratch", help=SCRATCH, show_default=False)] = None,
    writable: Annotated[bool, typer.Option("--writable", help=WRITABLE)] = False,
    new_token: Annotated[bool, typer.Option("--new-token", help="Make a new token; the old one is good no more.")] = False,
    token: Annotated[str | None, typer.Option("--token", envvar="KG_TOKEN", help=TOKEN, show_default=False)] = None,
    default_graph: Annotated[str, typer.Option("--default-graph", help=OWN, metavar="union|own")] = "union",
    log: Annotated[bool, typer.Option("--log", help="Write a line of JSON for each request to standard error.")] = False,
) -> None:
    """Answer SPARQL queries over HTTP, until interrupted.

    What is built or added meanwhile is answered from then on. Queries run in processes of their own, which are ended at the
    time limit.
    """
    from kg import serve as http

    if default_graph not in ("union", "own"):
        raise UsageError(f"--default-graph is union or own, not {default_graph!r}")
    options = http.Options(
        host=host,
        port=port,
        workers=workers,
        limits=http.Limits(seconds=timeout, memory=memory, rows=rows, rate=rate),
        union=default_graph == "union",
        scratch=scratch is not None,
        writable=writable,
        token=token or None,
        hosts=tuple(allow_host or ()),
        log=log,
    )
    if writable and scratch is None and not token:
        _make_token(graph, new_token)
    with suppress(KeyboardInterrupt):  # that is how it ends
        http.serve(scratch or graph, options, ready=lambda at: note(f"{at}/sparql (Ctrl-C ends it)"))


def _make_token(graph: Path, anew: bool) -> None:
    """Make the token of `graph` if it has none, or `anew`, and show it: nothing else ever does."""
    from kg.serve.access import has_token, new_token
    from kg.store import GraphFolder

    folder = GraphFolder.open(graph).path
    if anew or not has_token(folder):
        note(f"the token for changes, shown this once: {new_token(folder)}")
