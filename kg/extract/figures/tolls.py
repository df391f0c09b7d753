"""Tolls: numbers that a noun of counting announces ("the death toll rose to 20", "brought the number of dead to 9")."""

import re
from collections.abc import Mapping

from kg.extract.figures.quantities import Quantity
from kg.model import Measure

REACH = 170
"""Characters between a toll and its number at most: a place and a day may stand there."""

_WHAT = (
    r"dead|killed|deaths?|fatalities|casualties|injured|injuries|wounded|missing|displaced|victims|arrests|arrested|detained|"
    r"detainees|bodies|martyrs|slain|abducted|kidnapped|captured"
)
_OF = rf"(?:number|count|tally|total|figure)s? of (?:\w+ ){{0,3}}?(?P<what>{_WHAT})"
_LOST = r"(?P<lost>(?:personnel|combat|troop|human|manpower|battlefield) losses)"
_TOLL = re.compile(rf"\b(?:(?P<kind>death |fatality |casualty |injury )?toll|{_LOST}|{_OF})\b(?P<between>[^.;:\n]*)$", re.I)
_AGAIN = re.compile(
    r"\b(?:(?:th(?:e|at|is)|its|an?) (?:\w+ )?(?:figures?|numbers?|total|tally|count|toll)|"
    r"(?:figure|number|total|tally|toll) (?:for|in))\b(?! of [a-z])"
    r"(?P<between>[^.;:\n]{0,80})$",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:(?:ris|rose|risen|climb|mount|jump|increas|grow|grew|grown|went|gone|go|soar|surg|stand|stood|fall|fell|fallen|drop|"
    r"amount|br[io]|tak|took|rais|push|put|set|updat|revis|came|come)\w*\b[^.;:]*\b(?:to|at)|is|are|was|were|reach\w*|"
    r"pass\w*|top\w*|exceed\w*|surpass\w*|hits?|total\w*|(?:given|gave|gives?)\b[^.;:]*\bas|"
    r"(?:ris|rose|climb|jump|up)\w* from|closer to)\s*$",
    re.I,
)
_BROUGHT = re.compile(
    r"\b(?:br(?:ing|ought)|tak(?:e|ing)|took|rais|push|lift|put|set|driv|drove|updat|revis)\w*\s+(?:\S+\s+){0,4}$", re.I
)
_CLOSE = re.compile(r"\b(?:to|at|of|is|was|as|from)\s*$", re.I)
_UNSURE = re.compile(r"\b(?:will|would|could|can|(?-i:may|might)(?! have)|expected to|likely to|feared to|not)\b", re.I)
"""What keeps a toll from being one: "the toll could rise to 50"."""
_OTHERS = re.compile(r"\s(?:injured|wounded|missing|hurt)\b", re.I)
"""What follows a number that comes beside the toll: "the death toll rose to 8, in addition to 12 injured"."""
_MEASURES = {
    "casualties": Measure.CASUALTIES, "victims": Measure.CASUALTIES, "injured": Measure.WOUNDED, "injuries": Measure.WOUNDED,
    "wounded": Measure.WOUNDED, "missing": Measure.MISSING, "displaced": Measure.DISPLACED, "arrests": Measure.ARRESTED,
    "abducted": Measure.CAPTURED, "kidnapped": Measure.CAPTURED, "captured": Measure.CAPTURED,
    "arrested": Measure.ARRESTED, "detained": Measure.ARRESTED,
    "detainees": Measure.ARRESTED,
}  # fmt: skip
_KINDS = {"injury ": Measure.WOUNDED, "casualty ": Measure.CASUALTIES}


def toll(text: str, quantity: Quantity) -> Measure | None:
    """Return the measure of the toll that the number states ("the death toll rose to 20", "the number of injured is 9")."""
    start = quantity.number.span.start
    match = _TOLL.search(text, max(0, start - REACH), start)
    if not match:
        return None
    between = match["between"]
    if _UNSURE.search(between) or _OTHERS.match(text, quantity.number.span.end):
        return None
    announced = _CHANGED.search(between) or (len(between) <= _NEAR and _CLOSE.search(between))
    if not announced and not (_CLOSE.search(between) and _BROUGHT.search(text, max(0, match.start() - _NEAR), match.start())):
        return None
    if match["lost"]:
        return Measure.CASUALTIES
    if match["what"] is None:
        return _KINDS.get((match["kind"] or "").lower(), Measure.KILLED)
    return _MEASURES.get(match["what"].lower(), Measure.KILLED)


def measure_of(word: str) -> Measure | None:
    """Return the measure of those that a word like "dead" or "injured" counts; None where it leaves that open ("victims")."""
    return None if word.lower() == "victims" else _MEASURES.get(word.lower(), Measure.KILLED)


_NEAR = 40
"""Characters of a toll's place or day that need no verb behind them ("the death toll in Beni of 20")."""


def again(text: str, found: list[Quantity], position: int, measures: Mapping[int, Measure]) -> Measure | None:
    """Return the measure of the toll that "the figure" or "the number" takes up again ("a doctor put the figure at 30")."""
    quantity = found[position]
    if quantity.unit is not None or quantity.head is not None:
        return None
    start = quantity.number.span.start
    match = _AGAIN.search(text, max(0, start - REACH), start)
    if not match or _UNSURE.search(match["between"]):
        return None
    if not (_CHANGED.search(match["between"]) or _CLOSE.search(match["between"]) or not match["between"].strip()):
        return None
    before = [at for at in range(position) if at in measures and start - found[at].number.span.end < _BACK]
    return measures[before[-1]] if before else None


_BACK = 500
"""Characters before a toll that is taken up again."""
