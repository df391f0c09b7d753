"""The grammar of time expressions: one pattern for each kind, with named parts that the resolver reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg.extract.shelf import Shelf
from kg.extract.times.cues import CUE_OF as _CUE_OF
from kg.extract.times.cues import CUES as _CUES
from kg.extract.times.cues import around
from kg.lexicon.words import table
from kg.model import Span

_YEAR = r"(?:1[6-9]\d\d|20\d\d)"
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: `kind` of the grammar, its span, and its named parts in lower case."""

    kind: str
    span: Span
    parts: dict[str, str]


def expressions(text: str) -> tuple[Expression, ...]:
    """Return the time expressions of `text` in text order, the longest where several begin together or overlap."""
    found = sorted(_candidates(text), key=lambda e: (e.span.start - e.span.end, e.span.start))
    kept: Shelf[Expression] = Shelf(())
    for one in found:
        if not kept.at(one.span):
            kept.put(one.span, one)
    return tuple(sorted(kept, key=lambda e: e.span))


def _candidates(text: str) -> Iterator[Expression]:
    stretches = {cue: list(around(cue, text)) for cue in _CUES}
    whole = [(0, len(text))]
    for kind, pattern in _patterns().items():
        near = stretches.get(_CUE_OF.get(kind, ""), whole)
        for match in chain.from_iterable(pattern.finditer(text, start, end) for start, end in near):
            parts = {name: part.lower().strip(".") for name, part in match.groupdict().items() if part}
            if _CHECKS.get(kind, _always)(text, match):
                yield Expression(kind, Span(match.start(), match.end()), parts)


def _always(text: str, match: re.Match[str]) -> bool:
    return True


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether a number beside a month's name is a day: "10 may have died" is none."""
    return match["month"] not in ("may", "march") or bool(match["year"])


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Whether a number from 1600 to 2099 is a year ("in 2014", "the 2016 summit"), not an amount ("2000 kilometres")."""
    before = re.search(r"([\w']+)[\s(-]+$", text[max(0, match.start() - 20) : match.start()])
    word = before[1].lower() if before else ""
    counted = re.match(r"\s(?!(?:in|on|at|and|or|when|by|the|with|as|to|for)\b)[a-z]", text[match.end() : match.end() + 6])
    bare = text[max(0, match.start() - 1) : match.start()] == "(" and text[match.end() : match.end() + 1] == ")"
    return bool(match["edge"] or bare or word in _YEAR_CUES or (word in _WEAK_CUES and not counted))


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a lone month's name is the month: "May" and "March" are also a verb, and "Jan" and "April" are also people."""
    before = re.search(r"(\w+)\s+$", text[max(0, match.start() - 20) : match.start()])
    word = before[1].lower() if before else ""
    if match["edge"] or word in _MONTH_CUES:
        return True
    name = match["month"].lower()
    return bool(
        match["month"][0].isupper() and name in _CLEAR and not re.match(r"\s[A-Z]", text[match.end() : match.end() + 2])
    )


_YEAR_CUES = frozenset(["in", "since", "during", "until", "till", "by", "the", "this", "that", "mid", "year"])
_WEAK_CUES = frozenset(["of", "from", "to", "and", "before", "after", "between", "through", "or"])
_MONTH_CUES = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "of",
        "during",
        "before",
        "after",
        "last",
        "next",
        "this",
        "through",
        "to",
        "between",
        "mid",
        "and",
    ]
)
_CLEAR = frozenset(["january", "february", "july", "august", "september", "october", "november", "december"])
_CHECKS = {
    "month": _is_month,
    "year": _is_year,
    "day_month": _is_date,
    "month_day": _is_date,
    "range": _is_date,
    "range_us": _is_date,
}


@cache
def words(kind: str) -> dict[str, str]:
    """Return the words of the calendar of that `kind` with their values."""
    return {row["word"]: row["value"] for row in table("calendar_words") if row["kind"] == kind}


def _number() -> str:
    """Return the pattern of a count of days, weeks …: digits, number words, "a few"."""
    plain = "|".join(
        sorted((row["word"] for row in table("number_words") if row["kind"] in ("unit", "ten")), key=len, reverse=True)
    )
    spoken = rf"(?:{plain}|hundred)(?:[- ](?:{plain}|hundred|thousand))?"
    return rf"(?:\d+(?:[.,]\d+)?|{spoken}|an?(?:\s(?:few|couple\sof|dozen))?|few|couple\sof|dozen|several|many|some)"


def _any(kind: str) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words(kind), key=len, reverse=True)) + ")"


def _month_name() -> str:
    full = [word for word in words("month") if len(word) > 4 or word in ("may", "june", "july")]
    short = [word for word in words("month") if word not in full]
    return rf"(?:(?:{'|'.join(full)})\b|(?:{'|'.join(short)})\b\.?)"


