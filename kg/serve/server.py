"""Server: the application on a socket, until it is interrupted."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.errors import UsageError
from kg.serve.app import application, folder
from kg.serve.limits import Limits


def run(
    graph: Path | str, host: str, port: int, timeout: float, memory: int, ready: Callable[[str], None] | None = None
) -> None:
    """Listen on `host` and `port` (0: any free one), tell `ready` the address, and answer for `graph` until interrupted.

    StoreError if there is no graph; UsageError if the address cannot be listened on.
    """
    app = application(folder(graph), Limits(timeout, memory), workers=min(4, len(os.sched_getaffinity(0))))
    with listening(host, port) as at:
        config = uvicorn.Config(app, log_level="warning", access_log=False, h11_max_incomplete_event_size=1 << 17)
        if ready:
            name = f"[{host}]" if ":" in host else host
            ready(f"http://{name}:{at.getsockname()[1]}")
        uvicorn.Server(config).run(sockets=[at])


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` and `port`; UsageError if that is not possible."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise UsageError(f"{host}:{port} cannot be listened on ({error}); choose another --host or --port") from error
