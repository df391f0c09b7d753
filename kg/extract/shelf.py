"""Shelf: values that lie on stretches of a text, found by place without going through all of them."""

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Span

WIDTH = 512
"""Characters on one board: about a paragraph."""


class Shelf[T]:
    """Values by the spans they lie on: ``Shelf((mention.span, mention) for mention in mentions).at(sentence)``."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._boards: dict[int, list[tuple[int, Span, T]]] = defaultdict(list)
        for number, (span, value) in enumerate(items):
            for board in range(span.start // WIDTH, (span.end - 1) // WIDTH + 1):
                self._boards[board].append((number, span, value))

    def at(self, span: Span) -> list[T]:
        """Return the values that share a character with `span`, in the order they were put in."""
        boards = range(span.start // WIDTH, (span.end - 1) // WIDTH + 1)
        found = {number: value for board in boards for number, on, value in self._boards.get(board, ()) if on.touches(span)}
        return [found[number] for number in sorted(found)]
