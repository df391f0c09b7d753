"""Cues: the words that lay something at somebody's door, with what the lexicon says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.lexicon import table
from kg.model import Certainty, Stance

ASSERTIVE = frozenset({"speech", "claim", "evidence"})
"""Groups of cues whose content is put forward as so, by somebody; thoughts, attitudes, plans and questions are not."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: its kind ("said", "denied"), its group, and the `frames` in which its content stands, as
    ``reporting_verbs.tsv`` explains them."""

    word: str
    kind: str
    group: str
    stance: Stance
    certainty: Certainty
    frames: frozenset[str]

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions after which the content stands ("warn of", "called for")."""
        return frozenset(frame for frame in self.frames if len(frame) > 1 and "+" not in frame)


SAID = Cue("say", "said", "speech", Stance.ASSERTS, Certainty.UNSPECIFIED, frozenset({"c", "q"}))
"""What stands for a verb of saying where the lexicon knows none: a colon, a dash, a verb of another kind."""


@cache
def verbs() -> Mapping[str, Cue]:
    """Return the reporting verbs, by lemma."""
    return {row["verb"]: _cue(row["verb"], row) for row in table("reporting_verbs")}


@cache
def nouns() -> Mapping[str, Cue]:
    """Return the reporting nouns, by lemma."""
    group = {"yes": "claim", "": "speech"}
    return {row["noun"]: _cue(row["noun"], dict(row) | {"group": group[row["distance"]]}) for row in table("reporting_nouns")}


@cache
def adverbs() -> Mapping[str, Cue]:
    """Return the hearsay adverbs."""
    return {row["adverb"]: _cue(row["adverb"], dict(row) | {"group": "claim"}) for row in table("hearsay_adverbs")}


def verb_cue(token: Token) -> Cue | None:
    """Return what the lexicon says of `token` as a reporting verb; None if it is none."""
    return verbs().get(token.lemma_.lower()) if token.pos_ in ("VERB", "AUX") else None


def quotes(token: Token) -> bool:
    """Return whether `token` is a verb that may introduce or follow words in quotation marks."""
    cue = verb_cue(token)
    return cue is not None and "q" in cue.frames


def words_of(verb: Token) -> Iterator[Token]:
    """Yield the words of the cue around `verb`, in text order: its auxiliaries, negation, adverbs next to it, particle."""
    yield from (child for child in verb.lefts if child.dep_ in ("aux", "auxpass", "neg") and child.i >= verb.i - 4)
    yield verb
    yield from (child for child in verb.rights if child.dep_ == "prt" and child.i <= verb.i + 2)


def negated(token: Token) -> bool:
    """Return whether `token` is negated ("did not say")."""
    return any(child.dep_ == "neg" for child in token.children)


def _cue(word: str, row: Mapping[str, str]) -> Cue:
    certainty = Certainty(row.get("certainty") or "unspecified")
    stance = Stance(row.get("stance") or "asserts")
    return Cue(word, row["kind"], row["group"], stance, certainty, frozenset(filter(None, row.get("frames", "").split(","))))
