"""App: which address is answered by what."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from kg.serve.limits import Limits
from kg.serve.sparql import sparql, update
from kg.serve.workers import Pool
from kg.store import GraphFolder

ROUTES = [
    Route("/sparql", sparql, methods=["GET", "POST"]),
    Route("/query", sparql, methods=["GET", "POST"]),
    Route("/update", update, methods=["GET", "POST"]),
]


def application(graph: GraphFolder, limits: Limits, workers: int = 2) -> Starlette:
    """Return the ASGI application that answers for `graph`, its queries run by `workers` processes."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        pool = Pool(graph.path, limits, workers)
        await pool.start()
        app.state.pool = pool
        try:
            yield
        finally:
            await pool.stop()

    async def health(request: Request) -> JSONResponse:
        """Say that requests are answered, and which snapshot is the newest."""
        return JSONResponse({"status": "ok", "graph": graph.path.name, "snapshot": graph.newest()})

    async def index(request: Request) -> PlainTextResponse:
        """Say what there is."""
        asked = f"{request.url_for('sparql')}?query="
        return PlainTextResponse(f"Byline, the graph {graph.path.name}\n\nSPARQL 1.1 queries: {asked}\n")

    routes = [*ROUTES, Route("/health", health), Route("/", index)]
    return Starlette(routes=routes, lifespan=lifespan)


def folder(path: Path | str) -> GraphFolder:
    """Return the graph in `path`, which has been checked to be readable; StoreError if it is not."""
    graph = GraphFolder.open(path)
    graph.snapshot().close()
    return graph
