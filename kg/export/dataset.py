"""Dataset: what the formats that are no RDF read a graph through, and how the terms in its answers become plain values."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.vocab import DECLARED, PREFIXES, Iris

Row = Mapping[str, Any]
"""One answer: variable → str, int, float, bool, date; variables without a value are left out."""

_XSD = PREFIXES["xsd"]
_READ: dict[str, Callable[[str], Any]] = {
    **{_XSD + name: int for name in ("integer", "int", "long", "nonNegativeInteger")},
    **{_XSD + name: float for name in ("decimal", "double", "float")},
    _XSD + "boolean": lambda text: text in ("true", "1"),
    _XSD + "date": date.fromisoformat,
    _XSD + "dateTime": datetime.fromisoformat,
}


class Dataset(Protocol):
    """A graph that can be asked; `iris` makes the IRIs below its base."""

    @property
    def iris(self) -> Iris:
        """The IRIs of this graph."""
        ...

    def query(self, sparql: str) -> Any:
        """Return the solutions of the SELECT query `sparql`, whose default graph is empty."""
        ...


def rows(dataset: Dataset, pattern: str) -> Iterator[Row]:
    """Yield the answers to the SELECT query `pattern`, in which ``$world`` stands for the graph of what was concluded."""
    found = dataset.query(DECLARED + pattern.replace("$world", f"<{dataset.iris.graph('world')}>"))
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    for solution in found:
        yield {name: plain(solution[name]) for name in names if solution[name] is not None}


def plain(term: Any) -> Any:
    """Return a pyoxigraph term as a Python value; an IRI is its text, and so is a literal that its datatype does not fit.

    >>> plain(Literal("12", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")))
    12
    """
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    try:
        return _READ.get(term.datatype.value, str)(term.value)
    except ValueError:
        return term.value


def listed(iris: Any) -> str:
    """Return IRIs as the rows of a VALUES block."""
    return " ".join(str(NamedNode(iri)) for iri in iris)
