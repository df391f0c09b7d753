"""Store: what Byline asks of a place where named graphs are kept, embedded or behind an address."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples

Results = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """A document's graph on its way into a store: its IRI, the document's id, its quads, and its entry in the ledger."""

    iri: str
    document: str
    quads: tuple[Quad, ...]
    entry: tuple[Quad, ...]


class Store(Protocol):
    """Named graphs that can be asked and changed; every change is one transaction and may be repeated without harm."""

    def query(self, sparql: str, *, union: bool = False) -> Results:
        """Return the results of `sparql`; with `union` the default graph holds all named graphs.

        QuestionError for a syntax error, with line and column.
        """
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of `graph`, of all graphs one after the other if None."""
        ...

    def current(self) -> Mapping[str, str]:
        """Return the IRI of the current version of each document, by the document's id."""
        ...

    def put(self, sources: Iterable[SourceGraph]) -> None:
        """Make each of `sources` the current version of its document; an older version leaves the store."""
        ...

    def withdraw(self, document: str) -> None:
        """Drop the graph of `document`; its ledger entry stays, marked. StoreError if there is no such document."""
        ...

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Make `quads` the content of `graph`."""
        ...

    def add(self, quads: Iterable[Quad]) -> None:
        """Add `quads` to the graphs they name."""
        ...
