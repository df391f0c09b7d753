"""Whether what befell people is told as real: "killed 20" is, "could kill 20", "threatened to kill" and "did not kill" are not."""

from functools import cache
from typing import Literal

from spacy.tokens import Token

from kg.lexicon.words import table

Reality = Literal["actual", "hypothetical", "negative"]

_CLAUSAL = ("xcomp", "pcomp", "advcl", "ccomp", "acl")
_REPORTED = frozenset(
    "believe report say know think fear presume confirm estimate understand find suspect allege appear seem manage".split()
)


@cache
def _effects(position: str) -> dict[str, Reality]:
    rows = (row for row in table("irrealis") if row["position"] == position)
    return {row["word"]: "negative" if row["effect"] == "negative" else "hypothetical" for row in rows}


def reality(trigger: Token) -> Reality:
    """Return how real the text says that the deed of `trigger` is."""
    clause = _clause(trigger)
    return _beside(clause) or _opened(clause) or _governed(trigger, clause) or "actual"


def _clause(trigger: Token) -> Token:
    """Return the verb whose auxiliaries hold for `trigger`: the first of coordinated verbs, if `trigger` has no own ones."""
    while (
        trigger.dep_ == "conj"
        and trigger.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in trigger.children)
    ):
        trigger = trigger.head
    return trigger


def _beside(trigger: Token) -> Reality | None:
    perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in trigger.children)
    for child in trigger.children:
        if child.dep_ == "neg" or child.lower_ in ("not", "n't", "n’t"):
            return "negative"
        effect = _effects("beside").get(child.lower_) if child.dep_ in ("aux", "amod", "advmod") else None
        # "may have killed 20" guesses at a deed that is done; "could have killed 20" tells of one that was not
        if effect and not (perfect and child.lower_ in ("may", "might", "must")):
            return effect if child.lower_ not in ("perhaps", "feared", "possible") else None
        if child.lower_ in ("would", "attempted", "alleged") and child.dep_ in ("aux", "amod"):
            return "hypothetical" if child.lower_ != "alleged" else None
    return None


def _opened(clause: Token) -> Reality | None:
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    return "hypothetical" if marks & {"if", "unless", "lest", "whether"} else None


def _governed(trigger: Token, clause: Token) -> Reality | None:
    if trigger.pos_ in ("NOUN", "PROPN"):
        return _noun_governed(trigger)
    to = next((c for c in clause.children if c.lower_ == "to" and c.dep_ == "aux"), None)
    perfect = any(c.lemma_ in ("have",) and c.dep_ == "aux" for c in clause.children)
    if to is not None and not perfect and clause.head.lemma_ not in _REPORTED:
        return "hypothetical"
    if clause.dep_ in ("xcomp", "pcomp", "ccomp") and clause.head.lemma_ not in _REPORTED and not perfect:
        governor = clause.head.head if clause.dep_ == "pcomp" else clause.head
        if clause.dep_ == "pcomp" and clause.head.lemma_ == "without":
            return "negative"
        effect = _effects("governs").get(governor.lemma_)
        return effect if effect and clause.dep_ != "ccomp" else None
    return None


def _noun_governed(trigger: Token) -> Reality | None:
    if trigger.dep_ != "pobj" or trigger.head.head.lemma_ in _REPORTED:
        return None
    governor = trigger.head.head
    if trigger.head.lemma_ == "without":
        return "negative"
    return (
        _effects("governs").get(governor.lemma_)
        if governor.pos_ == "NOUN" and trigger.head.lower_ in ("of", "to", "for")
        else None
    )
