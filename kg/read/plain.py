"""Plain text: the file's characters are the reference text."""

from collections.abc import Iterator

from kg.model import Document
from kg.read.decode import decode
from kg.read.raw import Raw, readers


@readers.register("text/plain", suffixes=(".txt", ".text", ".md"))
def plain(raw: Raw) -> Iterator[Document]:
    """Yield the one document of a text file."""
    data = raw.data()
    yield raw.document(data, decode(data, raw.source, raw.encoding))
