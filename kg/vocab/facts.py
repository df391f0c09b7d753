"""Facts: the ontology's statements, looked up by subject and predicate."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.vocab.iris import PREFIXES
from kg.vocab.modules import Node, Statement


@cache
def iri(name: str) -> NamedNode:
    """Return the IRI of a prefixed name: ``iri("skos:broadMatch")``."""
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


class Facts:
    """Statements by subject and predicate, objects in the order of the files (a frame's positions are best first)."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements = tuple(statements)
        self._objects: dict[tuple[Node, NamedNode], list[Node]] = defaultdict(list)
        self._files: dict[Node, str] = {}
        for each in self.statements:
            self._objects[each.subject, each.predicate].append(each.object)
            self._files.setdefault(each.subject, each.file)

    def objects(self, subject: Node, predicate: str) -> list[Node]:
        """Return the objects of `subject`'s statements with that (prefixed) predicate."""
        return self._objects.get((subject, iri(predicate)), [])

    def words(self, subject: Node, predicate: str) -> tuple[str, ...]:
        """Return the literals among the objects, as strings."""
        return tuple(node.value for node in self.objects(subject, predicate) if isinstance(node, Literal))

    def text(self, subject: Node, predicate: str) -> str:
        """Return the first literal among the objects, "" if there is none."""
        return next(iter(self.words(subject, predicate)), "")

    def named(self, subject: Node, predicate: str) -> tuple[NamedNode, ...]:
        """Return the IRIs among the objects."""
        return tuple(node for node in self.objects(subject, predicate) if isinstance(node, NamedNode))

    def instances(self, kind: str) -> Iterator[NamedNode]:
        """Yield the IRIs that are said to be of the (prefixed) type `kind`, in the order of the files."""
        wanted, rdf_type = iri(kind), iri("rdf:type")
        for each in self.statements:
            if each.predicate == rdf_type and each.object == wanted and isinstance(each.subject, NamedNode):
                yield each.subject

    def file(self, subject: Node) -> str:
        """Return the file that first says something of `subject`."""
        return self._files.get(subject, "?")
