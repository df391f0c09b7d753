"""Rows: the answer to a question as typed Python values, and as what other libraries want."""

import keyword
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import Literal, NamedNode, QuerySolution, Triple

from kg.errors import UsageError
from kg.vocab import KG, PREFIXES

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import rdflib

XSD = PREFIXES["xsd"]
NUMBERS: dict[str, Callable[[str], Any]] = dict.fromkeys(("integer", "int", "long", "nonNegativeInteger"), int) | dict.fromkeys(
    ("decimal", "double", "float"), float
)
READERS: dict[str, Callable[[str], Any]] = {
    XSD + name: reader
    for name, reader in {
        **NUMBERS,
        "boolean": lambda text: text in ("true", "1"),
        "date": date.fromisoformat,
        "dateTime": datetime.fromisoformat,
    }.items()
}
"""How a literal becomes a Python value, by datatype; any other is its text."""

Row = Any
"""A named tuple whose fields are the question's variables."""


class Rows(Sequence[Row]):
    """The rows of an answer, in order. A row is a named tuple: ``row.quote``, ``row.low``.

    IRIs of the ontology's own terms are their local names ("killed"), other IRIs strings; numbers, dates and booleans are
    Python's; what is not known is None.
    """

    def __init__(self, columns: Sequence[str], solutions: Iterable[Sequence[Any]]) -> None:
        self.columns = tuple(columns)
        self._terms = [tuple(solution) for solution in solutions]
        self._row = namedtuple("Row", [_field(name) for name in self.columns], rename=True)  # type: ignore[misc]
        self._rows = [self._row(*map(value, terms)) for terms in self._terms]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        """Return one row, or a list of rows."""
        return self._rows[index]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows in order."""
        return iter(self._rows)

    def __repr__(self) -> str:
        """The number of rows and their columns."""
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one dict a row, keyed by the question's variables, with values that JSON has (dates as ISO strings)."""
        return [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self._rows]

    def to_terms(self) -> list[tuple[Any, ...]]:
        """Return the rows as pyoxigraph terms, nothing shortened."""
        return self._terms

    def to_pandas(self) -> "pandas.DataFrame":
        """Return a DataFrame with the question's variables as columns; UsageError if pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise UsageError("to_pandas() needs pandas: pip install 'byline-kg[pandas]'") from None
        return pandas.DataFrame(self._rows, columns=list(self.columns))

    def to_rdflib(self) -> "list[dict[str, rdflib.term.Identifier]]":
        """Return one dict a row with rdflib's terms, unbound variables left out."""
        from kg.query.foreign import rdflib_term

        pairs = (zip(self.columns, terms, strict=True) for terms in self._terms)
        return [{name: rdflib_term(term) for name, term in row if term is not None} for row in pairs]


class Triples(Sequence[Triple]):
    """The triples that a CONSTRUCT or DESCRIBE gives."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = list(triples)

    @overload
    def __getitem__(self, index: int) -> Triple: ...
    @overload
    def __getitem__(self, index: slice) -> list[Triple]: ...
    def __getitem__(self, index: int | slice) -> Triple | list[Triple]:
        """Return one triple, or a list of triples."""
        return self._triples[index]

    def __len__(self) -> int:
        """The number of triples."""
        return len(self._triples)

    def to_rdflib(self) -> "rdflib.Graph":
        """Return the triples as an rdflib Graph."""
        from kg.query.foreign import rdflib_graph

        return rdflib_graph(self._triples)


def rows(columns: Sequence[str], solutions: Iterable[QuerySolution]) -> Rows:
    """Return `solutions` as Rows with `columns` in that order."""
    return Rows(columns, ([solution[name] for name in columns] for solution in solutions))


def value(term: Any) -> Any:
    """Return the Python value of a pyoxigraph term; a literal that its datatype does not fit stays text."""
    match term:
        case NamedNode():
            return term.value.removeprefix(KG)
        case Literal():
            return _literal(term)
        case None:
            return None
        case _:
            return str(term)


def _literal(term: Literal) -> Any:
    try:
        return READERS.get(term.datatype.value, str)(term.value)
    except ValueError:
        return term.value


def _plain(part: Any) -> Any:
    return part.isoformat() if isinstance(part, date) else part


def _field(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name
