"""From a time expression to the days it may mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kg.extract.times import calendar
from kg.extract.times.calendar import ONE_DAY, Days
from kg.extract.times.grammar import Expression, words
from kg.model import Anchor, Grain


@dataclass(frozen=True, slots=True)
class When:
    """What an expression means: its first and last day, as far as known, grain, anchor, and what is known without a year."""

    earliest: date | None = None
    latest: date | None = None
    grain: Grain = Grain.UNKNOWN
    anchor: Anchor | None = None
    partial: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: the `now` of the report (its publication date, or the date of its dateline,
    as `anchor` says), the `year` and the last day (`before`) that the text named last, and whether the clause looks `ahead`, or
    did so when it was said (`perhaps`)."""

    now: date | None = None
    anchor: Anchor | None = None
    year: int | None = None
    before: date | None = None
    ahead: bool = False
    perhaps: bool = False


def resolve(expression: Expression, context: Context) -> When:
    """Return what `expression` means in `context`; what cannot be known stays None."""
    return _RULES[expression.kind](expression.parts, context)


def since(when: When, context: Context) -> When:
    """Return the stretch from `when` to the report's own day: what "since" makes of a date."""
    if when.earliest is None:
        return when
    now = context.now if context.now and context.now >= when.earliest else None
    return replace(when, latest=now, grain=Grain.INTERVAL)


def _made(days: Days | None, grain: Grain, anchor: Anchor | None, partial: str | None = None) -> When:
    if days is None:
        return When(grain=grain, partial=partial)
    return When(days[0], days[1], grain, anchor, partial)


def _number(parts: dict[str, str], name: str) -> int:
    return int(re.match(r"\d+", parts[name])[0])  # type: ignore[index]


def _month(parts: dict[str, str]) -> int:
    name = parts["month"]
    return int(name) if name.isdigit() else int(words("month")[name])


def _full_year(digits: str) -> int:
    short = int(digits)
    return short if short > 99 else short + (1900 if short >= 50 else 2000)


def _partial(month: int, day: int | None = None) -> str:
    return f"--{month:02}" + (f"-{day:02}" if day else "")


def _year_for(month: int, day: int, context: Context) -> tuple[int | None, Anchor | None]:
    """Return the year that a date without one belongs to: the latest past one, the next one if the clause looks ahead."""
    now = context.now
    if now is None:
        return context.year, Anchor.TEXT if context.year else None
    passed = (month, day) <= (now.month, now.day)
    if context.ahead:
        return now.year + (1 if passed and (month, day) != (now.month, now.day) else 0), context.anchor
    return now.year - (0 if passed else 1), context.anchor


def _edge(days: Days, parts: dict[str, str]) -> Days:
    edge = parts.get("edge", "") or parts.get("phase", "")
    which = next((name for word, name in _EDGES.items() if word in edge), None)
    return calendar.part(days, which) if which else days


_EDGES = {
    "beginning": "early",
    "start": "early",
    "early": "early",
    "middle": "mid",
    "mid": "mid",
    "end": "late",
    "late": "late",
}


def _date(parts: dict[str, str], context: Context) -> When:
    month, day = _month(parts), _number(parts, "day")
    last = _number(parts, "last") if "last" in parts else day
    if "year" in parts:
        year, anchor = _full_year(parts["year"]), Anchor.TEXT
    else:
        found, anchor_or_none = _year_for(month, day, context)
        if found is None:
            return When(grain=Grain.DAY if last == day else Grain.INTERVAL, partial=_partial(month, day))
        year, anchor = found, anchor_or_none or Anchor.TEXT
    first_day, last_day = calendar.dated(year, month, day), calendar.dated(year, month, last)
    if first_day is None or last_day is None or last_day < first_day:
        return When(partial=_partial(month))
    return When(first_day, last_day, Grain.DAY if last == day else Grain.INTERVAL, anchor)


def _numeric(parts: dict[str, str], context: Context) -> When:
    """Return the day of "23-04-2016"; where day and month cannot be told apart the day of the report itself, if it is one of
    the two, else the stretch between both."""
    first, second, year = int(parts["day"]), int(parts["month"]), int(parts["year"])
    days = [day for day in (calendar.dated(year, second, first), calendar.dated(year, first, second)) if day]
    days = [day for day in days if day == context.now] or days
    return When(min(days), max(days), Grain.DAY, Anchor.TEXT) if days else When(grain=Grain.DAY)


