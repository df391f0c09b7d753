"""Process: a helper of the server, behind a socket of its own: asked and answering in frames, killed when it takes too long."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kg.serve.frames import END, ERROR
from kg.serve.limits import RequestError
from kg.serve.wire import Wire

CRASHED = "the request broke the process that ran it: it is too deep, or needs more memory than it may have; make it smaller"

FRUGAL = {"MALLOC_ARENA_MAX": "2", "GLIBC_TUNABLES": "glibc.malloc.mxfast=0:glibc.malloc.tcache_count=200"}
"""What keeps the C library from setting aside 64 MB of addresses for each thread of the store, again with each snapshot: they
count against the limit of memory, which was reached after a few dozen snapshots. And what keeps it from tidying up with each
query: more small pieces at hand, and none that is joined to its neighbours later. (A tenth of the time of a point query.)"""


@dataclass(slots=True)
class Nursery:
    """The server's end of the process that its helpers are forked from. It starts with the first of them."""

    _control: socket.socket | None = None
    _process: asyncio.subprocess.Process | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def process(self, role: str, config: dict[str, Any]) -> "Process":
        """Return a new process that plays `role` as `config` says; OSError if none can be started."""
        ours, theirs = socket.socketpair()
        with theirs:
            await self._send(json.dumps([role, config]).encode(), theirs.fileno())
        _, wire = await asyncio.get_running_loop().create_connection(Wire, sock=ours)
        _, body = await wire.frame()  # it says hello, or the connection ends
        return Process(int(body), os.pidfd_open(int(body)), wire)

    def stop(self) -> None:
        """Let it end."""
        if self._control:
            self._control.close()
            self._control = None

    async def _send(self, packet: bytes, wire: int) -> None:
        async with self._turn:
            if self._control:
                with suppress(OSError):
                    socket.send_fds(self._control, [packet], [wire])
                    return
                self.stop()  # it was ended from outside
            self._control, self._process = await _started()
            socket.send_fds(self._control, [packet], [wire])


async def _started() -> tuple[socket.socket, asyncio.subprocess.Process]:
    """Return the server's end of the socket by which a new nursery is told what to start, which takes packets, and it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    quiet = None if os.environ.get("KG_DEBUG") else asyncio.subprocess.DEVNULL
    command = (sys.executable, "-m", "kg.serve.nursery")
    with theirs:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=theirs.fileno(), stderr=quiet, start_new_session=True, env={**os.environ, **FRUGAL}
        )
    return ours, process


@dataclass(slots=True)
class Process:
    """One process. `clean` says that it waits for a request and nothing of an earlier answer is left on the wire."""

    pid: int
    handle: int
    """What stands for this process in calls to the system, whatever process has its number later."""
    wire: Wire
    clean: bool = True
    lowered: bool = False

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.wire.open

    async def ask(self, frames: Sequence[bytes]) -> None:
        """Send the `frames` of a request; RequestError if the process is gone."""
        self.clean = False
        try:
            await self.wire.send(frames)
        except ConnectionError as error:
            raise RequestError(503, CRASHED) from error

    async def frame(self) -> tuple[bytes, bytes]:
        """Return kind and body of the next frame of the answer: BEGIN, DATA …, END. RequestError for what the process
        refuses, or if it dies of it."""
        try:
            kind, body = await self.wire.frame()
        except ConnectionError as error:
            raise RequestError(503, CRASHED) from error
        self.clean = kind in (END, ERROR)
        if kind == ERROR:
            raise RequestError(*json.loads(body))
        return kind, body

    def lower(self) -> None:
        """Let others go first: it has been busy for long."""
        self.lowered = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 15)

    def raised(self) -> bool:
        """Return whether it has its usual place in the queue for the processor again."""
        if self.lowered:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, 0))
                self.lowered = False
        return not self.lowered

    def strike(self) -> None:
        """Have the process ended, whatever it does; what it has said before can still be heard."""
        if self.handle >= 0:
            with suppress(OSError):
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def end(self) -> None:
        """End the process now, whatever it does."""
        self.strike()
        self.wire.transport.abort()

    async def kill(self) -> None:
        """End the process, and wait until it is gone."""
        self.end()
        handle, self.handle = self.handle, -1
        if handle >= 0:
            await _ended(handle)
            os.close(handle)


async def _ended(handle: int) -> None:
    """Wait until the process behind `handle` is gone."""
    loop, gone = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(handle, gone.set)
    try:
        await gone.wait()
    finally:
        loop.remove_reader(handle)
