"""Diff: what one graph has that another has not: documents, entities, events, claims."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions

from kg.store import GraphFolder, Snapshot
from kg.vocab import behind, local_name

KINDS = ("document", "entity", "event", "claim", "decision")
"""What is compared, in the order in which it is told."""

_PREFIXES = "PREFIX kg: <https://w3id.org/byline#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
_SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX geo: <http://www.opengis.net/ont/geosparql#>"
_ENTITIES = f"""{_PREFIXES} {_SKOS} SELECT ?node ?property ?value WHERE {{ GRAPH ?world {{ ?node a kg:CanonicalEntity .
    {{ ?node a ?value BIND("type" AS ?property) FILTER(?value != kg:CanonicalEntity) }}
    UNION {{ ?node rdfs:label ?value BIND("name" AS ?property) }}
    UNION {{ ?node skos:altLabel ?value BIND("alias" AS ?property) }}
    UNION {{ ?node geo:hasGeometry/geo:asWKT ?value BIND("coordinates" AS ?property) }}
    UNION {{ ?value kg:denotes ?node BIND("named in" AS ?property) }} }} }}"""
_EVENTS = f"""{_PREFIXES} SELECT ?node ?property ?value WHERE {{ GRAPH ?world {{ ?node a kg:Event .
    {{ ?node a ?value BIND("type" AS ?property) }} UNION {{ ?value kg:denotes ?node BIND("reported in" AS ?property) }} }} }}"""
_CLAIMS = f"""{_PREFIXES} SELECT ?source ?who ?kind ?measure ?quote ?start ?low ?high ?bound ?stance ?status WHERE {{
    GRAPH ?source {{ ?claim a kg:Claim , ?kind ; kg:quote ?quote ; kg:start ?start ; kg:stance ?stance ; kg:claimant ?own .
        ?own rdfs:label ?who . FILTER(?kind != kg:Claim)
        OPTIONAL {{ ?claim kg:measure ?measure }} OPTIONAL {{ ?claim kg:low ?low }} OPTIONAL {{ ?claim kg:high ?high }}
        OPTIONAL {{ ?claim kg:bound ?bound }} }}
    OPTIONAL {{ GRAPH ?decisions {{ ?claim kg:status ?status }} }} }}"""
_DECISIONS = f"""{_PREFIXES} SELECT ?node ?property ?value WHERE {{ GRAPH ?decisions {{ ?node a kg:Decision .
    {{ ?node kg:verdict ?value BIND("verdict" AS ?property) }} UNION {{ ?node kg:decidedBy ?value BIND("by" AS ?property) }}
    UNION {{ ?node kg:undoneBy ?value BIND("undone by" AS ?property) }} }} }}"""

Facts = Mapping[str, frozenset[str]]
"""What is told of one thing: its values by the name of the property."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two graphs do not agree on: its `kind`, its name, whether it is new, gone or changed, and in `details`
    what has come (+) and what has gone (-)."""

    kind: str
    name: str
    what: str
    details: tuple[str, ...] = ()


def diff(old: Path | str, new: Path | str) -> list[Difference]:
    """Return what differs between the published graphs `old` and `new`, by kind and name; linear in their size.

    IRIs are compared behind their base. A claim is known by its document, its claimant, its kind and its words, so that it may
    move in its text. StoreError if one of them is no graph.
    """
    before, after = _things(old), _things(new)
    names = sorted(before.keys() | after.keys(), key=lambda pair: (KINDS.index(pair[0]), pair[1]))
    return [found for name in names if (found := _difference(name, before.get(name), after.get(name)))]


def _difference(name: tuple[str, str], old: Facts | None, new: Facts | None) -> Difference | None:
    if old == new:
        return None
    what = "new" if old is None else "gone" if new is None else "changed"
    details = tuple(_details(old, new)) if old is not None and new is not None else ()
    return Difference(*name, what, details)


def _details(old: Facts, new: Facts) -> Iterator[str]:
    for property_ in sorted(old.keys() | new.keys()):
        before, after = old.get(property_, frozenset()), new.get(property_, frozenset())
        yield from (f"-{property_} {value}" for value in sorted(before - after))
        yield from (f"+{property_} {value}" for value in sorted(after - before))


def _things(graph: Path | str) -> dict[tuple[str, str], Facts]:
    """Return what is told in `graph` of each thing that is compared, by its kind and name."""
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        base, ids = folder.base, {iri: name for name, iri in snapshot.store.current().items()}
        told: dict[tuple[str, str], dict[str, set[str]]] = {}
        for kind, name, property_, value in _facts(snapshot, base, ids):
            told.setdefault((kind, name), {}).setdefault(property_, set()).add(value)
        return {name: {property_: frozenset(of) for property_, of in known.items()} for name, known in told.items()}


def _facts(snapshot: Snapshot, base: str, ids: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    for iri, name in ids.items():
        yield "document", name, "version", local_name(iri)
    for kind, sparql in (("entity", _ENTITIES), ("event", _EVENTS), ("decision", _DECISIONS)):
        for row in _rows(snapshot, sparql):
            yield kind, behind(row["node"], base), row["property"], _short(row["value"], base)
    for row in _rows(snapshot, _CLAIMS):
        name = f"{ids.get(row['source'], row['source'])}: {row['who']}, {local_name(row['kind'])}, “{row['quote']}”"
        for property_ in ("measure", "low", "high", "bound", "stance", "status"):
            if property_ in row:
                yield "claim", name, property_, local_name(row[property_])


def _short(value: str, base: str) -> str:
    """Return `value` without the base and, of something inside a source, without the version of its text."""
    if not value.startswith(f"{base}source/"):
        return local_name(value) if value.startswith("http") else value
    document, _, rest = behind(value, base).removeprefix("source/").rpartition("/entity/" if "/entity/" in value else "/event/")
    return f"{document.rpartition('/')[0]} {rest}"


def _rows(snapshot: Snapshot, sparql: str) -> Iterator[dict[str, str]]:
    found = snapshot.store.query(sparql)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: row[name].value for name in names if row[name] is not None}
