"""Ranges: what a figure's bound leaves open, in units that can be compared."""

import math

from kg.model import Bound, Tally
from kg.model.figure import Number

ABOUT = 0.1
"""How far from the number, as a share of it, a figure may lie that is said to be about that number."""

ROUNDED = 0.02
"""How far two figures may lie apart, as a share, that were given in different units: one of them was converted and rounded."""

BASE: dict[str, tuple[str, float]] = {
    "metre": ("kilometre", 0.001),
    "mile": ("kilometre", 1.609344),
    "nautical mile": ("kilometre", 1.852),
    "yard": ("kilometre", 0.0009144),
    "foot": ("kilometre", 0.0003048),
    "square metre": ("square kilometre", 1e-6),
    "hectare": ("square kilometre", 0.01),
    "square mile": ("square kilometre", 2.589988110336),
    "acre": ("square kilometre", 0.0040468564224),
    "dunam": ("square kilometre", 0.001),
}
"""The unit in which lengths and areas are compared, and how much of it one of each unit is (international yard of 1959; the
metric dunam of the Levant)."""


def base_unit(unit: str | None) -> str | None:
    """Return the unit in which figures given in `unit` are compared."""
    return BASE[unit][0] if unit in BASE else unit


def value(tally: Tally, unit: str | None = None, *, most: bool = False) -> Number | None:
    """Return the number that `tally` gives, of two the lower one (the higher if `most`), converted if `unit` is the base of its
    own; None of a vague one."""
    first, second = (tally.high, tally.low) if most else (tally.low, tally.high)
    number = first if first is not None else second
    factor = BASE[tally.unit][1] if unit and tally.unit in BASE and unit != tally.unit else 1
    return number * factor if number is not None else None


def overlap(one: Tally, other: Tally) -> bool:
    """Return whether a figure fits both: "about 2,000" and "more than 1,000" do, "at least 70" and "58" do not. Bounds that
    touch fit: "more than 40" and "40" differ in their words only."""
    (low, high), (least, most) = _range(one), _range(other)
    slack = 1 + ROUNDED if one.unit != other.unit else 1
    return low <= most * slack and least <= high * slack


def figure(tally: Tally) -> tuple[object, ...]:
    """Return what two tallies have in common that give the same figure with the same bound."""
    return tally.low, tally.high, tally.bound, tally.strict, tally.unit


def in_words(tally: Tally) -> str:
    """Return the figure of `tally` with its bound in words ("at least 58", "more than 40", "12 to 15")."""
    low, high = value(tally), value(tally, most=True)
    if tally.bound is Bound.BETWEEN:
        return f"{low:,} to {high:,}"
    return f"{_BOUNDS.get((tally.bound, tally.strict), '')} {low:,}".strip()


_BOUNDS = {
    (Bound.AT_LEAST, False): "at least",
    (Bound.AT_LEAST, True): "more than",
    (Bound.AT_MOST, False): "at most",
    (Bound.AT_MOST, True): "fewer than",
    (Bound.ABOUT, False): "about",
    (Bound.ABOUT, True): "about",
}


def _range(tally: Tally) -> tuple[float, float]:
    unit = base_unit(tally.unit)
    low = value(tally, unit) if tally.low is not None else 0.0
    high = value(tally, unit, most=True) if tally.high is not None else math.inf
    about = ABOUT if tally.bound is Bound.ABOUT else 0.0
    return (low or 0.0) * (1 - about), (high or 0.0) * (1 + about)
