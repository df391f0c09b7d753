"""Calendar arithmetic: stretches of days, both ends inclusive."""

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
"""The first and the last day of a stretch."""

ONE_DAY = timedelta(days=1)
_LONG = 3_650_000


def day(when: date) -> Days:
    """Return the one day `when`."""
    return when, when


def month(year: int, number: int) -> Days:
    """Return the month `number` (1-12) of `year`."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def year(number: int) -> Days:
    """Return the year `number`."""
    return date(number, 1, 1), date(number, 12, 31)


def week(when: date) -> Days:
    """Return the week of `when`, Monday to Sunday (ISO 8601)."""
    monday = when - timedelta(days=when.weekday())
    return monday, monday + timedelta(days=6)


def weekend(when: date) -> Days:
    """Return Saturday and Sunday of the week of `when`."""
    monday, sunday = week(when)
    return monday + timedelta(days=5), sunday


def season(first_month: int, number: int) -> Days:
    """Return the three months from `first_month` of year `number`; a winter ends in the next year."""
    months = first_month + 2
    last = month(number + (months - 1) // 12, (months - 1) % 12 + 1)
    return date(number, first_month, 1), last[1]


def part(days: Days, which: str) -> Days:
    """Return the early, mid or late third of `days` (at least one day)."""
    third = max(1, ((days[1] - days[0]).days + 1) // 3)
    first, last = days
    if which == "early":
        return first, first + timedelta(days=third - 1)
    if which == "late":
        return last - timedelta(days=third - 1), last
    return first + timedelta(days=third), last - timedelta(days=third)


def shift(when: date, unit: str, count: int) -> Days:
    """Return the day, week, month, year or longer stretch that lies `count` units after `when` (before, if negative)."""
    match unit:
        case "week" | "fortnight":
            return week(when + timedelta(days=count * (7 if unit == "week" else 14)))
        case "month":
            index = when.year * 12 + when.month - 1 + count
            return month(index // 12, index % 12 + 1)
        case "year" | "decade" | "century":
            return year(when.year + count * {"year": 1, "decade": 10, "century": 100}[unit])
        case _:
            return day(when + timedelta(days=max(-_LONG, min(_LONG, count))))


def back(when: date, unit: str, count: int) -> date:
    """Return the day `count` units before `when`, kept inside its month; `when` itself for units shorter than a day."""
    if unit in ("second", "minute"):
        return when
    if unit == "hour":
        return when - timedelta(days=-(-count // 24))
    if unit not in ("month", "year", "decade", "century"):
        return when - timedelta(days=count * {"week": 7, "fortnight": 14}.get(unit, 1))
    first, last = shift(when, "month", -count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])
    return min(last, first.replace(day=min(when.day, last.day)))


def weekday_before(when: date, number: int, *, same: bool = True) -> date:
    """Return the latest weekday `number` (Monday 0) up to `when`; before it if not `same`."""
    return when - timedelta(days=(when.weekday() - number) % 7 or (0 if same else 7))


def weekday_after(when: date, number: int) -> date:
    """Return the first weekday `number` (Monday 0) after `when`."""
    return when + timedelta(days=(number - when.weekday()) % 7 or 7)


def thanksgiving(number: int) -> date:
    """Return the fourth Thursday of November of year `number`."""
    return weekday_after(date(number, 10, 31), 3) + timedelta(days=21)


def dated(year_number: int, month_number: int, day_number: int) -> date | None:
    """Return that day, None if the calendar has no such day."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None
