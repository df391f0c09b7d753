"""What extraction makes of real articles, and of invented ones about other conflicts, is as the ontology says it must be."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions

from kg.pipeline import soundness, verify
from kg.store import GraphFolder
from kg.vocab import DEFAULT_BASE
from tests.ontology.test_shapes import failing

WORLD = f"{DEFAULT_BASE}graph/world"
Graphs = dict[str, list[Quad]]


@pytest.fixture(scope="module")
def graphs(wide_graph: Path) -> Graphs:
    """The quads of each source's graph and of the world."""
    with GraphFolder.open(wide_graph).snapshot() as snapshot:
        found = snapshot.store.query("SELECT ?graph WHERE { GRAPH ?graph {} }")
        assert isinstance(found, QuerySolutions)
        names = sorted(row["graph"].value for row in found)
        return {name: list(snapshot.store.quads(name)) for name in names if "/source/" in name or name == WORLD}


def referred(quads: list[Quad]) -> Iterator[Quad]:
    """The quads that refer to something that Byline mints."""
    return (quad for quad in quads if isinstance(quad.object, NamedNode) and quad.object.value.startswith(DEFAULT_BASE))


def test_every_article_is_there(graphs: Graphs, articles: Path, seeds: Path) -> None:
    assert len(list(articles.glob("*.txt"))) >= 6
    assert len(graphs) == len([*articles.glob("*.txt"), *seeds.glob("*.txt")]) + 1
    assert min(len(quads) for quads in graphs.values()) > 200


def test_every_source_graph_conforms_to_the_shapes(graphs: Graphs) -> None:
    assert {name: wrong for name, quads in graphs.items() if name != WORLD and (wrong := failing(quads))} == {}


def test_the_world_conforms_to_the_shapes_together_with_what_it_speaks_of(graphs: Graphs) -> None:
    apart = re.compile("/source/.*/(claim|mention|figure)/")  # the world does not speak of them, and they are many
    assert failing([quad for quads in graphs.values() for quad in quads if not apart.search(str(quad.subject))]) == set()


def test_whatever_a_source_refers_to_below_its_iri_is_there(graphs: Graphs) -> None:
    for name, quads in graphs.items():
        subjects = {quad.subject for quad in quads}
        if name != WORLD:
            assert [quad for quad in referred(quads) if quad.object not in subjects] == []


def test_whatever_the_world_speaks_of_is_there(graphs: Graphs) -> None:
    subjects = {quad.subject for quads in graphs.values() for quad in quads}
    below = {quad.subject for name, quads in graphs.items() if name != WORLD for quad in quads}
    assert [quad for quad in referred(graphs[WORLD]) if quad.object not in subjects] == []
    assert [q for q in graphs[WORLD] if "/source/" in str(q.subject) and q.subject not in below] == []


def test_every_role_is_filled_by_what_can_fill_it(wide_graph: Path) -> None:
    assert soundness(wide_graph).problems == ()


def test_every_quotation_stands_where_the_graph_says(wide_graph: Path) -> None:
    verdict = verify(wide_graph)
    assert verdict.problems == ()
    assert verdict.quotations > 800
