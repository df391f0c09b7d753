"""Span: a stretch of one document's text."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range ``[start, end)`` of a document's text, in Unicode code points; ``0 <= start < end``.

    >>> Span(0, 4).of("Kyiv fell silent")
    'Kyiv'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs forward and is not empty: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of this span in `text`; IndexError if it reaches past the end (a span is never clipped)."""
        if self.end > len(text):
            raise IndexError(f"[{self.start}, {self.end}) reaches past the end of a text of {len(text)} characters")
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Return whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "Span") -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: "Span") -> int:
        """Return the number of characters that both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def covering(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all of `spans`; ValueError if there are none."""
    found = sorted(spans)
    if not found:
        raise ValueError("no spans to cover")
    return Span(found[0].start, max(span.end for span in found))
