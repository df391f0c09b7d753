"""A graph of the two sample reports, in memory, with ontology, world, ledger and run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kg.lift import Run, lift_entry, lift_run, lift_source, lift_world
from kg.model import Agreement, Annotation, Disagreement, Document, Measure
from kg.query import Graph
from kg.store import OxigraphStore, SourceGraph
from kg.vocab import Iris, ontology_quads
from tests.samples import SAMPLES, resolution

RUN = Run("1", datetime(2024, 3, 5, tzinfo=UTC), software_version="1.0", model="hand", model_version="2")

TOLLS = Disagreement(
    "event/shelling-1/killed",
    "event/shelling-1",
    Agreement.CONTRADICTORY,
    (("herald", "c1"), ("news/courier #2", "c1")),
    Measure.KILLED,
    low=9,
    high=14,
)
"""What the two reports say of the dead of the one shelling."""


def filled(samples: tuple[tuple[Document, Annotation], ...] = SAMPLES) -> OxigraphStore:
    """Return a store with `samples` and what was concluded about them."""
    iris, store = Iris(), OxigraphStore.memory()
    for document, annotation in samples:
        quads, entry = lift_source(document, annotation, iris), lift_entry(document, "hash", RUN, iris)
        store.put([SourceGraph(iris.source_of(document), document.id, tuple(quads), tuple(entry))])
    store.add(lift_run(RUN, iris))
    world = replace(resolution, disagreements=(TOLLS,))
    store.replace(iris.graph("world"), lift_world(world, store.current(), iris))
    store.replace(iris.graph("ontology"), ontology_quads(iris.graph("ontology")))
    return store


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The graph of the two sample reports."""
    return Graph(filled())


@pytest.fixture(scope="session")
def fill() -> Callable[..., OxigraphStore]:
    """``fill(samples)``: a store of other reports."""
    return filled
