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


XML = frozenset({"xml", "rdf"})
"""Formats that cannot hold every character."""

_NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_NO_XML = "the answer holds a character that XML has no way to write (a control character); ask for another format"

ROWS = frozenset({"csv", "tsv"})
"""Formats whose rows are lines outside quotation marks, the first of them the names of the columns."""

SMALL = 1 << 13
"""Bytes that are held back until it is known whether more come: most answers are smaller, and need not be looked through."""


class Shortened:
    """A file that passes on to `out` what is written to it in the format called `name`, up to `rows` and `size` bytes.

    `write` raises EnoughError once it has cut; RequestError if it cannot.
    """

    def __init__(self, out: IO[bytes], name: str, rows: int, size: int) -> None:
        self._out, self._cut = out, CUTS.get(name)
        self._rows, self._size, self._lines, self._xml = rows, size, name in ROWS, name in XML
        self._held, self._over, self._quoted, self._before = b"", False, False, b""
        self._few = min(rows, size, SMALL)
        """Bytes that cannot be too many, nor hold too many rows: a row has one of them at least."""
        if self._cut and not self._cut.every:
            self._rows -= 1

    def write(self, data: bytes) -> int:
        """Pass on `data`, or as much of it as there is room for."""
        if self._over:
            return len(data)  # the store empties its buffer once more when it gives up
        block = self._held + (self._well_formed(data) if self._xml else data)
        if len(block) <= self._few:
            self._held = block
        else:
            self._few = 0
            if self._cut:
                self._rowwise(block, self._cut)
            else:
                self._passed(block)
        return len(data)

    def _well_formed(self, data: bytes) -> bytes:
        """Return `data` with carriage returns in the way in which a reader of XML keeps them; RequestError for what it has no
        way to hold, which the store would write as it is."""
        if _NOT_IN_XML.search(self._before + data):
            self._over = True
            raise RequestError(406, _NO_XML)
        self._before = data[-2:]
        return data.replace(b"\r", b"&#13;")

    def flush(self) -> None:
        """Keep holding back what may be half a row: the store asks for this before its end too."""

    def finish(self) -> None:
        """Pass on what was held back."""
        self._out.write(self._held)
        self._held = b""

    def _passed(self, block: bytes) -> None:
        """Pass on what cannot be cut."""
        self._held = b""
        self._size -= len(block)
        self._rows -= self._ended(block) if self._lines else 0
        if self._size < 0 or self._rows < -1:  # the line of the names is no row
            self._over = True
            raise RequestError(507, "the answer is larger than this server gives in this format; ask for less")
        self._out.write(block)

    def _ended(self, block: bytes) -> int:
        """How many rows end in `block`: a line's end between quotation marks is none."""
        parts = block.split(b'"')
        found = sum(part.count(b"\n") for part in parts[self._quoted :: 2])
        self._quoted ^= len(parts) % 2 == 0
        return found

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
