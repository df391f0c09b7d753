"""Classes: what owlready2 makes of the ontology (hierarchy, domains, ranges, disjointness), as plain names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from typing import Any

import owlready2  # type: ignore[import-untyped]
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.errors import VocabularyError
from kg.vocab.facts import Facts
from kg.vocab.iris import KG, PREFIXES
from kg.vocab.modules import Statement


@dataclass(frozen=True, slots=True)
class Classes:
    """The terms' logic. `ancestors` holds each class itself and all it is a subclass of, `domains` and `ranges` the classes
    that each object property asks for (its own and those of the properties above it), `disjoint` the declared pairs."""

    ancestors: Mapping[str, frozenset[str]]
    superproperties: Mapping[str, frozenset[str]]
    domains: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]
    disjoint: frozenset[frozenset[str]]


LOGIC = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl"))
"""Namespaces of the predicates that owlready2 is given. Concepts are kept from it: `kg:about` is a property and a bound."""


def logic(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield those of `statements` that say what classes and properties are, and nothing of concepts or of words."""
    for each in statements:
        is_concept = isinstance(each.object, NamedNode) and each.object.value.startswith(PREFIXES["skos"])
        if each.predicate.value.startswith(LOGIC) and not is_concept:
            yield each


def load_world(statements: Iterable[Statement]) -> Any:
    """Return an owlready2 World of its own that holds `statements`.

    VocabularyError if it does not hold every class that they declare (owlready2 loads what it cannot read as nothing).
    """
    facts = Facts(statements)
    triples = [Triple(each.subject, each.predicate, each.object) for each in facts.statements]
    lines = BytesIO()
    serialize(triples, lines, format=RdfFormat.N_TRIPLES)
    world = owlready2.World()
    world.get_ontology(KG).load(fileobj=BytesIO(lines.getvalue()))
    declared, loaded = set(facts.instances("owl:Class")), {NamedNode(cls.iri) for cls in world.classes()}
    if declared != loaded:
        lost = ", ".join(sorted(node.value for node in declared ^ loaded))
        raise VocabularyError(f"of {len(declared)} classes owlready2 holds {len(loaded)}; they differ in {lost}")
    return world


def classes(world: Any) -> Classes:
    """Return the logic of the ontology that `world` holds."""
    properties = list(world.object_properties())
    above = {prop.name: frozenset(_named(prop.ancestors())) for prop in properties}
    return Classes(
        {cls.name: frozenset(_named(cls.ancestors())) for cls in world.classes()},
        above,
        {prop.name: _inherited(prop, "domain") for prop in properties},
        {prop.name: _inherited(prop, "range") for prop in properties},
        frozenset(_disjoint(world)),
    )


def _named(things: Iterable[Any]) -> set[str]:
    return {thing.name for thing in things if getattr(thing, "iri", "").startswith(KG)}


def _inherited(prop: Any, side: str) -> frozenset[str]:
    return frozenset(name for each in prop.ancestors() if each.iri.startswith(KG) for name in _named(getattr(each, side)))


def _disjoint(world: Any) -> Iterable[frozenset[str]]:
    for axiom in world.disjoint_classes():
        for pair in combinations(sorted(_named(axiom.entities)), 2):
            yield frozenset(pair)