def _of_month(parts: dict[str, str], context: Context) -> When:
    month = _month(parts)
    if "year" in parts:
        return _made(_edge(calendar.month(int(parts["year"]), month), parts), Grain.MONTH, Anchor.TEXT)
    ahead = parts.get("near") == "next" or context.ahead
    year, anchor = _year_for(month, 1, replace(context, ahead=ahead))
    if year is None:
        return When(grain=Grain.MONTH, partial=_partial(month))
    if parts.get("near") == "last" and context.now and (year, month) == (context.now.year, context.now.month):
        year -= 1
    return _made(_edge(calendar.month(year, month), parts), Grain.MONTH, anchor)


def _weekday(parts: dict[str, str], context: Context) -> When:
    now, number = context.now, int(words("weekday")[parts["weekday"]])
    if now is None:
        return When(grain=Grain.DAY)
    near = parts.get("near", "")
    if near in ("next", "coming", "following") or (context.ahead and near not in ("last", "past", "previous")):
        return _made(calendar.day(calendar.weekday_after(now, number)), Grain.DAY, context.anchor)
    past, coming = calendar.weekday_before(now, number, same=not near), calendar.weekday_after(now, number)
    nearest = coming if context.perhaps and not near and coming - now < now - past else past
    return _made(calendar.day(nearest), Grain.DAY, context.anchor)


_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "these": 0, "next": 1, "coming": 1, "following": 1}
_GRAIN = {
    "hour": Grain.HOUR, "day": Grain.DAY, "night": Grain.DAY, "week": Grain.WEEK, "weekend": Grain.INTERVAL,
    "fortnight": Grain.INTERVAL, "month": Grain.MONTH, "quarter": Grain.INTERVAL, "year": Grain.YEAR, "decade": Grain.DECADE,
    "century": Grain.INTERVAL,
}  # fmt: skip


def _near(parts: dict[str, str], context: Context) -> When:
    unit, near = parts["unit"], parts["near"]
    if unit == "day" or near in ("same", "that"):
        return _of_day(parts, context)
    if unit in words("season"):
        return _season(parts | {"season": unit}, context)
    if unit in words("feast"):
        return _feast(parts | {"feast": unit}, context)
    grain = _GRAIN.get(unit, Grain.DAY)
    step = _STEP.get(near)
    if context.now is None or step is None or grain in (Grain.HOUR, Grain.DECADE) or unit in ("quarter", "century"):
        return When(grain=grain)
    days = _stretch(context.now, unit, step)
    if parts.get("phase") == "earlier":
        days = (days[0], max(days[0], min(days[1], context.now)))
    elif parts.get("phase") == "later":
        days = (min(days[1], max(days[0], context.now)), days[1])
    return _made(_edge(days, {"edge": parts.get("edge", "")}), grain, context.anchor)


def _stretch(now: date, unit: str, step: int) -> Days:
    """Return the night, week, month … `step` after the one of `now`."""
    if unit in words("part") or unit == "night":
        return calendar.day(now + step * ONE_DAY)
    if unit == "weekend":
        return calendar.weekend(now + step * 7 * ONE_DAY)
    return calendar.week(now + step * 7 * ONE_DAY) if unit == "week" else calendar.shift(now, unit, step)


_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


def _word(parts: dict[str, str], context: Context) -> When:
    if context.now is None:
        return When(grain=Grain.DAY)
    if parts["word"] == "overnight":
        return When(context.now - ONE_DAY, context.now, Grain.DAY, context.anchor)
    return _made(calendar.day(context.now + _WORDS[parts["word"]] * ONE_DAY), Grain.DAY, context.anchor)


def _count(parts: dict[str, str]) -> int | None:
    words_or_digits = parts.get("count", "")
    if words_or_digits in ("a", "an"):
        return 1
    digits = re.match(r"\d+", words_or_digits)
    return int(digits[0]) if digits else _COUNTS.get(words_or_digits)


_COUNTS = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_COUNTS |= {"fifteen": 15, "twenty": 20, "thirty": 30, "a couple of": 2, "couple of": 2, "dozen": 12, "a dozen": 12}


