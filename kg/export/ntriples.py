"""N-Triples: one statement a line, without named graphs."""

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export import exporters


@exporters.register("ntriples", suffix=".nt", media_type="application/n-triples", named_graphs=False)
def write_ntriples(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write `quads` as N-Triples; all graphs become one."""
    serialize((quad.triple for quad in quads), out, format=RdfFormat.N_TRIPLES)
