"""Cues: the stretches of a text in which a kind of time expression can stand, found faster than the expressions."""

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon.words import table

CUES = ("month", "unit", "season", "feast")
"""Kinds of words of the calendar without one of which an expression is none."""
CUE_OF = {
    **dict.fromkeys(("dtg", "range", "range_us", "day_month", "month_day", "month_year", "month", "near_month"), "month"),
    **dict.fromkeys(("plural", "past", "ago", "offset", "length", "lengths"), "unit"),
    "season": "season",
    "feast": "feast",
}
"""The cue that each kind of the grammar cannot do without."""
REACH = 120
"""Characters before and behind its cue that an expression, and what is asked of the words around it, can have."""


def around(cue: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches ``(start, end)`` of `text` around the words of the kind `cue`, in text order, none touching another;
    all of a text whose letters cannot be told one by one from its small letters."""
    small = text.lower()
    if len(small) != len(text):
        yield 0, len(text)
        return
    start, end = 0, -1
    for match in _pattern(cue).finditer(small):
        if match.start() - REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, match.start() - REACH)
        end = min(len(text), match.end() + REACH)
    if end >= 0:
        yield start, end


@cache
def _pattern(cue: str) -> re.Pattern[str]:
    words = (row["word"] for row in table("calendar_words") if row["kind"] == cue)
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
