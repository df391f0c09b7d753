"""Showing: what a worker reads of the graph for pages and data about one node, and about the ontology."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, serialize

from kg.export import export
from kg.export.dossier import dossier
from kg.export.page import sections
from kg.serve.formats import TRIPLE_FORMATS
from kg.serve.html import address, cell, document, link, table
from kg.serve.limits import RequestError
from kg.store import OxigraphStore, Snapshot
from kg.vocab import DECLARED, KG, PREFIXES, local_name

MOST = 500
"""Statements of a kind that a page shows; the data has all that the node is the subject of."""

_EXPORTED = {"jsonld": "jsonld", "rdf": "rdfxml"}
"""Formats that take more than the store's own writer, and what `kg.export` calls them."""

_OUT = """SELECT DISTINCT ?g ?p ?o ?label WHERE { GRAPH ?g { %(node)s ?p ?o } OPTIONAL { GRAPH ?h { ?o rdfs:label ?label } } }
    ORDER BY ?p ?o LIMIT %(most)d"""
_IN = """SELECT DISTINCT ?s ?p ?label ?quote WHERE {
    { SELECT DISTINCT ?s ?p WHERE { GRAPH ?g { ?s ?p %(node)s } } LIMIT %(most)d }
    OPTIONAL { GRAPH ?h { ?s rdfs:label ?label } } OPTIONAL { GRAPH ?i { ?s kg:quote ?quote } } } ORDER BY ?p ?s"""
_TERMS = """SELECT ?term ?kind ?label ?definition ?note ?above WHERE { GRAPH %(graph)s { ?term a ?kind ; rdfs:label ?label .
    OPTIONAL { ?term skos:definition ?definition } OPTIONAL { ?term skos:scopeNote ?note }
    OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf|skos:inScheme ?above FILTER(?above != ?term) } }
    FILTER(STRSTARTS(STR(?term), "%(kg)s"))
    FILTER(?kind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty, owl:AnnotationProperty, skos:Concept)) }
    ORDER BY ?kind ?term ?above"""


def node(snapshot: Snapshot, asked: dict[str, Any]) -> bytes:
    """Return what is known of the node ``asked["iri"]`` in ``asked["format"]``; RequestError (404) if that is nothing."""
    store = snapshot.store
    try:
        named = NamedNode(asked["iri"])
    except ValueError as error:
        raise RequestError(404, f"{asked['iri']!r} is no IRI") from error
    if asked["format"] != "html":
        return _written(list(_data(store, named)), asked, named.value)
    out = list(_rows(store, _OUT, node=named, most=MOST))
    if out:
        return _page(snapshot, named, out)
    if store.holds(named.value):
        return _graph_page(store, named)
    raise _unknown(named.value)


def ontology(snapshot: Snapshot, asked: dict[str, Any]) -> bytes:
    """Return the ontology in ``asked["format"]``."""
    graph = snapshot.store.iris.graph("ontology")
    if asked["format"] != "html":
        return _written(list(snapshot.store.quads(graph)), asked, graph)
    about: dict[str, dict[str, Any]] = {}
    for row in _rows(snapshot.store, _TERMS, graph=NamedNode(graph), kg=KG):
        term = about.setdefault(row["term"], {**row, "above": []})
        term["above"] += [row["above"]] if "above" in row and row["above"].startswith(KG) else []
    rows = (_term(name, term) for name, term in about.items())
    return document("The ontology", f'<p class="iri">{KG}</p>' + table(("term", "kind", "below", "means"), rows))


def _term(iri: str, term: dict[str, Any]) -> tuple[str, ...]:
    name = local_name(iri)
    above = ", ".join(f'<a href="#{cell(local_name(one))}">{cell(local_name(one))}</a>' for one in term["above"])
    means = " ".join(cell(term[part]) for part in ("definition", "note") if part in term)
    shown = f'<span id="{cell(name)}"><a href="/ontology/{quote(name)}">{cell(name)}</a></span>'
    return shown, cell(local_name(term["kind"])), above, means


def _data(store: OxigraphStore, node: NamedNode) -> Iterator[Quad]:
    """Yield the whole graph of that name, if there is one, else all quads with `node` as the subject."""
    if store.holds(node.value):
        yield from store.quads(node.value)
    else:
        yield from store.about(node)


