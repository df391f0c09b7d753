"""Service: what all routes share."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from kg.serve.access import Access
from kg.serve.asked import Manner
from kg.serve.gate import Gate
from kg.serve.kept import Kept
from kg.serve.lending import Lending
from kg.serve.limits import Limits
from kg.serve.metrics import Metrics
from kg.serve.options import Options
from kg.serve.process import Nursery
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
    gate: Gate
    nursery: Nursery
    lending: Lending
    kept: Kept = field(default_factory=Kept)
    stopping: bool = False

    @classmethod
    def of(cls, graph: GraphFolder, options: Options) -> "Service":
        """Return the service for `graph`, nothing of it started."""
        nursery = Nursery()
        pool = Pool(graph.path, options.limits, nursery, options.workers)
        writing = Writing(graph.path, options.limits, options.scratch, nursery) if options.writable else None
        hosts = sorted({urlsplit(graph.base).hostname or "", options.host, *options.hosts})
        gate, metrics = Gate(hosts, options.limits.rate), Metrics()
        lending = _lending(graph, options, hosts, nursery, metrics)
        return cls(graph, options, pool, writing, Access.of(graph.path, options), metrics, gate, nursery, lending)

    @property
    def limits(self) -> Limits:
        """What a request may cost."""
        return self.options.limits

    @property
    def base(self) -> str:
        """What relative IRIs in queries are resolved against."""
        return self.manner.base

    @property
    def manner(self) -> Manner:
        """How queries are understood."""
        return _manner(self.graph, self.options)

    @property
    def folder(self) -> Path:
        """Where the graph is."""
        return self.graph.path

    def version(self) -> str | None:
        """Return a word for the newest snapshot; None if there is none just now."""
        return version(self.graph.path)


def _manner(graph: GraphFolder, options: Options) -> Manner:
    return Manner(f"{graph.base}sparql", not options.scratch, options.union)


def _lending(graph: GraphFolder, options: Options, hosts: Sequence[str], nursery: Nursery, metrics: Metrics) -> Lending:
    """As many borrowers as there are processors for; none where each request has to be counted before it is answered."""
    most = 0 if options.limits.rate else min(options.workers, len(os.sched_getaffinity(0)))
    manner, limits = asdict(_manner(graph, options)), asdict(options.limits)
    config = {"graph": str(graph.path), "limits": limits, "manner": manner, "hosts": hosts, "log": options.log}
    return Lending(nursery, metrics, config, most)


def service_of(request: HTTPConnection) -> Service:
    """Return the service that `request` came to."""
    found: Service = request.app.state.service
    return found


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks `service` for something, from the address `client`, and how. The names of `headers` are in small letters."""

    service: Service
    client: str
    method: str
    path: str
    headers: Mapping[str, str]

    @classmethod
    def of(cls, request: Request) -> "Caller":
        """Return who sent `request`."""
        client = request.client.host if request.client else ""
        return cls(service_of(request), client, request.method, request.scope["path"], request.headers)
