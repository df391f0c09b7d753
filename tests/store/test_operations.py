"""What an update writes, read off its words, and where a dataset is put into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Store

from kg.errors import QuestionError
from kg.store.managed import is_managed
from kg.store.operations import DEFAULT, EVERY, operations, with_dataset

BASE = "http://localhost:8000/"
WORLD = f"{BASE}graph/world"


def writes(sparql: str) -> set[str]:
    return {graph for step in operations(sparql, BASE) for graph in step.writes}


@pytest.mark.parametrize(
    ("sparql", "graphs"),
    [
        ("INSERT DATA { <s:1> <p:1> 1 }", {DEFAULT}),
        ("INSERT DATA { GRAPH <g:1> { <s:1> <p:1> 1 } GRAPH <g:2> { } }", {"g:1", "g:2"}),
        ("DELETE DATA { <s:1> <p:1> '}' . GRAPH <g:1> { <s:1> <p:1> 1 } }", {DEFAULT, "g:1"}),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", {EVERY}),
        ("WITH <g:1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", {"g:1"}),
        ("WITH <g:1> INSERT { GRAPH <g:2> { ?s ?p ?o } } WHERE { GRAPH <g:3> { ?s ?p ?o } }", {"g:2"}),
        ("DELETE { ?s ?p ?o } INSERT { GRAPH <g:1> { ?s ?p ?o } } USING <g:3> WHERE { ?s ?p ?o }", {DEFAULT, "g:1"}),
        ("INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", {EVERY}),
        ("DROP SILENT GRAPH <g:1> ; CLEAR DEFAULT", {"g:1", DEFAULT}),
        ("CLEAR NAMED", {EVERY}),
        ("drop all", {EVERY}),
        ("CREATE SILENT GRAPH <g:1>", {"g:1"}),
        ("COPY <g:1> TO <g:2>", {"g:2"}),
        ("MOVE SILENT GRAPH <g:1> TO GRAPH <g:2>", {"g:1", "g:2"}),
        ("ADD DEFAULT TO <g:2>", {"g:2"}),
        ("LOAD SILENT <http://example.org/x> INTO GRAPH <g:1>", {"g:1"}),
        ("", set()),
    ],
)
def test_each_kind_of_step_says_which_graphs_it_writes(sparql: str, graphs: set[str]) -> None:
    assert writes(sparql) == graphs


@pytest.mark.parametrize(
    "name",
    [
        f"<{WORLD}>",
        f"<{BASE}graph/w\\u006Frld>",
        "<graph/world>",
        "<x/../graph/world>",
        "w:world",
        "v:graph\\/world",
    ],
)
def test_a_graph_is_known_however_its_name_is_written(name: str) -> None:
    prefixes = f"PREFIX w: <{BASE}graph/> # GRAPH <g:1>\nPREFIX v: <{BASE}>"
    assert writes(f"{prefixes} INSERT DATA {{ GRAPH {name} {{ <s:1> <p:1> 1 }} }}") == {WORLD}
    assert is_managed(WORLD, BASE)


def test_a_base_and_prefixes_hold_from_where_they_stand() -> None:
    sparql = "PREFIX g: <g:> CLEAR GRAPH g:a ; BASE <http://b.example/> PREFIX g: <h:> CLEAR GRAPH g:a ; CLEAR GRAPH <c>"
    assert writes(sparql) == {"g:a", "h:a", "http://b.example/c"}


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT { ?s ?p ?o }",
        "CLEAR XYZ",
        "DROP GRAPH",
        "INSERT DATA { GRAPH _:b { } }",
        "INSERT DATA { GRAPH <a b> { } }",
        "INSERT DATA { GRAPH u:ndeclared { } }",
        "INSERT DATA { <s:1> <p:1> 1",
        "CLEAR ALL CLEAR ALL",
        "SELECT * { }",
        "COPY <g:1> <g:2>",
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(sparql: str) -> None:
    with pytest.raises(QuestionError, match="not a SPARQL update"):
        operations(sparql, BASE)


GRAPHS = ["<g:1>", "<g:2>", "<http://localhost:8000/graph/world>", "<graph/world>", "m:world", "?g"]
BLOCK = st.sampled_from(["<s:1> <p:1> 1 .", "?s ?p ?o .", "<s:1> <p:1> '} GRAPH <g:1> {' .", "# }\n"]) | st.sampled_from(
    GRAPHS
).map(lambda name: f"GRAPH {name} {{ <s:1> <p:1> 2 }}")
WHERE = "WHERE { GRAPH ?g { ?s ?p ?o } }"
STEP = st.one_of(
    st.lists(BLOCK, max_size=3).map(lambda parts: f"INSERT {{ {' '.join(parts)} }} {WHERE}"),
    st.lists(BLOCK, max_size=3).map(lambda parts: f"DELETE {{ {' '.join(parts)} }} {WHERE}"),
    st.lists(BLOCK, max_size=2).map(lambda parts: f"INSERT DATA {{ {' '.join(parts)} }}"),
    st.tuples(st.sampled_from(GRAPHS), st.lists(BLOCK, max_size=2)).map(
        lambda found: f"WITH {found[0]} DELETE {{ ?s ?p ?o }} INSERT {{ {' '.join(found[1])} }} {WHERE}"
    ),
    st.tuples(st.sampled_from(["DROP", "CLEAR", "CREATE"]), st.sampled_from([*GRAPHS, "x"])).map(
        lambda found: f"{found[0]} SILENT GRAPH {found[1]}"
    ),
    st.tuples(st.sampled_from(["ADD", "COPY", "MOVE"]), st.sampled_from(GRAPHS), st.sampled_from(GRAPHS)).map(
        lambda found: f"{found[0]} SILENT {found[1]} TO {found[2]}"
    ),
)


@given(st.lists(STEP, min_size=1, max_size=3))
def test_no_update_changes_a_graph_that_it_was_not_seen_to_write(steps: list[str]) -> None:
    sparql, store = f"PREFIX m: <{BASE}graph/> {' ; '.join(steps)}", Store()
    store.update(f"INSERT DATA {{ <s:9> <p:9> 9 GRAPH <{WORLD}> {{ <s:9> <p:9> 9 }} GRAPH <g:1> {{ <s:9> <p:9> 9 }} }}")
    before = set(store)
    try:
        seen = writes(sparql)
    except QuestionError:
        return
    try:
        store.update(sparql, base_iri=BASE)
    except SyntaxError:
        return
    changed = {quad.graph_name for quad in before ^ set(store)}
    names = {DEFAULT if isinstance(name, DefaultGraph) else name.value for name in changed}
    assert EVERY in seen or names <= seen, sparql


def test_a_dataset_goes_before_each_pattern_and_into_delete_where() -> None:
    sparql = "INSERT { <s:1> ?p 'WHERE' } WHERE { ?s ?p ?o } ; DELETE WHERE { ?s <p:1> ?o } ; CLEAR SILENT GRAPH <g:9>"
    text = with_dataset(sparql, operations(sparql, BASE), ["g:1"], ["g:2"])
    store = Store()
    store.update(f"INSERT DATA {{ <s:0> <p:1> 0 GRAPH <g:1> {{ <s:1> <p:2> 1 }} GRAPH <g:2> {{ <s:2> <p:3> 2 }} }} ; {text}")
    assert text.count("USING <g:1> USING NAMED <g:2>") == 2
    default = {str(quad.predicate) for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    assert default == {"<p:1>", "<p:2>"}
