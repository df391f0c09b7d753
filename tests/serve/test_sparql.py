"""The query half of the SPARQL 1.1 Protocol, over loopback."""

import csv
import io
import socket
import time
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from kg.serve.options import Options
from kg.store import GraphFolder
from tests.serve.conftest import EX, LIMITS, Served, alive, change, quads, serving

ONE = f"SELECT ?o WHERE {{ <{EX}a7> <{EX}says> ?o }}"
FOREVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ALL = "SELECT * WHERE { ?s ?p ?o . ?t ?q ?u }"


def post(served: Served, query: str) -> httpx.Response:
    return httpx.post(
        f"{served.url}/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"}, timeout=30
    )


def count(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return len(response.json()["results"]["bindings"])


def test_a_query_is_asked_by_get_by_form_and_directly(served: Served) -> None:
    url, plain = f"{served.url}/sparql", {"Content-Type": "application/sparql-query"}
    answers = [served.get(ONE), httpx.post(url, data={"query": ONE}), httpx.post(url, content=ONE.encode(), headers=plain)]
    assert [answer.json()["results"]["bindings"][0]["o"]["value"] for answer in answers] == ["“7”"] * 3


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("application/json", "application/json"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("text/*", "text/xml; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_the_accept_header_chooses_the_format_of_rows(served: Served, accept: str | None, media_type: str) -> None:
    answer = served.get(ONE, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)


def test_rows_come_as_json_xml_csv_and_tsv(served: Served) -> None:
    xml = ElementTree.fromstring(served.get(ONE, "application/sparql-results+xml").content)
    assert [part.text for part in xml.iter("{http://www.w3.org/2005/sparql-results#}literal")] == ["“7”"]
    assert list(csv.reader(io.StringIO(served.get(ONE, "text/csv").text))) == [["o"], ["“7”"]]
    assert served.get(ONE, "text/tab-separated-values").text.split() == ["?o", '"“7”"']
    assert served.get("ASK { ?s ?p ?o }").json()["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_constructed_graph_comes_as_turtle_and_in_other_formats(
    served: Served, accept: str | None, format: RdfFormat
) -> None:
    answer = served.get(f"CONSTRUCT {{ ?s <{EX}said> ?o }} WHERE {{ ?s <{EX}says> ?o }}", accept)
    assert len(list(parse(answer.content, format=format))) == 800


def test_a_format_that_is_not_offered_is_not_acceptable(served: Served) -> None:
    assert served.get(ONE, "image/png").status_code == 406
    assert served.get(ONE, "text/turtle").status_code == 406


def test_without_a_dataset_all_named_graphs_together_are_the_default_graph(served: Served) -> None:
    assert count(served.get("SELECT * WHERE { ?s ?p ?o }")) == 800
    assert count(served.get("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }")) == 800


def test_the_protocol_names_the_dataset_before_the_query_does(served: Served) -> None:
    a, b = f"{EX}graph/a", f"{EX}graph/b"
    assert count(served.get("SELECT * WHERE { ?s ?p ?o }", **{"default-graph-uri": a})) == 400
    assert count(served.get("SELECT * WHERE { ?s ?p ?o }", **{"default-graph-uri": [a, b]})) == 800
    assert count(served.get(f"SELECT * FROM <{b}> WHERE {{ ?s ?p ?o }}")) == 400
    assert count(served.get(f"SELECT * FROM <{b}> WHERE {{ ?s ?p <{EX}x> }}", **{"default-graph-uri": a})) == 0
    assert count(served.get("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": b})) == 400
    assert count(served.get("SELECT * WHERE { ?s ?p ?o }", **{"named-graph-uri": b})) == 0


def test_a_graph_of_the_web_is_not_fetched(served: Served) -> None:
    assert count(served.get(f"SELECT * FROM <{served.url}/health> WHERE {{ ?s ?p ?o }}")) == 0


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"query": [ONE, ONE]}, "holds 2"),
        ({"query": "SELECT ?o WHERE { ?s ?p ?o"}, "not SPARQL: error at 1:"),
        ({"query": "SELECT"}, "not SPARQL"),
    ],
)
def test_a_request_that_is_no_query_is_a_bad_request(served: Served, parameters: dict[str, str | list[str]], says: str) -> None:
    answer = httpx.get(f"{served.url}/sparql", params=parameters)
    assert (answer.status_code, answer.text.count("\n")) == (400, 1)
    assert says in answer.text


