"""The reader of word lists and tables in ``kg/lexicon/data``: each file is one list, read once.

A list is plain text, one entry a line (``ranks.txt``). A table is tab-separated, its first line names the columns
(``demonyms.tsv``). Lines that start with ``#`` and empty lines are skipped; the ``#`` lines at the top say what the file
is, where it comes from and under which licence.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.errors import KgError

DATA = Path(__file__).resolve().parent / "data"
"""The folder of the lists."""

Row = Mapping[str, str]


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the entries of the list `name` (``data/<name>.txt``), in the order of the file; KgError if it is not there."""
    return tuple(line.strip() for line in _lines(f"{name}.txt"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the entries of the list `name` as a set; KgError if it is not there."""
    return frozenset(words(name))


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of the table `name` (``data/<name>.tsv``): column to cell, an empty cell as ``""``.

    KgError if it is not there, has no header or a row has more cells than the header.
    """
    lines = _lines(f"{name}.tsv")
    header = next(lines, "").split("\t")
    if header == [""]:
        raise KgError(f"{name}.tsv has no header line")
    return tuple(_row(name, header, line.split("\t")) for line in lines)


@cache
def mapping(name: str) -> Mapping[str, str]:
    """Return the first two columns of the table `name` as a mapping: first cell to second; KgError as `table` says."""
    return MappingProxyType({first: second for first, second, *_ in (tuple(row.values()) for row in table(name))})


def _row(name: str, header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header):
        raise KgError(f"{name}.tsv: {len(cells)} cells under {len(header)} columns: {cells}")
    padded = cells + [""] * (len(header) - len(cells))
    return MappingProxyType(dict(zip(header, padded, strict=True)))


def _lines(file: str) -> Iterator[str]:
    path = DATA / file
    if not path.is_file():
        raise KgError(f"there is no word list {file} in {DATA}")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n")
