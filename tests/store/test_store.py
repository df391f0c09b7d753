"""How any store behaves: the same tests for the embedded one, on disk and in memory, and for one behind an address."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import QuestionError, StoreError
from kg.lift import canonical_hash
from kg.store import OxigraphStore, SourceGraph, Store
from kg.vocab import Iris, term
from tests.samples import HERALD, document, herald_found
from tests.store.conftest import source_graph

WORLD = Iris().graph("world")


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    made: dict[str, Callable[[], Store]] = {
        "memory": OxigraphStore.memory,
        "disk": lambda: OxigraphStore.open(tmp_path / "store"),
    }
    return made[request.param]()


def quad(word: str, graph: str = WORLD) -> Quad:
    return Quad(NamedNode(term("a")), NamedNode(term("quote")), Literal(word), NamedNode(graph))


def ledger(store: Store) -> set[tuple[str, str]]:
    found = store.query(f"SELECT ?old ?new {{ GRAPH <{Iris().graph('ledger')}> {{ ?old <{term('supersededBy')}> ?new }} }}")
    assert isinstance(found, QuerySolutions)
    return {(row["old"].value, row["new"].value) for row in found}


def test_what_is_put_in_comes_out_unchanged(store: Store, sources: list[SourceGraph]) -> None:
    store.put(sources)
    assert set(store.quads(sources[0].iri)) == set(sources[0].quads)
    given = [quad for source in sources for quad in (*source.quads, *source.entry)]
    assert canonical_hash(store.quads()) == canonical_hash(given)


def test_putting_the_same_sources_again_changes_nothing(store: Store, sources: list[SourceGraph]) -> None:
    store.put(sources)
    before = canonical_hash(store.quads())
    store.put(sources)
    assert canonical_hash(store.quads()) == before


def test_the_ledger_knows_the_current_version_of_each_document(store: Store, sources: list[SourceGraph]) -> None:
    store.put(sources)
    assert store.current() == {source.document: source.iri for source in sources}


def test_a_new_version_takes_the_place_of_the_old_one_and_the_ledger_says_so(store: Store, sources: list[SourceGraph]) -> None:
    store.put(sources)
    newer = source_graph(document("herald", HERALD + " Correction."), herald_found, Iris())
    store.put([newer])
    assert store.current()["herald"] == newer.iri
    assert not list(store.quads(sources[0].iri))
    assert ledger(store) == {(sources[0].iri, newer.iri)}


def test_a_document_may_go_back_to_an_older_version(store: Store, sources: list[SourceGraph]) -> None:
    newer = source_graph(document("herald", HERALD + " Correction."), herald_found, Iris())
    for version in (sources[0], newer, sources[0]):
        store.put([version])
    assert store.current() == {"herald": sources[0].iri}
    assert ledger(store) == {(newer.iri, sources[0].iri)}
    assert set(store.quads(sources[0].iri)) == set(sources[0].quads)


def test_a_better_annotation_of_the_same_bytes_replaces_the_graph(store: Store, sources: list[SourceGraph]) -> None:
    store.put(sources)
    store.put([replace(sources[0], quads=sources[0].quads[:5])])
    assert set(store.quads(sources[0].iri)) == set(sources[0].quads[:5])
    assert store.current()["herald"] == sources[0].iri


def test_two_versions_in_one_batch_leave_the_last(store: Store, sources: list[SourceGraph]) -> None:
    newer = source_graph(document("herald", HERALD + " Correction."), herald_found, Iris())
    store.put([sources[0], newer])
    assert store.current() == {"herald": newer.iri}
    assert not list(store.quads(sources[0].iri))


def test_a_withdrawn_document_leaves_the_graph_but_not_the_ledger(store: Store, sources: list[SourceGraph]) -> None:
    store.put(sources)
    store.withdraw("herald")
    assert set(store.current()) == {"news/courier #2"}
    assert not list(store.quads(sources[0].iri))
    assert any(sources[0].iri == quad.subject.value for quad in store.quads(Iris().graph("ledger")))
    store.put(sources[:1])
    assert store.current()["herald"] == sources[0].iri


def test_withdrawing_what_is_not_there_is_an_error_that_names_it(store: Store) -> None:
    with pytest.raises(StoreError, match="no document 'nobody'"):
        store.withdraw("nobody")


def test_replacing_a_graph_leaves_only_the_new_quads_and_no_other_graph_changes(store: Store) -> None:
    store.add([quad("other", "http://localhost:8000/graph/decisions")])
    for words in (["one", "two"], ["two", 'three "quoted" \\ and\nbroken é\u2028'], []):
        store.replace(WORLD, [quad(word) for word in words])
        assert {found.object.value for found in store.quads(WORLD)} == set(words)
    assert len(list(store.quads())) == 1


def test_a_blank_node_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="blank node"):
        store.add([Quad(BlankNode(), NamedNode(term("quote")), Literal("x"), NamedNode(WORLD))])


def test_the_union_of_all_graphs_is_the_default_graph_only_on_request(store: Store) -> None:
    store.add([quad("here")])
    assert not bool(store.query("ASK { ?s ?p 'here' }"))
    assert bool(store.query("ASK { ?s ?p 'here' }", union=True))


def test_select_ask_and_construct_give_their_own_kind_of_result(store: Store) -> None:
    store.add([quad("here")])
    assert isinstance(store.query("SELECT * { ?s ?p ?o }"), QuerySolutions)
    assert isinstance(store.query("ASK {}"), QueryBoolean)
    assert isinstance(store.query("CONSTRUCT WHERE { ?s ?p ?o }"), QueryTriples)


def test_a_syntax_error_says_line_and_column(store: Store) -> None:
    with pytest.raises(QuestionError, match=r"2:\d+"):
        store.query("SELECT * {\n ?s ?p }")


def test_a_store_that_is_opened_often_keeps_no_logs_of_it(tmp_path: Path) -> None:
    for _ in range(3):
        OxigraphStore.open(tmp_path / "store").close()
    assert len([*(tmp_path / "store").glob("LOG*")]) == 1
