"""Stretching: contents that a parser cut short are drawn out to the numbers of the same sentence that nobody else gives."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.attributions.cues import ASSERTIVE
from kg.extract.attributions.draft import Draft
from kg.extract.reading import Reading
from kg.extract.shelf import Shelf
from kg.model import Figure, Measure, Span

_HARM = frozenset(
    {
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CASUALTIES,
        Measure.CAPTURED,
        Measure.ARRESTED,
        Measure.MISSING,
        Measure.DISPLACED,
    }
)
_BY = frozenset({"clause", "according_to"})
_TURNS = frozenset({"but", "although", "though", "however", "whereas", "yet", "despite"})
"""Words with which another voice may begin."""


def stretched(reading: Reading, drafts: Sequence[Draft], figures: Sequence[Figure]) -> list[Draft]:
    """Return `drafts`; where a sentence counts people harmed and has one voice only, its content is drawn out to all it counts:
    "the ministry said five people were shot dead, 31 injured and 52 arrested"."""
    contents = Shelf((span, draft) for draft in drafts for span in draft.content)
    loose = [f.span for f in figures if f.measure in _HARM and not contents.at(f.span)]
    if not loose:
        return list(drafts)
    inner = {id(draft) for draft in drafts if any(other is not draft for word in draft.words for other in contents.at(word))}
    cues = Shelf((word, draft) for word, draft in _cues(drafts) if id(draft) not in inner)
    wanted = dict(_drawn(reading, loose, cues))
    return [replace(draft, content=wanted[id(draft)]) if id(draft) in wanted else draft for draft in drafts]


def _cues(drafts: Sequence[Draft]) -> Iterator[tuple[Span, Draft]]:
    """Yield the cues of those who put something forward, each with its draft."""
    for draft in drafts:
        if draft.cue is None or draft.cue.group in ASSERTIVE:
            yield from ((word, draft) for word in draft.words)


def _drawn(reading: Reading, loose: Sequence[Span], cues: Shelf[Draft]) -> Iterator[tuple[int, tuple[Span, ...]]]:
    by_sentence: dict[Span, list[Span]] = {}
    for span in loose:
        sentence = reading.sentence_at(span.start)
        if sentence is not None:
            by_sentence.setdefault(sentence, []).append(span)
    for sentence, spans in by_sentence.items():
        voices = {id(draft): draft for draft in cues.at(sentence)}
        if len(voices) == 1:
            draft = next(iter(voices.values()))
            if content := _content(reading, draft, sentence, spans):
                yield id(draft), content


def _content(reading: Reading, draft: Draft, sentence: Span, spans: Sequence[Span]) -> tuple[Span, ...] | None:
    """Return the content of `draft` drawn out to `spans`, of its `sentence`; None if another voice may begin there."""
    if draft.by not in _BY or draft.cue is None or draft.source is None or len(draft.content) > 1:
        return None
    own = draft.content[0]
    start, end = min(own.start, *(span.start for span in spans)), max(own.end, *(span.end for span in spans))
    outside = [*draft.words, draft.source.span]
    if any(span.start < end and start < span.end for span in outside) or not sentence.holds(Span(start, end)):
        return None
    more = [reading.tokens(Span(*ends)) for ends in ((start, own.start), (own.end, end)) if ends[0] < ends[1]]
    if any(token.lower_ in _TURNS or token.is_quote for tokens in more for token in tokens):
        return None
    return (Span(_begin(sentence, outside, start), _end(reading, sentence, outside, end)),)


def _begin(sentence: Span, outside: Sequence[Span], start: int) -> int:
    """Return where the words around `start` begin: behind the cue or the source, or with the sentence."""
    return start if any(span.end <= start for span in outside) else sentence.start


def _end(reading: Reading, sentence: Span, outside: Sequence[Span], end: int) -> int:
    """Return where the words around `end` end: with the sentence, without its full stop, if the cue stands before them."""
    if any(span.start >= end for span in outside):
        return end
    words = [token for token in reading.tokens(sentence) if not (token.is_punct or token.is_space)]
    return max(end, min(sentence.end, words[-1].idx + len(words[-1])) if words else end)
