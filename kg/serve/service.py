"""Service: what all routes share."""

from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import HTTPConnection

from kg.serve.access import Access
from kg.serve.kept import Kept
from kg.serve.limits import Limits
from kg.serve.metrics import Metrics
from kg.serve.options import Options
from kg.serve.workers import Pool
from kg.serve.writing import Writing
from kg.store import GraphFolder
from kg.store.version import version


@dataclass(slots=True)
class Service:
    """A graph that is served, the processes that work for it, and how. `writing` and `access` are None where nothing may be
    changed."""

    graph: GraphFolder
    options: Options
    pool: Pool
    writing: Writing | None
    access: Access
    metrics: Metrics
    kept: Kept = field(default_factory=Kept)
    stopping: bool = False

    @classmethod
    def of(cls, graph: GraphFolder, options: Options) -> "Service":
        """Return the service for `graph`, nothing of it started."""
        pool = Pool(graph.path, options.limits, options.workers)
        writing = Writing(graph.path, options.limits, options.scratch) if options.writable else None
        return cls(graph, options, pool, writing, Access.of(graph.path, options), Metrics())

    @property
    def limits(self) -> Limits:
        """What a request may cost."""
        return self.options.limits

    @property
    def base(self) -> str:
        """What relative IRIs in queries are resolved against."""
        return f"{self.graph.base}sparql"

    @property
    def folder(self) -> Path:
        """Where the graph is."""
        return self.graph.path

    def version(self) -> str | None:
        """Return a word for the newest snapshot; None if there is none just now."""
        return version(self.graph.path)


def service_of(request: HTTPConnection) -> Service:
    """Return the service that `request` came to."""
    found: Service = request.app.state.service
    return found


def client_of(request: HTTPConnection) -> str:
    """Return the address that `request` came from."""
    return request.client.host if request.client else ""
