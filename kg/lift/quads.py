"""Quads: the terms of the graph from plain values, and what can be said of any set of quads."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from heapq import merge
from itertools import batched
from tempfile import TemporaryFile
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import PREFIXES, term

Value = NamedNode | Literal | str | int | float | bool | date | None
_TERMS = (NamedNode, Literal)
Facts = Iterable[tuple[str, Value]]


@cache
def named(name: str) -> NamedNode:
    """Return the node of a prefixed name of `kg.vocab.PREFIXES` ("kg:quote", "prov:wasDerivedFrom")."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache
def concept(value: Enum | str) -> NamedNode:
    """Return the ontology's term of a closed value ("killed", ``Bound.AT_LEAST``) or class."""
    return NamedNode(term(str(value)))


def literal(value: str | int | float | bool | date) -> Literal:
    """Return `value` as a literal (xsd:string, integer, decimal, boolean, date, dateTime) that a store gives back as it is."""
    return _LITERALS[type(value)](value)


def _decimal(value: float) -> Literal:
    text = format(Decimal(repr(value)), "f")
    return Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=named("xsd:decimal"))


_LITERALS: dict[type, Callable[[Any], Literal]] = {
    str: Literal,
    int: Literal,
    bool: Literal,
    float: _decimal,
    date: lambda value: Literal(value.isoformat(), datatype=named("xsd:date")),
    datetime: lambda value: Literal(value.isoformat().replace("+00:00", "Z"), datatype=named("xsd:dateTime")),
}


def said(graph: NamedNode, subject: NamedNode, facts: Facts) -> Iterator[Quad]:
    """Yield one quad of `graph` about `subject` for each fact (prefixed name, value) whose value is not None."""
    for name, value in facts:
        if value is not None:
            yield Quad(subject, named(name), value if type(value) in _TERMS else literal(value), graph)  # type: ignore[arg-type]


RUN = 400_000
"""Lines that are sorted in memory at once; more of them go through files."""


def canonical_hash(quads: Iterable[Quad], *, without: Iterable[str] = ()) -> str:
    """Return the sha256 of the sorted N-Quads of `quads`, the graphs `without` (IRIs) left out.

    There are no blank nodes in Byline's graphs, so sorting is all that a canonical form needs; the same quads give the
    same hash in any order, before and after storing.
    """
    skipped = {NamedNode(iri) for iri in without}
    digest, last = hashlib.sha256(), ""
    with ExitStack() as files:
        lines = (f"{quad} .\n" for quad in quads if quad.graph_name not in skipped)
        runs = [_run(sorted(set(run)), files) for run in batched(lines, RUN)]
        for line in runs[0] if len(runs) == 1 else merge(*runs):
            if line != last:
                digest.update(line.encode())
            last = line
    return digest.hexdigest()


def _run(lines: list[str], files: ExitStack) -> Iterable[str]:
    """Return `lines` as they are, or read from a file if there may be more."""
    if len(lines) < RUN // 2:
        return lines
    file = files.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115 - closed with `files`
    file.writelines(lines)
    file.seek(0)
    return file
