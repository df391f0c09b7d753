"""Asking: what a worker reads of the graph for questions and searches."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

from kg.export.table import write_table
from kg.query import Graph, Question
from kg.serve.html import cell, document, link, table
from kg.store import Place, Snapshot

Record = Mapping[str, Any]


def ask(snapshot: Snapshot, asked: dict[str, Any]) -> bytes:
    """Return the answer to the question ``asked["question"]`` in ``asked["format"]``."""
    graph = Graph(snapshot.store)
    question, rows = graph.question(asked["question"]), graph.ask(asked["question"], **asked["given"])
    if asked["format"] == "html":
        body = f'<p class="about">{cell(question.about)}</p>{_form(question, asked["given"])}'
        return document(question.title, body + _listed(rows.columns, rows.to_dicts(), snapshot.store.iris.base))
    about = {"question": question.name, "parameters": asked["given"]}
    return _written(rows.columns, rows.to_dicts(), about, asked["format"])


def search(snapshot: Snapshot, asked: dict[str, Any]) -> bytes:
    """Return the texts with the words ``asked["words"]``, the best first."""
    words, kind, limit = asked["words"], asked["of"], asked["limit"]
    hits = snapshot.search.find(words, kind=kind, limit=limit) if words else []
    records = [{"node": h.node, "kind": h.kind, "source": h.source, "excerpt": h.excerpt, "rank": h.rank} for h in hits]
    if asked["format"] == "html":
        field = f'<input name="q" value="{escape(words)}" aria-label="words">'
        form = f'<form action="/search.html">{field} <button>Search</button></form>'
        base = snapshot.store.iris.base
        rows = ((cell(h.kind), link(h.node, h.excerpt, base), link(h.source, _short(h.source, base), base)) for h in hits)
        return document("Search", form + table(("kind", "words", "source"), rows) + f"<p>{len(hits)} texts</p>")
    return _written(("node", "kind", "source", "excerpt", "rank"), records, {"words": words}, asked["format"])


def _short(source: str, base: str) -> str:
    """Return the id of the document in the IRI of a source."""
    return unquote(source.removeprefix(f"{base}source/").rpartition("/")[0])


def places(snapshot: Snapshot, asked: dict[str, Any]) -> bytes:
    """Return the places in a box, or around a point, as GeoJSON."""
    if "near" in asked:
        found = [({"kilometres": round(far, 3)}, place) for far, place in snapshot.search.near(*asked["near"])]
    else:
        west, south, east, north = asked["bbox"]
        found = [({}, place) for place in snapshot.search.within(south, west, north, east)]
    features = [_feature(place, more) for more, place in found]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _feature(place: Place, more: Mapping[str, Any]) -> Record:
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": place.iri, "geometry": point, "properties": {"name": place.label, **more}}


def _written(columns: Sequence[str], records: Sequence[Record], about: Record, format: str) -> bytes:
    if format == "csv":
        out = io.BytesIO()
        write_table(out, columns, records)
        return out.getvalue()
    return json.dumps({**about, "columns": list(columns), "rows": records}, ensure_ascii=False, default=str).encode()


def _form(question: Question, given: Mapping[str, str]) -> str:
    fields = "".join(
        f'<label title="{escape(p.about)}">{cell(p.name)} <input name="{p.name}" value="{escape(given.get(p.name, ""))}" '
        f'placeholder="{escape(str(p.example))}"></label>'
        for p in question.parameters
    )
    return f'<form action="/questions/{question.name}.html">{fields}<button>Ask</button></form>' if fields else ""


def _listed(columns: Sequence[str], records: Iterable[Record], base: str) -> str:
    """Return a table in which each IRI column ``x`` and its ``xLabel`` are one column of links."""
    shown = [name for name in columns if f"{name}Label" not in columns]
    rows = [[_shown(record, name, base) for name in shown] for record in records]
    return table([name.removesuffix("Label") for name in shown], rows) + f"<p>{len(rows)} rows</p>"


def _shown(record: Record, name: str, base: str) -> str:
    value, iri = record.get(name), record.get(name.removesuffix("Label"))
    target = iri if isinstance(iri, str) and "://" in iri else None
    return link(target, str(value if value is not None else target), base) if target and value is not None else cell(value)
