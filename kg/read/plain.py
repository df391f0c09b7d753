"""Plain text: the file's characters are the reference text."""

from collections.abc import Iterator

from kg.read.decode import decode
from kg.read.raw import Article, Raw, readers


@readers.register("text/plain", suffixes=(".txt", ".text", ".md"))
def plain(raw: Raw) -> Iterator[Article]:
    """Yield the one document of a text file."""
    data = raw.data()
    yield raw.article(data, decode(data, raw.source, raw.encoding))
