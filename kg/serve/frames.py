"""Frames: what goes through the pipes between the server and its processes: a letter, a length, and so many bytes."""

import json
import struct
from collections.abc import Buffer
from typing import IO, Any

HEAD = struct.Struct(">cI")
HELLO, REQUEST, HEAD_ONLY, BEGIN, DATA, END, ERROR = b"O", b"Q", b"H", b"B", b"D", b"Z", b"E"
LARGEST = 1 << 16
"""Bytes of one DATA frame: what a pipe holds on Linux."""


def framed(kind: bytes, body: bytes = b"") -> bytes:
    """Return the frame of `kind` with `body`."""
    return HEAD.pack(kind, len(body)) + body


def message(kind: bytes, value: Any) -> bytes:
    """Return the frame of `kind` whose body is `value` as JSON."""
    return framed(kind, json.dumps(value).encode())


class Sink:
    """A file that sends what is written to it as DATA frames of `size` bytes to `pipe`. What was not sent when it is given
    up never is: it would stand before the answer to somebody else."""

    def __init__(self, pipe: IO[bytes], size: int = LARGEST) -> None:
        self._pipe, self._held, self._size = pipe, bytearray(), size

    def write(self, data: Buffer) -> int:
        """Take `data`, and send whatever fills a frame."""
        view = memoryview(data)
        self._held += view
        while len(self._held) >= self._size:
            self._send(self._size)
        return len(view)

    def flush(self) -> None:
        """Wait for more: an answer goes out in large pieces."""

    def rest(self) -> bytes:
        """Return what was not sent yet, for the END frame."""
        return bytes(self._held)

    def _send(self, size: int) -> None:
        self._pipe.write(framed(DATA, bytes(self._held[:size])))
        self._pipe.flush()
        del self._held[:size]


def read_frame(pipe: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Return kind and body of the next frame of `pipe`; None at its end."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, size = HEAD.unpack(head)
    return kind, pipe.read(size)
