"""The update half of the SPARQL 1.1 Protocol, on a store that may be changed."""

import httpx
import pytest

from tests.serve.conftest import EX, Scratch

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-update"}


def graph(name: str) -> str:
    return f"{EX}updates/{name}"


def insert(name: str, word: str = "here") -> str:
    return f"INSERT DATA {{ GRAPH <{graph(name)}> {{ <{EX}s> <{EX}p> '{word}' }} }}"


def holds(blank: Scratch, name: str, pattern: str = "?s ?p ?o") -> bool:
    return blank.says(f"ASK {{ GRAPH <{graph(name)}> {{ {pattern} }} }}")


@pytest.mark.parametrize("path", ["sparql", "update", "query"])
def test_an_update_is_posted_in_a_form_or_directly(blank: Scratch, path: str) -> None:
    url = f"{blank.url}/{path}"
    assert httpx.post(url, data={"update": insert(f"form-{path}")}).status_code == 204
    assert httpx.post(url, content=insert(f"direct-{path}"), headers=DIRECT).status_code == 204
    assert holds(blank, f"form-{path}")
    assert holds(blank, f"direct-{path}")


def test_what_was_written_is_seen_by_the_next_query(blank: Scratch) -> None:
    for number in range(5):
        blank.update(insert("seen", str(number)))
        assert holds(blank, "seen", f"?s ?p '{number}'")


def test_using_graph_uri_is_what_a_pattern_without_graph_sees(blank: Scratch) -> None:
    blank.update(f"{insert('one', '1')} ; {insert('two', '2')} ; {insert('three', '3')}")
    copy = f"INSERT {{ GRAPH <{graph('copy')}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
    assert blank.update(copy, **{"using-graph-uri": [graph("one"), graph("two")]}).status_code == 204
    assert holds(blank, "copy", "?s ?p '1', '2'")
    assert not holds(blank, "copy", "?s ?p '3'")


def test_using_named_graph_uri_is_what_graph_ranges_over(blank: Scratch) -> None:
    blank.update(f"{insert('n1', '1')} ; {insert('n2', '2')}")
    either = f"{{ GRAPH ?g {{ ?s ?p ?o }} }} UNION {{ ?s ?p ?o BIND(<{EX}d> AS ?g) }}"
    copy = f"INSERT {{ GRAPH <{graph('named')}> {{ ?g ?p ?o }} }} WHERE {{ {either} }}"
    blank.update(copy, **{"using-named-graph-uri": graph("n2")})
    assert holds(blank, "named", f"<{graph('n2')}> ?p '2'")
    assert not holds(blank, "named", f"<{graph('n1')}> ?p ?o")
    assert not holds(blank, "named", f"<{EX}d> ?p ?o")


def test_a_dataset_of_the_request_holds_for_every_step_and_for_delete_where(blank: Scratch) -> None:
    blank.update(f"{insert('kept', '1')} ; {insert('gone', '2')}")
    steps = f"""PREFIX ex: <{EX}updates/>
        INSERT {{ GRAPH ex:first {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }} ;
        DELETE WHERE {{ GRAPH ex:gone {{ ?s ?p ?o }} }} ;
        DELETE WHERE {{ GRAPH ex:kept {{ ?s ?p ?o }} }}"""
    named = {"using-graph-uri": graph("kept"), "using-named-graph-uri": graph("gone")}
    assert blank.update(steps, **named).status_code == 204
    assert holds(blank, "first", "?s ?p '1'")
    assert not holds(blank, "gone")
    assert holds(blank, "kept"), "GRAPH ranges over the named graphs of the request only"


@pytest.mark.parametrize("clause", ["WITH", "USING", "USING NAMED"])
def test_a_dataset_in_the_update_and_in_the_request_is_a_bad_request(blank: Scratch, clause: str) -> None:
    before, after = (clause, "") if clause == "WITH" else ("", clause)
    update = " ".join(
        [
            f"{before} <{graph('x')}>" if before else "",
            f"INSERT {{ GRAPH <{graph('conflict')}> {{ ?s ?p ?o }} }}",
            f"{after} <{graph('x')}>" if after else "",
            "WHERE { ?s ?p ?o }",
        ]
    )
    assert blank.update(update).status_code == 204
    for parameter in ("using-graph-uri", "using-named-graph-uri"):
        assert blank.update(update, **{parameter: graph("y")}).status_code == 400


def test_a_relative_iri_is_resolved_against_the_address_of_the_service(blank: Scratch) -> None:
    blank.update(f"INSERT DATA {{ GRAPH <{graph('base')}> {{ <{EX}s> <{EX}p> <here> }} }}")
    assert holds(blank, "base", "?s ?p ?o FILTER(STRSTARTS(STR(?o), 'http') && STRENDS(STR(?o), '/here'))")


def test_an_update_is_done_whole_or_not_at_all(blank: Scratch) -> None:
    assert blank.update(f"{insert('whole')} ; DROP GRAPH <{graph('that-is-not-there')}>").status_code >= 400
    assert not holds(blank, "whole")


@pytest.mark.parametrize(
    ("method", "parameters", "headers", "content", "status"),
    [
        ("GET", {"update": "CLEAR ALL"}, {}, "", 400),
        ("POST", {}, FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 400),
        ("POST", {}, FORM, "update=CLEAR%20NAMED&query=ASK%7B%7D", 400),
        ("POST", {"query": "ASK {}"}, DIRECT, "CLEAR NAMED", 400),
        ("POST", {}, {"Content-Type": "text/plain"}, "CLEAR NAMED", 415),
        ("POST", {}, {}, "update=CLEAR%20NAMED", 415),
        ("POST", {}, {"Content-Type": "application/sparql-update; charset=UTF-16"}, "CLEAR NAMED", 415),
        ("POST", {}, {**DIRECT, "Content-Encoding": "gzip"}, "CLEAR NAMED", 415),
        ("POST", {}, FORM, "update=CLEAR%20XYZ", 400),
        ("POST", {}, DIRECT, "INSERT { ?s ?p ?o }", 400),
        ("PUT", {}, DIRECT, "CLEAR NAMED", 405),
        ("POST", {}, DIRECT, "LOAD <http://example.org/data>", 403),
        ("POST", {"using-graph-uri": "no iri"}, DIRECT, "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 400),
    ],
)
def test_a_request_that_is_no_update_changes_nothing(
    blank: Scratch, method: str, parameters: dict[str, str], headers: dict[str, str], content: str, status: int
) -> None:
    blank.update(insert("stays"))
    url = f"{blank.url}/update"
    answer = httpx.request(method, url, params=parameters, headers=headers, content=content.encode(), timeout=30)
    assert answer.status_code == status, answer.text
    assert holds(blank, "stays")
