"""Printed: the day that a report prints at its head as its own ("Published July 20, 2015", "Wed 3 Aug 2016")."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.model import Span

HEAD = 300
"""Characters in which a report names its own day: a headline and an agency may stand before it."""

_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(calendar.day_name)}
_MONTH = rf"(?P<month>(?:{'|'.join(calendar.month_name[1:])}|{'|'.join(calendar.month_abbr[1:])}|Sept)(?![a-z]))\.?"
_WEEKDAY = rf"(?P<weekday>(?:{'|'.join(calendar.day_name)}|{'|'.join(calendar.day_abbr)}|Tues|Thurs)(?![a-z]))\.?,?\s"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDS = (rf"{_DAY}\s{_MONTH},?\s{_YEAR}", rf"{_MONTH}\s{_DAY},?\s?{_YEAR}")
_NUMBERS = (rf"{_DAY}(?P<sep>[-./])(?P<month>\d\d?)(?P=sep){_YEAR}",)
_LABEL = r"(?:date of publication|(?:first |date )?(?:published|posted|updated)|last (?:updated|modified))(?: on| at)?:?\s"
_LEADS_ON = r"(?<!\bon\s)(?<!\bof\s)(?<!\bsince\s)(?<!\bfrom\s)(?<!\buntil\s)(?<!\bafter\s)(?<!\bbefore\s)(?<!\blast\s)"

_OPENING = [re.compile(rf"\s*(?:{_LABEL})?(?:{_WEEKDAY})?{day}", re.I) for day in (*_WORDS, *_NUMBERS)]
_LABELLED = [re.compile(rf"\b{_LABEL}(?:{_WEEKDAY})?{day}", re.I) for day in (*_WORDS, *_NUMBERS)]
_AMONG = [re.compile(rf"{_LEADS_ON}\b{_WEEKDAY}{day}") for day in _WORDS]


@dataclass(frozen=True, slots=True)
class Printed:
    """The day of publication that a text prints, and where it stands: with the word for publishing and the weekday."""

    day: date
    span: Span


def printed(text: str) -> Printed | None:
    """Return the day of publication that `text` prints at its head; None where it prints none, or two that differ.

    It opens the text, or a word for publishing stands before it, or it comes with its weekday, as a line of its own does and a
    sentence seldom ("on Wednesday, 21 August 2013" is the day of what is told). A weekday must be that of the day. Numbers
    alone ("29-07-2015") count if one of them can be no month.
    """
    for found in (list(_opening(text)), list(_within(text, _LABELLED)), list(_within(text, _AMONG))):
        if found:
            return found[0] if len({one.day for one in found}) == 1 else None
    return None


def _opening(text: str) -> Iterator[Printed]:
    matches = (pattern.match(text) for pattern in _OPENING)
    yield from (found for match in matches if match and (found := _made(match)))


def _within(text: str, patterns: list[re.Pattern[str]]) -> Iterator[Printed]:
    matches = (match for pattern in patterns for match in pattern.finditer(text, 0, HEAD))
    yield from (found for match in matches if (found := _made(match)))


def _made(match: re.Match[str]) -> Printed | None:
    day = _day(match)
    return Printed(day, Span(*match.span())) if day else None


def _day(match: re.Match[str]) -> date | None:
    written, day, year = match["month"], int(match["day"]), int(match["year"])
    month = int(written) if written.isdigit() else _MONTHS[written[:3].lower()]
    if written.isdigit() and month != day and max(month, day) <= max(_MONTHS.values()):
        return None
    try:
        found = date(year, *((month, day) if month <= max(_MONTHS.values()) else (day, month)))
    except ValueError:
        return None
    weekday = match["weekday"]
    return found if not weekday or _WEEKDAYS[weekday[:3].lower()] == found.weekday() else None
