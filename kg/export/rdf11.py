"""RDF 1.1: N-Quads that stores without RDF 1.2 take, and that lose nothing when literals are normalised."""

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, serialize

from kg.errors import UsageError
from kg.export import exporters


@exporters.register("rdf11", suffix=".nq", media_type="application/n-quads", named_graphs=True)
def write_rdf11(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write `quads` as N-Quads of RDF 1.1; UsageError for a term that only RDF 1.2 has (a triple, a text direction).

    What Byline writes has none; graphs that users added may.
    """
    serialize(map(_checked, quads), out, format=RdfFormat.N_QUADS)


def _checked(quad: Quad) -> Quad:
    term = quad.object
    if not isinstance(term, NamedNode | BlankNode | Literal) or (isinstance(term, Literal) and term.direction):
        raise UsageError(
            f"{quad.subject} {quad.predicate}: {term} is RDF 1.2; write it as nquads or trig, or leave its graph out"
        )
    return quad
