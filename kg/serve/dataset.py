"""Dataset: what this graph holds and where to get it, for catalogues (VoID, DCAT)."""

import io
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple, serialize

from kg.serve.formats import TRIPLE_FORMATS
from kg.store import Snapshot
from kg.vocab import KG, PREFIXES, term

VOID, DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
COUNTED = ("Source", "Claim", "CasualtyClaim", "Event", "EventReport", "CanonicalEntity", "Attribution", "Mention")
_XSD, _DCT, _TYPE = PREFIXES["xsd"], PREFIXES["dcterms"], NamedNode(PREFIXES["rdf"] + "type")


def dataset(snapshot: Snapshot, asked: dict[str, Any]) -> bytes:
    """Return the description of the graph in ``asked["format"]``; ``asked["at"]`` is this server's address."""
    prefixes = {"void": VOID, "dcat": DCAT, **{name: PREFIXES[name] for name in ("dcterms", "xsd", "kg")}}
    out, kind = io.BytesIO(), TRIPLE_FORMATS[asked["format"]]
    serialize(
        _triples(snapshot, asked["at"]), out, format=kind, prefixes=prefixes if asked["format"] in ("ttl", "rdf") else None
    )
    return out.getvalue()


def _triples(snapshot: Snapshot, at: str) -> Iterator[Triple]:
    base = snapshot.store.iris.base
    me, sparql = NamedNode(f"{base}.well-known/void"), NamedNode(f"{at}/sparql")
    about: dict[str, NamedNode | Literal | None] = {
        VOID + "sparqlEndpoint": sparql,
        VOID + "uriSpace": Literal(base),
        VOID + "triples": Literal(len(snapshot.store)),
        VOID + "vocabulary": NamedNode(KG.rstrip("#")),
        VOID + "exampleResource": _example(snapshot),
        _DCT + "title": Literal("Who says what: claims, events and sources", language="en"),
        _DCT + "description": Literal(
            "Made by Byline of the reports that it was given. Claims are those of their claimants.", language="en"
        ),
        _DCT + "modified": Literal(snapshot.about["created"], datatype=NamedNode(_XSD + "dateTime")),
        DCAT + "accessService": NamedNode(f"{base}.well-known/void#service"),
    }
    for kind in (VOID + "Dataset", DCAT + "Dataset"):
        yield Triple(me, _TYPE, NamedNode(kind))
    yield from (Triple(me, NamedNode(name), value) for name, value in about.items() if value is not None)
    yield from _service(base, sparql, me)
    yield from _partitions(snapshot, me)


def _service(base: str, sparql: NamedNode, me: NamedNode) -> Iterator[Triple]:
    service = NamedNode(f"{base}.well-known/void#service")
    yield Triple(service, _TYPE, NamedNode(DCAT + "DataService"))
    yield Triple(service, NamedNode(DCAT + "endpointURL"), sparql)
    yield Triple(service, NamedNode(DCAT + "servesDataset"), me)


def _partitions(snapshot: Snapshot, me: NamedNode) -> Iterator[Triple]:
    for name in COUNTED:
        part = NamedNode(f"{me.value}#{name}")
        (row,) = _rows(snapshot, f"SELECT (COUNT(?node) AS ?n) WHERE {{ GRAPH ?g {{ ?node a <{term(name)}> }} }}")
        yield Triple(me, NamedNode(VOID + "classPartition"), part)
        yield Triple(part, NamedNode(VOID + "class"), NamedNode(term(name)))
        yield Triple(part, NamedNode(VOID + "entities"), row["n"])


def _example(snapshot: Snapshot) -> NamedNode | None:
    found = _rows(snapshot, f"SELECT ?node WHERE {{ GRAPH ?node {{ ?node a <{term('Source')}> }} }} LIMIT 1")
    return next((row["node"] for row in found), None)


def _rows(snapshot: Snapshot, asked: str) -> QuerySolutions:
    found = snapshot.store.query(asked)
    assert isinstance(found, QuerySolutions)
    return found