def _weekday_name() -> str:
    full = [word for word in words("weekday") if word.endswith("day")]
    return rf"(?:{'|'.join(full)})"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    count = rf"(?P<count>{_number()})"
    month, weekday, unit = _month_name(), _weekday_name(), _any("unit")
    part, season, feast = r"(?:morning|afternoon|evening|night|dawn|dusk|midday|noon)", _any("season"), _any("feast")
    short = "(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)"
    edge = r"(?:the\s)?(?P<edge>(?:very\s)?(?:beginning|start|end|middle)\sof(?:\sthe)?|early\sin|late\sin|early|mid|late)[\s-]"
    heading = rf"(?:(?P<weekday>{weekday}|{short}\.?),?\s(?:the\s)?)?"
    after = rf"(?:\s(?:early\s|late\s)?(?P<part>{part}))?"
    near = r"(?P<near>last|past|this|next|previous|coming|following|same|that|these\slast|these|those|recent)"
    raw = {
        "iso": r"(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        "numeric": r"(?P<day>[0-3]?\d)(?P<mark>[-./])(?P<month>[01]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)",
        "dtg": rf"(?P<day>[0-3]\d)(?P<clock>[0-2]\d[0-5]\d)\s?[A-Z]\s?(?P<month>{month})\s?(?P<year>(?:19|20)?\d\d)",
        "range": rf"(?P<day>{_DAY})\s?(?:[-–]|to|and)\s?(?P<last>{_DAY})\s(?P<month>{month})(?:,?\s(?P<year>{_YEAR}))?",
        "range_us": rf"(?P<month>{month})\s(?P<day>{_DAY})\s?(?:[-–]|to|and)\s?(?P<last>{_DAY})\b(?:,?\s(?P<year>{_YEAR}))?",
        "day_month": rf"{heading}(?P<day>{_DAY})\s(?:of\s)?(?P<month>{month})"
        rf"(?:,?\s(?P<year>{_YEAR}|\d\d(?=\s\(|\s-|\s?[—–]|$)))?",
        "month_day": rf"{heading}(?P<month>{month})\s?(?P<day>{_DAY})\b(?![,.]\d|:\d)(?:,?\s(?P<year>{_YEAR}))?",
        "month_year": rf"(?:{edge})?(?P<month>{month}),?\s(?:of\s)?(?P<year>{_YEAR})",
        "month": rf"(?:{edge})?(?P<month>{month})",
        "near_month": rf"(?:{edge})?(?P<near>last|this|next)\s(?P<month>{month})",
        "weekday": rf"(?:(?P<phase>early|late)\s(?:on\s)?|early\shours\sof\s)?(?:{near}\s)?(?P<weekday>{weekday}){after}",
        "near": rf"(?:(?:{edge})|(?P<phase>earlier|later)\s)?(?:the\s)?{near}\s"
        rf"(?P<unit>{unit}|{part}|{season}|{feast})(?:'s)?(?!-)",
        "word": rf"(?P<word>the\sday\s(?:before\syesterday|after\stomorrow)|today|yesterday|tomorrow|tonight|overnight)"
        rf"(?:\s(?P<part>{part}))?",
        "plural": rf"(?:the\s)?{near}\s(?P<units>{unit})s",
        "past": rf"(?<!\bto\s)(?<!\bwill\s)(?:the\s)?(?P<near>past|last|next|coming|previous|following)\s"
        rf"(?:{count}(?:-plus|-odd)?\s)"
        rf"(?P<unit>{unit})s?",
        "ago": rf"(?:{count}\s)(?P<unit>{unit})s?\sago|(?P<units>{unit})s\sago",
        "offset": rf"(?:{count}\s)(?P<unit>{unit})s?\s(?P<way>earlier|later)",
        "length": rf"{count}[\s-](?:more\s|long\s|full\s|straight\s|consecutive\s)?"
        rf"(?P<unit>{unit})s?(?!-old|\sold\b|-\w)",
        "lengths": rf"(?<=for\s)(?P<units>{unit})s",
        "year": rf"(?:{edge})?(?P<year>{_YEAR})",
        "years": rf"(?P<year>{_YEAR})\s?[-–]\s?(?P<last>{_YEAR}|\d\d)",
        "decade": r"(?:(?P<edge>early|mid|late)[\s-])?(?:the\s)?(?:(?P<year>(?:1[6-9]|20)\d0)s|['’](?P<short>\d0)s)",
        "century": r"(?:the\s)?(?P<count>\d\d?)(?:st|nd|rd|th)\scentury",
        "season": rf"(?:(?P<phase>early|late|mid)[\s-])?(?:the\s)?(?P<season>{season})\s(?:of\s)?(?P<year>{_YEAR})",
        "in_season": r"(?<=in\s)(?:the\s)?(?:(?P<phase>early|late|mid)[\s-])?(?P<season>spring|summer|autumn|winter)\b",
        "feast": rf"(?:this\s)?(?P<feast>{feast})(?:,?\s(?P<year>{_YEAR}))?",
        "clock": r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?\s?m\b\.?)"
        r"(?:\s(?P<zone>GMT|UTC|EST|local\stime))?"
        r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?:\s?(?:hours|hrs))?(?:\s(?P<zone24>GMT|UTC|local\stime))?",
        "military": r"(?<=at\s)(?P<clock>(?:[01]\d|2[0-3])[0-5]\d)(?:\s?(?:hours|hrs))?(?:\s(?P<zone>GMT|UTC|Z|local\stime))?"
        r"|(?P<clock2>(?:[01]\d|2[0-3])[0-5]\d)\s(?:hours|hrs|GMT|UTC|local\stime)",
        "noon": r"(?:noon|midday|midnight)",
        "of_day": r"(?P<phase>earlier|later)\sin\sthe\sday|(?:the\s)?(?P<near>same|next|following|previous)\sday",
    }
    ends = dict.fromkeys(raw, r"(?!\w)") | {"numeric": r"(?!\d)"}
    return {kind: re.compile(rf"(?<![\w.])(?<!\w-)(?:{pattern}){ends[kind]}", re.I) for kind, pattern in raw.items()}
