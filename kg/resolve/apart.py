"""Apart: what tells the tolls of two incidents from each other, though reports of both were taken for one event."""

import math
from collections.abc import Iterable
from datetime import date

from kg.model import Tally
from kg.resolve.likeness import NEWS
from kg.resolve.ranges import value
from kg.resolve.reports import Site, kilometres
from kg.resolve.scenes import SELDOM

BESIDE = 12.0
"""Kilometres within which two towns may be the scene of one attack: a village that a report calls after the next town."""

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


_PLACE = "place/"

CROWD = 40
"""Tallies of an incident that one more is compared with: the first, which tell town and day if any do."""


def apart(one: Tally, other: Tally) -> bool:
    """Return whether `one` and `other` are tolls of two incidents: towns that are not near each other, days that have none in
    common, a report that names no day and is no news of the other's, two places or two attacks in one report."""
    return any(
        differ(one, other) for differ in (_far, _other_day, _other_place, _other_attack, _part, _other_quarter, _other_scale)
    )


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
    """Return whether two towns are far from each other, and neither is a place that the other report names too. Where a village
    lies that no gazetteer has nobody knows: it may be the other's if both tolls are of one day."""
    if not one.town or not other.town or {one.town, *_quarters(one)} & {other.town, *_quarters(other)}:
        return False
    left, right = (Site(str(tally.town), tally.lat, tally.lon) for tally in (one, other))
    apart = kilometres(left, right)
    return apart > BESIDE if apart < math.inf else one.since is None or (one.since, one.until) != (other.since, other.until)


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
    if told.place == told.town and _two_voices(one, other):
        return False
    return (value(told) or 0) < (value(bare) or 0)


def _other_attack(one: Tally, other: Tally) -> bool:
    """A report that counts the dead of two attacks, neither of which is the other told again, tells of two incidents."""
    told = one.document == other.document and None not in (one.incident, other.incident)
    return told and one.incident != other.incident and not _two_voices(one, other)


def _two_voices(one: Tally, other: Tally) -> bool:
    """Return whether a report has two say how many were killed in one event, in one town, and places both attacks alike, or
    neither: there are two tolls then, not two incidents."""
    event = one.event is not None and one.event == other.event and one.town is not None and one.town == other.town
    voices = one.voices and other.voices and not one.voices & other.voices
    return bool(event and voices) and one.spot == other.spot


def _other_quarter(one: Tally, other: Tally) -> bool:
    """Return whether, in a city where there are several attacks a day, one report names a quarter that the other does not, or
    they do not both date what happened."""
    if one.document == other.document or not (one.city and other.city) or {one.means, other.means} & SELDOM:
        return False
    left, right = (_quarters(tally) for tally in (one, other))
    return not left & right if left or right else None in (one.since, other.since)


def _quarters(tally: Tally) -> set[str]:
    """Return the keys of the places that a report gives to a toll or its attack, but for the town itself."""
    return {name for name in (tally.place, tally.spot) if name and name.startswith(_PLACE)} - {tally.town or ""}


def _part(one: Tally, other: Tally) -> bool:
    """Return whether the one report counts as a part of its toll those that are the whole toll of the other."""
    return one.document != other.document and (value(one) in other.parts or value(other) in one.parts)


def _other_scale(one: Tally, other: Tally) -> bool:
    """Figures that no two people would give of one attack; two reports may, of what their town and day show to be one, but
    for a single one."""
    low, high = sorted((value(one) or 0, value(other) or 0))
    sure = one.document != other.document and one.event == other.event and None not in (one.town, one.since)
    sure = sure and (one.town, one.since) == (other.town, other.since) and not one.city
    return not (sure and low > 1) and low > 0 and high >= SCALE * low
