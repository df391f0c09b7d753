"""kg ask: a question that Byline knows, by its name."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.asking import describe, describe_as_json, list_by_topic
from kg.cli.options import GRAPH, Address, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import show_rows
from kg.errors import QuestionError

if TYPE_CHECKING:
    from kg.query import Question

HELP = ("--help", "-h")
CONTEXT = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""What stands behind a question's name is the question's: its parameters, and --help."""


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question's name; --list lists them.", show_default=False)] = "",
    graph: Address = str(GRAPH),
    as_json: Json = False,
    listing: Annotated[bool, typer.Option("--list", help="List the questions by topic.")] = False,
    sparql: Annotated[bool, typer.Option("--sparql", help="Print the query instead of its answer.")] = False,
) -> None:
    """Ask a graph a question by its name, e.g. [bold]kg ask casualty-figures --measure killed[/bold].

    A question's parameters are options behind its name; each may be left out: [bold]kg ask casualty-figures --help[/bold]
    explains them. Each IRI column comes with its label; --json prints all columns.
    """
    import kg
    from kg import resources
    from kg.query import read_questions

    questions, words = read_questions(resources.folder("queries")), [question, *context.args]
    helped = any(word in HELP for word in words)
    name = next((word for word in words if word and not word.startswith("-")), "") if helped else question
    if helped and not name:
        typer.echo(context.get_help())
    elif helped or listing or not name:
        _describe([_named(name, questions)] if name else list(questions.values()), as_json, whole=bool(name))
    elif sparql and not context.args:
        sys.stdout.write(_named(name, questions).sparql)
    else:
        given = dict(_parameters(_named(name, questions), context.args))
        with kg.open(graph) as opened:
            if sparql:
                sys.stdout.write(opened.sparql(name, **given))
            elif as_json:
                print_json(opened.ask(name, **given).to_dicts())
            else:
                rows = opened.ask(name, **given)
                show_rows(rows.columns, rows)


def _describe(questions: Sequence["Question"], as_json: bool, *, whole: bool) -> None:
    if as_json:
        print_json(map(describe_as_json, questions))
    elif whole:
        describe(questions[0])
    else:
        list_by_topic(questions)


def _named(name: str, questions: dict[str, "Question"]) -> "Question":
    from kg.query.terms import suggestion

    try:
        return questions[name.replace("_", "-")]
    except KeyError:
        near = suggestion(name, questions) or _about(name, questions)
        listed = " `kg ask --list` lists all" if near else "; `kg ask --list` lists them"
        raise QuestionError(f"there is no question {name!r}{near}{listed}") from None


def _about(word: str, questions: dict[str, "Question"]) -> str:
    """The questions in whose description `word` stands, for whom knows what they want but not its name."""
    found = [one.name for one in questions.values() if word.lower() in f"{one.name} {one.title} {one.about}".lower()]
    return f"; of that speak {', '.join(found[:6])}." if found else ""


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
