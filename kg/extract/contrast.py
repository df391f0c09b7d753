"""Contrast: what tells one event of a document from another - the town, the day, who takes part."""

from collections.abc import Mapping
from datetime import date

from kg.model import Annotation, Event, Kind

TOWNS = ("settlement", "site")
"""Precisions of places that can speak against each other: a region may hold the town."""


class Contrast:
    """The entities and days of one document, by the ids that events refer to."""

    def __init__(self, known: Annotation) -> None:
        told = [chain for chain in known.entities if chain.kind is not Kind.PLACE or chain.precision in TOWNS]
        self._chains: Mapping[str, str] = {mention: chain.id for chain in told for mention in chain.mentions}
        self._times = {time.id: (time.earliest, time.latest) for time in known.times if time.earliest and time.latest}

    def fillers(self, event: Event, *roles: str) -> set[str]:
        """Return the ids of the entities that fill one of `roles` of `event`, regions and countries left out."""
        return {self._chains[filler] for role in roles for filler in event.fillers(role) if filler in self._chains}

    def differ(self, one: Event, other: Event, *roles: str) -> bool:
        """Return whether both name somebody or some town in `roles`, and nothing in common."""
        return disjoint(self.fillers(one, *roles), self.fillers(other, *roles))

    def apart(self, one: Event, other: Event) -> bool:
        """Return whether both are dated, and on no day in common."""
        days, others = self._days(one), self._days(other)
        return days is not None and others is not None and (days[0] > others[1] or others[0] > days[1])

    def _days(self, event: Event) -> tuple[date, date] | None:
        return next((self._times[name] for name in event.fillers("time") if name in self._times), None)


def disjoint(one: set[str], other: set[str]) -> bool:
    """Return whether both hold something, and nothing in common."""
    return bool(one and other) and not one & other
