"""Vocabulary: what the ontology says, as plain values for the other rooms."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Slot:
    """One role of an event type's frame: the role's local name and the syntactic positions that fill it, best first.

    A position is a spaCy dependency label ("nsubj", "dobj", "agent", "nsubjpass"), "nsubj+dobj" for the subject of a verb that
    has an object (who exploded a bomb), a preposition of the trigger ("prep:against"), "poss" (Russia's withdrawal),
    "compound" (drone attack) or "amod" (Russian withdrawal).
    """

    role: str
    syntax: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type: its class, its words and its role frame. `coarse` is the local name of its ``skos:broadMatch`` among
    the coarse types (its parent's where it has none of its own), None if neither has; `frame` holds its own slots, then
    those of its superclasses for roles that it does not frame itself; `examples` are in the bracket notation. `exclusions`
    are phrases in which its trigger words mean something else ("strike a deal"), `weapons` nouns that are triggers where they
    kill or hurt somebody ("a car bomb killed four")."""

    name: str
    iri: str
    label: str
    definition: str
    parents: tuple[str, ...]
    coarse: str | None = None
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    frame: tuple[Slot, ...] = ()
    examples: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or concept of the ontology. `parents` are the classes or properties directly above it, for a
    concept the schemes it is in; `domain` and `range` a property's own."""

    name: str
    iri: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology as the other rooms see it; names are local names. `ancestors` holds, for each class, itself and all
    that it is a subclass of, by the classified hierarchy; `disjoint` the pairs of classes that share no instance."""

    classes: Mapping[str, Term]
    properties: Mapping[str, Term]
    concepts: Mapping[str, Term]
    roles: Mapping[str, Term]
    event_types: Mapping[str, EventType]
    ancestors: Mapping[str, frozenset[str]]
    disjoint: frozenset[frozenset[str]] = field(default=frozenset())

    def is_a(self, name: str, other: str) -> bool:
        """Return whether the class `name` is `other` or one of its subclasses."""
        return other in self.ancestors.get(name, frozenset({name}))

    def is_event(self, name: str) -> bool:
        """Return whether the event type `name` is an event of the graph: a consequence is a claim there, and a communication an
        attribution."""
        return not any(self.is_a(name, other) for other in ("Consequence", "Communication"))
