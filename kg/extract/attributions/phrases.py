"""Phrases and adverbs: "according to monitors", "in the ministry's words", "reportedly"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.attributions.cues import Cue, adverbs
from kg.extract.attributions.draft import Draft, runs
from kg.extract.attributions.sources import phrase
from kg.extract.reading import Reading
from kg.model import Certainty, Stance

ACCORDING = Cue("according", "according_to", "speech", Stance.ASSERTS, Certainty.UNSPECIFIED, frozenset())


def phrase_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for each "according to" and each hearsay adverb."""
    for token in reading.doc:
        if token.lower_ == "according":
            yield from _according(token)
        elif cue := adverbs().get(token.lower_):
            yield from _hearsay(token, cue)


def _according(token: Token) -> Iterator[Draft]:
    to = next((child for child in token.children if child.lower_ == "to"), None)
    noun = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    if to is None or noun is None:
        return
    inside = {token.i, to.i} | {inner.i for inner in noun.subtree} | {inner.i for inner in token.subtree}
    content = tuple(runs(_further(token, noun) or (inner for inner in clause_of(token.head).subtree if inner.i not in inside)))
    if content:
        yield Draft(content, ACCORDING, token, tuple(runs([token, to])), phrase(noun), by="according_to")


def _further(token: Token, noun: Token) -> list[Token]:
    """Return what stands behind a phrase that comes in between "and" and what that adds: "the army sent tanks and, according to
    monitors, 300 men"; what stands before "and" is not said to be from the same source."""
    doc, last = token.doc, token.sent.end
    if token.i < 2 or token.nbor(-1).text != "," or token.nbor(-2).dep_ != "cc" or token.sent.start > token.i - 2:
        return []
    end = next((i for i in range(noun.i + 1, last) if doc[i].text == ","), last)
    return [inner for inner in doc[end + 1 : last] if not (inner.is_punct and inner.i == last - 1)]


def _hearsay(token: Token, cue: Cue) -> Iterator[Draft]:
    head = clause_of(token.head) if token.is_sent_start else token.head
    content = tuple(runs(inner for inner in head.subtree if inner.i != token.i))
    if content and head.i != token.i:
        yield Draft(content, cue, token, tuple(runs([token])), by="hearsay_adverb")


def clause_of(token: Token) -> Token:
    """Return the head of the clause that `token` is part of."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token
