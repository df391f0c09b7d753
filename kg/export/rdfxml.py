"""RDF/XML: for tools that read nothing else, without named graphs."""

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export import exporters
from kg.vocab import PREFIXES


@exporters.register("rdfxml", suffix=".rdf", media_type="application/rdf+xml", named_graphs=False)
def write_rdfxml(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write `quads` as RDF/XML; all graphs become one."""
    serialize((quad.triple for quad in quads), out, format=RdfFormat.RDF_XML, prefixes=PREFIXES)