def _past(parts: dict[str, str], context: Context) -> When:
    count, now = _count(parts), context.now
    if count is None or now is None or parts["near"] in ("previous", "following"):
        return When(grain=Grain.INTERVAL)
    if parts["near"] in ("past", "last"):
        return When(calendar.back(now, parts["unit"], count), now, Grain.INTERVAL, context.anchor)
    last = calendar.shift(now, parts["unit"], count)[1] if parts["unit"] != "hour" else now + -(-count // 24) * ONE_DAY
    return When(now, last, Grain.INTERVAL, context.anchor)


def _ago(parts: dict[str, str], context: Context) -> When:
    unit = parts.get("unit") or parts["units"]
    grain, count = _GRAIN.get(unit, Grain.HOUR), _count(parts)
    if context.now is None or count is None or unit in ("quarter", "weekend"):
        return When(grain=grain)
    if grain is Grain.HOUR:
        return When(
            calendar.back(context.now, "hour", count) if unit == "hour" else context.now, context.now, grain, context.anchor
        )
    return _made(calendar.shift(context.now, unit, -count), grain, context.anchor)


def _offset(parts: dict[str, str], context: Context) -> When:
    count = _count(parts)
    if context.before is None or count is None or _GRAIN.get(parts["unit"]) in (None, Grain.HOUR):
        return When(grain=_GRAIN.get(parts["unit"], Grain.HOUR))
    sign = 1 if parts["way"] == "later" else -1
    return _made(calendar.shift(context.before, parts["unit"], sign * count), _GRAIN[parts["unit"]], Anchor.TEXT)


_DAY_STEP = {"same": 0, "that": 0, "next": 1, "following": 1, "previous": -1}


def _of_day(parts: dict[str, str], context: Context) -> When:
    step = _DAY_STEP.get(parts.get("near", ""))
    if parts.get("unit", "day") != "day" or step is None or context.before is None:
        return When(grain=_GRAIN.get(parts.get("unit", "day"), Grain.DAY))
    return _made(calendar.day(context.before + step * ONE_DAY), Grain.DAY, Anchor.TEXT)


def _year(parts: dict[str, str], context: Context) -> When:
    return _made(_edge(calendar.year(int(parts["year"])), parts), Grain.YEAR, Anchor.TEXT)


def _years(parts: dict[str, str], context: Context) -> When:
    first, last = parts["year"], parts["last"]
    end = int(last if len(last) == 4 else first[:2] + last)
    if end < int(first):
        return When(grain=Grain.INTERVAL)
    return When(date(int(first), 1, 1), date(end, 12, 31), Grain.INTERVAL, Anchor.TEXT)


def _decade(parts: dict[str, str], context: Context) -> When:
    first = int(parts["year"]) if "year" in parts else 1900 + int(parts["short"])
    return _made(_edge((date(first, 1, 1), date(first + 9, 12, 31)), parts), Grain.DECADE, Anchor.TEXT)


def _century(parts: dict[str, str], context: Context) -> When:
    last = int(parts["count"]) * 100
    return When(date(last - 99, 1, 1), date(last, 12, 31), Grain.INTERVAL, Anchor.TEXT)


def _season(parts: dict[str, str], context: Context) -> When:
    first = int(words("season")[parts["season"]])
    if "year" in parts:
        return _made(_edge(calendar.season(first, int(parts["year"])), parts), Grain.SEASON, Anchor.TEXT)
    if context.now is None:
        return When(grain=Grain.SEASON)
    step = _STEP.get(parts.get("near", ""), 0)
    days = calendar.season(first, context.now.year + step)
    if step == -1 and calendar.season(first, context.now.year)[1] < context.now:
        days = calendar.season(first, context.now.year)
    return _made(_edge(days, parts), Grain.SEASON, context.anchor)


def _feast(parts: dict[str, str], context: Context) -> When:
    rule, year = words("feast")[parts["feast"]], int(parts.get("year", 0)) or (context.now.year if context.now else None)
    if not rule or year is None:
        return When(grain=Grain.DAY)
    for number in (year, year - 1):
        day = calendar.thanksgiving(number) if rule == "thanksgiving" else date(number, int(rule[:2]), int(rule[3:]))
        if "year" in parts or context.ahead or context.now is None or day <= context.now:
            break
    return _made(calendar.day(day), Grain.DAY, Anchor.TEXT if "year" in parts else context.anchor)


def _only(grain: Grain) -> Callable[[dict[str, str], Context], When]:
    def rule(parts: dict[str, str], context: Context) -> When:
        return When(grain=grain)

    return rule


_RULES: dict[str, Callable[[dict[str, str], Context], When]] = {
    **dict.fromkeys(("iso", "dtg", "range", "range_us", "day_month", "month_day"), _date),
    **dict.fromkeys(("month_year", "month", "near_month"), _of_month),
    **dict.fromkeys(("season", "in_season"), _season),
    **dict.fromkeys(("length", "lengths"), _only(Grain.DURATION)),
    **dict.fromkeys(("clock", "military", "noon"), _only(Grain.HOUR)),
    "numeric": _numeric, "weekday": _weekday, "near": _near, "word": _word, "plural": _only(Grain.INTERVAL), "past": _past,
    "ago": _ago, "offset": _offset, "year": _year, "years": _years, "decade": _decade, "century": _century, "feast": _feast,
    "of_day": _of_day,
}  # fmt: skip
