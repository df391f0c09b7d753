"""Load: an ontology's folder as a Vocabulary."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from kg.resources import folder as resource
from kg.vocab.check import require
from kg.vocab.classes import Classes, classes, load_world, logic
from kg.vocab.facts import Facts
from kg.vocab.iris import local_name
from kg.vocab.modules import Node, read_modules
from kg.vocab.vocabulary import EventType, Slot, Term, Vocabulary

TRIGGERED = ("Event", "Consequence", "Communication")
"""The classes whose subclasses are event types: what trigger words tell of."""

PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")


def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Return the ontology in `folder` (default: the one that ships with Byline); the same value at every call.

    VocabularyError names the file and the term that is wrong.
    """
    return _load((folder or resource("ontology")).resolve())


@cache
def _load(folder: Path) -> Vocabulary:
    facts = Facts(read_modules(folder))
    require(facts)
    found = classes(load_world(logic(facts.statements)))
    found_classes = _terms(facts, ("owl:Class",), "rdfs:subClassOf")
    properties = _terms(facts, PROPERTIES, "rdfs:subPropertyOf")
    return Vocabulary(
        found_classes,
        properties,
        _terms(facts, ("skos:Concept",), "skos:inScheme"),
        {name: properties[name] for name, above in found.superproperties.items() if "role" in above and name != "role"},
        dict(_event_types(facts, found)),
        found.ancestors,
        found.disjoint,
    )


def _terms(facts: Facts, kinds: tuple[str, ...], above: str) -> Mapping[str, Term]:
    return {local_name(node.value): _term(facts, node, above) for kind in kinds for node in facts.instances(kind)}


def _term(facts: Facts, node: NamedNode, above: str) -> Term:
    return Term(
        local_name(node.value),
        node.value,
        facts.text(node, "rdfs:label"),
        facts.text(node, "skos:definition"),
        *(_names(facts, node, predicate) for predicate in (above, "rdfs:domain", "rdfs:range")),
    )


def _names(facts: Facts, node: Node, predicate: str) -> tuple[str, ...]:
    return tuple(local_name(each.value) for each in facts.named(node, predicate))


def _event_types(facts: Facts, found: Classes) -> Iterator[tuple[str, EventType]]:
    for node in facts.instances("owl:Class"):
        name = local_name(node.value)
        if name not in TRIGGERED and found.ancestors[name].intersection(TRIGGERED):
            yield name, _event_type(facts, node)


def _event_type(facts: Facts, node: NamedNode) -> EventType:
    return EventType(
        local_name(node.value),
        node.value,
        facts.text(node, "rdfs:label"),
        facts.text(node, "skos:definition"),
        _names(facts, node, "rdfs:subClassOf"),
        next(_up(facts, node, _coarse), None),
        facts.words(node, "lex:noun"),
        facts.words(node, "lex:verb"),
        facts.words(node, "lex:phrase"),
        _frame(facts, node),
        facts.words(node, "skos:example"),
        facts.words(node, "lex:adjective"),
        facts.words(node, "lex:not"),
        facts.words(node, "lex:weapon"),
    )


def _up[T](facts: Facts, node: NamedNode, read: Callable[[Facts, NamedNode], Iterator[T]]) -> Iterator[T]:
    """What `read` finds at `node`, then at the classes above it."""
    yield from read(facts, node)
    for parent in facts.named(node, "rdfs:subClassOf"):
        yield from _up(facts, parent, read)


def _coarse(facts: Facts, node: NamedNode) -> Iterator[str]:
    yield from _names(facts, node, "skos:broadMatch")


def _frame(facts: Facts, node: NamedNode) -> tuple[Slot, ...]:
    """Its own slots (a role may have two: both sides of a clash), then those above it for roles that have none yet."""
    own = tuple(_slots(facts, node))
    for parent in facts.named(node, "rdfs:subClassOf"):
        framed = {slot.role for slot in own}
        own += tuple(slot for slot in _frame(facts, parent) if slot.role not in framed)
    return own


def _slots(facts: Facts, node: NamedNode) -> Iterator[Slot]:
    for slot in facts.objects(node, "lex:frame"):
        for role in _names(facts, slot, "lex:role"):
            yield Slot(role, facts.words(slot, "lex:syntax"))
