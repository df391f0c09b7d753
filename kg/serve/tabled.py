"""Tabled: a query and its answer as a page: a form, and a table whose IRIs lead to their pages."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.serve.html import cell, document, link, table
from kg.serve.limits import Limits, check_query
from kg.serve.rewriting import silenced
from kg.store import OxigraphStore, Snapshot
from kg.vocab import PREFIXES, local_name

MOST = 500
"""Rows of an answer that the page shows; the other formats have them all."""

EXAMPLE = """SELECT ?claimantLabel ?quote ?source WHERE {
  GRAPH ?source {
    ?claim a kg:CasualtyClaim ; kg:measure kg:killed ; kg:quote ?quote ; kg:claimant/rdfs:label ?claimantLabel
  }
} ORDER BY ?source ?claim LIMIT 20"""

AS_DATA = ("json", "csv", "tsv", "xml", "ttl", "nt", "jsonld")
"""Formats that the form offers, by their suffix."""


def tabled(snapshot: Snapshot, asked: dict[str, Any]) -> bytes:
    """Return the page of the query ``asked["query"]`` with its answer; without one, only the form."""
    words = asked["query"]
    answer = _answered(snapshot.store, words, asked["union"]) if words.strip() else ""
    return document("SPARQL", _form(words or EXAMPLE) + answer)


def _form(words: str) -> str:
    others = "".join(f'<button formaction="/sparql.{name}">{name}</button> ' for name in AS_DATA)
    return (
        '<form action="/sparql.html"><p><textarea name="query" rows="12" spellcheck="false" aria-label="query">\n'
        f"{escape(words)}</textarea></p><p><button>Ask</button> or as data: {others}</p></form>"
        f'<p class="about">Prefixes that need no declaration: {", ".join(PREFIXES)}. For programs: <code>/sparql</code>.</p>'
    )


def _answered(store: OxigraphStore, words: str, union: bool) -> str:
    sparql = silenced(words)
    check_query(sparql, Limits())
    found = store.query(sparql, union=union, prefixes=PREFIXES)
    if isinstance(found, QueryBoolean):
        return f"<p>{'yes' if found else 'no'}</p>"
    columns, rows = _rows(found)
    shown = [[_shown(term, store.iris.base) for term in row] for row in islice(rows, MOST)]
    more = (
        f"the first {MOST} rows; the formats above have all"
        if len(shown) == MOST and next(rows, None)
        else f"{len(shown)} rows"
    )
    return table(columns, shown) + f"<p>{more}</p>"


def _rows(found: QuerySolutions | QueryTriples) -> tuple[Sequence[str], Iterator[Sequence[Any]]]:
    if isinstance(found, QuerySolutions):
        names = [variable.value for variable in found.variables]
        return names, ([row[name] for name in names] for row in found)
    return ("subject", "property", "value"), ([one.subject, one.predicate, one.object] for one in found)


def _shown(term: Any, base: str) -> str:
    if isinstance(term, NamedNode):
        ours = next((f"{name}:{local_name(term.value)}" for name, iri in PREFIXES.items() if _below(term.value, iri)), None)
        return link(term.value, ours or term.value.removeprefix(base), base)
    return cell(term.value if isinstance(term, Literal) else term)


def _below(iri: str, prefix: str) -> bool:
    return iri.startswith(prefix) and iri == prefix + local_name(iri)
