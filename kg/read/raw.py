"""Raw: a file not yet read, with what was told of it; and the registry of those who can read it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.model import Document
from kg.registry import Registry


@dataclass(frozen=True, slots=True)
class Article:
    """A document, and the bytes that it was read from (whose sha256 is its version)."""

    document: Document
    data: bytes


@dataclass(frozen=True, slots=True)
class Raw:
    """A file to be read. `id` is the document's id, `source` the path to be recorded, `known` what an about.toml says of
    it (fields of Document), `encoding` what it says of its bytes."""

    path: Path
    id: str
    source: str
    known: Mapping[str, Any] = field(default_factory=dict)
    encoding: str | None = None

    def data(self) -> bytes:
        """Return the file's bytes; ReadError if it cannot be opened or holds none."""
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise ReadError(f"{self.source}: {error.strerror}; check the file and its permissions") from error
        if not data:
            raise ReadError(f"{self.source}: the file is empty; remove it, or fetch it again")
        return data

    def article(self, data: bytes, text: str, **found: Any) -> Article:
        """Return the article in `data` whose text is `text`; what an about.toml says goes before what was `found`.

        ReadError if there is no word in `text`, or its id cannot be written down.
        """
        if not _writable(self.id):
            raise ReadError(f"{self.source!r}: its name is not UTF-8; rename it")
        if not any(map(str.isalnum, text)):
            raise ReadError(f"{self.source}: there is no word in it; remove it, or fetch it again")
        own = {
            "id": self.id,
            "version": hashlib.sha256(data).hexdigest(),
            "source": self.source,
            "text": text,
            "size": len(data),
        }
        return Article(Document(**{**own, **found, **self.known}), data)


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


Reader = Callable[[Raw], Iterator[Article | ReadError]]
"""Takes a file; yields its articles, and a ReadError in the place of each that cannot be read. May raise one for all."""

readers = Registry[Reader]("kg.read", what="reader")
