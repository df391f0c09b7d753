"""kg diff: what two graphs do not agree on."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kg.cli.options import Json
from kg.cli.show import as_json as print_json
from kg.cli.show import clean, note, output

PLURALS = {"document": "documents", "entity": "entities", "event": "events", "claim": "claims", "decision": "decisions"}
SIGNS = {"new": "+", "gone": "-", "changed": "~"}


def diff(
    old: Annotated[Path, typer.Argument(help="A graph's folder.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="Another's.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Say what is new (+), gone (-) or changed (~) from one graph to the next: documents, entities, events, claims, decisions.

    Ends with exit code 0 if there is no difference and 1 if there is one, as diff does.
    """
    from kg import pipeline

    found = pipeline.diff(old, new)
    if as_json:
        print_json(map(asdict, found))
    else:
        console = output()
        for one in found:
            details = f" ({'; '.join(one.details)})" if one.details else ""
            console.print(Text(clean(f"{SIGNS[one.what]} {one.kind} {one.name}{details}")), soft_wrap=True)
        counts = Counter((one.kind, one.what) for one in found)
        told = (f"{number} {PLURALS[kind] if number > 1 else kind} {what}" for (kind, what), number in counts.items())
        note(", ".join(told) or "no difference")
    if found:
        raise typer.Exit(1)