def test_what_is_not_utf_8_or_no_query_at_all_is_refused(served: Served) -> None:
    url = f"{served.url}/sparql"
    assert httpx.get(f"{url}?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%7D").status_code == 400
    assert httpx.post(url, content=b"ASK {\xff}", headers={"Content-Type": "application/sparql-query"}).status_code == 400
    assert httpx.post(url, content=b"ASK {}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert httpx.post(url, content=b"ASK {}").status_code == 415
    utf_16 = {"Content-Type": "application/sparql-query; charset=utf-16"}
    assert httpx.post(url, content="ASK {}".encode("utf-16"), headers=utf_16).status_code == 415
    assert httpx.put(url, content=b"ASK {}").status_code == 405


def test_a_query_that_is_too_long_is_refused_before_it_is_read_to_its_end(served: Served) -> None:
    assert post(served, "ASK { } # " + "x" * LIMITS.body).status_code == 413


@pytest.mark.parametrize("query", ["SELECT * WHERE { SERVICE <URL> { ?s ?p ?o } }", "ASK { serVice ?where { ?s ?p ?o } }"])
def test_a_query_that_reaches_for_other_servers_is_refused(served: Served, query: str) -> None:
    answer = served.get(query.replace("URL", served.url))
    assert (answer.status_code, "SERVICE reaches for other servers" in answer.text) == (403, True)


def test_a_silent_service_is_answered_as_one_that_cannot_be_reached_and_is_not_asked(served: Served) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.3)
        there = f"http://127.0.0.1:{other.getsockname()[1]}/"
        query = f"SELECT * WHERE {{ <{EX}a7> <{EX}says> ?o SERVICE silent <{there}> {{ ?s ?p ?o {{}} }} BIND(1 AS ?one) }}"
        assert [set(row) for row in served.get(query).json()["results"]["bindings"]] == [{"o", "one"}]
        with pytest.raises(TimeoutError):
            other.accept()


def test_the_word_service_may_stand_where_it_reaches_for_nothing(served: Served) -> None:
    query = f'ASK {{ # SERVICE\n ?service <{EX}service> "SERVICE", """LOAD "SERVICE" """ ; ex:LOAD \'SERVICE\' }}'
    assert served.get(f"PREFIX ex: <{EX}> {query}").json()["boolean"] is False


