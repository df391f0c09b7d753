"""Reading: a document together with its parse, as the extractors see it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.model import Annotation, Document, Span
from kg.vocab import Vocabulary


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `content` without the marks, `whole` with them; `closed` is False where the closing mark
    is missing; `depth` counts the quotations around it."""

    content: Span
    whole: Span
    closed: bool = True
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, its parse (`doc` covers the whole text: ``doc.text == document.text``), and its outline."""

    document: Document
    doc: Doc
    vocabulary: Vocabulary
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def tokens(self, span: Span) -> DocSpan:
        """Return the tokens that share a character with `span`; LookupError if it lies outside the text."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is None:
            raise LookupError(f"[{span.start}, {span.end}) lies outside the text of {self.document.id}")
        return found

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds the character at `offset`, None if it stands between sentences."""
        found = bisect_right(self.sentences, offset, key=attrgetter("start")) - 1
        return self.sentences[found] if found >= 0 and offset < self.sentences[found].end else None


Extractor = Callable[[Reading, Annotation], Annotation]
"""Takes a reading and what is known so far; returns an Annotation of the same document that holds only its own finds."""


def span_of(tokens: Iterable[Token]) -> Span:
    """Return the span from the first to the last of `tokens`, white space around them left out."""
    found = sorted(tokens, key=lambda token: token.i)
    return Span(found[0].idx, found[-1].idx + len(found[-1]))
