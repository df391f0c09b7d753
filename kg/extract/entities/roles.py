"""Roles: phrases that name a person by an office ("the Ukrainian president"), and the person who holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.entities.clues import Clue
from kg.extract.entities.partition import Partition
from kg.lexicon.demonyms import demonyms
from kg.lexicon.known import known
from kg.model import Form, Kind, Post

HEADS_OF_STATE = frozenset({"president", "leader"})
_SMALL = frozenset(["the", "of", "s", "then", "current", "outgoing", "a", "an", "his", "her", "its", "their"])
# Words that make it another person than who holds the office.
_ANOTHER = frozenset(
    ["former", "ex", "new", "next", "future", "previous", "late", "deputy", "vice", "another", "first", "last"]
)


@dataclass(frozen=True, slots=True)
class Office:
    """A person (the place of a mention in the text) who is said to hold an office; `side` is the country it is of."""

    holder: int
    title: frozenset[str]
    side: str


def by_role(partition: Partition, posts: Iterable[Post]) -> None:
    """Join each phrase for an office with the nearest person said to hold it before, else with the first one behind."""
    offices = _offices(partition.clues, posts)
    for i, clue in enumerate(partition.clues):
        if clue.form is Form.NOMINAL and clue.kind is Kind.PERSON and clue.number == "sg" and not clue.indefinite:
            holders = [office.holder for office in offices if _holds(office, clue)] or _head_of_state(
                partition.clues, clue, offices
            )
            before = [j for j in holders if j < i]
            for j in (*reversed(before), *(j for j in holders if j > i)):
                if partition.join(j, i):
                    break


def _offices(clues: Sequence[Clue], posts: Iterable[Post]) -> list[Office]:
    by_id = {clue.mention.id: i for i, clue in enumerate(clues)}
    found = []
    for post in posts:
        if post.holder in by_id:
            holder = by_id[post.holder]
            of = clues[by_id[post.of]].mention if post.of in by_id else clues[holder].mention
            found.append(Office(holder, frozenset(post.title.split()), of.side or ""))
    return sorted(found, key=lambda office: office.holder)


def _holds(office: Office, clue: Clue) -> bool:
    """Return whether `clue` says no other title and no other country than `office`."""
    if clue.lemma not in office.title:
        return False
    said = _said(clue)
    if (said ^ office.title) & _ANOTHER:
        return False
    side = clue.mention.side or ""
    return (said <= office.title or office.title <= said) and (not side or not office.side or side == office.side)


def _said(clue: Clue) -> set[str]:
    return {word for word in clue.words if word not in _SMALL and not _is_country(word)}


def _is_country(word: str) -> bool:
    name = word.title()
    return name in demonyms() or name in known()


def _head_of_state(clues: Sequence[Clue], clue: Clue, offices: list[Office]) -> list[int]:
    """Return the mentions of the one well-known name of a country, without another office, whose president is spoken of."""
    side = clue.mention.side
    if clue.lemma not in HEADS_OF_STATE or not side or _said(clue) != {clue.lemma}:
        return []
    others = {word for office in offices for word in clues[office.holder].words if not office.title & HEADS_OF_STATE}
    found = [i for i, other in enumerate(clues) if _is_known_person(other, side) and other.words[-1] not in others]
    return found if len({clues[i].words[-1] for i in found}) == 1 else []


def _is_known_person(clue: Clue, side: str) -> bool:
    if clue.kind is not Kind.PERSON or clue.form is not Form.NAMED or clue.mention.side != side:
        return False
    what = known().get(clue.text)
    return what is not None and what.kind == Kind.PERSON
