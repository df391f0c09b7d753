"""Multiples: "a double murder", "a triple assassination": a number of dead inside one word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Measure, Span

_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_PATTERN = re.compile(
    rf"\b({'|'.join(_TIMES)})[ -](?:(?:fatal|apparent|alleged)\s)?"
    r"(?:(murders?|homicides?|killings?|assassinations?|slayings?|executions?)|(shootings?|stabbings?))"
    r"(?![\w-])(?!\s(?:suspect|charges?|trial|case))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Multiple:
    """A multiple: its span, the number as written and as a value, and its measure (a shooting leaves open who lives)."""

    span: Span
    written: Span
    number: int
    measure: Measure


def multiples(text: str) -> Iterator[Multiple]:
    """Yield the multiples of `text` in text order."""
    for match in _PATTERN.finditer(text):
        measure = Measure.KILLED if match[2] or "fatal" in match[0].lower() else Measure.CASUALTIES
        if not (match[2] or match[3]).endswith("s"):
            yield Multiple(
                Span(match.start(), match.end()), Span(match.start(1), match.end(1)), _TIMES[match[1].lower()], measure
            )
