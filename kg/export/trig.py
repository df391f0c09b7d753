"""TriG: readable, with named graphs."""

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export import exporters
from kg.vocab import PREFIXES


@exporters.register("trig", suffix=".trig", media_type="application/trig", named_graphs=True)
def write_trig(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write `quads` as TriG."""
    serialize(quads, out, format=RdfFormat.TRIG, prefixes=PREFIXES)
