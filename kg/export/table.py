"""Table: CSV as spreadsheets and statistics packages read it."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(out: BinaryIO, columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> int:
    """Write `records` to `out` as CSV (RFC 4180, UTF-8) with `columns`; what a record lacks is empty. Return their number.

    A text that a spreadsheet would take for a formula is written behind an apostrophe.
    """
    text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(columns)
    count = 0
    for count, record in enumerate(records, 1):  # noqa: B007 (it is returned)
        writer.writerow([_cell(record.get(column)) for column in columns])
    text.detach()
    return count


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
