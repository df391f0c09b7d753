"""Attributions: who says what, through whom, in which words."""

from collections.abc import Iterator

from kg.extract import extractors
from kg.extract.attributions.clauses import clause_drafts
from kg.extract.attributions.cues import ASSERTIVE
from kg.extract.attributions.direct import direct_drafts, utterances
from kg.extract.attributions.draft import Draft
from kg.extract.attributions.finish import finished
from kg.extract.attributions.floating import floating_drafts, partial_drafts
from kg.extract.attributions.phrases import phrase_drafts
from kg.extract.attributions.reported_nouns import noun_drafts
from kg.extract.reading import Reading
from kg.extract.shelf import Shelf
from kg.model import Annotation, Attribution, Manner, Span

NARRATION = "a-narration"
"""The id of the outlet's own voice."""


@extractors.register("attributions", needs=("mentions", "times"), gives=("attributions",))
def attributions(reading: Reading, known: Annotation) -> Annotation:
    """Return the attributions of a document: the outlet's own voice first, then the others in text order."""
    found = tuple(finished(reading, known, drafts(reading)))
    return Annotation(known.document, known.version, attributions=(*_narration(reading), *found))


def drafts(reading: Reading) -> list[Draft]:
    """Return all that is laid at somebody's door in a document, in no particular order."""
    spoken = utterances(reading)
    direct = list(direct_drafts(spoken))
    taken = frozenset(draft.head.i for draft in direct if draft.head is not None)
    others = [*clause_drafts(reading, taken), *phrase_drafts(reading), *noun_drafts(reading)]
    known = [*direct, *_clear(others, direct)]
    known += floating_drafts(reading, spoken, known)
    return [*known, *partial_drafts(reading, known)]


def _clear(others: list[Draft], direct: list[Draft]) -> Iterator[Draft]:
    """Yield those of `others` whose content does not run across the edge of somebody's direct speech, and which, inside it,
    tell what a third party says."""
    spoken = Shelf((span, span) for draft in direct for span in draft.content)
    for draft in others:
        crossed = [mark.holds(span) for span in draft.content for mark in spoken.at(span)]
        if all(crossed) and (not crossed or _third_party(draft)):
            yield draft


def _third_party(draft: Draft) -> bool:
    """Return whether somebody who is named, no "I", "you" or "they", says something ("I was told by the ministry that")."""
    if draft.cue is None or draft.cue.group not in ASSERTIVE or draft.source is None:
        return False
    return draft.source.head.pos_ in ("NOUN", "PROPN") and "c" in draft.cue.frames and draft.by != "noun"


def _narration(reading: Reading) -> Iterator[Attribution]:
    if reading.text.strip():
        yield Attribution(NARRATION, Manner.NARRATION, (Span(0, len(reading.text)),), by="narration")
