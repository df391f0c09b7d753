"""Shelf: values that lie on stretches of a text, found by place without going through all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Span

WIDTH = 512
"""Characters on one board: about a paragraph."""


class Shelf[T]:
    """Values by the spans they lie on: ``Shelf((mention.span, mention) for mention in mentions).at(sentence)``."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._boards: dict[int, list[tuple[int, Span, T]]] = defaultdict(list)
        self._count = 0
        for span, value in items:
            self.put(span, value)

    def put(self, span: Span, value: T) -> None:
        """Lay `value` on `span`, after all that is there."""
        for board in range(span.start // WIDTH, (span.end - 1) // WIDTH + 1):
            self._boards[board].append((self._count, span, value))
        self._count += 1

    def __iter__(self) -> Iterator[T]:
        """Iterate over the values in the order they were put in."""
        found = {number: value for board in self._boards.values() for number, _, value in board}
        return iter([found[number] for number in sorted(found)])

    def at(self, span: Span) -> list[T]:
        """Return the values that share a character with `span`, in the order they were put in."""
        start, end = span.start, span.end
        first, last = start // WIDTH, (end - 1) // WIDTH
        if first == last:
            return [value for _, on, value in self._boards.get(first, ()) if on.start < end and start < on.end]
        boards = (self._boards.get(board, ()) for board in range(first, last + 1))
        found = {number: value for board in boards for number, on, value in board if on.start < end and start < on.end}
        return [found[number] for number in sorted(found)]
