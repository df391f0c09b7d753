"""Frames: what goes through the pipes between the server and its processes: a letter, a length, and so many bytes."""

import io
import json
import struct
from collections.abc import Buffer
from typing import IO, Any

HEAD = struct.Struct(">cI")
REQUEST, BEGIN, DATA, END, ERROR = b"Q", b"B", b"D", b"Z", b"E"
LARGEST = 1 << 16
"""Bytes of one DATA frame: what a pipe holds on Linux."""


def framed(kind: bytes, body: bytes = b"") -> bytes:
    """Return the frame of `kind` with `body`."""
    return HEAD.pack(kind, len(body)) + body


def message(kind: bytes, value: Any) -> bytes:
    """Return the frame of `kind` whose body is `value` as JSON."""
    return framed(kind, json.dumps(value).encode())


class _Frames(io.RawIOBase):
    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        body = bytes(data)
        self._pipe.write(framed(DATA, body))
        self._pipe.flush()
        return len(body)


def sink(pipe: IO[bytes]) -> io.BufferedWriter:
    """Return a file that sends what is written to it as DATA frames to `pipe`, the last one when it is flushed."""
    return io.BufferedWriter(_Frames(pipe), LARGEST)


def read_frame(pipe: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Return kind and body of the next frame of `pipe`; None at its end."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, size = HEAD.unpack(head)
    return kind, pipe.read(size)
