"""Named victims: names that follow a number of dead or wounded ("three journalists: A, B and C", "The dead are A and B")."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.figures.lists import coordinated
from kg.extract.figures.quantities import Quantity
from kg.model import Measure

_LIST = re.compile(
    r"\W*(?:they|(?:the|both)\s(?:\w+\s){0,2}?(?P<state>dead|deceased|victims?|slain|killed|wounded|injured|bodies)|"
    r"those\s(?P<those>killed|wounded|injured))\b[^:.;]{0,50}?\b(?:are|were|as|include|included|named)\b[\s:]",
    re.I,
)
_STATES = {"wounded": Measure.WOUNDED, "injured": Measure.WOUNDED, "victim": None, "victims": None}


def named(doc: Doc, found: list[Quantity], measures: Mapping[int, Measure]) -> Iterator[tuple[Token, Measure]]:
    """Yield the head of each name that is listed as a victim, with its measure."""
    for position, quantity in enumerate(found):
        measure = measures.get(position)
        if measure in (Measure.KILLED, Measure.WOUNDED) and quantity.head is not None:
            yield from ((name, measure) for name in _apposed(quantity.head))
    last: Measure | None = None
    told = _harmed(found, measures)
    for sentence in doc.sents:
        yield from ((name, measure) for name, measure in _listed(sentence, last))
        last = _last(told.get(sentence.start, ()))


def _apposed(head: Token) -> Iterator[Token]:
    """Yield the names in apposition to `head`, with those coordinated with or apposed to them."""
    for child in head.rights:
        if child.dep_ in ("appos", "conj") and child.ent_type_ == "PERSON":
            yield from (name for name in coordinated(child) if name.ent_type_ == "PERSON")
            yield from _apposed(child)


def _listed(sentence: DocSpan, last: Measure | None) -> Iterator[tuple[Token, Measure]]:
    match = _LIST.match(sentence.text)
    if not match:
        return
    word = (match["state"] or match["those"] or "victims").lower()
    measure = _STATES.get(word, Measure.KILLED) or last
    begin = sentence.start_char + match.end() - 1
    if measure:
        yield from ((name.root, measure) for name in sentence.ents if name.label_ == "PERSON" and name.start_char >= begin)


def _harmed(found: list[Quantity], measures: Mapping[int, Measure]) -> dict[int, list[Measure]]:
    """Return the killed and wounded that each sentence (by its first token) counts, in text order."""
    counted: dict[int, list[Measure]] = defaultdict(list)
    for position, quantity in enumerate(found):
        if (measure := measures.get(position)) in (Measure.KILLED, Measure.WOUNDED):
            counted[quantity.last.sent.start].append(measure)
    return counted


def _last(harmed: Sequence[Measure]) -> Measure | None:
    """Return the measure of the last casualties counted, killed before wounded."""
    return Measure.KILLED if Measure.KILLED in harmed else harmed[-1] if harmed else None
