"""Deaths: how many died in an event, as coding schemes ask for it.

The numbers are answers to the question ``toll``, where the rules of each policy stand. Here is only which of the things that
are counted (everybody, civilians, the fighters of a side) make up a row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import resources
from kg.export.dataset import Dataset, rows
from kg.export.occurrences import Occurrence, Part, Toll
from kg.export.parties import sector

LOW, BEST, HIGH, CAREFUL = "ucdp-low", "ucdp-best", "ucdp-high", "acled-lowest"
"""The policies of the question ``toll`` that tables take their numbers by."""

Numbers = Mapping[str, int]
"""A number for each policy that has one."""

Counted = Mapping[str, Numbers]
"""The numbers of one event for each thing that is counted (``kg:countedAs``)."""

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
        "worker",
    }
)
"""Victim classes of people who do not fight."""

FIGHTERS = {
    "soldier": ("State forces",),
    "police": ("State forces",),
    "fighter": ("Rebel group", "Political militia"),
}
"""Victim classes of people who fight, and what party they can be of."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is counted of an event: people of a class of victims, of a side, or all (both are None)."""

    victims: str | None
    side: str | None
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many died in an event by each policy: all, civilians, and fighters of the first and of the second party."""

    total: Numbers
    civilians: Numbers
    of_first: Numbers
    of_second: Numbers


def policies(dataset: Dataset) -> Mapping[str, Counted]:
    """Return the numbers that each policy takes, by the IRI of the event: the answer to the question ``toll``, as a whole."""
    asked = (resources.folder("queries") / "disagreement" / "toll.rq").read_text(encoding="utf-8")
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows(dataset, asked):
        found[row["event"]][row["counted"]][row["policy"]] = int(row["value"])
    return found


def deaths(event: Occurrence, counted: Counted, first: Part | None = None, second: Part | None = None) -> Deaths | None:
    """Return how many died in `event`, of which `counted` has the numbers; None if nobody gives one.

    The total is the number of all, or the sum of civilians and fighters where that is more: those were counted apart.
    """
    counts = list(things(event.tolls, counted))
    every = _widest(thing for thing in counts if not thing.victims and not thing.side)
    civilians = _widest(thing for thing in counts if thing.victims in CIVILIANS)
    others = [thing for thing in counts if thing.victims not in CIVILIANS and (thing.victims or thing.side)]
    of_first, of_second = (_widest(t for t in others if one and _party(t, first, second) is one) for one in (first, second))
    fighters = max(_sum(of_first, of_second), _widest(others), key=_size)
    total = max(every, _sum(civilians, fighters), key=_size)
    return Deaths(total, civilians, of_first, of_second) if total else None


def things(tolls: Iterable[Toll], counted: Counted) -> Iterator[Thing]:
    """Yield each thing of which `tolls` count the dead, with the numbers that `counted` has for it."""
    for name, numbers in counted.items():
        words = f"{name}-"
        if words.startswith("killed-"):
            told = [toll for toll in tolls if toll.counted == name]
            victims = _named((toll.victims for toll in told), words.removeprefix("killed-"))
            rest = words.removeprefix(f"killed-{_word(victims)}-" if victims else "killed-")
            yield Thing(victims, _named((toll.side for toll in told), rest), numbers)


def _named(given: Iterable[str | None], words: str) -> str | None:
    """Return which of `given` the name of a thing goes on with; a thing may have claims that do not say it."""
    return next((each for each in given if each and words.startswith(f"{_word(each)}-")), None)


def _word(facet: str) -> str:
    return facet.replace(" ", "-").lower()


def _party(thing: Thing, first: Part | None, second: Part | None) -> Part | None:
    """Return the one party that the fighters in `thing` can be of, by their country, else by what they are."""
    known = [part for part in (first, second) if part and thing.victims in FIGHTERS]
    by_side = [part for part in known if thing.side and part.side == thing.side]
    by_sector = [part for part in known if sector(part) in FIGHTERS.get(thing.victims or "", ())]
    return next((found[0] for found in (by_side, by_sector) if len(found) == 1), None)


def _widest(things: Iterable[Thing]) -> Numbers:
    return max((thing.numbers for thing in things), key=_size, default={})


def _size(numbers: Numbers) -> int:
    return numbers.get(BEST, numbers.get(CAREFUL, 0))


def _sum(*parts: Numbers) -> Numbers:
    return {policy: sum(part.get(policy, 0) for part in parts) for policy in {name for part in parts for name in part}}
