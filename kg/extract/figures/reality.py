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
    if trigger.pos_ in ("NOUN", "PROPN"):
        return _noun(trigger) or "actual"
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
        if child.dep_ == "neg" and child.lower_ != "no" or child.lower_ in ("not", "n't", "n’t"):
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


_PLANNED = frozenset(
    "plan deny threaten demand call urge propose contemplate plot attempt foil prevent avert avoid stop halt seek order".split()
)


def _noun(noun: Token) -> Reality | None:
    """Return what the words around a noun of harm do to it: "planned the murder of", "there may be casualties"."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    if own := _beside(noun):
        return own
    step, link = noun.head, noun.dep_
    if link == "pobj":
        if noun.head.lemma_ == "without":
            return "negative"
        step = noun.head.head
    if step.pos_ in ("VERB", "AUX"):
        return _verb_of_noun(step)
    governed = step.pos_ == "NOUN" and link == "pobj" and noun.head.lower_ in ("of", "to", "for")
    return _effects("governs").get(step.lemma_) if governed and step.lemma_ not in _REPORTED else None


def _verb_of_noun(verb: Token) -> Reality | None:
    if verb.lemma_ in _PLANNED:
        return "negative" if verb.lemma_ == "deny" else "hypothetical"
    if verb.lemma_ not in _BRINGING:
        return None  # "may investigate the murder of": the murder is done
    return _beside(_clause(verb)) or _opened(verb) or _governed(verb, _clause(verb))


_BRINGING = frozenset("cause inflict suffer sustain result be leave lead bring take produce commit carry claim mean".split())
