"""Realis and polarity: whether an event is said to have happened, to be coming, to be possible, or not to have happened.

What the words around a trigger do is data (``irrealis.tsv``): a word that governs the trigger, stands beside it, or opens
its clause makes it negative, future or hypothetical.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal

from spacy.tokens import Token

from kg.extract.events.syntax import light_verb
from kg.lexicon import table
from kg.model import Polarity, Realis, Time

Effect = Literal["negative", "future", "hypothetical"]
Position = Literal["governs", "to", "beside", "opens"]

_UPWARD = frozenset({"dobj", "pobj", "pcomp", "xcomp", "acl", "conj", "nsubjpass", "oprd", "attr", "dative", "prep", "nsubj"})
_STEPS = 6
_BACKGROUND = timedelta(days=365)
"""An event that ended more than a year before its report is history told for context."""


def polarity_and_realis(head: Token) -> tuple[Polarity, Realis]:
    """Return how the words around the trigger `head` put its event."""
    effects = set(_effects(head))
    polarity = Polarity.NEGATIVE if "negative" in effects else Polarity.POSITIVE
    if "hypothetical" in effects:
        return polarity, Realis.HYPOTHETICAL
    return polarity, Realis.FUTURE if "future" in effects else Realis.ACTUAL


def is_background(time: Time, published: date | None) -> bool:
    """Return whether what happened at `time` is history for a report of the day `published`.

    Of an undated report, only a bare year says so ("in 2014"): it is what writers name when it is not the present one.
    """
    if time.latest is None or (published is None and time.grain.value not in ("year", "decade")):
        return False
    return published is None or published - time.latest > _BACKGROUND


def _effects(head: Token) -> Iterator[Effect]:
    predicate = light_verb(head) or head
    for token in (head, predicate):
        yield from _beside(token)
    yield from _clause(predicate)
    yield from _governors(head)


def _beside(token: Token) -> Iterator[Effect]:
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ in ("det", "preconj", "cc") and child.lower_ in ("no", "neither", "nor")):
            yield "negative"
        elif child.dep_ == "aux" and child.lower_ == "would":
            yield "future" if _reported(token) else "hypothetical"
        elif child.dep_ in ("aux", "amod", "advmod", "compound") and (effect := _effect("beside", child)):
            yield effect
    if token.dep_ == "conj" and token.pos_ == token.head.pos_ and not _has_subject(token):
        yield from _beside(token.head)


def _clause(verb: Token) -> Iterator[Effect]:
    """What the conjunction that opens the clause of `verb` does, and an infinitive that says what for."""
    clause = verb
    while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    for child in clause.children:
        if child.dep_ in ("mark", "advmod") and (effect := _effect("opens", child)):
            yield effect
    if verb.dep_ == "advcl" and _is_infinitive(verb):
        yield "hypothetical"


def _governors(head: Token) -> Iterator[Effect]:
    token = head
    for _ in range(_STEPS):
        if token.head == token:
            return
        governor, dep = token.head, token.dep_
        effect = _effect("governs", governor) or (_effect("to", governor) if _is_infinitive(token) else None)
        if effect and not (dep in ("nsubj", "conj", "advcl", "relcl") or (dep == "prep" and _adverbial(token))):
            yield effect
            return
        if governor.pos_ in ("VERB", "AUX") and governor != head and dep in ("dobj", "xcomp", "nsubjpass", "attr", "oprd"):
            yield from _beside(governor)
        if dep not in _UPWARD or (dep == "prep" and _adverbial(token)) or (dep == "nsubj" and governor.pos_ == "VERB"):
            return
        token = governor


def _adverbial(preposition: Token) -> bool:
    """Whether a preposition only sets the scene of what it stands by ("refused after the attack", "entry to her trial"):
    what it governs is a fact, unless the word that governs both is right above ("threat of", "plans for")."""
    above = preposition.head
    return preposition.lower_ not in ("of", "for", "against", "without") and _effect("governs", above) is None


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _reported(verb: Token) -> bool:
    return verb.dep_ in ("ccomp", "advcl", "conj") and verb.head.tag_ in ("VBD", "VBN")


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _effect(position: Position, token: Token) -> Effect | None:
    known = _words()
    return known.get((position, token.lemma_.lower())) or known.get((position, token.lower_))


@cache
def _words() -> Mapping[tuple[str, str], Effect]:
    return {(row["position"], row["word"]): row["effect"] for row in table("irrealis")}  # type: ignore[misc]
