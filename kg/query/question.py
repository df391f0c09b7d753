"""Question: one .rq file, a TOML header behind ``#+ `` and SPARQL with one row of parameters."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from kg.errors import QuestionError

Type = Literal["concept", "iri", "string", "integer", "date", "source"]
TYPES = get_args(Type)

_ROW = re.compile(r"VALUES\s*\(([^)]*)\)\s*\{\s*\(\s*((?:UNDEF\s*)+)\)\s*\}")
_SOURCE = re.compile(r"GRAPH\s+\?source\b")
_SELECT = re.compile(r"\bSELECT\s+(?:DISTINCT\s+)?(.*?)\bWHERE\b", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `example` is a value with which the answer changes."""

    name: str
    type: Type
    about: str
    example: str | int


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a graph answers. `name` is the file's, `topic` its folder's, `columns` the variables of a row."""

    name: str
    topic: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    sparql: str

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of that name; QuestionError naming those there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise QuestionError(f"{self.name} has no parameter {name!r}; {self._named()}")

    def with_row(self, terms: Mapping[str, str]) -> str:
        """Return the SPARQL whose one row of parameters holds `terms` (serialised), UNDEF for those left out.

        A `source` that is given also takes the place of ``GRAPH ?source``: what is then matched apart from the rest (an
        OPTIONAL that a planner chooses to hash) is one document's graph, not all of them.
        """
        if not self.parameters:
            return self.sparql
        row = " ".join(terms.get(parameter.name, "UNDEF") for parameter in self.parameters)
        names = " ".join(f"?{parameter.name}" for parameter in self.parameters)
        filled = _ROW.sub(lambda _: f"VALUES ({names}) {{ ({row}) }}", self.sparql)
        return _SOURCE.sub(lambda _: f"GRAPH {terms['source']}", filled) if "source" in terms else filled

    def _named(self) -> str:
        names = ", ".join(parameter.name for parameter in self.parameters)
        return f"there are {names}" if names else "it takes none"


def read_question(file: Path) -> Question:
    """Return the question in `file`; QuestionError naming the file and what is wrong with it."""
    text = file.read_text(encoding="utf-8")
    head = "\n".join(line[3:] for line in text.splitlines() if line.startswith("#+ "))
    try:
        facts = tomllib.loads(head)
        given = tuple(_parameter(name, known) for name, known in facts.get("given", {}).items())
        title, about = facts["title"], facts["about"]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise QuestionError(f"{file}: the header is not what a question's must be: {error!r}") from error
    sparql = "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n"
    return Question(file.stem, file.parent.name, title, about, _in_row(file, given, sparql), _columns(file, sparql), sparql)


def read_questions(folder: Path) -> dict[str, Question]:
    """Return the questions below `folder` by name, sorted; QuestionError if two have the same name."""
    found: dict[str, Question] = {}
    for file in sorted(folder.rglob("*.rq"), key=lambda file: file.stem):
        if file.stem in found:
            raise QuestionError(f"two questions are called {file.stem!r}: rename one of the files")
        found[file.stem] = read_question(file)
    return found


def _parameter(name: str, facts: Mapping[str, Any]) -> Parameter:
    if facts["type"] not in TYPES:
        raise KeyError(f"given.{name}.type is {facts['type']!r}, not one of {', '.join(TYPES)}")
    return Parameter(name, facts["type"], facts["about"], facts["example"])


def _in_row(file: Path, given: tuple[Parameter, ...], sparql: str) -> tuple[Parameter, ...]:
    """The parameters in the order of the VALUES row, which must hold all of them and nothing else."""
    rows = _ROW.findall(sparql)
    names = re.findall(r"\?(\w+)", rows[0][0]) if len(rows) == 1 else []
    if len(rows) != bool(given) or sorted(names) != sorted(parameter.name for parameter in given):
        raise QuestionError(
            f"{file}: a question's parameters stand in one row, VALUES (?a ?b) {{ (UNDEF UNDEF) }}, all of them"
        )
    return tuple(sorted(given, key=lambda parameter: names.index(parameter.name)))


def _columns(file: Path, sparql: str) -> tuple[str, ...]:
    if not (found := _SELECT.search(sparql)):
        raise QuestionError(f"{file}: a question is a SELECT that names its variables")
    return tuple(_projected(found[1]))


def _projected(text: str) -> Iterator[str]:
    """The variables of a projection: plain ones, and those after AS of expressions in parentheses."""
    depth, plain = 0, ""
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0 and char == ")":
            alias = re.search(r"AS\s+\?(\w+)\s*$", text[:at])
            plain += f" ?{alias[1]} " if alias else ""
        elif depth == 0:
            plain += char
    yield from re.findall(r"\?(\w+)", plain)
