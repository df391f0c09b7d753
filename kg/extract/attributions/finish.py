"""Drafts → Attributions: ids, manner, mentions of the sources, nesting, relays."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extract.attributions.circumstances import certainty, source_type, stance, time, venue
from kg.extract.attributions.draft import Draft, Source
from kg.extract.attributions.sources import recipient
from kg.extract.reading import Reading
from kg.extract.shelf import Shelf
from kg.model import Annotation, Attribution, Manner, Mention, Relay, Span

_MEDIA = ("MediaOrganisation", "NewsAgency", "NewsOutlet", "MediaPlatform")
_WORD = re.compile(r"\w+")


def finished(reading: Reading, known: Annotation, drafts: Sequence[Draft]) -> Iterator[Attribution]:
    """Yield the attributions of `drafts`, in text order, each `within` the smallest that holds its cue."""
    ordered = sorted(drafts, key=lambda draft: (draft.start, -max(span.end for span in draft.content)))
    ids = {id(draft): name for draft, name in zip(ordered, _ids(ordered), strict=True)}
    contents = Shelf((span, draft) for draft in ordered for span in draft.content)
    context = Context(reading, known)
    outer = {id(draft): _around(draft, contents) for draft in ordered}
    for draft in ordered:
        holder = outer[id(draft)]
        relays = (*draft.relays, *_relayed(context, draft, outer))
        yield _attribution(context, draft, ids[id(draft)], ids[id(holder)] if holder else None, relays)


def _relayed(context: "Context", draft: Draft, outer: Mapping[int, Draft | None]) -> Iterator[Source]:
    """Yield the media that `draft` came through, the one that was told first, then those around it, innermost first: "as
    reported by TASS, the ministry told the newspaper that …"."""
    told = recipient(draft.head) if draft.head is not None and draft.by in ("clause", "direct") else None
    if told and context.medium(told):
        yield told
    holder, steps = outer[id(draft)], 0
    while holder is not None and steps < len(outer):
        if holder.source and context.medium(holder.source):
            yield holder.source
        if holder:
            yield from holder.relays
        holder, steps = outer[id(holder)], steps + 1


class Context:
    """What lies where in a document: quotations, mentions, times."""

    def __init__(self, reading: Reading, known: Annotation) -> None:
        self.reading = reading
        self.marks = Shelf((quotation.content, quotation.content) for quotation in reading.quotations if quotation.depth == 0)
        self.mentions = Shelf((mention.span, mention) for mention in known.mentions)
        self.times = Shelf((time.span, time) for time in known.times)

    def mention(self, source: Source | None) -> Mention | None:
        """Return the mention that covers `source` best: the same words, else the same head, the longest first."""
        if source is None:
            return None
        at = Span(source.head.idx, source.head.idx + 1)
        inside = self.mentions.at(at)
        same = [mention for mention in inside if mention.span == source.span]
        heads = [mention for mention in inside if mention.head.touches(at)]
        found = same or heads or inside
        return max(found, key=lambda mention: (source.span.holds(mention.span), len(mention.span)), default=None)

    def medium(self, source: Source) -> bool:
        """Return whether `source` is a news agency, an outlet or a platform."""
        mention = self.mention(source)
        return (mention is not None and mention.type in _MEDIA) or source_type(source, mention) == "media"

    def manner(self, content: tuple[Span, ...]) -> Manner:
        """Return direct if all words of `content` stand in quotation marks, mixed if some do, indirect if none."""
        text = self.reading.text
        words = [Span(span.start + m.start(), span.start + m.end()) for span in content for m in _WORD.finditer(span.of(text))]
        quoted = sum(bool(self.marks.at(word)) for word in words)
        if not quoted:
            return Manner.INDIRECT
        return Manner.DIRECT if quoted == len(words) else Manner.MIXED

    def verbatim(self, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the words in quotation marks inside a mixed content: spans within its spans, given word for word."""
        return tuple(
            mark for span in content for mark in self.marks.at(span) if 2 * span.shared(mark) > len(mark) and span != mark
        )


def _attribution(context: Context, draft: Draft, name: str, within: str | None, relays: Iterable[Source]) -> Attribution:
    mention, how = context.mention(draft.source), context.manner(draft.content)
    return Attribution(
        id=name,
        manner=how,
        content=draft.content + (context.verbatim(draft.content) if how is Manner.MIXED else ()),
        cue=draft.words,
        source=(draft.source.span,) if draft.source else (),
        source_mention=mention.id if mention else None,
        source_type=source_type(draft.source, mention),
        relays=tuple(_relay(context, source) for source in relays),
        within=within,
        cue_kind=draft.cue.kind if draft.cue else None,
        stance=stance(draft),
        certainty=certainty(draft, context.reading.tokens(draft.content[0]).root),
        venue=venue(draft),
        time=time(draft, context.times),
        by=f"attributions.{draft.by}",
    )


def _relay(context: Context, source: Source) -> Relay:
    mention = context.mention(source)
    return Relay(source.span, mention.id if mention else None)


def _around(draft: Draft, contents: Shelf[Draft]) -> Draft | None:
    """Return the draft whose content most closely holds the cue of `draft` (its content, where it has no cue)."""
    anchor = draft.words[0] if draft.words else draft.content[0]
    holders = [
        (len(span), other.start, other)
        for other in contents.at(anchor)
        for span in other.content
        if other is not draft and span.holds(anchor) and span.start <= draft.start and span != draft.content[0]
    ]
    return min(holders, key=lambda pair: pair[:2])[2] if holders else None


def _ids(drafts: Sequence[Draft]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for draft in drafts:
        name = f"a{draft.content[0].start}-{draft.content[0].end}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"
