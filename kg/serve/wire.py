"""Wire: the server's end of the socket to one of its helpers."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import cast

from kg.serve.frames import HEAD

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
        self._pieces, self._frames, self.open = bytearray(), deque[tuple[bytes, bytes]](), True
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
        self.open = False
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
        if self.open:
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
            if not self.open:
                raise ConnectionError
            self._reader = self._loop.create_future()
            await self._reader
        found = self._frames.popleft()
        if not self._frames and self.open and not self.transport.is_reading():
            self.transport.resume_reading()
        return found

    async def send(self, frames: Sequence[bytes]) -> None:
        """Send `frames`, waiting until there is room; ConnectionError if the process is gone."""
        if self.open:
            self.transport.writelines(frames)
        while self._full and self.open:
            self._writer = self._loop.create_future()
            await self._writer
        if not self.open:
            raise ConnectionError


def _wake(waiting: asyncio.Future[None] | None) -> None:
    if waiting and not waiting.done():
        waiting.set_result(None)
