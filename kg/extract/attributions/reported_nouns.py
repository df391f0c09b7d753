"""Nouns with what they report: "the claim that …", "amid reports of …", "Moscow's denial of …"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.attributions.cues import Cue, nouns, verb_cue, words_of
from kg.extract.attributions.draft import Draft, Source, runs
from kg.extract.attributions.sources import agent, passive, phrase, possessor, relays, speaker, subject, told_in
from kg.extract.reading import Reading
from kg.model import Span

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
    "offer",
    "provide",
    "advance",
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
                yield _told(token, spans) or Draft(spans, cue, token, words, _without(source, spans), by="noun")


def _told(noun: Token, content: tuple[Span, ...]) -> Draft | None:
    """Return what is "said in a statement that …" as said by the one who says it; None if `noun` has no such verb around it."""
    verb = told_in(noun)
    cue = verb_cue(verb) if verb is not None else None
    if verb is None or cue is None or passive(verb):
        return None
    return Draft(content, cue, verb, tuple(runs(words_of(verb))), speaker(verb), relays(verb), by="clause")


def _without(source: Source | None, content: tuple[Span, ...]) -> Source | None:
    """Return `source` up to the content, where a parser hung that on it ("given by the army for the delay")."""
    inside = [span for span in content if source is not None and source.span.holds(span)]
    if source is None or not inside:
        return source
    return phrase(source.head, before=next(token for token in source.head.subtree if token.idx >= inside[0].start).head)


def _content(noun: Token, cue: Cue) -> list[Token]:
    given = [child for child in noun.rights if child.dep_ == "acl" and child.lemma_ in _LIGHT and passive(child)]
    for child in (*noun.rights, *(inner for verb in given for inner in (*verb.rights, *_of_agent(verb)))):
        clause = child.dep_ in ("acl", "ccomp", "relcl") and any(
            mark.lower_ == "that" and mark.dep_ == "mark" for mark in child.children
        )
        infinitive = child.dep_ in ("acl", "xcomp") and child.tag_ == "VB"
        if (clause and "c" in cue.frames) or (infinitive and "i" in cue.frames):
            return list(child.subtree)
        if child.dep_ == "prep" and child.lower_ in cue.prepositions:
            return [token for inner in child.children if inner.dep_ in ("pobj", "pcomp") for token in inner.subtree]
    return []


def _of_agent(verb: Token) -> Iterator[Token]:
    """Yield what a parser hangs on the one who gives it, though it says what for ("given by the army for the delay")."""
    for child in verb.rights:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            yield from (deeper for noun in child.rights for deeper in noun.rights if deeper.dep_ == "prep")


def _giver(noun: Token) -> Source | None:
    """Return who makes the claim or gives the reason: the subject of the verb whose object the noun is ("given by …")."""
    given = next((child for child in noun.rights if child.dep_ == "acl" and child.lemma_ in _LIGHT and passive(child)), None)
    if given is not None:
        return agent(given)
    verb = noun.head
    return subject(verb) if noun.dep_ == "dobj" and verb.lemma_ in _LIGHT else None
