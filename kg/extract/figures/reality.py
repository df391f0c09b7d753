"""Whether harm is told as real: "killed 20" is, "could kill 20", "threatened to kill" and "did not kill" are not."""

from functools import cache
from typing import Literal

from spacy.tokens import Token

from kg.lexicon.words import table

Reality = Literal["actual", "hypothetical", "negative"]


@cache
def _effects(position: str) -> dict[str, Reality]:
    rows = (row for row in table("irrealis") if row["position"] == position)
    return {row["word"]: "negative" if row["effect"] == "negative" else "hypothetical" for row in rows}


@cache
def _verbs(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("harm_governors") if row["role"] == role)


def reality(trigger: Token) -> Reality:
    """Return how real the text says that the deed of `trigger` is."""
    clause = _clause(trigger)
    if trigger.pos_ in ("NOUN", "PROPN"):
        return _noun(trigger) or "actual"
    return _beside(clause) or _opened(clause) or _governed(clause) or "actual"


def _clause(trigger: Token) -> Token:
    """Return the verb whose auxiliaries hold for `trigger`: the first of coordinated verbs, if `trigger` has no own ones."""
    while (
        trigger.dep_ == "conj"
        and trigger.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ in ("aux", "auxpass", "neg", "nsubj", "nsubjpass") for c in trigger.children)
    ):
        trigger = trigger.head
    return trigger


def _beside(trigger: Token) -> Reality | None:
    perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in trigger.children)
    for child in trigger.children:
        word = child.lower_
        if (child.dep_ == "neg" and word != "no") or word in ("not", "n't", "n’t"):
            return "negative"
        if word in _GUESSED or (perfect and word in ("may", "might", "must")):
            continue
        if child.dep_ in ("aux", "amod", "advmod") and (effect := _effects("beside").get(word, _MORE.get(word))):
            return effect
    return None


_GUESSED = ("perhaps", "feared", "possible")
"""Words of doubt about what is done: "perhaps 20 were killed" tells of dead."""
_MORE: dict[str, Reality] = {"would": "hypothetical", "attempted": "hypothetical"}


def _opened(clause: Token) -> Reality | None:
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    return "hypothetical" if marks & {"if", "unless", "lest", "whether"} else None


def _governed(clause: Token) -> Reality | None:
    """Return what the verb above `clause` makes of it: "threatened to kill", "without killing"."""
    above, words = clause.head, {child.lower_ for child in clause.children if child.dep_ == "aux"}
    if words & {"have", "having"} or above.lemma_ in _verbs("reported"):
        return None
    if "to" in words:
        done = any(child.lower_ in _ORDINAL for child in above.children) and above.lemma_ not in _effects("governs")
        return None if done else "hypothetical"
    if clause.dep_ == "pcomp":
        return (
            "negative"
            if above.lemma_ in _NEARLY
            else _effects("governs").get(above.head.lemma_, _NEARLY.get(above.head.lemma_))
        )
    return _effects("governs").get(above.lemma_) if clause.dep_ == "xcomp" else None


_NEARLY: dict[str, Reality] = {"without": "negative", "inch": "negative", "verge": "negative", "brink": "negative"}
"""What keeps a deed from having been done: "came within inches of killing the driver"."""
_ORDINAL = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "tenth", "latest", "last", "only")
"""What makes an infinitive tell of a deed that is done: "the third journalist to be killed"."""


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
    if step.pos_ == "NOUN" and link == "pobj" and noun.head.lower_ in ("through", "by"):
        return _noun(step)  # "planned the beheading of the party by the murder of its leader"
    governed = step.pos_ == "NOUN" and link == "pobj" and noun.head.lower_ in ("of", "to", "for")
    return _effects("governs").get(step.lemma_) if governed and step.lemma_ not in _verbs("reported") else None


def _verb_of_noun(verb: Token) -> Reality | None:
    if verb.lemma_ in _verbs("planned"):
        return "hypothetical"
    if verb.lemma_ not in _verbs("bringing"):
        return None  # "may investigate the murder of": the murder is done
    return _beside(_clause(verb)) or _opened(verb) or _governed(_clause(verb))
