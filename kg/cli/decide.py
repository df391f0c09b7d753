"""kg decide: what a person judged of a graph."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import GRAPH, Graph
from kg.cli.show import complain, note
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.pipeline import Recorded

Who = Annotated[
    str | None, typer.Option("--who", help="Who decides.", envvar="KG_WHO", show_default="the name you are logged in by")
]
Why = Annotated[str, typer.Option("--why", "-m", help="Why, in your words.")]


def decide(
    verdict: Annotated[
        str, typer.Argument(help="same, different, merge, split, accept, reject, correct or unsure.", show_default=False)
    ],
    on: Annotated[
        list[str],
        typer.Argument(
            help="IRIs, or the parts of them behind the graph's base; to correct, PROPERTY=VALUE.", show_default=False
        ),
    ],
    why: Why = "",
    who: Who = None,
    later: Annotated[bool, typer.Option("--later", help="Write it down only: `kg conclude` applies it.")] = False,
    graph: Graph = GRAPH,
) -> None:
    """Decide on what a graph says, and see it applied at once; [bold]kg undo[/bold] takes it back.

    [bold]same[/bold] or [bold]merge[/bold] A B: they are one. [bold]different[/bold] A B: they are not. [bold]split[/bold]
    ENTITY PART…: those entities of documents are another. [bold]accept[/bold] or [bold]reject[/bold] a claim, an event or a
    link. [bold]correct[/bold] X name=Kharkiv (type, coordinates, side; low, high … of a claim; denotes of a document's entity;
    status of anything). [bold]unsure[/bold]: nobody can tell.
    """
    from kg import pipeline
    from kg.model import Judgement

    if verdict not in verdicts():
        raise UsageError(f"there is no verdict {verdict!r}; choose {', '.join(verdicts())}")
    subjects = [one for one in on if not _is_correction(one)]
    corrections = [one.partition("=")[::2] for one in on if _is_correction(one)]
    if len(corrections) != (verdict == Judgement.CORRECT) or not subjects:
        raise UsageError("a correction is `kg decide correct IRI PROPERTY=VALUE`, and no other verdict takes PROPERTY=VALUE")
    correction = corrections[0] if corrections else None
    tell(pipeline.record(graph, Judgement(verdict), subjects, who=whoever(who), why=why, correction=correction, later=later))


def verdicts() -> list[str]:
    """Return the verdicts that can be given."""
    from kg.model import Judgement

    return [one.value for one in Judgement if one is not Judgement.UNDO]


def whoever(who: str | None) -> str:
    """Return `who`, or the name that this user is logged in by."""
    return who or getpass.getuser()


def tell(done: "Recorded") -> None:
    """Say what was written down, and what is in its way."""
    one = done.decision
    what = f" {one.property}={one.value}" if one.property else ""
    then = f"`kg undo {one.id}` takes it back" if done.applied else "written down, to be applied"
    note(f"{one.id}: {one.judgement} {' '.join(one.subjects)}{what}; {then}")
    if done.hindered:
        complain(f"{one.id} has no effect: {done.hindered}")


def _is_correction(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.isidentifier()
