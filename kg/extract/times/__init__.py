"""Times: every expression of a report that says when, with the days it may mean."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.extract import extractors
from kg.extract.reading import Reading
from kg.extract.times.grammar import Expression, expressions
from kg.extract.times.resolve import Context, When, resolve, since
from kg.model import Anchor, Annotation, Grain, Time

__all__ = ["read_times", "times"]

_DATELINE = 160
"""Characters in which a report without a publication date may name its own day ("SAN SALVADOR, 3 Jan 90 --")."""

_AHEAD = re.compile(
    r"\b(?:will|shall|'ll|is to|are to|due|scheduled|plans? to|planned for|expected|upcoming|next)\b[^.;\n]{0,60}$", re.I
)
_PERHAPS = re.compile(r"\b(?:would|'d|was to|were to)\b[^.;\n]{0,60}$", re.I)
"""Words that look ahead from a day that is past itself ("he said they would leave on Friday"): the day may have come since."""
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.I)


@extractors.register("times", gives=("times",))
def times(reading: Reading, known: Annotation) -> Annotation:
    """Return the times of `reading`.

    Weekdays, months and dates without a year are read against the publication date and taken for the latest past ones,
    unless the clause looks ahead (a weekday behind "would" is the nearest one); a report without a publication date is
    read against the day of its dateline, if it names one. Where neither is known they stay unresolved.
    """
    found = tuple(read_times(reading.text, reading.document.published))
    return Annotation(known.document, known.version, times=found)


def read_times(text: str, published: date | None) -> Iterator[Time]:
    """Yield the times of `text`, published on that day if known, in text order."""
    found = expressions(text)
    context = _at_start(text, found, published)
    for expression in found:
        when = resolve(expression, _here(text, expression, context))
        if _SINCE.search(text[max(0, expression.span.start - 12) : expression.span.start]) and when.grain is not Grain.DURATION:
            when = since(when, context)
        context = _after(context, when)
        yield _time(expression, when)


def _time(expression: Expression, when: When) -> Time:
    span = expression.span
    anchor = when.anchor if when.earliest or when.latest else None
    return Time(f"t{span.start}-{span.end}", span, when.earliest, when.latest, when.grain, anchor, when.partial)


def _at_start(text: str, found: tuple[Expression, ...], published: date | None) -> Context:
    if published:
        return Context(published, Anchor.PUBLICATION)
    for expression in found:
        if (
            expression.span.start < _DATELINE
            and expression.kind in ("day_month", "month_day", "iso", "dtg")
            and "year" in expression.parts
        ):
            day = resolve(expression, Context()).earliest
            if day and _opens(text, expression):
                return Context(day, Anchor.TEXT, day.year, day)
    return Context()


def _opens(text: str, expression: Expression) -> bool:
    """Whether the expression is a dateline: a dash or bracket follows it in the first line."""
    return bool(re.match(r"\s*(?:\([^)\n]{0,40}\)\s*)?(?:--|[-–—\[(])", text[expression.span.end : expression.span.end + 50]))


def _here(text: str, expression: Expression, context: Context) -> Context:
    start = expression.span.start
    before = text[max(0, start - 90) : start]
    if _AHEAD.search(before):
        return replace(context, ahead=True)
    return replace(context, perhaps=True) if _PERHAPS.search(before) else context


def _after(context: Context, when: When) -> Context:
    """Return `context` as the expressions that follow see it: the year and the day named last."""
    if when.earliest is None:
        return context
    year = when.earliest.year if when.anchor is Anchor.TEXT and when.grain is not Grain.DECADE else context.year
    before = when.earliest if when.grain is Grain.DAY else context.before
    return Context(context.now, context.anchor, year, before)
