"""A served graph: made of a few quads by hand, on loopback, on any free port."""

import asyncio
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from pyoxigraph import Literal, NamedNode, Quad

from kg.serve.app import application
from kg.serve.limits import Limits
from kg.serve.options import Options
from kg.serve.server import configured, listening
from kg.serve.service import Service
from kg.store import GraphFolder, OxigraphStore
from kg.store.scratch import scratch

EX = "http://example.org/"
LIMITS = Limits(seconds=5.0, memory=1024, body=60_000, rows=30_000)


def quads(number: int) -> list[Quad]:
    """Return `number` statements in each of two graphs."""
    return [
        Quad(NamedNode(f"{EX}{name}{n}"), NamedNode(f"{EX}says"), Literal(f"“{n}”"), NamedNode(f"{EX}graph/{name}"))
        for name in ("a", "b")
        for n in range(number)
    ]


def change(graph: GraphFolder, what: Callable[[OxigraphStore], None]) -> None:
    """Do `what` to the store of `graph`, and publish it."""
    with graph.writing() as writer:
        what(writer.store)
        writer.publish()


@dataclass(frozen=True)
class Served:
    """A running server, its graph, and what it has at work."""

    url: str
    graph: GraphFolder
    service: Service

    def workers(self) -> list[int]:
        """Return the ids of its workers' processes."""
        return sorted(worker.pid for worker in self.service.pool.workers)

    def borrowers(self) -> list[int]:
        """Return the ids of the processes that connections are lent to."""
        return sorted(loans.process.pid for loans in self.service.lending.loans)

    def get(self, query: str, accept: str | None = None, **parameters: str | list[str]) -> httpx.Response:
        """Return the answer to `query`, asked by GET."""
        headers = {"Accept": accept} if accept else {}
        return httpx.get(f"{self.url}/sparql", params={"query": query, **parameters}, headers=headers, timeout=30)


@contextmanager
def serving(graph: GraphFolder, options: Options) -> Iterator[Served]:
    """Serve `graph` on loopback, on any free port, for as long as the block lasts."""
    app = application(graph, options)
    with listening("127.0.0.1", 0) as on, running(configured(app, options), on):
        yield Served(f"http://127.0.0.1:{on.getsockname()[1]}", graph, app.state.service)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two graphs of 400 statements each."""
    graph = GraphFolder.create(tmp_path_factory.mktemp("served") / "war.kg")
    change(graph, lambda store: store.add(quads(400)))
    with serving(graph, Options(limits=LIMITS, workers=2)) as found:
        yield found


class running:  # noqa: N801 - a context manager, used like a function
    """Run what `config` says on the socket `on`, in a thread, for as long as the block lasts."""

    def __init__(self, config: uvicorn.Config, on: socket.socket) -> None:
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._server.serve(sockets=[on])))

    def __enter__(self) -> None:
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()
            threading.Event().wait(0.02)

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive()


@contextmanager
def started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Give the process of `command`; it is ended if the test has not seen to that, so that no failure waits for it."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def alive(pid: int) -> bool:
    """Return whether there is a process `pid` that has not ended."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@dataclass(frozen=True)
class Scratch:
    """A store that may be changed, and what is asked of it most."""

    url: str

    def update(self, sparql: str, **parameters: str | list[str]) -> httpx.Response:
        """Return the answer to the update `sparql`, posted directly."""
        headers = {"Content-Type": "application/sparql-update"}
        return httpx.post(f"{self.url}/update", content=sparql.encode(), params=parameters, headers=headers, timeout=30)

    def says(self, query: str, **parameters: str | list[str]) -> bool:
        """Return the answer to the ASK query `query`."""
        answer = httpx.get(f"{self.url}/query", params={"query": query, **parameters}, timeout=30)
        return bool(answer.json()["boolean"])

    def store(self, method: str, graph: str | None, content: str = "", **headers: str) -> httpx.Response:
        """Send a request of the Graph Store Protocol about `graph`, the default graph if None."""
        named = {"graph": graph} if graph is not None else {"default": ""}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.request(method, f"{self.url}/store", params=named, content=content.encode(), headers=given, timeout=30)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """An empty store as `kg serve --scratch DIR --writable --default-graph own` serves it."""
    options = Options(scratch=True, writable=True, union=False, workers=2, limits=Limits(seconds=10.0, memory=1024))
    with serving(scratch(tmp_path_factory.mktemp("blank") / "store"), options) as found:
        yield Scratch(found.url)
