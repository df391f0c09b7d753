"""Names: what a graph knows that parameters may name."""

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

from pyoxigraph import Literal, QueryBoolean, QuerySolutions, Triple

from kg.query.prefixes import with_prefixes
from kg.vocab import local_name

_CONCEPTS = """SELECT DISTINCT ?concept WHERE {
  GRAPH ?graph { <https://w3id.org/byline> a owl:Ontology . ?concept a ?class }
  FILTER(STRSTARTS(STR(?concept), "https://w3id.org/byline#")) }"""
_SOURCES = "SELECT ?id ?source WHERE { %s GRAPH ?source { ?source a kg:Source ; dcterms:identifier ?id } }"


class Dataset(Protocol):
    """Anything that answers SPARQL: a snapshot's store, a remote one."""

    def query(self, sparql: str, *, union: bool = False) -> QuerySolutions | QueryBoolean | Iterable[Triple]:
        """Return the results of `sparql`; with `union` the default graph holds all named graphs."""
        ...


class Names:
    """The concepts and documents of a graph."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The local names of the ontology's terms; empty if the graph holds no ontology."""
        return frozenset(local_name(row["concept"].value) for row in self._solutions(_CONCEPTS))

    def source(self, document: str) -> str | None:
        """Return the IRI of the document with that id; None if there is none."""
        found = self._solutions(_SOURCES % f"VALUES ?id {{ {Literal(document)} }}")
        return next((row["source"].value for row in found), None)

    def documents(self) -> Iterable[str]:
        """Return the ids of all documents."""
        return [row["id"].value for row in self._solutions(_SOURCES % "")]

    def _solutions(self, sparql: str) -> QuerySolutions:
        found = self._dataset.query(with_prefixes(sparql)[0])
        assert isinstance(found, QuerySolutions)
        return found
