"""Show: rows, reports and errors on a terminal, in a file, as JSON."""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDE = 120
"""Characters of a line where the output is not a terminal and COLUMNS does not say."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

errors = Console(stderr=True, highlight=False)


def output() -> Console:
    """Return the console for results: as wide as the terminal, or COLUMNS, or `WIDE` where there is none."""
    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else WIDE
    return Console(highlight=False, width=width)


def complain(message: str) -> None:
    """Print `message` on standard error, in one line."""
    errors.print(Text(f"kg: {clean(' '.join(message.split()))}"), soft_wrap=True)


def note(message: str) -> None:
    """Print `message`, which is no result, on standard error."""
    errors.print(Text(clean(message)), soft_wrap=True)


def as_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print `rows` as an array of JSON objects, one a row."""
    sys.stdout.write(json.dumps(list(rows), ensure_ascii=False, indent=1, default=str) + "\n")


def show_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print `rows` as a table, or one below the other where they are too wide for one.

    An IRI column ``x`` that has a column ``xLabel`` beside it, and columns without any value, are left out: --json has them.
    """
    kept = [n for n, name in enumerate(columns) if f"{name}Label" not in columns and any(row[n] is not None for row in rows)]
    names = [columns[n].removesuffix("Label") for n in kept]
    cells = [[_cell(row[n]) for n in kept] for row in rows]
    console = output()
    if _fits(names, cells, console.width):
        _table(console, names, cells)
    else:
        _records(console, names, cells)
    console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", style="dim")


def _fits(names: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> bool:
    longest = [max([len(name), *(len(row[n]) for row in cells)]) for n, name in enumerate(names)]
    return sum(min(one, 32) + 2 for one in longest) <= width


def _table(console: Console, names: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    if names:
        console.print(table)


def _records(console: Console, names: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    widest = max(map(len, names))
    for row in cells:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(style="bold", min_width=widest)
        table.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell:
                table.add_row(Text(name), Text(cell))
        console.print(table)
        console.print()


def _cell(value: Any) -> str:
    return "" if value is None else clean(str(value))


def clean(text: str) -> str:
    """Return `text` without what a terminal would obey."""
    return _CONTROLS.sub("�", text)
