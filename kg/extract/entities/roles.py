"""Roles: phrases that name a person by an office ("the Ukrainian president"), and the person who holds it."""

from bisect import bisect_left
from collections import defaultdict
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
    offices = Offices(partition.clues, posts)
    for i, clue in enumerate(partition.clues):
        if clue.form is Form.NOMINAL and clue.kind is Kind.PERSON and clue.number == "sg" and not clue.indefinite:
            holders = offices.holders(clue)
            before = bisect_left(holders, i)
            nearest = (*reversed(holders[max(0, before - _NEAREST) : before]), *holders[before : before + _NEAREST])
            next((j for j in nearest if j != i and partition.join(j, i)), None)


_NEAREST = 300
"""Holders before and behind that a phrase for an office is compared with: more than any but a very long text has."""


class Offices:
    """Who is said to hold which office in a document."""

    def __init__(self, clues: Sequence[Clue], posts: Iterable[Post]) -> None:
        self._clues = clues
        self._by_word: defaultdict[str, list[Office]] = defaultdict(list)
        self._others: set[str] = set()
        self._heads: dict[str, list[int]] = {}
        for office in _offices(clues, posts):
            for word in office.title:
                self._by_word[word].append(office)
            if not office.title & HEADS_OF_STATE:
                self._others.update(clues[office.holder].words)

    def holders(self, clue: Clue) -> list[int]:
        """Return the mentions of those who are said to hold the office that `clue` speaks of, in text order."""
        found = [office.holder for office in self._by_word.get(clue.lemma, ()) if _holds(office, clue)]
        return found or self._head_of_state(clue)

    def _head_of_state(self, clue: Clue) -> list[int]:
        """Return the mentions of the one well-known name of a country, without another office, whose president is meant."""
        side = clue.mention.side
        if clue.lemma not in HEADS_OF_STATE or not side or _said(clue) != {clue.lemma}:
            return []
        if side not in self._heads:
            found = [i for i, c in enumerate(self._clues) if _is_known_person(c, side) and c.words[-1] not in self._others]
            self._heads[side] = found if len({self._clues[i].words[-1] for i in found}) == 1 else []
        return self._heads[side]


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


def _is_known_person(clue: Clue, side: str) -> bool:
    if clue.kind is not Kind.PERSON or clue.form is not Form.NAMED or clue.mention.side != side:
        return False
    what = known().get(clue.text)
    return what is not None and what.kind == Kind.PERSON
