"""What quads say of one node, in plain words."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import local_name


def facts(quads: Iterable[Quad], ending: str) -> dict[str, set[str]]:
    """Return local names of predicates → values (literals' text, IRIs' local names) of the node whose IRI ends so."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.endswith(ending):
            value = quad.object.value if isinstance(quad.object, Literal) else local_name(str(quad.object).strip("<>"))
            found.setdefault(local_name(quad.predicate.value), set()).add(value)
    return found
