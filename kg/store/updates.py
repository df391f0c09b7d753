"""Updates: changes to named graphs as SPARQL text, one request each, so that any store makes them whole or not at all."""

from collections.abc import Iterable
from datetime import UTC, datetime

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.store.protocol import SourceGraph
from kg.vocab import PREFIXES, term

IDENTIFIER = NamedNode(PREFIXES["dcterms"] + "identifier")
SUPERSEDED = NamedNode(term("supersededBy"))
INVALIDATED = NamedNode(PREFIXES["prov"] + "invalidatedAtTime")


def data(word: str, quads: Iterable[Quad]) -> str:
    """Return ``INSERT DATA { … }`` or ``DELETE DATA { … }`` for `quads`, by graph; "" if there are none.

    StoreError for a blank node: Byline's graphs have none.
    """
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise StoreError(f"{quad}: a blank node cannot be stored; give it an IRI")
        graphs.setdefault(str(quad.graph_name), []).append(f"{quad.triple} .")
    blocks = [f"GRAPH {graph} {{\n{'\n'.join(lines)}\n}}" for graph, lines in graphs.items()]
    return f"{word} DATA {{\n{'\n'.join(blocks)}\n}}" if graphs else ""


def switch(source: SourceGraph, ledger: str, older: Iterable[str]) -> str:
    """Return the update that makes `source` current: its graph and entry anew, the `older` versions dropped and noted."""
    graph, new = NamedNode(ledger), NamedNode(source.iri)
    steps = [f"DROP SILENT GRAPH {new}", _forget_entry(new, graph)]
    for iri in older:
        steps.append(f"DROP SILENT GRAPH {NamedNode(iri)}")
        steps.append(data("INSERT", [Quad(NamedNode(iri), SUPERSEDED, new, graph)]))
    return ";\n".join([*steps, data("INSERT", (*source.quads, *source.entry))])


def withdrawal(iri: str, ledger: str) -> str:
    """Return the update that drops the graph `iri` and notes the time in the ledger."""
    when = Literal(datetime.now(UTC).isoformat(timespec="seconds"), datatype=NamedNode(PREFIXES["xsd"] + "dateTime"))
    note = data("INSERT", [Quad(NamedNode(iri), INVALIDATED, when, NamedNode(ledger))])
    return f"DROP SILENT GRAPH {NamedNode(iri)};\n{note}"


def difference(old: Iterable[Quad], new: Iterable[Quad]) -> str:
    """Return the update that turns the quads `old` into `new`; "" if they are the same."""
    before, after = set(old), set(new)
    gone, come = sorted(before - after, key=str), sorted(after - before, key=str)
    return ";\n".join(step for step in (data("DELETE", gone), data("INSERT", come)) if step)


def current_versions(ledger: str) -> str:
    """Return the query for (?document, ?source): the versions that are neither superseded nor withdrawn."""
    return f"""SELECT ?document ?source WHERE {{ GRAPH {NamedNode(ledger)} {{ ?source {IDENTIFIER} ?document .
        FILTER NOT EXISTS {{ ?source {SUPERSEDED} ?newer }} FILTER NOT EXISTS {{ ?source {INVALIDATED} ?when }} }} }}"""


def _forget_entry(node: NamedNode, ledger: NamedNode) -> str:
    return f"DELETE WHERE {{ GRAPH {ledger} {{ {node} ?p ?o }} }}"
