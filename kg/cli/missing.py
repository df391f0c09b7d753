"""kg missing: what the sources do not tell."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from kg.cli.options import GRAPH, GraphArgument, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import clean, note, output

if TYPE_CHECKING:
    from kg.query import Graph

Row = Any
SHOWN = 5
"""Things that are named in a line; --json names all."""


def _metadata(row: Row) -> str:
    return str(row.missing)


def _side(row: Row) -> str:
    return str(row.side)


def _event(row: Row) -> str:
    return f"no {row.missing} of “{row.trigger}” ({row.eventType}, {row.start})"


def _figure(row: Row) -> str:
    return f"“{row.quote}” ({row.measure}, {row.start})"


def _party(row: Row) -> str:
    return f"{row.side} ({row.claims} claims)"


LACKS: Mapping[str, tuple[str, Callable[[Row], str]]] = {
    "missing-metadata": ("does not say its", _metadata),
    "sides-without-figures": ("has no figure for the losses of", _side),
    "one-sided-sources": ("has claims of one country's speakers only:", _party),
    "figures-without-date": ("does not say as of when:", _figure),
    "events-without-place-or-time": ("does not say where or when it happened:", _event),
}
"""The questions that are asked, how a line begins that answers one, and how a row of it is put."""


def missing(
    graph: GraphArgument = GRAPH,
    source: Annotated[str | None, typer.Option("--source", help="The id of a document.", show_default=False)] = None,
    as_json: Json = False,
) -> None:
    """Say what the sources do not tell: about themselves, the losses of a side, the other party, places and dates."""
    import kg

    with kg.open(graph) as opened:
        found = sorted(_found(opened, source), key=lambda one: one["source"])
    if as_json:
        print_json(found)
        return
    console = output()
    for name, lacks in groupby(found, key=lambda one: one["source"]):
        console.print(Text(clean(name), style="bold"))
        for lack in lacks:
            console.print(Text(f"  {clean(_line(lack['question'], lack['missing']))}"), soft_wrap=True)
    if not found:
        note(f"{graph}: nothing that is looked for is missing")


def _found(graph: "Graph", source: str | None) -> Iterator[dict[str, Any]]:
    """Yield what each source lacks by each question, in the order of the questions."""
    for question, (_, put) in LACKS.items():
        rows = sorted(graph.ask(question, source=source), key=lambda row: row.source)
        for _, of in groupby(rows, key=lambda row: row.source):
            lacks = list(of)
            yield {"source": lacks[0].sourceLabel, "question": question, "missing": [put(row) for row in lacks]}


def _line(question: str, lacks: list[str]) -> str:
    more = f" and {len(lacks) - SHOWN} more (kg ask {question})" if len(lacks) > SHOWN + 1 else ""
    return f"{LACKS[question][0]} {', '.join(lacks[:SHOWN] if more else lacks)}{more}"
