"""kg timeline: events in the order of their days."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from kg.cli.options import GRAPH, GraphArgument, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import clean, note, output

if TYPE_CHECKING:
    from kg.export.deaths import Counted
    from kg.export.occurrences import Occurrence

COLUMNS = ("earliest", "latest", "grain", "event", "place", "words", "sources", "dead", "iri")
WRITTEN = {"year": 4, "month": 7}
"""How much of an ISO date there is to say, by the grain."""


def timeline(
    graph: GraphArgument = GRAPH,
    place: Annotated[str | None, typer.Option("--place", help="Only events at places with this in their name.")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Also events that no source gives a day.")] = False,
    as_json: Json = False,
) -> None:
    """Show the events that sources tell as having happened, each once, in the order of their earliest day.

    Below each stands what `kg report` and `kg explain` take. `kg ask timeline` shows each report for itself.
    """
    from kg.export.deaths import policies
    from kg.export.occurrences import occurrences
    from kg.store import GraphFolder

    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        found = [event for event in occurrences(snapshot.store) if event.actual and _at(event, place)]
        counted = policies(snapshot.store)
    chosen = [event for event in found if undated or event.when]
    rows = [_row(event, folder.base, counted.get(event.event, {})) for event in sorted(chosen, key=_order)]
    if as_json:
        print_json(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    else:
        _show(rows)
        if without := len(found) - len(chosen):
            note(f"{without} more event{' has' if without == 1 else 's have'} no day in any source: --undated shows them")


def _at(event: "Occurrence", place: str | None) -> bool:
    return not place or place.lower() in (event.where or "").lower()


def _order(event: "Occurrence") -> tuple[date, date, str]:
    earliest, latest, _ = event.when or (date.max, date.max, "")
    return earliest, latest, event.event


def _row(event: "Occurrence", base: str, counted: "Counted") -> tuple[Any, ...]:
    words = ", ".join(dict.fromkeys(row["trigger"] for row in event.reports))
    return (
        *(event.when or (None, None, None)),
        event.type,
        event.where,
        words,
        len({row["source"] for row in event.reports}),
        _dead(event, counted),
        event.event.removeprefix(base),
    )


def _dead(event: "Occurrence", counted: "Counted") -> str | None:
    """Between what numbers the claims of the dead lie, for each class of victims: those of two sides are not added up."""
    from kg.export.deaths import HIGH, LOW, things

    ends: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for thing in things(event.tolls, counted):
        ends[tuple(filter(None, (thing.victims, thing.side)))] |= {
            thing.numbers[end] for end in (LOW, HIGH) if end in thing.numbers
        }
    found = [" ".join(["-".join(map(str, sorted({min(of), max(of)}))), *who]) for who, of in sorted(ends.items()) if of]
    return ", ".join(found) or None


def _show(rows: Sequence[Sequence[Any]]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        known = dict(zip(COLUMNS, row, strict=True))
        table.add_row(Text(_days(known)), Text(clean(_line(known))))
        table.add_row("", Text(known["iri"], style="dim"))
    console = output()
    console.print(table)
    console.print(f"{len(rows)} event{'' if len(rows) == 1 else 's'}", style="dim")


def _days(known: dict[str, Any]) -> str:
    ends = dict.fromkeys(str(day)[: WRITTEN.get(known["grain"])] for day in (known["earliest"], known["latest"]) if day)
    return " to ".join(ends) or "no day"


def _line(known: dict[str, Any]) -> str:
    from kg.export.dossier import type_in_words

    what = ", ".join(part for part in (type_in_words(known["event"]), known["place"]) if part)
    sources = f"{known['sources']} source{'' if known['sources'] == 1 else 's'}"
    dead = f"; killed: {known['dead']}" if known["dead"] else ""
    return f"{what}: “{known['words']}” ({sources}{dead})"
