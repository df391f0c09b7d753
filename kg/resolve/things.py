"""Things: what a tally counts, so that only figures of one thing are compared."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.model import Measure, Scope, Tally
from kg.resolve.apart import incidents
from kg.resolve.ranges import base_unit, value

WHOLES = frozenset({"civilian"})
"""Classes of victims that may be all there were: "12 people" of one outlet can be the "15 civilians" of another. Children and
women are counted among others, and fighters beside them."""


GROUND = frozenset({Measure.AREA, Measure.LENGTH})
"""Measures of ground taken or held, which is one stretch of ground whenever it was taken."""

LATER = 14
"""Days after which a figure no longer speaks on one that was given before, unless others were given in between."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted: of two figures that differ in none of it, each speaks on the other. `means` is by what people were
    killed, `apart` the town or the day that tells it from the rest of its topic."""

    measure: Measure
    unit: str | None = None
    victim: str | None = None
    side: str | None = None
    scope: Scope = Scope.INCIDENT
    means: str | None = None
    apart: str | None = None

    @property
    def name(self) -> str:
        """What tells it from other things of its topic, for a key."""
        scope = None if self.scope is Scope.INCIDENT else self.scope.value
        parts = (self.measure.value, self.victim, self.side, self.unit, scope, self.means, self.apart)
        return "-".join(part.replace(" ", "-") for part in parts if part).lower()

    def words(self, field: str) -> str:
        """Return what it is in `field`, in words."""
        return str(getattr(self, field) or "none")

    def differs(self, other: "Thing") -> str | None:
        """Return in what alone, of measure, unit and scope, the two differ: figures of both are easily taken for each other.

        A length and an area differ in their unit; None if they differ in more, or in whom they count.
        """
        if any(getattr(self, name) != getattr(other, name) for name in ("victim", "side", "means", "apart")):
            return None
        apart = [name for name in ("measure", "unit", "scope") if getattr(self, name) != getattr(other, name)]
        if apart == ["measure", "unit"] or apart == ["unit"]:
            return "unit"
        return apart[0] if len(apart) == 1 else None


def things(tallies: Iterable[Tally]) -> dict[Thing, list[Tally]]:
    """Return the things that `tallies` of one topic count, with their tallies in order.

    A figure that names no class of victims, no side or no means speaks on the one that others name, unless a document tells the
    two apart. Figures of towns that are not near each other are of different things, and so are those that hold as of days far
    apart.
    """
    found: dict[Thing, list[Tally]] = defaultdict(list)
    for tally in tallies:
        if tally.measure:
            scope = Scope.INCIDENT if tally.measure in GROUND else tally.scope or Scope.INCIDENT
            found[Thing(tally.measure, base_unit(tally.unit), tally.victim, tally.side, scope, tally.means)].append(tally)
    for unsaid in (("victim",), ("side",), ("means",), ("victim", "means")):
        if not ("means" in unsaid and _several(found)):
            _join(found, unsaid)
    return {part: members for thing, all_ in found.items() for part, members in _parted(thing, all_)}


def _several(found: dict[Thing, list[Tally]]) -> bool:
    """Return whether one document tells of two attacks on the town on the day that all are set side by side for: then a figure
    that does not say by what people were killed may be of either."""
    attacks: dict[str, set[str]] = defaultdict(set)
    for tally in (tally for tallies in found.values() for tally in tallies):
        if tally.topic.startswith("day/") and tally.event:
            attacks[tally.document].add(tally.event)
    return any(len(events) > 1 for events in attacks.values())


def _parted(thing: Thing, tallies: list[Tally]) -> Iterator[tuple[Thing, list[Tally]]]:
    """Yield the parts of `tallies` that speak on each other: the first under `thing`, others under what sets them apart."""
    used: set[str | None] = set()
    for number, here in enumerate(incidents(tallies)):
        for later, together in enumerate(_by_day(here)):
            mark = _mark(together, number > 0, later > 0)
            while mark in used:
                mark = f"{mark or ''}-{len(used) + 1}".lstrip("-")
            used.add(mark)
            yield replace(thing, apart=mark), together


def _mark(tallies: list[Tally], elsewhere: bool, later: bool) -> str | None:
    """Return what sets `tallies` apart: their town or day, if they are not of the first incident, and how late they hold."""
    town = next((tally.town for tally in tallies if tally.town), "") if elsewhere else ""
    since = next((str(tally.since) for tally in tallies if tally.since), "") if elsewhere else ""
    known = str(_day(tallies[0])) if later else ""
    return "-".join(mark for mark in ((town or "").rsplit("/", 1)[-1], since, known) if mark) or None


def _by_day(tallies: list[Tally]) -> Iterator[list[Tally]]:
    """Yield `tallies` in runs without a long gap between the days as of which they hold; those without a day in the first."""
    undated = [tally for tally in tallies if not _day(tally)]
    run: list[Tally] = []
    for tally in sorted((tally for tally in tallies if _day(tally)), key=lambda tally: (str(_day(tally)), tally.told)):
        if run and (_known(tally) - _known(run[-1])).days > LATER:
            yield _ordered([*undated, *run])
            undated, run = [], []
        run.append(tally)
    yield _ordered([*undated, *run])


def _day(tally: Tally) -> date | None:
    return tally.latest or tally.published


def _known(tally: Tally) -> date:
    return _day(tally) or date.min


def _ordered(tallies: Iterable[Tally]) -> list[Tally]:
    return sorted(tallies, key=lambda tally: (tally.document, tally.at, tally.claim))


def _without(thing: Thing, unsaid: Collection[str]) -> Thing:
    """Return `thing` as who says nothing of the fields `unsaid` would put it."""
    return Thing(
        thing.measure,
        thing.unit,
        None if "victim" in unsaid else thing.victim,
        None if "side" in unsaid else thing.side,
        thing.scope,
        None if "means" in unsaid else thing.means,
        thing.apart,
    )


def _told_apart(some: list[Tally], others: list[Tally]) -> bool:
    """Return whether a document tells the two apart: it gives both, and no figure under both names."""
    both = {tally.document for tally in some} & {tally.document for tally in others}
    left, right = ({(t.document, value(t)) for t in tallies if t.document in both} for tallies in (some, others))
    return not both <= {document for document, _ in left & right}


def _join(found: dict[Thing, list[Tally]], unsaid: Collection[str]) -> None:
    """Put what says nothing in the fields `unsaid` with the one thing that it may be, if there is but one."""
    for bare in [thing for thing in found if thing == _without(thing, unsaid)]:
        named = [thing for thing in found if _says(thing, unsaid) and _without(thing, unsaid) == bare]
        fit = [thing for thing in named if "victim" not in unsaid or thing.victim in WHOLES]
        if len(fit) == 1 and not _told_apart(found[bare], found[fit[0]]):
            both = _ordered([*found.pop(bare), *found.pop(fit[0])])
            found[_without(fit[0], {"victim"}) if "victim" in unsaid else fit[0]] = both


def _says(thing: Thing, fields: Collection[str]) -> bool:
    """Return whether `thing` tells all of `fields`."""
    return all(getattr(thing, field) is not None for field in fields)
