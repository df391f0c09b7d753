"""Apart: what tells the tolls of two incidents from each other, though reports of both were taken for one event."""

import math
from collections.abc import Iterable
from datetime import date

from kg.model import Tally
from kg.resolve.likeness import NEAR, NEWS
from kg.resolve.ranges import value
from kg.resolve.reports import Site, kilometres
from kg.resolve.scenes import SELDOM

SCALE = 10
"""How many times greater one toll is than another before both are of one incident no more, unless town and day say so."""

NEXT_DAY = 1
"""Days for which an attack by means that are used every day is news where it is not dated: by then there is another."""

DAILY = frozenset({"air", "fire", "shooting", "fighting"})
"""Means by which people are killed day after day in one place."""

ANYBODY = "civilian"
"""The class of victims that says nothing of which attack it was."""

UNDATED = 2
"""Days between two reports, neither of which names the day, from which on each tells of its own: attacks on one city go on."""


CROWD = 40
"""Tallies of an incident that one more is compared with: the first, which tell town and day if any do."""


def apart(one: Tally, other: Tally) -> bool:
    """Return whether `one` and `other` are tolls of two incidents: towns that are not near each other, days that have none in
    common, a report that names no day and is no news of the other's, two places or two attacks in one report."""
    return any(differ(one, other) for differ in (_far, _other_day, _other_place, _other_attack, _other_scale))


def incidents(tallies: Iterable[Tally]) -> list[list[Tally]]:
    """Return `tallies` by incident, the greatest first. What names neither town nor day is of the first that it may be of."""
    groups: list[list[Tally]] = []
    for tally in sorted(tallies, key=lambda one: (-_told(one), one.document, one.at, one.claim)):
        fit = [group for group in groups if not any(apart(tally, other) for other in group[:CROWD])]
        if fit:
            max(fit, key=lambda group: sum(_alike(tally, other) for other in group[:CROWD])).append(tally)
        else:
            groups.append([tally])
    return sorted(groups, key=lambda group: (-len(group), min(one.told for one in group)))


def _told(tally: Tally) -> int:
    return (tally.town is not None) + (tally.since is not None)


def _alike(one: Tally, other: Tally) -> int:
    """Return in how much of town, day and document two tallies agree: a report goes on about its own incident."""
    days = one.since is not None and (one.since, one.until) == (other.since, other.until)
    return (one.town is not None and one.town == other.town) + days + (one.document == other.document)


def _far(one: Tally, other: Tally) -> bool:
    """Return whether two towns are far from each other. Where a village lies that no gazetteer has nobody knows: it may be the
    other's if both tolls are of one day."""
    if not one.town or not other.town or one.town == other.town:
        return False
    left, right = (Site(str(tally.town), tally.lat, tally.lon) for tally in (one, other))
    apart = kilometres(left, right)
    return apart > NEAR if apart < math.inf else one.since is None or (one.since, one.until) != (other.since, other.until)


def _other_day(one: Tally, other: Tally) -> bool:
    """Return whether the days have none in common, or one toll is of a day and the other of a week or more, in which there may
    have been many such."""
    if one.since and one.until and other.since and other.until:
        stretches = sorted(((one.until - one.since).days, (other.until - other.since).days))
        seldom = {one.means, other.means} & SELDOM
        wide = stretches[0] == 0 and stretches[1] > NEWS and not seldom
        return wide or one.until < other.since or other.until < one.since
    return _no_news(one, other) or _no_news(other, one)


def _no_news(one: Tally, other: Tally) -> bool:
    """Return whether `one`, which names no day, was printed before the day of `other`, or so long after it that it would not be
    news, unless both count the same people or, of what does not happen every day, have it from one speaker: who keeps count of
    a war counts every day's dead. Where neither names a day, each is news of its own."""
    if one.since or not one.published or one.document == other.document:
        return False
    daily = bool({one.means, other.means} & DAILY)
    if not other.since or not other.until:
        late = bool(other.published) and (one.published - _day(other)).days >= (NEXT_DAY if daily else UNDATED)
        return late and (daily or not _agree(one, other))
    seldom = bool({one.means, other.means} & SELDOM)
    late = (one.published - other.until).days > (NEWS if seldom else NEXT_DAY)
    return one.published < other.since or (late and not _agree(one, other, daily=not seldom))


def _day(tally: Tally) -> date:
    return tally.published or date.max


def _agree(one: Tally, other: Tally, *, daily: bool = False) -> bool:
    return (not daily and one.claimant == other.claimant) or (one.victim not in (None, ANYBODY) and one.victim == other.victim)


def _other_place(one: Tally, other: Tally) -> bool:
    """A report that gives each toll its own place tells of two incidents, or of one and a part of it; so does one that gives a
    place to the lesser toll only."""
    if one.document != other.document or one.place == other.place:
        return False
    if one.place and other.place:
        return True
    told, bare = (one, other) if one.place else (other, one)
    return (value(told) or 0) < (value(bare) or 0)


def _other_attack(one: Tally, other: Tally) -> bool:
    """A report that counts the dead of two attacks, neither of which is the other told again, tells of two incidents."""
    return one.document == other.document and None not in (one.incident, other.incident) and one.incident != other.incident


def _other_scale(one: Tally, other: Tally) -> bool:
    """Figures that no two people would give of one attack; two reports may, of what their town and day show to be one."""
    low, high = sorted((value(one) or 0, value(other) or 0))
    sure = one.document != other.document and one.event == other.event and None not in (one.town, one.since)
    sure = sure and (one.town, one.since) == (other.town, other.since)
    return not sure and low > 0 and high >= SCALE * low
