"""Graph: a built graph in Python. Each question is a method: ``g.casualty_figures(measure="killed")``."""

from collections.abc import Callable, Mapping
from inspect import Parameter as Argument
from inspect import Signature
from types import TracebackType
from typing import Any, Self

from pyoxigraph import QueryBoolean, QuerySolutions

from kg.errors import QuestionError
from kg.query.names import Dataset, Names
from kg.query.prefixes import moved, with_prefixes
from kg.query.question import Parameter, Question, read_questions
from kg.query.rows import Rows, Triples, rows
from kg.query.terms import serialised, suggestion
from kg.resources import folder

PYTHON = {"integer": int, "date": "datetime.date | str"}
"""How a parameter's type is written in a helper's signature; str for all others."""


class Graph:
    """A built graph, for reading.

    `close` lets its snapshot go; a Graph is a context manager too. `questions()` lists what can be asked by name; each
    question is also a method with its parameters as keywords, and tab completion shows them.
    """

    def __init__(
        self,
        dataset: Dataset,
        *,
        questions: Mapping[str, Question] | None = None,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        self._dataset, self._on_close, self._names = dataset, on_close, Names(dataset)
        self._questions = dict(read_questions(folder("queries")) if questions is None else questions)

    def questions(self) -> list[Question]:
        """Return the questions that can be asked by name, sorted by name."""
        return list(self._questions.values())

    def question(self, name: str) -> Question:
        """Return the question called `name` (dashes or underscores); QuestionError with the nearest names."""
        found = self._questions.get(name.replace("_", "-"))
        if found is None:
            raise QuestionError(f"there is no question {name!r}{suggestion(name, self._questions) or '; see questions()'}")
        return found

    def ask(self, name: str, /, **given: Any) -> Rows:
        """Return the answer to the question `name`; parameters that are None count as left out.

        QuestionError for an unknown question or parameter (naming those there are) or a value that cannot be one.
        """
        found = self._dataset.query(self.sparql(name, **given))
        assert isinstance(found, QuerySolutions)
        return rows(self.question(name).columns, found)

    def sparql(self, name: str, /, **given: Any) -> str:
        """Return the query that `ask` puts for the question `name`, with its parameters filled in; errors as there."""
        question = self.question(name)
        terms = {key: serialised(question.parameter(key), part, self._names) for key, part in given.items() if part is not None}
        return question.with_row(terms)

    def query(self, sparql: str) -> Rows | Triples | bool:
        """Return the answer to any SPARQL query: Rows of a SELECT, Triples of a CONSTRUCT, the bool of an ASK.

        The default graph is the union of all named graphs, so that a pattern without GRAPH finds everything; the prefixes
        of `kg.vocab.PREFIXES` need no declaration. QuestionError for a syntax error, in one line with line and column.
        """
        declared, lines = with_prefixes(sparql)
        try:
            found = self._dataset.query(declared, union=True)
        except QuestionError as error:
            raise QuestionError(moved(str(error), lines)) from error
        match found:
            case QuerySolutions():
                return rows([variable.value for variable in found.variables], found)
            case QueryBoolean():
                return bool(found)
        return Triples(found)

    def __getattr__(self, name: str) -> Callable[..., Rows]:
        """The question `name` as a method; AttributeError if there is none."""
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return helper(self, self.question(name))
        except QuestionError as error:
            raise AttributeError(str(error)) from error

    def __dir__(self) -> list[str]:
        """Methods and questions."""
        return [*super().__dir__(), *(name.replace("-", "_") for name in self._questions)]

    def close(self) -> None:
        """Let the graph's snapshot go."""
        if self._on_close:
            self._on_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def helper(graph: Graph, question: Question) -> Callable[..., Rows]:
    """Return `question` as a function of its parameters, with signature and docstring, that asks `graph`."""

    def ask(**given: Any) -> Rows:
        return graph.ask(question.name, **given)

    ask.__name__ = ask.__qualname__ = question.name.replace("-", "_")
    ask.__doc__ = docstring(question)
    ask.__signature__ = Signature([_argument(p) for p in question.parameters], return_annotation=Rows)  # type: ignore[attr-defined]
    return ask


def docstring(question: Question) -> str:
    """Return what `help()` shows of `question`: title, what it answers, parameters, columns."""
    given = [f"    {p.name} ({p.type}): {p.about} For example {p.example!r}." for p in question.parameters]
    parts = [f"{question.title}.", question.about, "Parameters, each may be left out:\n" + "\n".join(given) if given else ""]
    return "\n\n".join([part for part in parts if part] + [f"Columns: {', '.join(question.columns)}."])


def _argument(parameter: Parameter) -> Argument:
    kind = PYTHON.get(parameter.type, str)
    return Argument(parameter.name, Argument.KEYWORD_ONLY, default=None, annotation=f"{getattr(kind, '__name__', kind)} | None")
