"""Memory: what a run must know of the runs before it, asked for by what a new document touches."""

from collections.abc import Iterable
from typing import Protocol

Row = tuple[str | int | None, ...]


Seat = tuple[str, str, int, int, int]
"""Where a member sits: its document, its id there, its place in the document, the numbers of its cluster and of its form."""


class Memory(Protocol):
    """What earlier runs concluded: clusters with their forms, members and blocks, the keys that were given, and tallies.

    Numbers of clusters are never used twice. Each question costs the same however much is remembered.
    """

    def next_number(self) -> int:
        """Return a number above that of every cluster and form."""
        ...

    def near(self, block: str, day: int, most: int) -> list[tuple[int, int]]:
        """Return (day, cluster) of `block`: at most `most` from `day` on and `most` before it, the nearest."""
        ...

    def key(self, cluster: int) -> str:
        """Return the key of `cluster`; "" if it has none."""
        ...

    def forms(self, cluster: int, most: int | None = None) -> list[tuple[int, str, int]]:
        """Return number, text and count of the forms of `cluster`, the first `most` of them."""
        ...

    def form(self, cluster: int, text: str) -> tuple[int, int] | None:
        """Return number and count of the form `text` of `cluster`; None if it has no such form."""
        ...

    def text(self, cluster: int, form: int) -> str | None:
        """Return the text of the form of `cluster` with that number; None if it has none."""
        ...

    def members(self, cluster: int, most: int) -> list[Seat]:
        """Return the members of `cluster`, the first `most` of them by document."""
        ...

    def seats(self, kind: str, document: str) -> list[Seat]:
        """Return where the members of `document` sit in clusters of `kind`."""
        ...

    def in_use(self, key: str) -> bool:
        """Return whether a cluster has `key`."""
        ...

    def told(self, key: str) -> str:
        """Return what was last put under ``told`` of the entity or event `key`; "" if nothing was."""
        ...

    def records(self, documents: Iterable[str]) -> list[Row]:
        """Return (key, kind, name, link, merged into, document, item) of the keys that members of `documents` were given,
        oldest first."""
        ...

    def topics(self, document: str) -> list[str]:
        """Return the topics on which there are tallies of `document`."""
        ...

    def tallies(self, topic: str) -> list[tuple[str, int]]:
        """Return the tallies on `topic`, each with 1 if it was weighed against the others, else 0."""
        ...

    def size(self, topic: str) -> tuple[int, int]:
        """Return how many tallies on `topic` were weighed, and how many wait for it, as last put under ``topics``."""
        ...

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Remember `rows`, each in the place of an older one with the same first columns."""
        ...

    def drop(self, document: str) -> None:
        """Forget where the members of `document` sit, and its tallies."""
        ...

    def forget(self, clusters: Iterable[int]) -> None:
        """Forget `clusters`, which have no members any more."""
        ...

    def move(self, cluster: int, into: int, forms: Iterable[tuple[int, int]]) -> None:
        """Make the members of `cluster` those of `into`; `forms` are the numbers (old, new) of forms that both had."""
        ...


class Blank:
    """The memory of a run that has none before it, and of which nothing is kept."""

    def next_number(self) -> int:
        """Return 1."""
        return 1

    def near(self, block: str, day: int, most: int) -> list[tuple[int, int]]:
        """Return nothing."""
        return []

    def key(self, cluster: int) -> str:
        """Return ""."""
        return ""

    def forms(self, cluster: int, most: int | None = None) -> list[tuple[int, str, int]]:
        """Return nothing."""
        return []

    def form(self, cluster: int, text: str) -> tuple[int, int] | None:
        """Return None."""
        return None

    def text(self, cluster: int, form: int) -> str | None:
        """Return None."""
        return None

    def members(self, cluster: int, most: int) -> list[Seat]:
        """Return nothing."""
        return []

    def seats(self, kind: str, document: str) -> list[Seat]:
        """Return nothing."""
        return []

    def in_use(self, key: str) -> bool:
        """Return False."""
        return False

    def told(self, key: str) -> str:
        """Return ""."""
        return ""

    def records(self, documents: Iterable[str]) -> list[Row]:
        """Return nothing."""
        return []

    def topics(self, document: str) -> list[str]:
        """Return nothing."""
        return []

    def tallies(self, topic: str) -> list[tuple[str, int]]:
        """Return nothing."""
        return []

    def size(self, topic: str) -> tuple[int, int]:
        """Return that there are none."""
        return (0, 0)

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Do nothing."""

    def drop(self, document: str) -> None:
        """Do nothing."""

    def forget(self, clusters: Iterable[int]) -> None:
        """Do nothing."""

    def move(self, cluster: int, into: int, forms: Iterable[tuple[int, int]]) -> None:
        """Do nothing."""
