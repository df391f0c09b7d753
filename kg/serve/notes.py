"""Notes: what a borrower has answered, for a server with a log, in a pipe that it reads when it has time.

Nobody wakes up for a note, and none is lost when the borrower is killed.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from kg.serve.plain import METHODS, PATHS

_FIXED = struct.Struct("<BBBBfI")
_PIECE = 1 << 16
"""What a pipe holds on Linux."""


@dataclass(frozen=True, slots=True)
class Note:
    """A request on the connection in `slot`, called `name`, that was answered in `seconds` with a body of `sent` bytes."""

    slot: int
    method: str
    path: str
    seconds: float
    sent: int
    name: str

    def written(self) -> bytes:
        """Return the note as it is sent; not more than a pipe takes at once."""
        name = self.name.encode("ascii")
        which = METHODS.index(self.method), PATHS.index(self.path)
        return _FIXED.pack(self.slot, *which, len(name), self.seconds, self.sent) + name


def taken(pipe: int) -> Iterator[Note]:
    """Yield the notes that are in `pipe`."""
    data, at = _all(pipe), 0
    while at < len(data):
        slot, method, path, length, seconds, sent = _FIXED.unpack_from(data, at)
        at += _FIXED.size + length
        yield Note(slot, METHODS[method], PATHS[path], seconds, sent, data[at - length : at].decode("ascii"))


def _all(pipe: int) -> bytes:
    """All that is in `pipe`, which ends with a note: each is written at once."""
    found, piece = bytearray(), b""
    while not found or len(piece) == _PIECE:
        try:
            piece = os.read(pipe, _PIECE)
        except BlockingIOError:
            break
        if not piece:
            break
        found += piece
    return bytes(found)
