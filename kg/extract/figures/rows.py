"""Rows: numbers that stand in a row with one whose measure is told ("two rebels, three soldiers killed", "5 here, 7 there")."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.figures.measures import is_equipment
from kg.extract.figures.quantities import Quantity
from kg.extract.figures.victims import classes
from kg.model import Measure, Span

_HARMED = (Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING, Measure.ARRESTED)
_LOSSES = re.compile(
    r"\blosses\b[^.;:\n]{0,60}?\b(?:amount(?:s|ed|ing)? to|total(?:s|l?ed|l?ing)|include[sd]?|were|stand at|stood at)\s*$", re.I
)
_JOINED = re.compile(r"(?:\sof\s[\w\s-]{1,40})?(?:,|,?\s(?:and|as well as|plus))*\s*(?:including\s)?", re.I)
_ELSEWHERE = re.compile(r"\s(?:in|on|at|near|from|outside|during)\s", re.I)
_GAPPED = re.compile(r"(?:\band|\bwhile|,)\s*(?:another\s)?$", re.I)
_GAP = 90
"""Characters between a number and the next of the same kind in a clause without a verb."""


def lists(
    text: str, found: Sequence[Quantity], spans: Sequence[Span], measures: Mapping[int, Measure]
) -> Iterator[tuple[int, Measure]]:
    """Yield the quantities that have no measure yet and that of their row."""
    known = dict(measures)
    losses = -1
    for position, quantity in enumerate(found):
        if _opens(text, quantity) or (losses == position - 1 >= 0 and _joined(text, spans, position)):
            losses = position
            if what := _lost(quantity):
                known.setdefault(position, what)
                yield position, known[position]
        elif position not in known and (
            what := _ahead(text, found, spans, known, position) or _gapped(text, found, spans, known, position)
        ):
            known[position] = what
            yield position, what


def _opens(text: str, quantity: Quantity) -> bool:
    start = quantity.number.span.start
    return bool(_LOSSES.search(text, max(0, start - 130), start))


def _joined(text: str, spans: Sequence[Span], position: int) -> bool:
    return bool(_JOINED.fullmatch(text, spans[position - 1].end, max(spans[position - 1].end, spans[position].start)))


def _lost(quantity: Quantity) -> Measure | None:
    """Return what a loss in a row of losses is: people, or equipment."""
    if quantity.head is None or quantity.unit is not None:
        return None
    if _is_person(quantity):
        return Measure.CASUALTIES
    return Measure.EQUIPMENT_LOST if is_equipment(quantity.head) else None


def _ahead(
    text: str, found: Sequence[Quantity], spans: Sequence[Span], known: Mapping[int, Measure], position: int
) -> Measure | None:
    """Return the measure of the next number, where only a comma parts two numbers of people: a headline's "Three rebels, two
    soldiers killed"."""
    after = position + 1
    if after >= len(found) or known.get(after) not in _HARMED or not (_is_person(found[position]) and _is_person(found[after])):
        return None
    between = text[spans[position].end : max(spans[position].end, spans[after].start)]
    return known[after] if between.strip() == "," and not _verb_before(found[position]) else None


def _verb_before(quantity: Quantity) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in quantity.last.sent if token.i < quantity.last.i)


def _gapped(
    text: str, found: Sequence[Quantity], spans: Sequence[Span], known: Mapping[int, Measure], position: int
) -> Measure | None:
    """Return the measure of the number before, where a clause without a verb takes it up for elsewhere: "Two died in Beni and
    [one] in Goma"."""
    quantity, before = found[position], position - 1
    if not position or quantity.head is not None or quantity.unit is not None or known.get(before) not in _HARMED:
        return None
    between = text[spans[before].end : max(spans[before].end, spans[position].start)]
    if len(between) > _GAP or not _GAPPED.search(between) or re.search(r"[.;:\n]", between):
        return None
    alike = _ELSEWHERE.search(between) and _ELSEWHERE.match(text, quantity.number.span.end)
    return known[before] if alike and found[before].last.sent == quantity.last.sent else None


def _is_person(quantity: Quantity) -> bool:
    return quantity.head is not None and quantity.head.lemma_.lower() in classes()
