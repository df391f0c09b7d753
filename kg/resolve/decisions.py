"""Decisions → constraints: what people judged, as what clustering has to obey, and as the identity it has to begin with."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise, product

from kg.errors import UsageError
from kg.model import Decision, Judgement
from kg.resolve.constraints import Constraints, Member, Pair
from kg.resolve.identity import Identity, Record
from kg.vocab import Address, address

LINK = "denotes"
"""The property of a document's entity or report that a correction moves it elsewhere by."""

_REPRESENTATIVES = 3
"""Members by which an entity is tied to another: one that has left its document cannot undo the tie."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What decisions come to: the constraints, the identity to begin with, in which nothing that was moved away is held by
    what it was moved from, and the decisions that have no effect, by id, with the reason."""

    constraints: Constraints
    identity: Identity
    hindered: Mapping[str, str]


def rule(decisions: Iterable[Decision], identity: Identity, current: Mapping[str, str]) -> Rulings:
    """Return what the `decisions` in force (oldest first) come to, given the `identity` that there was without them.

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
    constraints = Constraints(frozenset(together), frozenset(apart))
    return Rulings(constraints, _without(identity, bench.moved), hindered)


def remembered(before: Identity, concluded: Identity) -> Identity:
    """Return the identity to keep: `concluded` without the merging and the moving that decisions have brought about, so that
    each can be undone: what was known `before` keeps its members, whatever was new is added."""
    known = {member for record in before.records.values() for member in record.members}
    records, joint = dict(concluded.records), frozenset(merged(before, concluded).values())
    for key, old in before.records.items():
        new = records.get(key, old)
        records[key] = replace(old, link=new.link, members=old.members | (new.members - known))
    return lasting(Identity(records), before, joint)


def lasting(identity: Identity, before: Identity, joint: Set[str]) -> Identity:
    """Return `identity` without the members that the keys `joint`, which stand for several entities while they are merged, have
    got since `before`: nobody can tell whose they would be without the merger."""
    kept = {key: before.records[key].members for key in joint if key in before.records}
    records = identity.records.items()
    return Identity({key: replace(one, members=kept.get(key, one.members)) for key, one in records})


def without(identity: Identity, keys: Iterable[str]) -> Identity:
    """Return `identity` without the records of `keys`."""
    left = set(keys)
    return Identity({key: record for key, record in identity.records.items() if key not in left})


def unknown(decisions: Iterable[Decision], identity: Identity) -> bool:
    """Return whether `decisions` name a canonical entity or event of which `identity` knows nothing yet."""
    keys = (parsed.key for one in decisions for parsed in _parsed(one))
    return any(key is not None and key not in identity.records for key in keys)


def merged(before: Identity, concluded: Identity) -> Mapping[str, str]:
    """Return the keys that were taken over by others in `concluded` and were not `before`, each with the one in its place."""
    found = {key: record.merged_into for key, record in concluded.records.items() if record.merged_into}
    fresh = {key for key in found if key in before.records and before.records[key].merged_into is None}
    return {key: _last(key, found) for key in sorted(fresh)}


def _last(key: str, found: Mapping[str, str]) -> str:
    seen = {key}
    while found.get(key) and found[key] not in seen:
        key = found[key]
        seen.add(key)
    return key


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


def _without(identity: Identity, moved: Mapping[Member, str | None]) -> Identity:
    """Return `identity` without the members that were moved to another key. What was only moved away (`moved` names from where)
    keeps the youngest of its keys, which is the one that it was given then."""
    held: dict[Member, list[str]] = defaultdict(list)
    for key, record in identity.records.items():
        for member in record.members & moved.keys():
            held[member].append(key)
    dropped: dict[str, set[Member]] = defaultdict(set)
    for member, keys in held.items():
        was = moved[member]
        for key in keys if was is None else {*(keys[:-1] or keys), was}:
            dropped[key].add(member)
    records = {key: _less(record, _leaving(record, dropped.get(key, set()), moved)) for key, record in identity.records.items()}
    return Identity(records)


def _leaving(record: Record, away: Set[Member], moved: Mapping[Member, str | None]) -> Set[Member]:
    """Return who of `away` leaves `record`: if that is everybody, the last to be moved (of `moved`, the oldest first) stays, as
    whoever decides one by one finds them alone there."""
    if not away or record.members - away:
        return away
    last = next((member for member in reversed(list(moved)) if member in record.members and moved[member] is not None), None)
    return away - {last}


def _left(decision: Decision) -> str | None:
    """Return the key that `decision` takes members out of."""
    if decision.judgement is Judgement.CORRECT:
        return None
    was = decision.subjects[0] if decision.judgement is Judgement.SPLIT else decision.was
    found = next((one.key for one in _addresses([was] if was else [])), None)
    return found or ""


def _less(record: Record, members: Set[Member]) -> Record:
    return replace(record, members=record.members - members) if members else record


@dataclass(slots=True)
class _Bench:
    """The identity that decisions are made on. `moved` are the members that decisions take out of their entity one by one: the
    key that they leave, "" if nobody wrote that down, None if they go to another one."""

    identity: Identity
    current: Mapping[str, str]
    decisions: tuple[Decision, ...]
    moved: dict[Member, str | None] = field(default_factory=dict)
    keys: dict[Member, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for decision in self.decisions:
            if decision.judgement in _MOVING:
                single = (one.member for one in _addresses(decision.subjects))
                self.moved |= dict.fromkeys((member for member in single if member), _left(decision))
        wanted = {one.member for decision in self.decisions for one in _parsed(decision) if one.member}
        for key, record in self.identity.records.items():
            for member in record.members & wanted:
                self.keys.setdefault(member, set()).add(key)

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
        members = sorted(member for member in record.members if member[0] in self.current) if record else []
        if not members:
            raise UsageError(f"there is no {key} in this graph, or no document that names it")
        return [member for member in members if member not in self.moved] or members

    def others(self, member: Member, was: str | None) -> list[Member]:
        """Return what `member` was linked with: the members of the entity `was`, else of all that it was known as."""
        keys = [key] if was and (key := address(was).key) else sorted(self.keys.get(member, ()))
        return [other for key in keys if key in self.identity.records for other in self.held(key) if other != member]

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
