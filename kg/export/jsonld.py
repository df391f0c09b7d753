"""JSON-LD: JSON for programs, with named graphs and the ontology's context inside (nothing is fetched)."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg import resources
from kg.export import exporters

MOST = 20_000
"""Quads of one graph that are in memory at once. A larger graph is several objects of one name: JSON-LD takes them for one."""


@exporters.register("jsonld", suffix=".jsonld", media_type="application/ld+json", named_graphs=True)
def write_jsonld(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write `quads` as JSON-LD, compacted with the ontology's context, one graph after the other."""
    context = json.loads((resources.folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    out.write(b'{"@context": ' + json.dumps(context).encode() + b',\n"@graph": [')
    separator = b"\n"
    for part in _graphs(quads, context):
        out.write(separator + json.dumps(part, ensure_ascii=False).encode())
        separator = b",\n"
    out.write(b"\n]}\n")


def _graphs(quads: Iterable[Quad], context: Any) -> Iterator[dict[str, Any]]:
    """One object for each run of quads of the same graph, or several; those of the default graph are not wrapped."""
    for name, members in groupby(quads, key=lambda quad: quad.graph_name):
        for part in _parts(members):
            nodes = _nodes(part, context)
            if isinstance(name, DefaultGraph):
                yield from nodes
            else:
                yield {"@id": name.value, "@graph": nodes}


def _parts(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    """Yield `quads` in parts of about MOST; those of one subject that come together stay so."""
    part: list[Quad] = []
    for _, about in groupby(quads, key=lambda quad: quad.subject):
        part += about
        if len(part) >= MOST:
            yield part
            part = []
    if part:
        yield part


def _nodes(quads: Iterable[Quad], context: Any) -> list[dict[str, Any]]:
    graph = rdflib.Graph()
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    body = json.loads(graph.serialize(format="json-ld", context=context))
    body.pop("@context", None)
    nodes: list[dict[str, Any]] = body.get("@graph", [body])
    return nodes


def _term(term: Any) -> rdflib.term.Identifier:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal(language=None):
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
        case Literal():
            return rdflib.Literal(term.value, lang=term.language)
    raise TypeError(f"JSON-LD has no place for {term}")
