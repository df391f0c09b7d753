"""Deaths: the tolls that are claimed of an event as the numbers that coding schemes ask for.

Byline itself keeps every claim; these are views of them, by the rules that the schemes publish.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from kg.export.occurrences import Toll

VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100}
"""ACLED's numbers for words ("tens" 10, "dozens" 12, "hundreds" 100: its FAQ on fatalities, May 2024); a score is twenty."""

CIVILIANS = frozenset(
    {
        "civilian",
        "child",
        "woman",
        "man",
        "journalist",
        "clergy",
        "activist",
        "student",
        "medical staff",
        "aid worker",
        "refugee",
    }
)
"""Victim classes of people who do not fight."""


@dataclass(frozen=True, slots=True)
class Deaths:
    """Who says how many died: `lowest` and `highest` of what anybody claims, `middle` the median of them (the lower of two)."""

    lowest: int
    highest: int
    middle: int
    claims: int


def deaths(tolls: Iterable[Toll]) -> Deaths | None:
    """Return what `tolls` say of the number of people killed; None if none of them gives or implies a number.

    Of one claimant in one report the largest number counts (the others are taken for its parts); what is denied does not.
    """
    told: dict[tuple[str, str], list[Toll]] = defaultdict(list)
    for toll in tolls:
        if toll.measure == "killed" and toll.stance in ("asserts", "confirms") and least(toll) is not None:
            told[toll.source, toll.name].append(toll)
    if not told:
        return None
    lows = sorted(max(least(toll) or 0 for toll in said) for said in told.values())
    highs = [max(int(toll.high or least(toll) or 0) for toll in said) for said in told.values()]
    return Deaths(lows[0], max(highs), int(median(lows)), len(lows))


def least(toll: Toll) -> int | None:
    """Return the least number that `toll` says: its low, else ACLED's number for its words; None without either."""
    if toll.low is not None:
        return int(toll.low)
    return VAGUE.get((toll.as_written or "").split(" ")[0].lower())
