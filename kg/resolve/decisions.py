"""Decisions → constraints: what people judged, as what clustering and the giving of keys have to obey."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product

from kg.errors import UsageError
from kg.model import Decision, Judgement
from kg.resolve.constraints import Constraints, Member, Pair
from kg.resolve.identity import Identity
from kg.resolve.ruled import keys_of_members, own_key
from kg.vocab import Address, address

LINK = "denotes"
"""The property of a document's entity or report that a correction moves it elsewhere by."""

_REPRESENTATIVES = 3
"""Members by which an entity is tied to another: one that has left its document cannot undo the tie."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What decisions come to: the constraints, what they mean for keys, and the decisions that have no effect, by id, with the
    reason.

    `moved` are the members that were taken out of their entity one by one, in the order in which that was decided, each with
    whether it was given to another one; `named` all members that decisions speak of.
    """

    constraints: Constraints
    hindered: Mapping[str, str]
    moved: Mapping[Member, bool]
    named: frozenset[Member]


def rule(decisions: Iterable[Decision], identity: Identity, current: Mapping[str, str]) -> Rulings:
    """Return what the `decisions` in force (oldest first) come to, given the `identity` that there is without them.

    `current` gives the version of each document by its id. Of two decisions that contradict each other the later one counts.
    """
    bench = _Bench(identity, current, tuple(one for one in decisions if _about_identity(one)))
    together, apart, hindered, knots = set[Pair](), set[Pair](), dict[str, str](), _Knots()
    for decision in reversed(bench.decisions):
        try:
            ties, cuts = bench.wanted(decision)
        except UsageError as error:
            hindered[decision.id] = str(error)
            continue
        if against := knots.take(decision.id, ties, cuts):
            hindered[decision.id] = f"the later decision {against} says otherwise"
            continue
        together.update(ties)
        apart.update(cuts)
    obeyed = [one for one in bench.decisions if one.id not in hindered]
    constraints = Constraints(frozenset(together), frozenset(apart))
    return Rulings(constraints, hindered, _moves(obeyed, bench.keys), frozenset(_members(obeyed)))


def without(identity: Identity, keys: Iterable[str]) -> Identity:
    """Return `identity` without the records of `keys`."""
    left = set(keys)
    return Identity({key: record for key, record in identity.records.items() if key not in left})


def _parsed(decision: Decision) -> Iterator[Address]:
    return _addresses([*decision.subjects, decision.value or ""] if decision.property == LINK else decision.subjects)


def _addresses(texts: Iterable[str]) -> Iterator[Address]:
    for text in texts:
        try:
            yield address(text)
        except UsageError:
            continue


def _about_identity(decision: Decision) -> bool:
    """Whether `decision` is about what is one and what is not, rather than about the standing or a value of something."""
    if decision.judgement in (Judgement.SAME, Judgement.DIFFERENT, Judgement.MERGE, Judgement.SPLIT):
        return True
    if decision.judgement is Judgement.CORRECT:
        return decision.property == LINK
    return decision.judgement in (Judgement.ACCEPT, Judgement.REJECT) and any(one.member for one in _parsed(decision))


def _moves(decisions: Iterable[Decision], keys: Mapping[Member, str]) -> dict[Member, bool]:
    """Return the members, of which `keys` has the keys, that `decisions` take out of their entity one by one, and whether they
    are given to another one."""
    moved: dict[Member, bool] = {}
    for decision in decisions:
        for member in _members([decision]):
            if decision.judgement in _MOVING or _set_apart(decision, keys.get(member)):
                moved.pop(member, None)
                moved[member] = decision.judgement is Judgement.CORRECT
    return moved


def _set_apart(decision: Decision, key: str | None) -> bool:
    """Return whether `decision` says that something is different from the entity `key`."""
    return decision.judgement is Judgement.DIFFERENT and key in {one.key for one in _addresses(decision.subjects)}


def _members(decisions: Iterable[Decision]) -> Iterator[Member]:
    found = (one.member for decision in decisions for one in _addresses(decision.subjects))
    return (member for member in found if member)


