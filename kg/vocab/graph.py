"""Graph: the ontology as quads of a graph of its own, so that a query sees it without a reasoner."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.resources import folder as resource
from kg.vocab.facts import iri
from kg.vocab.iris import KG, term
from kg.vocab.load import load_vocabulary
from kg.vocab.modules import Statement, read_alignments, read_modules


def ontology_quads(graph: str, folder: Path | None = None) -> Iterator[Quad]:
    """Yield the ontology in `folder` (default: the one that ships) as quads of the graph with the IRI `graph`, each once.

    They hold the modules and the alignments, an IRI below the graph's in place of each blank node, and the classified
    hierarchy: ``?class kg:kindOf ?above`` for each class with itself and with all above it. The same files give the same
    quads. VocabularyError as `load_vocabulary`.
    """
    place = folder or resource("ontology")
    name = NamedNode(graph)
    statements = (*read_modules(place), *read_alignments(place))
    yield from dict.fromkeys(_skolemised(each, name) for each in statements)
    yield from _hierarchy(place, name)


def _skolemised(each: Statement, graph: NamedNode) -> Quad:
    def node[T](value: T) -> T | NamedNode:
        return NamedNode(f"{graph.value}/node/{value.value}") if isinstance(value, BlankNode) else value

    return Quad(node(each.subject), each.predicate, node(each.object), graph)


def _hierarchy(folder: Path, graph: NamedNode) -> Iterator[Quad]:
    for name, ancestors in sorted(load_vocabulary(folder).ancestors.items()):
        for above in sorted(ancestors):
            yield Quad(NamedNode(term(name)), iri("kg:kindOf"), NamedNode(KG + above), graph)
