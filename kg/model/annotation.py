"""Annotation: everything known about one document's text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields
from operator import attrgetter

from kg.model.claim import Attribution, Claim
from kg.model.event import Event
from kg.model.figure import Figure
from kg.model.mention import Chain, Mention, Post
from kg.model.span import Span
from kg.model.term import Term
from kg.model.time import Time

Noun = Mention | Chain | Post | Time | Figure | Event | Attribution | Claim | Term


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found in one document; every id that is referred to is one of the same annotation.

    `document` and `version` name the text that the spans count in; `extractor` what made it (software, model).
    """

    document: str
    version: str
    extractor: str = ""
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Chain, ...] = ()
    posts: tuple[Post, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    terms: tuple[Term, ...] = ()

    def nouns(self) -> Iterator[Noun]:
        """Yield everything that has an id."""
        for field in fields(self)[5:]:
            yield from getattr(self, field.name)

    def sentence_of(self, span: Span) -> Span:
        """Return the sentence in which `span` starts; LookupError if none does."""
        found = bisect_right(self.sentences, span.start, key=attrgetter("start")) - 1
        if found >= 0 and span.start < self.sentences[found].end:
            return self.sentences[found]
        raise LookupError(f"no sentence holds [{span.start}, {span.end})")
