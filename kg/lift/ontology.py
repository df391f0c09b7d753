"""The ontology as a graph of the store: its Turtle files, with an IRI in place of every blank node."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kg.vocab import Iris


def lift_ontology(folder: Path, iris: Iris) -> Iterator[Quad]:
    """Yield the statements of all Turtle files below `folder`, each once. The same files give the same quads."""
    graph = NamedNode(iris.graph("ontology"))
    seen = set()
    for file in sorted(folder.rglob("*.ttl")):
        for quad in _skolemised(file, file.relative_to(folder).with_suffix("").as_posix(), graph):
            if quad not in seen:
                seen.add(quad)
                yield quad


def _skolemised(file: Path, name: str, graph: NamedNode) -> Iterator[Quad]:
    nodes: dict[BlankNode, NamedNode] = {}

    def node[T](term: T) -> T | NamedNode:
        """A blank node's place in the order of its file is its name."""
        if not isinstance(term, BlankNode):
            return term
        return nodes.setdefault(term, NamedNode(f"{graph.value}/{name}/{len(nodes) + 1}"))

    for quad in parse(path=str(file), format=RdfFormat.TURTLE):
        yield Quad(node(quad.subject), quad.predicate, node(quad.object), graph)
