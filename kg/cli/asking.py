"""Asking: what the questions are and what each takes, on a terminal and as JSON."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from kg.cli.show import output

if TYPE_CHECKING:
    from kg.query import Question


def list_by_topic(questions: Sequence["Question"]) -> None:
    """Print the names of `questions` below their topics, with what each answers and takes."""
    console, widest, title = output(), max(len(one.name) for one in questions), max(len(one.title) for one in questions)
    for topic, some in groupby(sorted(questions, key=lambda one: (one.topic, one.name)), key=lambda one: one.topic):
        console.print(Text(topic.capitalize(), style="bold"))
        table = _table(widest + 2, title)
        for one in some:
            table.add_row(Text(f"  {one.name}"), Text(one.title), Text(_options(one), style="dim"))
        console.print(table)
    console.print(f"{len(questions)} questions; kg ask NAME --help explains one of them.", style="dim")


def describe(question: "Question") -> None:
    """Print what `question` answers, its parameters with an example of each, its columns, and a command to try."""
    console = output()
    console.print(Text(question.title, style="bold"))
    console.print(Text(question.about))
    console.print()
    if question.parameters:
        table = _table(max(len(parameter.name) for parameter in question.parameters) + 4)
        for parameter in question.parameters:
            table.add_row(Text(f"  --{parameter.name}"), Text(parameter.about), Text(f"e.g. {parameter.example}", style="dim"))
        console.print(Text("Parameters, each may be left out", style="bold"))
        console.print(table)
        console.print()
    console.print(Text("Columns", style="bold"))
    console.print(Text("  " + ", ".join(_shown(question))))
    console.print()
    first = "".join(f" --{one.name} {_quoted(str(one.example))}" for one in question.parameters[:1])
    console.print(Text(f"kg ask {question.name} -g GRAPH{first}"), soft_wrap=True)


def describe_as_json(question: "Question") -> dict[str, Any]:
    """Return what is known of `question`, for JSON."""
    return {
        "name": question.name,
        "topic": question.topic,
        "title": question.title,
        "about": question.about,
        "parameters": [{"name": p.name, "type": p.type, "about": p.about, "example": p.example} for p in question.parameters],
        "columns": list(question.columns),
    }


def _table(first: int, second: int = 0) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(min_width=first, no_wrap=True)
    table.add_column(overflow="fold", min_width=min(second, 50))
    table.add_column(overflow="fold")
    return table


def _options(question: "Question") -> str:
    return " ".join(f"--{parameter.name}" for parameter in question.parameters)


def _shown(question: "Question") -> list[str]:
    """The columns of a table on a terminal: a label in the place of its IRI."""
    return [name.removesuffix("Label") for name in question.columns if f"{name}Label" not in question.columns]


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
