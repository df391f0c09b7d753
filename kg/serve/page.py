"""Page: what a borrower does just now, in memory that the server reads whenever it likes, whatever the borrower does."""

import mmap
import os
import struct
from dataclasses import dataclass

from kg.serve.tally import NUMBERS, Tally

_MOMENT = struct.Struct("<QBB")
_TALLY = 8
"""The first number of the tally, in numbers from the start of the page."""

WAITING, EVALUATING, SENDING = range(3)
"""What a borrower does: it waits; it works at a request that is still unread on its connection, and has sent nothing; it
sends the answer, and takes that request off the connection."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is done about the connection in `slot`; `number` counts the requests that were begun so far."""

    number: int
    slot: int
    doing: int


class Page:
    """The memory behind `file`, which two processes share: one writes, the other reads; with a `tally` in it."""

    def __init__(self, file: int) -> None:
        self._memory, self._number, self._slot = mmap.mmap(file, mmap.PAGESIZE), 0, 0
        self.tally = Tally(memoryview(self._memory).cast("d")[_TALLY : _TALLY + NUMBERS])

    def evaluates(self, slot: int) -> None:
        """Write that the next request is begun, on the connection in `slot`."""
        self._number, self._slot = self._number + 1, slot
        _MOMENT.pack_into(self._memory, 0, self._number, slot, EVALUATING)

    def sends(self) -> None:
        """Write that the answer to it goes out."""
        _MOMENT.pack_into(self._memory, 0, self._number, self._slot, SENDING)

    def waits(self) -> None:
        """Write that nothing is under way."""
        _MOMENT.pack_into(self._memory, 0, self._number, self._slot, WAITING)

    def read(self) -> Moment:
        """Return what was written last."""
        return Moment(*_MOMENT.unpack_from(self._memory, 0))


def new_page() -> int:
    """Return the file of a new page; OSError if the system has none to give."""
    file = os.memfd_create("borrower")
    os.ftruncate(file, mmap.PAGESIZE)
    return file
