"""Nouns with what they report: "the claim that …", "amid reports of …", "Moscow's denial of …"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.attributions.cues import Cue, nouns
from kg.extract.attributions.draft import Draft, Source, runs
from kg.extract.attributions.sources import possessor, subject
from kg.extract.reading import Reading

_LIGHT = {
    "make",
    "issue",
    "give",
    "express",
    "voice",
    "raise",
    "repeat",
    "reiterate",
    "have",
    "release",
    "deliver",
    "renew",
    "announce",
}


def noun_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield a draft for each reporting noun with its content."""
    for token in reading.doc:
        cue = nouns().get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if cue is not None and (content := _content(token, cue)):
            spans = tuple(runs(content))
            words = tuple(runs([token]))
            source = possessor(token) or _giver(token)
            if spans:
                yield Draft(spans, cue, token, words, source, by="noun")


def _content(noun: Token, cue: Cue) -> list[Token]:
    for child in noun.rights:
        clause = child.dep_ in ("acl", "ccomp", "relcl") and any(
            mark.lower_ == "that" and mark.dep_ == "mark" for mark in child.children
        )
        infinitive = child.dep_ in ("acl", "xcomp") and child.tag_ == "VB"
        if (clause and "c" in cue.frames) or (infinitive and "i" in cue.frames):
            return list(child.subtree)
        if child.dep_ == "prep" and child.lower_ in cue.prepositions:
            return [token for inner in child.children if inner.dep_ in ("pobj", "pcomp") for token in inner.subtree]
    return []


def _giver(noun: Token) -> Source | None:
    """Return who makes the claim, issues the warning …: the subject of the verb whose object the noun is."""
    verb = noun.head
    return subject(verb) if noun.dep_ == "dobj" and verb.lemma_ in _LIGHT else None
