"""Attributions: who says what, through whom, in which words."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import extractors
from kg.extract.attributions.clauses import clause_drafts
from kg.extract.attributions.direct import direct_drafts, utterances
from kg.extract.attributions.draft import Draft
from kg.extract.attributions.finish import finished
from kg.extract.attributions.floating import floating_drafts, partial_drafts
from kg.extract.attributions.labels import label_drafts
from kg.extract.attributions.phrases import phrase_drafts
from kg.extract.attributions.reported_nouns import noun_drafts
from kg.extract.attributions.stretch import stretched
from kg.extract.reading import Reading
from kg.extract.shelf import Shelf
from kg.model import Annotation, Attribution, Manner, Span

NARRATION = "a-narration"
"""The id of the outlet's own voice."""


@extractors.register("attributions", needs=("mentions", "times", "figures"), gives=("attributions",))
def attributions(reading: Reading, known: Annotation) -> Annotation:
    """Return the attributions of a document: the outlet's own voice first, then the others in text order."""
    told = stretched(reading, drafts(reading), known.figures)
    found = tuple(finished(reading, known, told))
    return Annotation(known.document, known.version, attributions=(*_narration(reading), *found))


def drafts(reading: Reading) -> list[Draft]:
    """Return all that is laid at somebody's door in a document, in no particular order."""
    spoken = utterances(reading)
    direct = list(direct_drafts(spoken))
    taken = frozenset(draft.head.i for draft in direct if draft.head is not None)
    others = [*clause_drafts(reading, taken), *phrase_drafts(reading), *noun_drafts(reading)]
    labels = list(label_drafts(reading, spoken))
    known = [*direct, *labels, *_clear(reading, others)]
    known += floating_drafts(reading, spoken, known)
    return [*known, *partial_drafts(reading, known)]


def _clear(reading: Reading, others: list[Draft]) -> Iterator[Draft]:
    """Yield those of `others` that respect quotation marks: what is laid at somebody's door inside marks stays inside them,
    and tells what a third party says; content outside holds marks wholly or not at all."""
    marks = Shelf((quotation.content, quotation.content) for quotation in reading.quotations if quotation.depth == 0)
    for draft in others:
        around = next((mark for word in draft.words for mark in marks.at(word)), None)
        if around is not None:
            if _third_party(draft) and all(around.holds(span) for span in draft.content):
                yield draft
        elif not any(_crosses(span, mark) for span in draft.content for mark in marks.at(span)):
            yield draft


def _crosses(span: Span, mark: Span) -> bool:
    """Return whether `span` runs over the edge of `mark` by more than a sign, or lies inside it though its cue does not."""
    outside = len(mark) - span.shared(mark)
    return outside > 3 and not (mark.holds(span) and 2 * outside < len(mark))


def _third_party(draft: Draft) -> bool:
    """Return whether somebody who is named, no "I", "you" or "they", says something ("I was told by the ministry that")."""
    if draft.cue is None or draft.cue.group not in ("speech", "claim") or draft.source is None or draft.by == "noun":
        return False
    return draft.source.head.pos_ in ("NOUN", "PROPN") and draft.head is not None and _clausal(draft.head)


def _clausal(head: Token) -> bool:
    return any(child.dep_ == "ccomp" for child in head.children) or head.lower_ == "according"


def _narration(reading: Reading) -> Iterator[Attribution]:
    if reading.text.strip():
        yield Attribution(NARRATION, Manner.NARRATION, (Span(0, len(reading.text)),), by="attributions.narration")
