"""How a number is to be read: the words before and after it, and what they do to its ends."""

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.figures.numbers import Numeral
from kg.lexicon.words import Row, table
from kg.model import Bound, Number, Span

_REACH = 40
_RANK = {Bound.AT_LEAST: 3, Bound.AT_MOST: 3, Bound.ABOUT: 2, Bound.EXACT: 1}


@dataclass(frozen=True, slots=True)
class Bounded:
    """A numeral with its bound: `span` holds the bound words too, `low` and `high` are what the bound leaves of its ends."""

    numeral: Numeral
    span: Span
    bound: Bound
    low: Number | None
    high: Number | None
    strict: bool = False
    added: bool = False


def bounded(text: str, numeral: Numeral) -> Bounded:
    """Return `numeral` with the bound that the words around it set ("at least 20", "20 or more", "some 20")."""
    before, start = _before(text, numeral.span.start)
    after, end = _after(text, numeral.span.end)
    rows = sorted((*before, *after), key=lambda row: -_RANK[Bound(row["bound"])])
    added = any(row["words"] in ("another", "an additional", "an extra", "a further") for row in before)
    span = Span(start, end)
    if numeral.low is None:
        return Bounded(numeral, span, Bound.VAGUE, None, None, added=added)
    bound = Bound(rows[0]["bound"]) if rows else Bound.EXACT
    if bound is Bound.EXACT and numeral.joined:
        bound = Bound.BETWEEN
    low = None if bound is Bound.AT_MOST else numeral.low
    high = None if bound is Bound.AT_LEAST else numeral.high
    return Bounded(numeral, span, bound, low, high, strict=bool(rows and rows[0]["strict"]), added=added)


def _before(text: str, start: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while match := _preceding().search(text[max(0, start - _REACH) : start]):
        row = _row(match[1], "pre")
        if row["words"] in ("over", "under", "above", "below", "near") and _is_place_or_period(text, start):
            break
        rows.append(row)
        start -= len(match[0])
    return rows, start


_PERIOD = re.compile(
    r"\S+(?: (?!this\b|last\b|that\b|each\b|every\b)\w+)?[ -](?:minutes?|hours?|days?|weeks?|months?|years?|decades?|nights?)\b"
)


def _is_place_or_period(text: str, start: int) -> bool:
    """Whether a preposition before `start` is of time ("over three days" is during them), not a bound."""
    return bool(_PERIOD.match(text, start))


def _after(text: str, end: int) -> tuple[list[Row], int]:
    rows = []
    match = _following().match(text, end)
    if match and not _begins(match[1]):
        rows.append(_row(match[1], "post"))
        end = match.end()
    return rows, end


def _begins(words: str) -> bool:
    """Whether a sentence begins with `words`, so that they are no part of what stands before: "124 At least four people"."""
    return words[0].isupper() and words.split()[-1][0].islower()


@cache
def _rows() -> dict[tuple[str, str], Row]:
    return {(row["words"], row["place"]): row for row in table("bound_words")}


def _row(words: str, place: str) -> Row:
    return _rows()[re.sub(r"\s+", " ", words.lower()), place]


@cache
def _preceding() -> re.Pattern[str]:
    found = sorted((words for words, place in _rows() if place == "pre"), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, found))})[\s“\"]+$", re.I)


@cache
def _following() -> re.Pattern[str]:
    found = sorted((words for words, place in _rows() if place == "post"), key=len, reverse=True)
    return re.compile(rf"\s?({'|'.join(map(re.escape, found))})(?!\w)(?!\s\d)", re.I)
