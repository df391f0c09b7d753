"""What the store's tests share: two sources, lifted, and a folder for a graph."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.lift import Run, lift_entry, lift_source
from kg.model import Annotation, Document
from kg.store import GraphFolder, SourceGraph
from kg.vocab import Iris
from tests.samples import SAMPLES

RUN = Run("1", datetime(2024, 3, 5, tzinfo=UTC))


def source_graph(document: Document, annotation: Annotation, iris: Iris) -> SourceGraph:
    """Return what a build hands to the store for `document`."""
    entry = tuple(lift_entry(document, "hash", RUN, iris))
    return SourceGraph(iris.source_of(document), document.id, tuple(lift_source(document, annotation, iris)), entry)


@pytest.fixture
def sources() -> list[SourceGraph]:
    """The two sample sources."""
    return [source_graph(document, annotation, Iris()) for document, annotation in SAMPLES]


@pytest.fixture
def folder(tmp_path: Path) -> GraphFolder:
    """A graph folder with nothing in it."""
    return GraphFolder.create(tmp_path / "war.kg")
