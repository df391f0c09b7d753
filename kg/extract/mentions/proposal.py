"""Proposal: what one finder takes to be a mention."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extract.reading import Reading
from kg.lexicon.phrases import Word
from kg.model import Form, Kind, Span, UnitDetails


@dataclass(frozen=True, slots=True)
class Proposal:
    """A possible mention. Of two that claim the same words, the one of the higher `rank` stands; see `merge`."""

    span: Span
    head: Span
    kind: Kind
    form: Form
    rank: int
    by: str
    type: str | None = None
    side: str | None = None
    unit: UnitDetails | None = None
    parent: Span | None = None

    def at(self, span: Span) -> "Proposal":
        """Return this proposal with the span `span`, its head kept inside."""
        head = self.head if span.holds(self.head) else span
        return replace(self, span=span, head=head)


@dataclass(frozen=True, slots=True)
class Material:
    """What the finders look at: the reading, and the words of its text."""

    reading: Reading
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.reading.text


Finder = Callable[[Material], Iterable[Proposal]]
"""Proposes mentions."""

Step = Callable[[Material, Sequence[Proposal]], Iterable[Proposal]]
"""Puts right what stands, in text order, after the merge."""
