"""Process: a helper of the server, behind a socket of its own: asked and answering in frames, killed when it takes too long."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from kg.serve.frames import END, ERROR, HEAD
from kg.serve.limits import RequestError

CRASHED = "the request broke the process that ran it: it is too deep, or needs more memory than it may have; make it smaller"

LOST = b"L"
"""What a receiver is told when there will be no more frames."""

MANY = 16
"""Frames that wait to be taken, after which no more are read: the process waits then, not the server's memory."""


class Wire(asyncio.Protocol):
    """The server's end of the socket: frames as they come, and room for what goes out.

    Frames go to `receiver` if one is set, at once, and LOST at the end; they wait for `frame` else.
    """

    receiver: Callable[[bytes, bytes], None] | None = None

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._pieces, self._frames, self._open = bytearray(), deque[tuple[bytes, bytes]](), True
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None
        self._full = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take the whole frames out of what has come."""
        self._pieces += data
        at, end = 0, len(self._pieces)
        while at + HEAD.size <= end:
            kind, size = HEAD.unpack_from(self._pieces, at)
            if at + HEAD.size + size > end:
                break
            self._take(kind, bytes(self._pieces[at + HEAD.size : at + HEAD.size + size]))
            at += HEAD.size + size
        del self._pieces[:at]
        if len(self._frames) > MANY:
            self.transport.pause_reading()

    def _take(self, kind: bytes, body: bytes) -> None:
        if self.receiver:
            self.receiver(kind, body)
        else:
            self._frames.append((kind, body))
            _wake(self._reader)

    def connection_lost(self, error: Exception | None) -> None:
        """Let nobody wait any more."""
        self._open = False
        if self.receiver:
            self.receiver(LOST, b"")
        _wake(self._reader)
        _wake(self._writer)

    def pause_writing(self) -> None:
        """Note that the process takes nothing just now."""
        self._full = True

    def resume_writing(self) -> None:
        """Note that it takes more again."""
        self._full = False
        _wake(self._writer)

    def post(self, frame: bytes, receiver: Callable[[bytes, bytes], None]) -> None:
        """Send a `frame`, and let `receiver` have what comes."""
        self.receiver = receiver
        if self._open:
            self.transport.write(frame)
        else:
            receiver(LOST, b"")

    def put_back(self, *frames: tuple[bytes, bytes]) -> None:
        """Let `frames` be those that `frame` returns first, and leave all further ones to it."""
        self.receiver = None
        self._frames.extendleft(reversed(frames))

    async def frame(self) -> tuple[bytes, bytes]:
        """Return the next frame; ConnectionError if the process is gone and has left none."""
        while not self._frames:
            if not self._open:
                raise ConnectionError
            self._reader = self._loop.create_future()
            await self._reader
        found = self._frames.popleft()
        if not self._frames and self._open and not self.transport.is_reading():
            self.transport.resume_reading()
        return found

    async def send(self, frames: Sequence[bytes]) -> None:
        """Send `frames`, waiting until there is room; ConnectionError if the process is gone."""
        if self._open:
            self.transport.writelines(frames)
        while self._full and self._open:
            self._writer = self._loop.create_future()
            await self._writer
        if not self._open:
            raise ConnectionError


def _wake(waiting: asyncio.Future[None] | None) -> None:
    if waiting and not waiting.done():
        waiting.set_result(None)


@dataclass(slots=True)
class Process:
    """One process. `clean` says that it waits for a request and nothing of an earlier answer is left on the wire."""

    process: asyncio.subprocess.Process
    wire: Wire
    clean: bool = True
    lowered: bool = False

    @classmethod
    async def start(cls, module: str, config: dict[str, Any]) -> "Process":
        """Return a new process that runs `module`, in a session of its own; what it is asked comes in by its standard input,
        what it answers goes out by its standard output."""
        command = [sys.executable, "-m", module, json.dumps(config)]
        quiet = None if os.environ.get("KG_DEBUG") else asyncio.subprocess.DEVNULL
        ours, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=theirs.fileno(), stdout=theirs.fileno(), stderr=quiet, start_new_session=True
            )
        _, wire = await asyncio.get_running_loop().create_connection(Wire, sock=ours)
        return cls(process, wire)

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self.process.returncode is None

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
            os.setpriority(os.PRIO_PROCESS, self.process.pid, 15)

    def raised(self) -> bool:
        """Return whether it has its usual place in the queue for the processor again."""
        if self.lowered:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, os.getpriority(os.PRIO_PROCESS, 0))
                self.lowered = False
        return not self.lowered

    def end(self) -> None:
        """End the process now, whatever it does."""
        self.raised()  # also its end takes time on the processor
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.wire.transport.abort()

    async def kill(self) -> None:
        """End the process, and wait until it is gone."""
        self.end()
        await self.process.wait()
