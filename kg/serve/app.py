"""App: which address is answered by what."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from kg.serve.crossing import Crossing
from kg.serve.finding import places, search
from kg.serve.first_page import first_page, robots, style, well_known
from kg.serve.graph_store import graph_store
from kg.serve.guard import Guard
from kg.serve.html import STYLE_PATH
from kg.serve.nodes import node, ontology, term
from kg.serve.observe import Observe
from kg.serve.openapi import openapi
from kg.serve.operating import health, metrics, ready
from kg.serve.options import Options
from kg.serve.questions import question, questions
from kg.serve.service import Service
from kg.serve.sparql import sparql, sparql_as
from kg.store import GraphFolder
from kg.store.scratch import scratch

READ, WRITE = ["GET"], ["GET", "PUT", "POST", "DELETE"]

ROUTES = [
    Route("/", first_page, methods=READ),
    Route("/sparql", sparql, methods=["GET", "POST"]),
    Route("/sparql/", sparql, methods=["GET", "POST"]),
    Route("/sparql.{suffix}", sparql_as, methods=READ),
    Route("/query", sparql, methods=["GET", "POST"]),
    Route("/update", sparql, methods=["GET", "POST"]),
    Route("/store", graph_store, methods=WRITE),
    Route("/store/{path:path}", graph_store, methods=WRITE),
    Route("/questions", questions, methods=READ),
    Route("/questions/{name}", question, methods=READ),
    Route("/search", search, methods=READ),
    Route("/search.{suffix}", search, methods=READ),
    Route("/places", places, methods=READ),
    Route("/openapi.json", openapi, methods=READ),
    Route("/ontology", ontology, methods=READ),
    Route("/ontology/{name:path}", term, methods=READ),
    Route("/.well-known/void", well_known, methods=READ),
    Route("/robots.txt", robots, methods=READ),
    Route(STYLE_PATH, style, methods=READ),
    Route("/health", health, methods=READ),
    Route("/ready", ready, methods=READ),
    Route("/metrics", metrics, methods=READ),
    Route("/{path:path}", node, methods=READ),
]
"""HEAD is answered wherever GET is. What no other route takes is an IRI of the graph."""


def application(graph: GraphFolder, options: Options | None = None) -> Starlette:
    """Return the ASGI application that answers for `graph` as `options` say."""
    options = options or Options()
    service = Service.of(graph, options)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await service.pool.start()
        try:
            yield
        finally:
            service.stopping = True
            await service.lending.stop()
            await service.pool.stop()
            if service.writing:
                await service.writing.stop()
            service.nursery.stop()

    around = [
        Middleware(Observe, metrics=service.metrics, routes=ROUTES),
        Middleware(Guard, gate=service.gate),
        Middleware(Crossing, routes=ROUTES),
    ]
    app = Starlette(routes=ROUTES, lifespan=lifespan, middleware=around)
    app.router.redirect_slashes = False
    app.state.service = service
    return app


def folder(path: Path | str, options: Options) -> GraphFolder:
    """Return the graph in `path`, which has been checked to be readable; StoreError if it is not."""
    graph = scratch(path) if options.scratch else GraphFolder.open(path)
    graph.snapshot().close()
    return graph
