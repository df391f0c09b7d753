"""The description of the service, OPTIONS, HEAD, what may be kept, and what goes out packed."""

import gzip

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from tests.serve.conftest import EX, Scratch, Served, change

SD = "http://www.w3.org/ns/sparql-service-description#"
ALL = "SELECT * WHERE { ?s ?p ?o }"


def facts(answer: httpx.Response) -> list[Quad]:
    assert answer.status_code == 200, answer.text
    format = RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    return [quad for quad in parse(answer.content, format) if isinstance(quad, Quad)]


def values(quads: list[Quad], name: str) -> set[str]:
    return {quad.object.value for quad in quads if quad.predicate == NamedNode(SD + name)}


@pytest.mark.parametrize("accept", [None, "text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"])
def test_an_address_without_a_query_describes_the_service(served: Served, accept: str | None) -> None:
    found = facts(httpx.get(f"{served.url}/sparql", headers={"Accept": accept} if accept else {}))
    assert values(found, "endpoint") == {f"{served.url}/sparql"}
    assert values(found, "feature") == {f"{SD}UnionDefaultGraph"}
    assert values(found, "supportedLanguage") == {f"{SD}SPARQL10Query", f"{SD}SPARQL11Query"}
    assert len(values(found, "resultFormat")) == 10


def test_a_store_that_may_be_changed_says_so(blank: Scratch) -> None:
    found = facts(httpx.get(f"{blank.url}/sparql"))
    assert f"{SD}SPARQL11Update" in values(found, "supportedLanguage")
    assert values(found, "feature") == set()


def test_a_description_that_is_not_wanted_is_not_acceptable(served: Served) -> None:
    assert httpx.get(f"{served.url}/sparql", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("sparql", "GET, HEAD, OPTIONS, POST"),
        ("store", "DELETE, GET, HEAD, OPTIONS, POST, PUT"),
        ("health", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_says_which_methods_there_are_to_pages_of_other_sites_too(served: Served, path: str, methods: str) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = httpx.options(f"{served.url}/{path}", headers=asked)
    assert (answer.status_code, answer.headers["allow"]) == (204, methods)
    assert answer.headers["access-control-allow-methods"] == methods
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Authorization" in answer.headers["access-control-allow-headers"]


def test_other_sites_may_read_every_answer(served: Served) -> None:
    for answer in (served.get("ASK {}"), served.get("ASK {"), httpx.get(f"{served.url}/nowhere")):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_head_answers_as_get_does_without_a_body(served: Served) -> None:
    for query in (ALL, "SELECT"):
        got = served.get(query)
        headed = httpx.head(f"{served.url}/sparql", params={"query": query})
        assert (headed.status_code, headed.content) == (got.status_code, b"")
        assert headed.headers["content-type"] == got.headers["content-type"]
        assert headed.headers.get("etag") == got.headers.get("etag")


def test_an_answer_that_a_client_has_is_not_sent_again_until_the_graph_changes(served: Served) -> None:
    first = served.get(ALL)
    tag = first.headers["etag"]

    def again() -> httpx.Response:
        return httpx.get(
            f"{served.url}/sparql", params={"query": ALL}, headers={"If-None-Match": f'"other", {tag}'}, timeout=30
        )

    assert (again().status_code, again().content, again().headers["etag"]) == (304, b"", tag)
    change(served.graph, lambda store: store.update(f"INSERT DATA {{ GRAPH <{EX}graph/tag> {{ <{EX}x> <{EX}y> 1 }} }}"))
    changed = again()
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    change(served.graph, lambda store: store.update(f"DROP GRAPH <{EX}graph/tag>"))


def test_each_format_and_each_query_has_a_tag_of_its_own(served: Served) -> None:
    answers = [served.get(ALL), served.get(ALL, "text/csv"), served.get(ALL + " LIMIT 1")]
    assert len({answer.headers["etag"] for answer in answers}) == 3
    assert {answer.headers["vary"] for answer in answers} == {"Accept, Accept-Encoding"}


@pytest.mark.parametrize("call", ["NOW()", "RAND ()", "uuid()", "BNODE()"])
def test_an_answer_that_is_another_each_time_is_not_kept(served: Served, call: str) -> None:
    answer = served.get(f"SELECT ({call} AS ?x) {{}}")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_an_answer_is_packed_for_who_can_unpack_it(served: Served) -> None:
    sizes = {}
    for coding in ("identity", "gzip"):
        with httpx.stream("GET", f"{served.url}/sparql", params={"query": ALL}, headers={"Accept-Encoding": coding}) as answer:
            raw = b"".join(answer.iter_raw())
            assert answer.headers.get("content-encoding", "identity") == coding
        sizes[coding] = (len(raw), gzip.decompress(raw) if coding == "gzip" else raw)
    assert sizes["gzip"][0] < sizes["identity"][0] / 5
    assert sizes["gzip"][1] == sizes["identity"][1]
