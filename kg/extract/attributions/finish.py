"""Drafts → Attributions: ids, manner, mentions of the sources, nesting, relays."""

import re
from collections.abc import Iterator, Sequence

from kg.extract.attributions.circumstances import certainty, source_type, stance, time, venue
from kg.extract.attributions.draft import Draft, Source
from kg.extract.reading import Reading
from kg.model import Annotation, Attribution, Manner, Mention, Relay, Span

_WORD = re.compile(r"\w+")


def finished(reading: Reading, known: Annotation, drafts: Sequence[Draft]) -> Iterator[Attribution]:
    """Yield the attributions of `drafts`, in text order, each `within` the smallest that holds its cue."""
    ordered = sorted(drafts, key=lambda draft: (draft.start, -max(span.end for span in draft.content)))
    ids = list(_ids(ordered))
    for draft, name in zip(ordered, ids, strict=True):
        outer = _around(draft, ordered)
        within = ids[ordered.index(outer)] if outer else None
        yield _attribution(reading, known, draft, name, within, outer)


def mention_of(source: Source | None, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention that covers `source` best: the same words, else the same head, the longest first."""
    if source is None:
        return None
    at = source.head.idx
    same = [mention for mention in mentions if mention.span == source.span]
    heads = [mention for mention in mentions if mention.head.start <= at < mention.head.end]
    inside = [mention for mention in mentions if mention.span.start <= at < mention.span.end]
    for found in (same, heads, inside):
        if found:
            return max(found, key=lambda mention: (source.span.holds(mention.span), len(mention.span)))
    return None


def manner(reading: Reading, content: tuple[Span, ...]) -> Manner:
    """Return direct if all words of `content` stand in quotation marks, mixed if some do, indirect if none."""
    marks = [quotation.content for quotation in reading.quotations if quotation.depth == 0]
    words = [span.start + match.start() for span in content for match in _WORD.finditer(span.of(reading.text))]
    quoted = [at for at in words if any(mark.start <= at < mark.end for mark in marks)]
    if not quoted:
        return Manner.INDIRECT
    return Manner.DIRECT if len(quoted) == len(words) else Manner.MIXED


def _attribution(reading: Reading, known: Annotation, draft: Draft, name: str, within: str | None, outer: Draft | None) -> Attribution:
    mention = mention_of(draft.source, known.mentions)
    how = manner(reading, draft.content)
    return Attribution(
        id=name,
        manner=how,
        content=draft.content + (_verbatim(reading, draft) if how is Manner.MIXED else ()),
        cue=draft.words,
        source=(draft.source.span,) if draft.source else (),
        source_mention=mention.id if mention else None,
        source_type=source_type(draft.source, mention),
        relays=tuple(_relays(draft, outer, known.mentions)),
        within=within,
        cue_kind=draft.cue.kind if draft.cue else None,
        stance=stance(draft),
        certainty=certainty(draft, reading.tokens(draft.content[0]).root),
        venue=venue(draft),
        time=time(draft, known.times),
        by=draft.by,
    )


def _verbatim(reading: Reading, draft: Draft) -> tuple[Span, ...]:
    """Return the words in quotation marks inside a mixed content: spans within its spans, given word for word."""
    marks = (quotation.content for quotation in reading.quotations if quotation.depth == 0)
    return tuple(mark for mark in marks if any(span.holds(mark) and span != mark for span in draft.content))


def _relays(draft: Draft, outer: Draft | None, mentions: Sequence[Mention]) -> Iterator[Relay]:
    for source in draft.relays:
        mention = mention_of(source, mentions)
        yield Relay(source.span, mention.id if mention else None)


def _around(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft whose content most closely holds the cue of `draft` (its content, where it has no cue)."""
    anchor = draft.words[0] if draft.words else draft.content[0]
    holders = [
        (len(span), other)
        for other in drafts
        for span in other.content
        if other is not draft and span.holds(anchor) and span.start <= draft.start and span != draft.content[0]
    ]
    return min(holders, key=lambda pair: pair[0])[1] if holders else None


def _ids(drafts: Sequence[Draft]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for draft in drafts:
        name = f"a{draft.content[0].start}-{draft.content[0].end}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"
