"""Server: the application on a socket, until it is interrupted."""

import logging
import resource
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from kg.errors import UsageError
from kg.serve.app import application, folder
from kg.serve.express import express
from kg.serve.observe import AsJson, log
from kg.serve.options import Options

BACKLOG = 1024
FILES = 1 << 16
"""Open files, a connection each, that the server asks for, where the system allows so many: many systems begin with 1,024,
which idle connections of one client would use up."""


def run(graph: Path | str, options: Options, ready: Callable[[str], None] | None = None) -> None:
    """Listen as `options` say, tell `ready` the address, and answer for `graph` until interrupted; requests that were begun
    are finished then.

    StoreError if there is no graph; UsageError if the address cannot be listened on.
    """
    app = application(folder(graph, options), options)
    allow_files(FILES)
    if options.log:
        _log_requests()
    with listening(options.host, options.port) as at:
        if ready:
            name = f"[{options.host}]" if ":" in options.host else options.host
            ready(f"http://{name}:{at.getsockname()[1]}")
        uvicorn.Server(configured(app, options)).run(sockets=[at])


def configured(app: Starlette, options: Options) -> uvicorn.Config:
    """Return how `app` is run: quietly, with time to finish what was begun, and without waiting for ever for a request."""
    return uvicorn.Config(
        app,
        http=express(app.state.service),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=int(options.limits.seconds) + 1,
    )


def allow_files(number: int) -> int:
    """Let this process have `number` files open, or as many as the system allows if that is less; return how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` and `port`; UsageError if that is not possible."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP outright: only then does asyncio send small packets at once, where 40 ms of waiting for more are usual.
    at = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        at.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        at.bind((host, port))
        at.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        at.close()
        raise UsageError(f"{host}:{port} cannot be listened on ({error}); choose another --host or --port") from error
    return at


def _log_requests() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson())
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
