"""Retold: what one document tells of an event in several places, put together by the toll that it gives in each of them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from kg.model import Annotation, Chain, Claim, Event, Figure, Form, Kind, Measure, Number, Role, Scope, Time

FEW = 4
"""Numbers below which two tolls that are the same say nothing: two incidents with three dead are no rarity."""

LEAD, REACH = 3, 6
"""Sentences at the head of a report that may keep the name of a town back, and within which it must follow."""

ANY_KIND = "Attack"
"""The type of violence that says nothing of its means: what a lead calls an air strike the next sentence may call an attack."""

AIMED_AT = frozenset({"target", "victim", "object", "recipient", "topic"})
WHERE = frozenset({"place", "origin", "destination", "venue"})

TOWNS = frozenset({"settlement", "site", "metropolis"})
"""Precisions of places that can tell two incidents apart; a region may hold both."""

RARE = frozenset({"ChemicalAttack", "Interception"})
"""Kinds of violence that are seldom, even in a war: air strikes on a region there are every day."""

_HARMED = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING})

Toll = tuple[Measure, Number]


class Retold:
    """The events of one document with the claims that count those harmed in them."""

    def __init__(self, annotation: Annotation) -> None:
        self._claims, self._figures = annotation.claims, {figure.id: figure for figure in annotation.figures}
        self._events = {event.id: event for event in annotation.events}
        self._chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}
        self._times = {time.id: time for time in annotation.times}
        self._starts = [sentence.start for sentence in annotation.sentences]
        self._placenames = [one for one in annotation.mentions if one.form is Form.NAMED and self._is_town(one.id)]

    def tolls(self, event: Event) -> frozenset[Toll]:
        """Return the tolls, of `FEW` or more, that the document gives of `event`, also where it tells of it again."""
        told = (claim for one in (event, *self.mates(event)) for claim in self._of.get(one.id, ()))
        return frozenset(toll for claim in told if (toll := self._toll(claim)))

    def roles(self, event: Event) -> tuple[Role, ...]:
        """Return the roles of `event`; then, of those that it has none of, what is said of the harm that it did, and what the
        document says where it tells of it again."""
        roles = list(event.roles)
        for more in self._more(event):
            roles += [role for role in more if not self._has(roles, role)]
        return tuple(roles)

    def kin(self, claim: Claim) -> Iterator[Claim]:
        """Yield the other claims of the document with the same toll, of an event that nothing tells from that of `claim`."""
        toll = self._toll(claim)
        for other in self._by_toll.get(toll, ()) if toll else ():
            if other is not claim and not self._others(claim, other) and not self._apart(self._said(claim), self._said(other)):
                yield other

    def _others(self, one: Claim, other: Claim) -> bool:
        """Return whether two claims count people of different classes."""
        victims = {self._figures[claim.figure or ""].victim for claim in (one, other)} - {None, "person", "people"}
        return len(victims) > 1

    def mates(self, event: Event) -> list[Event]:
        """Return the events that `event` is, told again: the one that it goes on about, of a rare kind the only one that the
        document places or dates where it does neither, of a lead the next one of its kind, and those of the same toll."""
        again = event.again in self._events and not self._placed(event)
        found = [self._events[str(event.again)]] if again else self._only(event) or self._named_later(event)
        found = found or self._at_the_same(event)
        for claim in self._of.get(event.id, ()):
            for other in self.kin(claim):
                mate = self._events.get(other.incident or "")
                if mate and mate is not event and mate not in found and not self._apart(event.roles, mate.roles):
                    found.append(mate)
        return found

    def first(self, event: Event) -> Event:
        """Return the report of the document that first tells of what `event` tells again; `event` where none does."""
        return min((event, *self.mates(event)), key=lambda one: (one.trigger, one.id))

    def _placed(self, event: Event) -> bool:
        """Return whether `event` says itself where or when it was."""
        return any(role.role in WHERE or role.kind == "time" for role in event.roles)

    def _only(self, event: Event) -> list[Event]:
        """Return the one event of the document that `event`, which nothing is told of, may be; [] if there is none, or more."""
        if event.roles or event.type not in RARE:
            return []
        kind = [one for one in self._events.values() if one.type == event.type and one.roles and one.realis is event.realis]
        placed = [one for one in kind if self._placed(one)]
        together = all(not self._apart(one.roles, other.roles) for one in placed for other in placed)
        return placed[:1] if together else []

    def _named_later(self, event: Event) -> list[Event]:
        """Return what names the town that a lead keeps back ("in a northern town"): the next event of its kind."""
        here = self._number(event)
        if here >= LEAD or not self._of.get(event.id) or self._towns(event.roles):
            return []
        kinds = (event.type, ANY_KIND)
        later = [one for one in self._events.values() if one.type in kinds and here < self._number(one) <= here + REACH]
        for named in (self._towns, *(() if self._spots(event.roles) else (self._spots,))):
            placed = (one for one in later if named(one.roles) and one.realis is event.realis)
            found = min(placed, key=lambda one: one.trigger, default=None)
            if found:
                elsewhere = self._apart(event.roles, found.roles) or self._in_other_regions(event, found)
                return [] if elsewhere else [found]
        return []

    def _in_other_regions(self, one: Event, other: Event) -> bool:
        """Return whether both are placed in regions, and in none in common."""
        regions = [{chain.id for chain in self._places(event.roles) if chain.precision == "region"} for event in (one, other)]
        return bool(regions[0] and regions[1]) and not regions[0] & regions[1]

    def _at_the_same(self, event: Event) -> list[Event]:
        """Return what hit the very thing that `event`, which is not placed, is said or denied to have hit, and is placed; [] if
        that was hit more than once."""
        hit = self._hit(event) if not self._placed(event) else set()
        kinds = {event.type, ANY_KIND}
        found = [one for one in self._events.values() if one.type in kinds and self._hit(one) & hit and self._placed(one)]
        together = all(not self._apart(one.roles, other.roles) for one in found for other in found)
        return found[:1] if together else []

    def _hit(self, event: Event) -> set[str]:
        """Return the ids of the buildings and quarters that `event` was aimed at: a town is hit more than once."""
        chains = (self._chains.get(name) for name in event.fillers("target"))
        return {chain.id for chain in chains if chain and chain.kind in (Kind.PLACE, Kind.FACILITY) and not chain.precision}

    def _number(self, event: Event) -> int:
        """Return which sentence of the document tells of `event`."""
        return bisect_right(self._starts, event.trigger.start) - 1

    def _beside(self, event: Event) -> tuple[Role, ...]:
        """Return the one town that the sentence of `event` names."""
        sentence = self._number(event)
        end = self._starts[sentence + 1] if sentence + 1 < len(self._starts) else event.trigger.end
        near = (mention for mention in self._placenames if sentence >= 0 and self._starts[sentence] <= mention.span.start < end)
        towns = {self._chains[mention.id].id: mention.id for mention in near}
        return tuple(Role("place", "mention", name) for name in towns.values()) if len(towns) == 1 else ()

    def _more(self, event: Event) -> Iterator[tuple[Role, ...]]:
        yield from self._harm(event)
        if self._of.get(event.id):
            yield self._beside(event)
        for mate in self.mates(event):
            yield mate.roles
            yield from self._harm(mate)

    def _harm(self, event: Event) -> Iterator[tuple[Role, ...]]:
        """Yield when and where those who were harmed in `event` are said to have been harmed."""
        for claim in self._of.get(event.id, ()):
            if self._toll(claim):
                yield tuple(role for role in self._said(claim) if role.role in ("place", "time"))

    def _said(self, claim: Claim) -> tuple[Role, ...]:
        """Return what is said of the event that `claim` counts those harmed in, nearest first."""
        own = [Role("place", "mention", claim.place)] if claim.place else []
        own += [Role("time", "time", claim.time)] if claim.time else []
        told = (self._events.get(name or "") for name in (claim.about, claim.incident))
        return (*own, *(role for event in told if event for role in event.roles))

    def _has(self, roles: list[Role], role: Role) -> bool:
        """Return whether `roles` hold one of the kind of `role`: a town among the places, anyone among those aimed at."""
        if role.role in WHERE:
            return bool(self._towns(roles))
        return any((one.role in AIMED_AT) == (role.role in AIMED_AT) and _kind(one) == _kind(role) for one in roles)

    def _apart(self, one: Iterable[Role], other: Iterable[Role]) -> bool:
        """Return whether towns or days tell the two apart."""
        left, right = list(one), list(other)
        towns, others = self._towns(left), self._towns(right)
        days, more = self._days(left), self._days(right)
        return bool(towns and others and not towns & others) or bool(days and more and not set(days) & set(more))

    def _towns(self, roles: Iterable[Role]) -> set[str]:
        return {chain.id for chain in self._places(roles) if chain.precision in TOWNS}

    def _spots(self, roles: Iterable[Role]) -> set[str]:
        """Return the ids of the places with a name, and no more, that `roles` give: villages, quarters, "the Hara area"."""
        places = (chain for chain in self._places(roles) if chain.precision is None)
        return {chain.id for chain in places if any(word[0].isupper() for word in chain.name.split()[1:] or [chain.name])}

    def _places(self, roles: Iterable[Role]) -> Iterator[Chain]:
        """Yield the places of `roles`: where something was, and what was hit there."""
        for role in roles:
            chain = self._chains.get(role.filler)
            if chain and (role.role in WHERE or (role.role == "target" and chain.kind is Kind.PLACE)):
                yield chain

    def _is_town(self, mention: str) -> bool:
        chain = self._chains.get(mention)
        return chain is not None and chain.kind is Kind.PLACE and chain.precision in TOWNS

    def _days(self, roles: Iterable[Role]) -> set[str]:
        times = (self._times.get(role.filler) for role in roles if role.kind == "time")
        return {str(time.earliest) for time in times if time and _is_day(time)}

    @cached_property
    def _of(self) -> Mapping[str, list[Claim]]:
        """The claims about the toll of each event."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            if claim.incident and claim.figure:
                found[claim.incident].append(claim)
        return found

    @cached_property
    def _by_toll(self) -> Mapping[Toll, list[Claim]]:
        found: dict[Toll, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            if toll := self._toll(claim):
                found[toll].append(claim)
        return found

    def _toll(self, claim: Claim) -> Toll | None:
        figure: Figure | None = self._figures.get(claim.figure or "")
        if figure is None or figure.measure not in _HARMED or figure.scope not in (None, Scope.INCIDENT):
            return None
        number = figure.low if figure.low is not None else figure.high
        return (figure.measure, number) if number is not None and number >= FEW else None


def _kind(role: Role) -> str:
    return "time" if role.kind == "time" else "where" if role.role in WHERE else "who"


def _is_day(time: Time) -> bool:
    return time.earliest is not None and time.earliest == time.latest
