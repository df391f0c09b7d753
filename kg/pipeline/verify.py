"""Verify: whether the graph still says what the articles said."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions

from kg.errors import StoreError
from kg.model import Document
from kg.store import GraphFolder
from kg.vocab import term

_QUOTES = f"""SELECT ?source ?node ?quote ?start ?end WHERE {{ GRAPH ?source {{
    ?node <{term("quote")}> ?quote ; <{term("start")}> ?start ; <{term("end")}> ?end }} }} ORDER BY ?source ?start ?node"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The number of documents and of quotations that were checked, and what does not hold, a line each."""

    documents: int
    quotations: int
    problems: tuple[str, ...]


def verify(graph: Path | str) -> Verdict:
    """Check that the bytes of every current document have the sha256 that is its version, and that every quotation in the
    published graph is what stands at its characters. StoreError if there is no graph."""
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        current = snapshot.store.current()
        known = {folder.iris.source_of(document): document for document, _ in folder.archive}
        texts = {iri: known[iri] for iri in current.values() if iri in known}
        found = snapshot.store.query(_QUOTES)
        assert isinstance(found, QuerySolutions)
        problems = [f"{name}: its text is missing from the archive" for name, iri in current.items() if iri not in known]
        problems += [wrong for document in texts.values() for wrong in _bytes(folder, document)]
        quotations = 0
        for row in found:
            quotations += 1
            source, said = row["source"].value, row["quote"].value
            start, end = int(row["start"].value), int(row["end"].value)
            document = texts.get(source)
            if document is None or document.text[start:end] != said:
                problems.append(f"{row['node'].value}: {said!r} does not stand at {start}-{end} of {source}")
        return Verdict(len(current), quotations, tuple(problems))


def _bytes(folder: GraphFolder, document: Document) -> Iterator[str]:
    try:
        actual = hashlib.sha256(folder.archive.data(document.version)).hexdigest()
    except StoreError as error:
        yield str(error)
        return
    if actual != document.version:
        yield f"{document.id}: its bytes have the sha256 {actual[:12]}…, not {document.version[:12]}…"
