"""Cutting: an answer that grows too long ends at a row's end, says so, and is whole in its format; or it is aborted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from kg.serve.limits import RequestError

NOTE = "truncated: this server's limit was reached; ask for less, or page with ORDER BY and LIMIT"


class EnoughError(Exception):
    """The rest of an answer is not wanted: what was written is whole."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How answers of one format are cut: what stands at the start of each row but the first (of each, if `every`), what is
    put there instead, and from where on the end of a block may hold half of it."""

    start: re.Pattern[bytes]
    instead: bytes
    held: Callable[[bytes], int]
    every: bool = False


def _undecided(block: bytes) -> int:
    """The last place where a row of JSON may begin; a variable's name is not that long."""
    found = block.rfind(b"},{", max(0, len(block) - 1000))
    return found if found >= 0 else max(0, len(block) - 2)


CUTS = {
    "json": Cut(re.compile(rb'(?<=\}),(?=\{"[^"\\{}]*":\{)'), b']},"truncated":true}', _undecided),
    "xml": Cut(
        re.compile(rb"<result>"), f"</results><!-- {NOTE} --></sparql>".encode(), lambda block: max(0, len(block) - 7), True
    ),
    "nt": Cut(re.compile(rb"(?<=\n)(?=[^\n])"), f"# {NOTE}\n".encode(), lambda block: max(0, len(block) - 1)),
}
CUTS["nq"] = CUTS["nt"]
"""By the short names of formats. The other formats have no place for such a note, and are aborted."""


class Shortened:
    """A file that passes on to `out` what is written to it in the format called `name`, up to `rows` and `size` bytes.

    `write` raises EnoughError once it has cut; RequestError if it cannot.
    """

    def __init__(self, out: IO[bytes], name: str, rows: int, size: int) -> None:
        self._out, self._cut = out, CUTS.get(name)
        self._rows, self._size = rows, size
        self._held, self._over = b"", False
        if self._cut and not self._cut.every:
            self._rows -= 1

    def write(self, data: bytes) -> int:
        """Pass on `data`, or as much of it as there is room for."""
        if self._over:
            return len(data)  # the store empties its buffer once more when it gives up
        if self._cut is None:
            self._size -= len(data)
            if self._size < 0:
                self._over = True
                raise RequestError(507, "the answer is larger than this server gives in this format; ask for less")
            self._out.write(data)
        else:
            self._rowwise(self._held + bytes(data), self._cut)
        return len(data)

    def flush(self) -> None:
        """Keep holding back what may be half a row: the store asks for this before its end too."""

    def finish(self) -> None:
        """Pass on what was held back."""
        self._out.write(self._held)
        self._held = b""

    def _rowwise(self, block: bytes, cut: Cut) -> None:
        edge = cut.held(block)
        starts = len(cut.start.findall(block)) - len(cut.start.findall(block, edge))
        if starts > self._rows or edge > self._size:
            self._shorten(block, cut)
        self._rows -= starts
        self._size -= edge
        self._out.write(block[:edge])
        self._held = block[edge:]

    def _shorten(self, block: bytes, cut: Cut) -> None:
        """Cut at the first row that is too many, or begins too late; if there is none here yet, the next block has it."""
        for number, found in enumerate(cut.start.finditer(block)):
            if number == self._rows or found.start() > self._size:
                self._out.write(block[: found.start()] + cut.instead)
                self._held, self._over = b"", True
                raise EnoughError
