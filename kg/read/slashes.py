"""Slashes: days written 4/5/2017, which say by themselves neither what is the month nor what the day; a whole file may."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

_IN_LINE = re.compile(rb'"(?:date|published)"\s*:\s*"\s*(\d{1,2})/(\d{1,2})/\d{4}\s*"')
_WRITTEN = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*")
_MONTHS = 12


class Order(Enum):
    """Which number stands first."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def order_of(lines: Iterable[bytes]) -> Order | None:
    """Return the order in which the days of JSON `lines` are written: where one number is above 12 in some line and the other
    in none, it is the day. None if no line tells, or they contradict each other."""
    found = [match for line in lines for match in _IN_LINE.findall(line)]
    first, second = (any(int(pair[place]) > _MONTHS for pair in found) for place in (0, 1))
    if first == second:
        return None
    return Order.DAY_FIRST if first else Order.MONTH_FIRST


def plain(written: object, order: Order | None) -> object:
    """Return `written` as ``2017-04-05`` if it is a day with slashes and `order` is known; else as it is.

    >>> plain("4/5/2017", Order.MONTH_FIRST), plain("4/5/2017", None)
    ('2017-04-05', '4/5/2017')
    """
    match = _WRITTEN.fullmatch(written) if isinstance(written, str) and order else None
    if not match:
        return written
    one, other, year = map(int, match.groups())
    day, month = (one, other) if order is Order.DAY_FIRST else (other, one)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return written
