"""Why reports were taken for reports of one event."""

import pytest
from pyoxigraph import Quad

from kg.lift import lift_source, lift_world
from kg.model import EventCluster, Feature, Resolution, Told
from kg.query import Graph
from kg.query.explain import explain
from kg.store import OxigraphStore
from kg.vocab import Iris
from tests.samples import SAMPLES, herald

IRIS = Iris()


@pytest.fixture
def graph() -> Graph:
    """The samples, with one event of which one report tells, for a reason."""
    event = next(annotation.events[0].id for document, annotation in SAMPLES if document.id == herald.id)
    told = Told(herald.id, event, 0.87, (Feature("where", 1.0),))
    world = Resolution(events=(EventCluster("strike", "AirStrike", (told.report,), (told,)),))
    quads: list[Quad] = [quad for pair in SAMPLES for quad in lift_source(*pair, IRIS)]
    store = OxigraphStore.memory()
    store.add([*quads, *lift_world(world, {document.id: IRIS.source_of(document) for document, _ in SAMPLES}, IRIS)])
    return Graph(store)


def test_an_event_is_explained_by_its_reports_with_their_words_scores_and_reasons(graph: Graph) -> None:
    (link,) = explain(graph, "event/strike", IRIS.base).links
    assert (link.document, link.score, link.features) == (herald.id, 0.87, ("where 1.00",))
    assert link.names
    assert all(name in herald.text for name in link.names)