def _written(quads: list[Quad], asked: dict[str, Any], iri: str) -> bytes:
    if not quads:
        raise _unknown(iri)
    format, out = asked["format"], io.BytesIO()
    if format in _EXPORTED:
        export(quads, out, _EXPORTED[format])
    else:
        told = quads if format in ("nq", "trig") else (quad.triple for quad in quads)
        kind: RdfFormat = TRIPLE_FORMATS[format]
        serialize(told, out, format=kind, prefixes=PREFIXES if format in ("ttl", "trig") else None)
    return out.getvalue()


def _unknown(iri: str) -> RequestError:
    return RequestError(404, f"the graph says nothing about {iri}")


def _page(snapshot: Snapshot, node: NamedNode, out: list[dict[str, str]]) -> bytes:
    base = snapshot.store.iris.base
    said = {local_name(row["p"]): row["o"] for row in out}
    title, told = _dossier(snapshot, node.value)
    title = title or said.get("label") or said.get("quote") or node.value.removeprefix(base)
    words = said.get("sentence") or (said.get("quote") if said.get("label") else None)
    facts = ((_property(row["p"]), _object(row, base), _graph(row["g"], base)) for row in out)
    backward = [(_subject(row, base), _property(row["p"])) for row in _rows(snapshot.store, _IN, node=node, most=MOST)]
    body = [
        f'<p class="iri">{cell(node.value)}</p>',
        f"<blockquote>{cell(words)}</blockquote>" if words else "",
        told,
        "<h2>What the graph says of it</h2>",
        table(("property", "value", "in"), facts),
        "<h2>What refers to it</h2>" + table(("what", "as"), backward) if backward else "",
    ]
    at = address(node.value, base)
    data = {"text/turtle": f"{at}.ttl", "application/ld+json": f"{at}.jsonld"}
    links = " ".join(f'<a href="{cell(one)}">{cell(kind)}</a>' for kind, one in data.items())
    return document(title[:200], "\n".join([*body, f"<p>As data: {links}</p>"]), alternates=data)


def _graph_page(store: OxigraphStore, graph: NamedNode) -> bytes:
    """Return the page of a named graph that is no source: its first statements, and where all of them are."""
    base = store.iris.base
    rows = [
        (_term_link(quad.subject, base), _property(quad.predicate.value), _term_link(quad.object, base))
        for quad in islice(store.quads(graph.value), MOST)
    ]
    every = f'<a href="{cell(address(graph.value, base))}.ttl">all of them</a>'
    about = f"<p>The first {len(rows)} statements of this graph; {every}.</p>"
    return document(graph.value.removeprefix(base), about + table(("subject", "property", "value"), rows))


def _term_link(term: Any, base: str) -> str:
    return link(term.value, term.value.removeprefix(base), base) if isinstance(term, NamedNode) else cell(term.value)


def _dossier(snapshot: Snapshot, iri: str) -> tuple[str, str]:
    """Return what an event is called, and what the sources say of it; nothing for any other node."""
    base = snapshot.store.iris.base
    if not iri.startswith(f"{base}event/"):
        return "", ""
    page = dossier(snapshot.store, iri)
    lead = "".join(f"<p>{cell(sentence)}</p>" for sentence in page.lead[1:])
    return page.title, lead + sections(page, lambda text: link(text, text.removeprefix(base), base))


def _property(iri: str) -> str:
    name = local_name(iri)
    return f'<a href="/ontology/{quote(name)}">{cell(name)}</a>' if iri.startswith(KG) else cell(name)


def _object(row: dict[str, str], base: str) -> str:
    value = row["o"]
    if row["kind of o"] == "literal":
        return cell(value)
    return link(value, row.get("label") or (local_name(value) if value.startswith(KG) else value.removeprefix(base)), base)


def _subject(row: dict[str, str], base: str) -> str:
    name = row["s"].removeprefix(base)
    return link(row["s"], row.get("label") or row.get("quote") or (local_name(name) if name.startswith(KG) else name), base)


def _graph(iri: str, base: str) -> str:
    return link(iri, iri.removeprefix(base), base)


def _rows(store: OxigraphStore, asked: str, **given: Any) -> Iterator[dict[str, str]]:
    found = store.query(DECLARED + asked % given)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    for solution in found:
        row = {name: solution[name].value for name in names if solution[name] is not None}
        if "o" in row:
            row["kind of o"] = "literal" if isinstance(solution["o"], Literal) else "iri"
        yield row
