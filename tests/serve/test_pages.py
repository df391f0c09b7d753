"""Linked data, questions and search over HTTP: every IRI answers, and a page runs nothing that a source wrote."""

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.serve.limits import Limits
from kg.serve.openapi import described
from kg.serve.options import Options
from kg.serve.questions import QUESTIONS
from kg.store import GraphFolder
from tests.serve.conftest import serving

EVIL = "<script>alert(1)</script>"
WIRE = "Air strikes hit a market in the city of El Fasher on Monday. At least 17 civilians were killed, doctors said."
DAILY = f'"We will rebuild the market {EVIL}," said Amina Saleh, a trader in El Fasher, on Tuesday.'


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, built: Callable[..., Path]) -> GraphFolder:
    folder = tmp_path_factory.mktemp("pages")
    reports = [{"id": "wire", "text": WIRE, "date": "2024-03-06"}, {"id": "daily é", "text": DAILY, "title": EVIL}]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    return GraphFolder.open(built("pages", folder))


@pytest.fixture(scope="module")
def site(graph: GraphFolder) -> Iterator[httpx.Client]:
    with (
        serving(graph, Options(limits=Limits(seconds=20.0, memory=2048), workers=2)) as served,
        httpx.Client(base_url=served.url, timeout=60) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def iris(graph: GraphFolder) -> list[str]:
    """Every IRI below the base that the graph says something about."""
    with graph.snapshot() as snapshot:
        subjects = {quad.subject.value for quad in snapshot.store.quads() if isinstance(quad.subject, NamedNode)}
    return sorted(iri for iri in subjects if iri.startswith(graph.base))


class Tags(HTMLParser):
    """Collects the tags of a page and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]


def page(site: httpx.Client, path: str) -> Tags:
    answer = site.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200, (path, answer.text)
    assert answer.headers["content-type"].startswith("text/html")
    return Tags(answer.text)


def test_every_iri_of_the_graph_answers_with_its_triples(site: httpx.Client, graph: GraphFolder, iris: list[str]) -> None:
    assert len(iris) > 50
    for iri in iris:
        answer = site.get(f"/{iri.removeprefix(graph.base)}", headers={"Accept": "text/turtle"})
        assert answer.status_code == 200, (iri, answer.text)
        told = list(parse(answer.content, format=RdfFormat.TURTLE))
        assert any(quad.subject == NamedNode(iri) for quad in told), iri


def test_kinds_of_nodes_have_pages_that_lead_on_and_run_nothing(
    site: httpx.Client, graph: GraphFolder, iris: list[str]
) -> None:
    kinds = {"/".join(part for part in iri.removeprefix(graph.base).split("/") if part.isalpha()): iri for iri in iris}
    for iri in kinds.values():
        found = page(site, f"/{iri.removeprefix(graph.base)}")
        assert "script" not in found.tags, iri
        assert any(link.endswith(".ttl") for link in found.links), iri


def test_links_of_a_page_lead_to_pages(site: httpx.Client, graph: GraphFolder) -> None:
    with graph.snapshot() as snapshot:
        source = sorted(snapshot.store.current().values())[0]
    links = page(site, f"/{source.removeprefix(graph.base)}").links[:30]
    pages = [one for one in links if one.startswith("/") and not one.startswith("/.well-known/")]
    pages = [one for one in pages if not one.endswith((".ttl", ".jsonld"))]
    assert pages
    for link in pages:
        page(site, link)


@pytest.mark.parametrize(
    ("suffix", "accept", "media_type"),
    [
        (".ttl", "text/html", "text/turtle"),
        (".jsonld", None, "application/ld+json"),
        (".html", "text/turtle", "text/html"),
        ("", "application/ld+json", "application/ld+json"),
        ("", "application/rdf+xml;q=0.9, text/turtle;q=0.1", "application/rdf+xml"),
        ("", None, "text/html"),
    ],
)
def test_a_suffix_or_accept_says_the_format(
    site: httpx.Client, iris: list[str], graph: GraphFolder, suffix: str, accept: str | None, media_type: str
) -> None:
    event = next(iri for iri in iris if iri.startswith(f"{graph.base}event/"))
    headers = {"Accept": accept} if accept else {}
    answer = site.get(f"/{event.removeprefix(graph.base)}{suffix}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["vary"].startswith("Accept")


def test_a_page_that_was_seen_is_not_sent_again(site: httpx.Client) -> None:
    first = site.get("/ontology", headers={"Accept": "text/turtle"})
    again = site.get("/ontology", headers={"Accept": "text/turtle", "If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)


def test_an_event_has_its_dossier(site: httpx.Client, iris: list[str], graph: GraphFolder) -> None:
    answers = [site.get(f"/{iri.removeprefix(graph.base)}").text for iri in iris if iri.startswith(f"{graph.base}event/")]
    assert any("At least 17 civilians" in text and "Citations" in text for text in answers)


@pytest.mark.parametrize(
    "path", ["/event/nothing", "/source/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/entity/%00", "/x%0d%0aSet-Cookie:a=b"]
)
def test_what_the_graph_says_nothing_about_is_not_found(site: httpx.Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404, answer.text
    assert "set-cookie" not in answer.headers
    assert "root:" not in answer.text


def test_the_ontology_is_a_page_with_a_place_for_each_term(site: httpx.Client) -> None:
    answer = site.get("/ontology", headers={"Accept": "text/html"})
    for name in ("AirStrike", "CasualtyClaim", "claimant", "killed"):
        assert f'<span id="{name}">' in answer.text


@pytest.mark.parametrize(
    ("path", "iri"),
    [
        ("/ontology/AirStrike", "https://w3id.org/byline#AirStrike"),
        ("/ontology/claimant", "https://w3id.org/byline#claimant"),
        ("/ontology/acled/Armed-clash", "https://w3id.org/byline/acled#Armed-clash"),
        ("/ontology/acled/", "https://w3id.org/byline/acled"),
    ],
)
def test_every_term_answers_as_a_page_and_as_data(site: httpx.Client, path: str, iri: str) -> None:
    assert page(site, path).links
    told = list(parse(site.get(f"{path}.ttl").content, format=RdfFormat.TURTLE))
    assert {quad.subject for quad in told} == {NamedNode(iri)}
    assert site.get("/ontology/NoSuchTerm").status_code == site.get("/ontology/acled/None").status_code == 404


def test_links_lead_to_pages_here_also_from_terms(site: httpx.Client) -> None:
    for path in ("/ontology/AirStrike", "/ontology/acled/Armed-clash"):
        links = [
            one for one in page(site, path).links if one.startswith("/ontology/") and not one.endswith((".ttl", ".jsonld"))
        ]
        assert links
        for one in links[:8]:
            page(site, one)


def test_the_page_for_queries_shows_answers_and_runs_nothing(site: httpx.Client) -> None:
    assert "textarea" in page(site, "/sparql.html").tags
    answer = site.get("/sparql.html", params={"query": f'SELECT ?c ("{EVIL}" AS ?evil) {{ ?c a kg:CasualtyClaim }}'})
    found = Tags(answer.text)
    assert "script" not in found.tags
    assert any("/claim/" in one for one in found.links)
    assert "<p>yes</p>" in site.get("/sparql.html", params={"query": "ASK { ?s a kg:Source }"}).text
    assert "1 rows" in site.get("/sparql.html", params={"query": "CONSTRUCT { <a:a> <a:b> 1 } WHERE {}"}).text
    assert site.get("/sparql.html", params={"query": "SELECT * { SERVICE <a:b> { ?s ?p ?o } }"}).status_code == 403
    assert site.get("/sparql.html", params={"query": f"SELECT {EVIL}"}).headers["content-type"].startswith("text/plain")
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert site.get("/sparql", headers=browser).headers["location"] == "/sparql.html"


@pytest.mark.parametrize(
    ("suffix", "query", "media_type"),
    [
        ("csv", "SELECT ?s { ?s a kg:Source }", "text/csv"),
        ("json", "ASK {}", "application/sparql-results+json"),
        ("ttl", "CONSTRUCT WHERE { ?s a kg:Source }", "text/turtle"),
    ],
)
def test_the_suffix_of_the_endpoint_says_the_format(site: httpx.Client, suffix: str, query: str, media_type: str) -> None:
    answer = site.get(f"/sparql.{suffix}", params={"query": query}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert site.get(f"/sparql.{suffix}").status_code == 400
    assert site.get("/sparql.exe", params={"query": query}).status_code == 404


def test_an_event_is_called_by_its_type_and_place(site: httpx.Client, iris: list[str], graph: GraphFolder) -> None:
    events = [f"/{iri.removeprefix(graph.base)}" for iri in iris if iri.startswith(f"{graph.base}event/")]
    assert any("<h1>Air strike, El Fasher, 2024-03-04</h1>" in site.get(one).text for one in events)
    assert any(any(link.startswith("/entity/place/") for link in page(site, one).links) for one in events)


def test_catalogues_find_the_endpoint_and_counts(site: httpx.Client) -> None:
    told = list(parse(site.get("/.well-known/void").content, format=RdfFormat.TURTLE))
    values = {(quad.predicate.value.rsplit("#", 1)[-1], getattr(quad.object, "value", "")) for quad in told}
    assert ("sparqlEndpoint", f"{str(site.base_url).rstrip('/')}/sparql") in values
    assert any(name == "triples" and int(value) > 500 for name, value in values)
    assert "Disallow: /sparql" in site.get("/robots.txt").text


def test_a_question_is_an_address(site: httpx.Client) -> None:
    answer = site.get("/questions/casualty-figures", params={"measure": "killed"})
    (row,) = answer.json()["rows"]
    assert (row["low"], row["quote"], row["claimantLabel"]) == (17, "At least 17 civilians", "doctors")
    table = site.get("/questions/casualty-figures.csv", params={"measure": "killed"})
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.splitlines()) == 2
    assert "At least 17 civilians" in site.get("/questions/casualty-figures.html").text


def test_every_question_answers_in_every_format(site: httpx.Client) -> None:
    for name in QUESTIONS:
        for suffix in (".json", ".csv", ".html"):
            answer = site.get(f"/questions/{name}{suffix}")
            assert answer.status_code == 200, (name, suffix, answer.text)


def test_the_list_of_questions_is_json_or_a_page(site: httpx.Client) -> None:
    assert {one["name"] for one in site.get("/questions").json()} == set(QUESTIONS)
    assert "/questions/casualty-figures.html" in page(site, "/questions").links


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/questions/casualty-figure", 404, "casualty-figures"),
        ("/questions/casualty-figures?measures=killed", 400, "measure"),
        ("/questions/casualty-figures?measure=dead", 400, "no concept"),
        ("/questions/casualty-figures?measure=killed&measure=wounded", 400, "twice"),
        ("/questions/casualty-figures.exe", 404, "no question"),
        ("/search", 400, "q holds"),
        ("/search?q=--", 400, "no word"),
        ("/search?q=a&limit=0", 400, "1 to 1000"),
        ("/search?q=a&kind=rumour", 400, "claim"),
        (f"/search?q={'a+' * 600}", 400, "at most"),
        ("/places", 400, "near="),
        ("/places?bbox=0,2,1,1", 400, "south"),
        ("/places?near=91,0,1", 400, "latitude"),
        ("/places?bbox=1,2,3", 400, "4 numbers"),
        ("/places?near=nan,0,1", 400, "3 numbers"),
    ],
)
def test_what_is_wrong_is_said_as_a_problem(site: httpx.Client, path: str, status: int, words: str) -> None:
    answer = site.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert problem["status"] == status
    assert words in problem["detail"]


def test_words_and_places_are_found(site: httpx.Client) -> None:
    hits = site.get("/search", params={"q": "civilians killed", "kind": "claim"}).json()["rows"]
    assert hits
    assert "[civilians]" in hits[0]["excerpt"]
    assert "script" not in page(site, "/search.html?q=rebuild").tags
    for path in ("/places?near=13.6,25.3,50", "/places?bbox=24,13,26,14"):
        (place,) = site.get(path).json()["features"]
        assert place["properties"]["name"] == "El Fasher"


def test_sparql_over_http_searches_too(site: httpx.Client) -> None:
    query = (
        'PREFIX find: <https://w3id.org/byline/find#> SELECT ?c { ?c a kg:CasualtyClaim FILTER(find:matches(?c, "civilians")) }'
    )
    answer = site.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert answer.json()["results"]["bindings"]


def test_the_openapi_document_has_every_question_with_every_parameter(site: httpx.Client) -> None:
    document = site.get("/openapi.json").json()
    assert document == json.loads(json.dumps(described()))
    for question in QUESTIONS.values():
        told = document["paths"][f"/questions/{question.name}"]["get"]["parameters"]
        assert [one["name"] for one in told] == [one.name for one in question.parameters]