@dataclass(slots=True)
class _Bench:
    """The identity that decisions are made on, with the key of each member that they may speak of."""

    identity: Identity
    current: Mapping[str, str]
    decisions: tuple[Decision, ...]
    moved: Mapping[Member, bool] = field(init=False)
    keys: Mapping[Member, str] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = keys_of_members(self.identity)
        self.moved = _moves(self.decisions, self.keys)

    def wanted(self, decision: Decision) -> tuple[list[Pair], list[Pair]]:
        """Return the pairs that `decision` ties together and those that it keeps apart; UsageError if it cannot be obeyed."""
        return _WANTED[decision.judgement](self, decision)

    def members(self, text: str) -> list[Member]:
        """Return the members that stand for what `text` is the address of."""
        found = address(text)
        if found.member:
            if self.current.get(found.document or "", "")[:12] != found.version:
                raise UsageError(f"{found.document} is no longer in the graph as it was then")
            return [found.member]
        if found.key is None:
            raise UsageError(f"{text} is neither an entity nor an event")
        return self.held(found.key)

    def held(self, key: str) -> list[Member]:
        """Return the members of the canonical entity or event `key`, but those that were moved one by one."""
        record = self.identity.records.get(key)
        known = record.members if record else (one for one, base in self.keys.items() if own_key(base, one) == key)
        members = sorted(member for member in known if member[0] in self.current)
        if not members:
            raise UsageError(f"there is no {key} in this graph, or no document that names it")
        return [member for member in members if member not in self.moved] or members

    def others(self, member: Member, was: str | None) -> list[Member]:
        """Return what `member` was linked with: the members of the entity `was`, else of that which it is of anyway."""
        key = (address(was).key if was else None) or self.keys.get(member)
        return [other for other in self.held(key) if other != member] if key else []

    def member(self, text: str) -> Member:
        """Return the entity or report of a document whose address is `text`; UsageError for anything else."""
        if address(text).member is None:
            raise UsageError(f"{text} is no entity or report of a document: name one as `kg review` prints it")
        return self.members(text)[0]


def _same(bench: _Bench, decision: Decision) -> tuple[list[Pair], list[Pair]]:
    tied = [member for text in decision.subjects for member in bench.members(text)[:_REPRESENTATIVES]]
    return list(pairwise(tied)), []


def _different(bench: _Bench, decision: Decision) -> tuple[list[Pair], list[Pair]]:
    groups = [bench.members(text) for text in decision.subjects]
    return [], [pair for n, one in enumerate(groups) for other in groups[n + 1 :] for pair in _across(one, other)]


def _split(bench: _Bench, decision: Decision) -> tuple[list[Pair], list[Pair]]:
    whole, *parts = decision.subjects
    out = [bench.member(text) for text in parts]
    rest = [member for member in bench.members(whole) if member not in out]
    return list(pairwise(out)), list(product(out, rest))


def _accept(bench: _Bench, decision: Decision) -> tuple[list[Pair], list[Pair]]:
    linked = [(bench.member(text), decision.was) for text in decision.subjects if address(text).member]
    return [(one, other) for one, was in linked for other in bench.others(one, was)[:_REPRESENTATIVES]], []


def _reject(bench: _Bench, decision: Decision) -> tuple[list[Pair], list[Pair]]:
    linked = [(bench.member(text), decision.was) for text in decision.subjects if address(text).member]
    return [], [(one, other) for one, was in linked for other in bench.others(one, was)]


def _moved(bench: _Bench, decision: Decision) -> tuple[list[Pair], list[Pair]]:
    one, there = bench.member(decision.subjects[0]), bench.members(decision.value or "")
    away = [other for other in bench.others(one, decision.was) if other not in there]
    return [(one, other) for other in there[:_REPRESENTATIVES] if other != one], [(one, other) for other in away]


_MOVING = frozenset({Judgement.SPLIT, Judgement.REJECT, Judgement.CORRECT})
_WANTED = {
    Judgement.SAME: _same,
    Judgement.MERGE: _same,
    Judgement.DIFFERENT: _different,
    Judgement.SPLIT: _split,
    Judgement.ACCEPT: _accept,
    Judgement.REJECT: _reject,
    Judgement.CORRECT: _moved,
}


def _across(one: list[Member], other: list[Member]) -> Iterator[Pair]:
    """Yield as many pairs as keep two groups apart: each with the representatives of the other, not each with each."""
    pairs = (*product(one[:_REPRESENTATIVES], other), *product(one[_REPRESENTATIVES:], other[:_REPRESENTATIVES]))
    return (pair for pair in pairs if pair[0] != pair[1])


class _Knots:
    """What is tied together and what is kept apart so far: finds what cannot be obeyed any more."""

    def __init__(self) -> None:
        self._up: dict[Member, Member] = {}
        self._cuts: list[tuple[Member, Member, str]] = []
        self._ties: list[tuple[Member, str]] = []

    def take(self, name: str, ties: list[Pair], cuts: list[Pair]) -> str | None:
        """Take what the decision `name` wants, and return None; or take nothing, and return the decision in its way."""
        before = dict(self._up)
        for one, other in ties:
            self._up[self._root(one)] = self._root(other)
        for one, other, by in (*self._cuts, *((*pair, name) for pair in cuts)):
            if self._root(one) == self._root(other):
                against = (
                    by if by != name else next((by for tied, by in self._ties if self._root(tied) == self._root(one)), name)
                )
                self._up = before
                return against
        self._cuts += ((*pair, name) for pair in cuts)
        self._ties += ((member, name) for pair in ties for member in pair)
        return None

    def _root(self, member: Member) -> Member:
        while (above := self._up.get(member, member)) != member:
            member = above
        return member
