"""Clusters: what the words of all documents of a graph speak of, across documents."""

from collections.abc import Iterator
from pathlib import Path

from kg.extract.language import DEFAULT_MODEL
from kg.extract.words import words
from kg.model import Annotation, Document
from kg.resolve import Coreference, Parsed, coreference
from kg.store import GraphFolder


def clusters(graph: Path | str, *, model: str = DEFAULT_MODEL) -> Coreference:
    """Return which words of the documents of `graph` speak of one thing, and which of one act.

    Nothing of it stands in the graph: it goes beyond the entities and events that the graph has, and is a guess in proportion.
    The texts are parsed anew with `model`. StoreError if there is no such graph, ExtractError if there is no such model.
    """
    pairs = list(_current(GraphFolder.open(graph)))
    parses = words((document for document, _ in pairs), model=model)
    return coreference(Parsed(*pair, found) for pair, found in zip(pairs, parses, strict=True))


def _current(folder: GraphFolder) -> Iterator[tuple[Document, Annotation]]:
    with folder.snapshot() as snapshot:
        current = snapshot.store.current()
    return (pair for pair in folder.archive if current.get(pair[0].id) == folder.iris.source_of(pair[0]))
