"""N-Quads: one statement a line, with named graphs."""

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export import exporters


@exporters.register("nquads", suffix=".nq", media_type="application/n-quads", named_graphs=True)
def write_nquads(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write `quads` as N-Quads."""
    serialize(quads, out, format=RdfFormat.N_QUADS)
