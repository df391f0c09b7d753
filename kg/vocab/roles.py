"""Roles: whether what fills a role can fill it, by the ontology's domains, ranges and disjointness. Needs no reasoner."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import VocabularyError
from kg.vocab.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Violation:
    """A role that contradicts the ontology: `wrong` ("domain" or "range") says on which side, `found` the class that stands
    there, `wanted` the class that the role asks for and that shares no instance with it."""

    event: str
    role: str
    filler: str
    wrong: str
    found: str
    wanted: str


def check_roles(vocabulary: Vocabulary, triples: Iterable[tuple[str, str, str]]) -> list[Violation]:
    """Return the contradictions in (class of the event, role, class of the filler) triples, all of them local names.

    The world is open, as it is for a reasoner: a class contradicts another only where the ontology declares the two, or
    classes above them, disjoint. VocabularyError if a class or a role is unknown.
    """
    return [violation for event, role, filler in triples for violation in _violations(vocabulary, event, role, filler)]


def can_fill(vocabulary: Vocabulary, role: str, filler: str) -> bool:
    """Return whether something of the class `filler` can fill `role`: whether `check_roles` would find nothing wrong with it.

    About 10 microseconds. VocabularyError if the class or the role is unknown.
    """
    return not check_roles(vocabulary, [("Event", role, filler)])


def are_disjoint(vocabulary: Vocabulary, one: str, other: str) -> bool:
    """Return whether nothing can be both `one` and `other`."""
    pairs = ((a, b) for a in vocabulary.ancestors[one] for b in vocabulary.ancestors[other])
    return any(frozenset(pair) in vocabulary.disjoint for pair in pairs)


def _violations(vocabulary: Vocabulary, event: str, role: str, filler: str) -> Iterator[Violation]:
    for name, known, what in (
        (event, vocabulary.classes, "class"),
        (role, vocabulary.roles, "role"),
        (filler, vocabulary.classes, "class"),
    ):
        if name not in known:
            raise VocabularyError(f"({event}, {role}, {filler}): the ontology has no {what} {name!r}")
    for wrong, found, asked in (("domain", event, _asked(vocabulary, role, 0)), ("range", filler, _asked(vocabulary, role, 1))):
        for wanted in sorted(asked):
            if are_disjoint(vocabulary, found, wanted):
                yield Violation(event, role, filler, wrong, found, wanted)


def _asked(vocabulary: Vocabulary, role: str, side: int) -> set[str]:
    """The classes that `role` and the properties above it ask for, on side 0 (domain) or 1 (range)."""
    term = vocabulary.properties[role]
    own = {name for name in (term.domain, term.range)[side] if name in vocabulary.ancestors}
    return own.union(*(_asked(vocabulary, parent, side) for parent in term.parents if parent in vocabulary.properties))
