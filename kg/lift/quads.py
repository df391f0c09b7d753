"""Quads: the terms of the graph from plain values, and what can be said of any set of quads."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import PREFIXES, term

Value = NamedNode | Literal | str | int | float | bool | date | None
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
    match value:
        case datetime():
            return Literal(value.isoformat(), datatype=named("xsd:dateTime"))
        case date():
            return Literal(value.isoformat(), datatype=named("xsd:date"))
        case float():
            return Literal(_decimal(value), datatype=named("xsd:decimal"))
        case _:
            return Literal(value)


def _decimal(value: float) -> str:
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def said(graph: NamedNode, subject: NamedNode, facts: Facts) -> Iterator[Quad]:
    """Yield one quad of `graph` about `subject` for each fact (prefixed name, value) whose value is not None."""
    for name, value in facts:
        if value is not None:
            object_ = value if isinstance(value, NamedNode | Literal) else literal(value)
            yield Quad(subject, named(name), object_, graph)


def canonical_hash(quads: Iterable[Quad], *, without: Iterable[str] = ()) -> str:
    """Return the sha256 of the sorted N-Quads of `quads`, the graphs `without` (IRIs) left out.

    There are no blank nodes in Byline's graphs, so sorting is all that a canonical form needs; the same quads give the
    same hash in any order, before and after storing.
    """
    skipped = {NamedNode(iri) for iri in without}
    lines = sorted({f"{quad} .\n" for quad in quads if quad.graph_name not in skipped})
    return hashlib.sha256("".join(lines).encode()).hexdigest()
