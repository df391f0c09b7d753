"""kg ask: a question that Byline knows, by its name."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import GRAPH, Address, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import show_rows
from kg.errors import QuestionError

if TYPE_CHECKING:
    from kg.query import Question

CONTEXT = {"allow_extra_args": True, "ignore_unknown_options": True}


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question's name; --list lists them.", show_default=False)] = "",
    graph: Address = str(GRAPH),
    as_json: Json = False,
    listing: Annotated[bool, typer.Option("--list", help="List the questions, or say what one of them takes.")] = False,
    sparql: Annotated[bool, typer.Option("--sparql", help="Print the query instead of its answer.")] = False,
) -> None:
    """Ask a graph a question by its name, e.g. [bold]kg ask casualty-figures --measure killed[/bold].

    A question's parameters are options behind its name; each may be left out. Each IRI column comes with its label; --json
    prints all columns.
    """
    import kg
    from kg import resources
    from kg.query import read_questions

    questions = read_questions(resources.folder("queries"))
    if listing or not question:
        chosen = [_named(question, questions)] if question else list(questions.values())
        _list(chosen, as_json, whole=bool(question))
    elif sparql:
        sys.stdout.write(_named(question, questions).sparql)
    else:
        given = dict(_parameters(_named(question, questions), context.args))
        with kg.open(graph) as opened:
            rows = opened.ask(question, **given)
        if as_json:
            print_json(rows.to_dicts())
        else:
            show_rows(rows.columns, rows)


def _named(name: str, questions: dict[str, "Question"]) -> "Question":
    from kg.query.terms import suggestion

    try:
        return questions[name.replace("_", "-")]
    except KeyError:
        near = suggestion(name, questions)
        raise QuestionError(f"there is no question {name!r}{near}; `kg ask --list` lists them") from None


def _parameters(question: "Question", words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of each ``--name value`` and ``--name=value`` in `words`."""
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise QuestionError(f"{word!r} is not understood; write a parameter as --name value ({_takes(question)})")
        name, equals, value = word[2:].partition("=")
        parameter = question.parameter(name.replace("-", "_"))
        found = value if equals else next(rest, None)
        if found is None:
            raise QuestionError(f"--{name} has no value; for example --{name} {parameter.example}")
        yield parameter.name, found


def _takes(question: "Question") -> str:
    return ", ".join(f"--{parameter.name}" for parameter in question.parameters) or "it takes none"


def _list(questions: Sequence["Question"], as_json: bool, *, whole: bool) -> None:
    if as_json:
        print_json(
            {
                "name": one.name,
                "topic": one.topic,
                "title": one.title,
                "about": one.about,
                "parameters": [
                    {"name": p.name, "type": p.type, "about": p.about, "example": p.example} for p in one.parameters
                ],
                "columns": list(one.columns),
            }
            for one in questions
        )
    elif whole:
        for one in questions:
            show_rows(("question", "about"), [(one.name, one.about)])
            show_rows(("parameter", "takes", "example"), [(f"--{p.name}", p.about, p.example) for p in one.parameters])
    else:
        show_rows(("question", "what it answers", "takes"), [(one.name, one.title, _options(one)) for one in questions])


def _options(question: "Question") -> str:
    return " ".join(f"--{parameter.name}" for parameter in question.parameters)
