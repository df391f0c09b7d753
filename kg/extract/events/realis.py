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
Position = Literal["governs", "to", "beside", "opens", "said of"]

_UPWARD = frozenset({"dobj", "pobj", "pcomp", "xcomp", "acl", "conj", "nsubjpass", "oprd", "attr", "dative", "prep", "nsubj"})
_COMPLEMENTS_OF_NOUNS = frozenset({"of", "for", "against", "without"})
_COMPLEMENTS = _COMPLEMENTS_OF_NOUNS | {"from", "about", "with", "to", "on", "over"}
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
_STARTS = frozenset({"begin", "start", "happen", "occur", "take", "come", "follow", "launch"})
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
        if _nobody(token):
            yield "negative"
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


def _nobody(verb: Token) -> bool:
    """Whether a participant of `verb` is nobody or nothing ("no civilians were killed", "none of the crew")."""
    participants = [child for child in verb.children if child.dep_ in _ARGUMENTS and verb.pos_ != "NOUN"]
    if verb.dep_ == "conj" and not _has_subject(verb):
        return any(map(_is_none, participants)) or _nobody(verb.head)
    return any(map(_is_none, participants))


def _is_none(noun: Token) -> bool:
    return noun.lower_ in ("nobody", "none", "nothing") or _no(noun)


def _no(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


def _clause(verb: Token) -> Iterator[Effect]:
    """What the conjunction that opens the clause of `verb` does, and an infinitive that says what for."""
    clause = verb
    while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    for child in clause.children:
        if child.dep_ in ("mark", "advmod") and (effect := _effect("opens", child)):
            yield effect
    if (verb.dep_ == "advcl" and _is_infinitive(verb)) or _inverted(clause):
        yield "hypothetical"


def _inverted(verb: Token) -> bool:
    """Whether `verb` is the condition of "Had they attacked, …" and "Should they attack, …"."""
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    opening = (child for child in verb.lefts if child.dep_ == "aux" and child.lower_ in ("had", "should", "were"))
    return subject is not None and verb.dep_ == "advcl" and any(child.i < subject.i for child in opening)


def _governors(head: Token) -> Iterator[Effect]:
    token, direct = head, True
    for _ in range(_STEPS):
        if token.head == token:
            return
        governor, dep = token.head, token.dep_
        if dep == "ccomp" and token.i < governor.i and any(between.text == ";" for between in token.doc[token.i : governor.i]):
            return  # "ten were arrested; the opposition denied this": another sentence, that governs nothing
        effect = _governed(token, governor)
        if effect and not (dep in ("conj", "advcl", "relcl") or (dep == "prep" and _adverbial(token))):
            yield effect
            if effect != "negative" and any(child.dep_ == "neg" for child in governor.children):
                yield "negative"  # "are not trying to encircle the town"
            return
        direct = direct and (dep != "prep" or token.lower_ == "of")
        if direct and governor.pos_ in ("VERB", "AUX") and dep in ("dobj", "xcomp", "nsubjpass", "attr", "oprd"):
            yield from _beside(governor)
        if dep not in _UPWARD or (dep == "prep" and _adverbial(token)) or (dep == "nsubj" and governor.pos_ == "VERB"):
            return
        token = governor


def _governed(token: Token, governor: Token) -> Effect | None:
    """What `governor` does to its complement `token`: "call" does nothing that "call for" and "call off" do."""
    words = [token] if token.pos_ == "ADP" else [child for child in governor.children if child.dep_ == "prt"]
    for word in words:
        if effect := _known("governs", f"{governor.lemma_} {word.lower_}".lower()):
            return effect
    if token.dep_ in ("nsubj", "nsubjpass") and governor.pos_ in ("VERB", "AUX"):
        return _of_subject(token, governor)
    if _is_infinitive(token):
        if governor.lemma_ == "have" and any(child.lower_ == "yet" for child in governor.children if child.i < token.i):
            return "negative"
        return _effect("governs", governor) or _effect("to", governor)
    if _no(governor) and (effect := _known("governs", f"no {governor.lemma_}")):
        return effect
    return _effect("governs", governor)


def _of_subject(token: Token, verb: Token) -> Effect | None:
    """What `verb` does to its subject: "an attack was planned", "a truce is set to begin", "an attack is unlikely"."""
    starts = any(child.lemma_ in _STARTS for word in (verb, *verb.rights) for child in word.rights if child.dep_ == "xcomp")
    predicate = next((child for child in verb.rights if child.dep_ in ("acomp", "attr")), None)
    if predicate is not None and (starts or not any(child.dep_ == "xcomp" for child in predicate.children)):
        return _effect("said of", predicate)
    if token.dep_ == "nsubj":
        return "future" if (verb.lemma_ in _STARTS and _to_come(verb)) or (verb.lemma_ == "be" and starts) else None
    return _effect("governs", verb) or (_effect("to", verb) if starts else None)


def _to_come(verb: Token) -> bool:
    """Return whether what `verb` says of its subject is still to come: "a truce will start"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return "have" not in helpers and bool(helpers & {"will", "'ll", "would", "shall"})


def _adverbial(preposition: Token) -> bool:
    """Whether a preposition only sets the scene of what it stands by ("refused after the attack", "entry to her trial"):
    what it governs is a fact, unless it is the complement of the word right above ("threat of", "threatened with")."""
    above = preposition.head
    if _known("governs", f"{above.lemma_} {preposition.lower_}".lower()):
        return False  # "called for the withdrawal"
    if _effect("governs", above):
        return preposition.lower_ not in _COMPLEMENTS
    if preposition.lower_ == "for":
        return above.pos_ == "VERB"  # the reason: "vowed to retaliate for the raid"
    return preposition.lower_ not in _COMPLEMENTS_OF_NOUNS


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _reported(verb: Token) -> bool:
    return verb.dep_ in ("ccomp", "advcl", "conj") and verb.head.tag_ in ("VBD", "VBN")


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _effect(position: Position, token: Token) -> Effect | None:
    return _known(position, token.lemma_.lower()) or _known(position, token.lower_)


def _known(position: Position, word: str) -> Effect | None:
    return _words().get((position, word))


@cache
def _words() -> Mapping[tuple[str, str], Effect]:
    return {(row["position"], row["word"]): row["effect"] for row in table("irrealis")}  # type: ignore[misc]
