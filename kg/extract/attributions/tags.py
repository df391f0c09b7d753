"""Tags: the verb before or after a quotation that says whose it is ("…," said the mayor; the mayor said: "…")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attributions.cues import quotes
from kg.extract.reading import Quotation, Reading
from kg.model import Span

REACH = 25
"""Words between a quotation and its verb at most."""

_INNER = ("relcl", "acl", "amod")


@dataclass(frozen=True, slots=True)
class Spot:
    """A quotation where it stands: `paragraph` and its `number`, and the words `before` and `after` it, up to its neighbours in
    the same paragraph (None where there are none)."""

    quotation: Quotation
    paragraph: Span
    number: int
    before: Span | None
    after: Span | None


def spots(reading: Reading) -> Iterator[Spot]:
    """Yield the quotations that lie in no other, in text order, each where it stands."""
    waiting = [quotation for quotation in reversed(reading.quotations) if quotation.depth == 0]
    for number, paragraph in enumerate(reading.paragraphs):
        here: list[Quotation] = []
        while waiting and waiting[-1].content.start < paragraph.end:
            here.append(waiting.pop())
        for at, quotation in enumerate(here):
            left = here[at - 1].whole.end if at else paragraph.start
            right = here[at + 1].whole.start if at + 1 < len(here) else paragraph.end
            before, after = _between(left, quotation.whole.start), _between(quotation.whole.end, right)
            yield Spot(quotation, paragraph, number, before, after)


def tag_of(reading: Reading, spot: Spot) -> Token | None:
    """Return the verb that says whose quotation it is; None if none does."""
    after, before = _after(reading, spot), _before(reading, spot)
    if spot.quotation.content.of(reading.text)[-1] in ",?!—-":
        return after or before
    return before or after


def bare_tag(reading: Reading, spot: Spot) -> Token | None:
    """Return the verb that ends the sentence after a quotation without a comma ("We are many" the captain said.)."""
    words = spot.quotation.content.of(reading.text)
    if not words[:1].isupper() or len(words.split()) < 5:
        return None
    tag = _after(reading, spot)
    if tag is None or tag.i + 1 >= len(tag.doc) or tag.nbor(1).text not in (".", "!"):
        return None
    return tag if tag.sent[0].idx >= spot.quotation.whole.start - 1 else None


def _between(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end else None


def _after(reading: Reading, spot: Spot) -> Token | None:
    if spot.after is None:
        return None
    tokens = [token for token in reading.tokens(spot.after) if token.idx >= spot.after.start][:REACH]
    if not tokens:
        return None
    comma = spot.quotation.content.of(reading.text)[-1] in ",—-" or tokens[0].text == ","
    last = reading.tokens(spot.quotation.content)[-1]
    asked = last.text in "?!" or (last.is_punct and last.i and last.nbor(-1).text in "?!")
    for token in tokens:
        if token.sent != tokens[0].sent or (not comma and not asked and token.sent != last.sent):
            return None
        if quotes(token) and token.dep_ not in ("relcl", "acl"):
            return token if _leads(tokens, token) and (comma or token.sent == last.sent or _alone(token)) else None
        if token.pos_ == "VERB" and _speaks(token, tokens[0], last):
            return token
    return None


def _alone(verb: Token) -> bool:
    """Return whether `verb` says nothing more than that somebody spoke: no content of its own follows it."""
    return not any(child.dep_ in ("ccomp", "xcomp", "dobj") and child.i > verb.i for child in verb.children)


def _leads(tokens: Sequence[Token], verb: Token) -> bool:
    """Return whether only the subject of `verb` stands before it: no other verb of the same rank."""
    others = (token for token in tokens if token.i < verb.i and token.pos_ == "VERB" and token.dep_ not in _INNER)
    return all(verb in other.subtree for other in others)


def _speaks(verb: Token, first: Token, last: Token) -> bool:
    """Return whether a verb of any kind stands where a verb of saying would: right after the marks ("…!" beamed Asha Oumar),
    or after a subject that stands there, with nothing but a full stop to follow."""
    if verb.i + 1 >= len(verb.doc):
        return False
    following = verb.nbor(1)
    if verb == first and verb.tag_ in ("VBD", "VBN") and (following.pos_ == "PROPN" or following.dep_ in ("det", "nsubj")):
        return last.text in ",!?"
    subjects = [child for child in verb.children if child.dep_ == "nsubj" and child.i > last.i]
    if (
        verb.tag_ not in ("VBD", "VBZ")
        or not subjects
        or any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.rights)
    ):
        return False
    return verb.i <= first.i + 1 or (subjects[0].left_edge.i <= first.i + 1 and following.text in ".,")


def _before(reading: Reading, spot: Spot) -> Token | None:
    if spot.before is None or not spot.before.of(reading.text).strip():
        return _colon(reading, spot)
    tokens = [token for token in reading.tokens(spot.before) if token.idx < spot.before.end][-REACH:]
    colon = next((token.text == ":" for token in reversed(tokens) if not token.is_space), False)
    for token in reversed(tokens):
        if token.text in ".!?" and token.is_sent_end:
            return None
        if quotes(token):
            return token
        if token.pos_ == "VERB" and not colon and token.dep_ not in _INNER:
            return None
    return None


def _colon(reading: Reading, spot: Spot) -> Token | None:
    """Return the verb of the paragraph before, where that ends in a colon."""
    if not spot.number or spot.before is not None:
        return None
    above = reading.paragraphs[spot.number - 1]
    if above.of(reading.text)[-1] != ":":
        return None
    last = list(reading.tokens(above))
    return next((token for token in reversed(last) if quotes(token) and token.sent == last[-1].sent), None)
