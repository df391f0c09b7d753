"""RDF/XML: for tools that read nothing else, without named graphs."""

from collections.abc import Iterable
from typing import IO, BinaryIO, cast

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export import exporters
from kg.vocab import PREFIXES


@exporters.register("rdfxml", suffix=".rdf", media_type="application/rdf+xml", named_graphs=False, xml=True)
def write_rdfxml(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write `quads` as RDF/XML; all graphs become one."""
    kept = cast("IO[bytes]", _Kept(out))
    serialize((quad.triple for quad in quads), kept, format=RdfFormat.RDF_XML, prefixes=PREFIXES)


class _Kept:
    """A file that passes on to `out` what is written to it, with carriage returns as XML keeps them."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        self._out.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._out.flush()
