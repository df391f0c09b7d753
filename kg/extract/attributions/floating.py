"""Quotations without a verb: whose they are follows from what is around them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract.attributions.direct import Utterance
from kg.extract.attributions.draft import Draft, Source
from kg.extract.attributions.sources import subject
from kg.extract.reading import Quotation, Reading
from kg.extract.shelf import Shelf
from kg.model import Span

BACK = 3
"""Paragraphs to look back for the last one who spoke."""

_PASSED_ON = ("reported", "according_to")


def floating_drafts(reading: Reading, found: Sequence[Utterance], known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a draft for each utterance of `found` without a verb: the last one who spoke before it, else the next in its
    paragraph, says it."""
    tellers = (draft for draft in known if draft.source and draft.cue and draft.cue.kind not in _PASSED_ON)
    contents = Shelf((span, span) for draft in tellers for span in draft.content)
    speakers = sorted((draft for draft in known if _speaks(draft, contents)), key=_start)
    laid = Shelf((span, span) for draft in known for span in draft.content)
    for utterance in found:
        words = utterance.quotations[0].content
        if utterance.tag is None and not any(2 * span.shared(words) > len(words) for span in laid.at(words)):
            content = tuple(quotation.content for quotation in utterance.quotations)
            last = _last(reading, utterance, speakers)
            yield Draft(content, source=last.source if last else None, by="floating", after=last)


def _speaks(draft: Draft, contents: Shelf[Span]) -> bool:
    """Return whether `draft` has somebody speak who may go on speaking: no noun, no relative clause, nothing that is itself
    only told by another."""
    if draft.source is None or draft.cue is None or draft.cue.group not in ("speech", "claim") or draft.by == "noun":
        return False
    told = any(span.holds(word) for word in draft.words for span in contents.at(word))
    return not told and not (draft.head is not None and draft.head.dep_ in ("relcl", "acl"))


def partial_drafts(reading: Reading, known: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a draft for each quotation inside a sentence that no other attribution holds: words that the sentence's subject
    is said to use (Russia began a "special operation")."""
    held = Shelf((span, span) for draft in known for span in draft.content)
    for quotation in reading.quotations:
        if quotation.depth == 0 and not held.at(quotation.content) and _worded(reading, quotation):
            source = _subject_around(reading, quotation)
            if source:
                yield Draft((quotation.content,), source=source, by="partial")


def _worded(reading: Reading, quotation: Quotation) -> bool:
    """Return whether the words in marks are somebody's wording, not a title: more than one begins with a small letter."""
    words = [token for token in reading.tokens(quotation.content) if token.is_alpha]
    return bool(words) and words[0].is_lower and quotation.closed


def _subject_around(reading: Reading, quotation: Quotation) -> Source | None:
    root = reading.tokens(quotation.content).root
    at = root
    for _ in range(20):
        if at.pos_ in ("VERB", "AUX") and not quotation.whole.holds(Span(at.idx, at.idx + len(at))):
            source = subject(at)
            return source if source and not source.span.touches(quotation.whole) else None
        if at.head.i == at.i:
            return None
        at = at.head
    return None


def _last(reading: Reading, utterance: Utterance, speakers: Sequence[Draft]) -> Draft | None:
    """Return the last of `speakers` (in text order) before `utterance`, if no more than BACK paragraphs away."""
    start = utterance.quotations[0].whole.start
    floor = reading.paragraphs[max(0, utterance.paragraph - BACK)].start
    for draft in reversed(speakers[: bisect_left(speakers, start, key=_start)]):
        if draft.start < floor:
            return None
        if draft.source and draft.source.span.start < start:
            return draft
    return None


def _start(draft: Draft) -> int:
    return draft.start
