"""kg timeline: events in the order of their days."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import GRAPH, GraphArgument, Json
from kg.cli.show import as_json as print_json
from kg.cli.show import show_rows

if TYPE_CHECKING:
    from kg.export.deaths import Counted
    from kg.export.occurrences import Occurrence

COLUMNS = ("earliest", "latest", "grain", "event", "place", "words", "sources", "dead", "iri")


def timeline(
    graph: GraphArgument = GRAPH,
    place: Annotated[str | None, typer.Option("--place", help="Only events at places with this in their name.")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Also events that no source gives a day.")] = False,
    as_json: Json = False,
) -> None:
    """Show the events that sources tell as having happened, each once, in the order of their earliest day.

    The last column is what `kg report` and `kg explain` take. `kg ask timeline` shows each report for itself.
    """
    from kg.export.deaths import policies
    from kg.export.occurrences import occurrences
    from kg.store import GraphFolder

    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        found = [event for event in occurrences(snapshot.store) if event.actual and (undated or event.when)]
        counted = policies(snapshot.store)
    chosen = [event for event in found if not place or (event.place and place.lower() in event.place.name.lower())]
    rows = [_row(event, folder.base, counted.get(event.event, {})) for event in sorted(chosen, key=_order)]
    if as_json:
        print_json(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    else:
        show_rows(COLUMNS, rows)


def _order(event: "Occurrence") -> tuple[date, date, str]:
    earliest, latest, _ = event.when or (date.max, date.max, "")
    return earliest, latest, event.event


def _row(event: "Occurrence", base: str, counted: "Counted") -> tuple[object, ...]:
    from kg.export.deaths import HIGH, LOW, deaths

    toll = deaths(event, counted)
    ends = dict.fromkeys(toll.total[policy] for policy in (LOW, HIGH) if policy in toll.total) if toll else {}
    dead = "-".join(map(str, ends)) or None
    words = ", ".join(dict.fromkeys(row["trigger"] for row in event.reports))
    place = event.place.name if event.place else None
    return (
        *(event.when or (None, None, None)),
        event.type,
        place,
        words,
        len({row["source"] for row in event.reports}),
        dead,
        event.event.removeprefix(base),
    )
