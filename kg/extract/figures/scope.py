"""What a figure covers: this incident, a stated period, or all since the start; and the times that say so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Grain, Measure, Scope, Span, Time

_OF_EVENTS = (
    Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.CAPTURED, Measure.ARRESTED, Measure.MISSING, Measure.DISPLACED,
    Measure.EQUIPMENT_LOST, Measure.AREA,
)  # fmt: skip
_TOTAL = re.compile(
    r"\b(?:since|so far|to date|until now|up to now|overall|in total|total of|the total|all told|throughout the)\b",
    re.I,
)
_WAR = re.compile(
    r"\b(?:conflict|war|uprising|insurgency|revolt|rebellion|unrest)(?! \w*\s?(?:monitor|group|crime))\b[^;]*?"
    r"\b(?:has|have|had) (?:so far )?(?:killed|left|claimed|cost|wounded|injured|displaced)\b",
    re.I,
)
_IN_WAR = re.compile(
    r"\b(?:toll|number|total)\b[^.;]*?\bin the (?:[\w-]+ ){0,2}(?:conflict|war|uprising|insurgency|campaign)\b[^.;]*$", re.I
)
"""What says before a number that it counts the whole war: "the toll of soldiers killed in the war to 18"."""

_DAYS_OF = re.compile(
    r"\b(?:days|weeks|months|years) of (?:[\w-]+ ){0,3}(?:air ?strikes|strikes|raids|bombardments?|bombing|shelling|fighting|"
    r"clashes|battles?|attacks|violence|unrest|protests|siege|rioting)\b",
    re.I,
)
"""What says before a number that it counts a stretch of time which no date bounds: "seven days of shelling left 75 dead"."""

_DEADLIEST = re.compile(
    r"\b(?:first|only|worst|deadliest|bloodiest|biggest|largest|heaviest|highest|fiercest|most \w+)\b[^;]*?\bsince\b", re.I
)
_OVER = re.compile(r"\b(?:in|over|during|within|for|through|throughout|between)\s+(?:the\s+)?(?:about\s+)?$", re.I)
_AS_OF = re.compile(r"\b(?:as of|by|until|as at)\s+(?:the\s+)?$", re.I)
_LONG = (Grain.INTERVAL, Grain.DURATION, Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR, Grain.DECADE)


@dataclass(frozen=True, slots=True)
class Cover:
    """The scope of a figure, with the ids of the time it is as of and of the period it covers."""

    scope: Scope | None = None
    as_of: str | None = None
    period: str | None = None


def cover(text: str, sentence: Span, figure: Span, measure: Measure, times: Iterable[Time]) -> Cover:
    """Return what the figure at `figure` covers, by the times and the words of its sentence."""
    if measure not in _OF_EVENTS:
        return Cover()
    near = sorted(
        (time for time in times if sentence.holds(time.span) and not time.span.touches(figure)),
        key=lambda t: _gap(t.span, figure),
    )
    as_of = next((time.id for time in near if _AS_OF.search(_lead(text, time))), None)
    since = next((time.id for time in near if re.search(r"\bsince\s+(?:the\s+)?$", _lead(text, time), re.I)), None)
    words = _DEADLIEST.sub("", sentence.of(text))  # "the deadliest attack since May" counts nothing since May
    war = _WAR.search(text, sentence.start, figure.start) or _IN_WAR.search(text, sentence.start, figure.start)
    if war or _TOTAL.search(words):
        return Cover(Scope.CUMULATIVE, as_of, since)
    period = next((time.id for time in near if _spans(text, time)), None)
    days = period or _DAYS_OF.search(text, sentence.start, figure.start)
    return Cover(Scope.PERIOD if days else Scope.INCIDENT, as_of, period)


def _spans(text: str, time: Time) -> bool:
    own = time.span.of(text).lower()
    if _BETWEEN.search(_lead(text, time)) and _AND.match(text, time.span.end):
        return True
    return time.grain in _LONG and bool(
        _OVER.search(_lead(text, time)) or own.startswith(("this ", "last ", "the past", "the last", "earlier"))
    )


_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.I)
_AND = re.compile(r"\s(?:and|to|until|through)\b", re.I)


def _lead(text: str, time: Time) -> str:
    return text[max(0, time.span.start - 24) : time.span.start]


def _gap(one: Span, two: Span) -> int:
    return max(two.start - one.end, one.start - two.end, 0)
