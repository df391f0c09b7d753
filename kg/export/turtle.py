"""Turtle: readable, without named graphs."""

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export import exporters
from kg.vocab import PREFIXES


@exporters.register("turtle", suffix=".ttl", media_type="text/turtle", named_graphs=False)
def write_turtle(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write `quads` as Turtle; all graphs become one."""
    serialize((quad.triple for quad in quads), out, format=RdfFormat.TURTLE, prefixes=PREFIXES)
