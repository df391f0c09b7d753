"""Which words a figure holds, and which name what it counts."""

import re

from spacy.tokens import Token

from kg.extract.figures.nearby import is_state
from kg.extract.figures.quantities import Quantity, Unit, covered
from kg.extract.figures.victims import phrase
from kg.model import Span

_OF_THEM = re.compile(r"\s(?:of|among)\s(?:them|whom|these|those)\b")


def whole(quantity: Quantity) -> Span:
    """Return the span of the whole phrase: bound words, number, unit or counted nouns ("more than 2,000 foreign fighters")."""
    start, end = quantity.number.span.start, quantity.number.span.end
    if quantity.unit:
        return Span(start, max(end, quantity.unit.span.end))
    if quantity.head is None or is_state(quantity.head.text):
        of = _OF_THEM.match(quantity.text, end)
        return Span(start, of.end() if of else end)
    last = _last_coordinated(quantity.head)
    return Span(start, max(end, last.idx + len(last)))


def counts(quantity: Quantity) -> Span | None:
    """Return the words that name what is counted or measured, None where the number stands alone ("killing 20")."""
    if quantity.unit:
        return _measured(quantity, quantity.unit)
    head = quantity.head
    if head is None or is_state(head.text):
        return None
    left = head.doc[quantity.last.i + 1 : head.i + 1]
    first = next((token for token in left if not (token.is_punct or token.lower_ in ("of", "the"))), head)
    last = _last_coordinated(head)
    return Span(first.idx, last.idx + len(last))


def _last_coordinated(head: Token) -> Token:
    """Return the last noun of "towns and villages": one tied to `head` by "and", without a number or article of its own."""
    for child in head.rights:
        if child.dep_ != "conj" or child.pos_ != "NOUN" or any(c.dep_ in ("det", "nummod", "poss") for c in child.lefts):
            continue
        if [token.lower_ for token in head.doc[head.i + 1 : child.left_edge.i]] in (["and"], ["or"]):
            return child
    return head


def _measured(quantity: Quantity, unit: Unit) -> Span | None:
    """Return what a unit measures: the noun phrase after "of" ("2,000 kilometres of territory")."""
    words = covered(quantity.last.doc, unit.span.start, unit.span.end)
    of = next((child for token in words for child in token.children if child.lower_ == "of"), None)
    noun = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    return None if noun is None else phrase(noun)
