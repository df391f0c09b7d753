"""Multiples: "a double murder", "a triple assassination": a number of dead inside one word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.figures.outcome import outcome
from kg.extract.figures.quantities import covered
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
    """A multiple: its span, the number as written and as a value, and its measure (a shooting leaves open who lives,
    unless the report tells on)."""

    span: Span
    written: Span
    number: int
    measure: Measure


def multiples(doc: Doc) -> Iterator[Multiple]:
    """Yield the multiples of `doc` in text order."""
    for match in _PATTERN.finditer(doc.text):
        word = match[2] or match[3]
        if word.endswith("s"):
            continue
        span, written = Span(*match.span()), Span(*match.span(1))
        yield Multiple(span, written, _TIMES[match[1].lower()], _measure(doc, match))


def _measure(doc: Doc, match: re.Match[str]) -> Measure:
    if match[2] or "fatal" in match[0].lower():
        return Measure.KILLED
    return outcome(covered(doc, *match.span(3))[0], reach=_REACH)


_REACH = 6
"""Sentences after a multiple that are read: it stands in a headline, and the report goes through the victims one by one."""
