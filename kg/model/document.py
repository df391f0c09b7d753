"""Document: one report by one source, as it was read."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One source's report. Equal bytes under two ids are two documents that say the same.

    `id` is the given one (JSON Lines ``id``, ``id`` in about.toml, else the path below the build root); `version` the
    hexadecimal sha256 of the bytes that were read; `source` where they came from (a path or address); `text` the
    reference text that every span counts in, never altered after reading. What is not known stays None: nothing about a
    source is guessed.
    """

    id: str
    version: str
    source: str
    text: str
    size: int = 0
    media_type: str = "text/plain"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    retrieved: datetime | None = None
    url: str | None = None
    language: str | None = None

    def line(self, offset: int) -> int:
        """Return the 1-based number of the line that holds the character at `offset`."""
        return self.text.count("\n", 0, offset) + 1
