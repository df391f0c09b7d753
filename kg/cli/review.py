"""kg review: what a person should look at next."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.decide import Who, tell, whoever
from kg.cli.options import GRAPH, GraphArgument, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import clean, note, output, show_rows

if TYPE_CHECKING:
    from kg.pipeline import Doubt, Side

ANSWERS = "s the same, d different, u unsure, n next, q quit"


def review(
    graph: GraphArgument = GRAPH,
    listing: Annotated[bool, typer.Option("--list", help="List all pairs instead of showing the next.")] = False,
    as_json: Json = False,
    who: Who = None,
) -> None:
    """Show the next pair that may be the same, with the words of both, and the commands that decide on it.

    On a terminal it asks: s the same, d different, u unsure, n next, q quit. What was decided does not come again.
    """
    from kg import pipeline

    if as_json:
        print_json(map(asdict, pipeline.doubts(graph)))
    elif listing:
        found = pipeline.doubts(graph)
        rows = [(_score(one), one.one.name, one.other.name, one.one.address, one.other.address) for one in found]
        show_rows(("score", "one", "other", "address", "other's address"), rows)
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _interview(graph, whoever(who), _ask)
    else:
        _next(graph)


def _next(graph: Path) -> None:
    from kg import pipeline

    found = pipeline.doubts(graph, 1)
    if not found:
        note(f"{graph}: nothing is left to decide on")
    for one in found:
        console = output()
        _show(console, one)
        for name, choice in one.choices.items():
            console.print(Text(f"{name}  {clean(pipeline.command(choice, graph))}"), soft_wrap=True)


def _interview(graph: Path, who: str, ask: Callable[[], str]) -> None:
    """Show one pair after the other, write down what `ask` gives for each, until it gives q or nothing is left, and apply all
    of it then: what is one and what is not is concluded from all documents, which is to be done once."""
    from kg import pipeline
    from kg.model import Judgement

    decided = 0
    try:
        for doubt in pipeline.doubts(graph):
            _show(output(), doubt)
            answer = ask()
            if answer == "q":
                return
            if answer in doubt.choices:
                verdict, *on = doubt.choices[answer]
                why = _why() if answer != "u" else ""
                done = pipeline.record(graph, Judgement(verdict), on, who=who, why=why, later=True)
                decided += 1
                tell(done)
        note(f"{graph}: nothing is left to decide on")
    finally:
        if decided:
            _apply(graph, decided)


def _apply(graph: Path, decided: int) -> None:
    from kg import pipeline

    note(f"applying {decided} decision{'' if decided == 1 else 's'} ...")
    pipeline.conclude(graph)
    note(f"{graph}: applied; `kg undo` takes back the last, `kg ask decisions` lists all with what came of them")


def _ask() -> str:
    answer = ""
    while answer not in ("s", "d", "u", "n", "q"):
        answer = typer.prompt(ANSWERS, default="n").strip().lower()[:1]
    return answer


def _why() -> str:
    return str(typer.prompt("why", default="", show_default=False))


def _score(doubt: "Doubt") -> str:
    return "" if doubt.score is None else f"{doubt.score:.2f}"


def _show(console: Console, doubt: "Doubt") -> None:
    for side in (doubt.one, doubt.other):
        _show_side(console, side)
    features = f": {', '.join(doubt.features)}" if doubt.features else ""
    unsure = "; somebody was unsure" if doubt.unsure else ""
    console.print(Text(f"score {_score(doubt) or 'none'}{features}{unsure}", style="dim"))


def _show_side(console: Console, side: "Side") -> None:
    number = f"{side.documents} document{'' if side.documents == 1 else 's'}"
    console.print(Text(clean(f"{side.name}  ({side.address}, {number})"), style="bold"), soft_wrap=True)
    for context in side.contexts:
        console.print(Text(clean(f"  {context.publisher}: {context.sentence}")), soft_wrap=True)