def test_updates_are_refused_with_what_to_do_instead(served: Served) -> None:
    drop, url = "DROP ALL", f"{served.url}/sparql"
    as_update = {"Content-Type": "application/sparql-update"}
    answers = [
        httpx.post(url, data={"update": drop}),
        httpx.post(url, content=drop.encode(), headers=as_update),
        httpx.post(f"{served.url}/update", data={"update": drop}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert httpx.get(url, params={"update": drop}).status_code == 400
    assert "kg add" in answers[0].text
    assert served.get(drop).status_code == 400
    assert count(served.get("SELECT * WHERE { ?s ?p ?o }")) == 800


@pytest.mark.parametrize("brackets", ["{}", "()"])
def test_three_thousand_nested_brackets_are_a_bad_request_and_the_server_lives(served: Served, brackets: str) -> None:
    query = "SELECT * WHERE { " + brackets[0] * 3000 + brackets[1] * 3000 + " }"
    answer = post(served, query)
    assert (answer.status_code, "nested more than 128 deep" in answer.text) == (400, True)
    assert count(served.get(ONE)) == 1


def test_a_query_that_breaks_its_process_is_answered_and_another_takes_its_place(served: Served) -> None:
    before = served.workers()
    answer = post(served, f"ASK {{ FILTER({'!' * 40_000}true) }}")
    assert (answer.status_code, "broke the process" in answer.text) == (503, True)
    assert count(served.get(ONE)) == 1
    assert len(set(served.workers()) - set(before)) == 1


def test_a_query_without_end_is_ended_at_its_deadline(served: Served) -> None:
    before, started = served.workers(), time.monotonic()
    answer = served.get(FOREVER)
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    assert f"no answer within {LIMITS.seconds:g} seconds" in answer.text
    assert time.monotonic() - started < LIMITS.seconds + 4
    (gone,) = set(before) - set(served.workers())
    until = time.monotonic() + 5
    while alive(gone) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(gone)


def test_the_deadline_covers_planning(served: Served) -> None:
    patterns = " . ".join(f"?a{n} ?b{n} ?a{n + 1}" for n in range(800))
    started = time.monotonic()
    assert post(served, f"ASK {{ {patterns} }}").status_code == 503
    assert time.monotonic() - started < LIMITS.seconds + 4


def test_a_query_that_needs_too_much_memory_is_ended(served: Served) -> None:
    long = "CONCAT(?o, ?o, ?o, ?o, ?o, ?o, ?o, ?o)"
    many = f"SELECT ({long} AS ?x) WHERE {{ ?s ?p ?o . ?t ?q ?u . ?v ?w ?z }}"
    assert served.get(f"SELECT (GROUP_CONCAT(?x) AS ?y) WHERE {{ {{ {many} }} }}").status_code == 503
    assert count(served.get(ONE)) == 1


def test_a_query_whose_client_goes_away_is_ended(served: Served) -> None:
    before = served.workers()
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{served.url}/sparql", params={"query": FOREVER}, timeout=0.5)
    until = time.monotonic() + 2  # well before the deadline
    while all(map(alive, before)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not all(map(alive, before))


def test_an_answer_that_cannot_be_finished_is_an_aborted_connection_not_half_a_result(served: Served) -> None:
    endless, csv = "SELECT * WHERE { ?s ?p ?o . ?t ?q ?u . ?v ?w ?x }", {"Accept": "text/csv", "Accept-Encoding": "identity"}
    with httpx.stream("GET", f"{served.url}/sparql", params={"query": endless}, headers=csv, timeout=30) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


def test_a_large_answer_comes_whole(served: Served) -> None:
    assert served.get(ALL + " LIMIT 20000", "text/csv").text.count("\n") == 20_001


def test_health_names_the_newest_snapshot(served: Served) -> None:
    answer = httpx.get(f"{served.url}/health")
    assert answer.json() == {"status": "ok", "graph": "war.kg", "snapshot": served.graph.newest()}


def test_the_first_page_says_where_queries_go(served: Served) -> None:
    assert f"{served.url}/sparql" in httpx.get(served.url).text


def test_what_is_published_later_is_answered_from_then_on(served: Served) -> None:
    query = f"ASK {{ <{EX}later> ?p ?o }}"
    assert served.get(query).json()["boolean"] is False
    insert = f"INSERT DATA {{ GRAPH <{EX}graph/c> {{ <{EX}later> <{EX}says> 1 }} }}"
    change(served.graph, lambda store: store.update(insert))
    assert [served.get(query).json()["boolean"] for _ in range(3)] == [True] * 3
    change(served.graph, lambda store: store.update(f"DROP GRAPH <{EX}graph/c>"))
    assert served.get(query).json()["boolean"] is False


def test_a_worker_needs_no_more_memory_with_each_snapshot(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(10)))
    with serving(graph, Options(limits=LIMITS, workers=1)) as found:

        def megabytes() -> float:
            (worker,) = found.workers()
            return int(Path(f"/proc/{worker}/statm").read_text().split()[0]) * 4096 / 1e6

        sizes = []
        for number in range(12):
            insert = f"INSERT DATA {{ GRAPH <{EX}graph/c> {{ <{EX}c{number}> <{EX}says> 1 }} }}"
            change(graph, lambda store, insert=insert: store.update(insert))
            assert found.get(f"ASK {{ <{EX}c{number}> ?p ?o }}").json()["boolean"] is True
            sizes.append(megabytes())
        assert sizes[-1] < LIMITS.memory / 2
        assert sizes[-1] - sizes[2] < 100
