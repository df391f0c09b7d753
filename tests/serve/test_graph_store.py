"""The SPARQL 1.1 Graph Store HTTP Protocol: graphs by name and by address."""

import httpx
import pytest
from pyoxigraph import Quad, RdfFormat, parse

from tests.serve.conftest import EX, Scratch

TURTLE = "text/turtle; charset=utf-8"


def turtle(word: str) -> str:
    return f"@prefix ex: <{EX}> . ex:a ex:says '{word}' ; ex:part [ ex:says 'in {word}' ] ."


def words(answer: httpx.Response) -> set[str]:
    assert answer.status_code == 200, answer.text
    quads = parse(answer.content, RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0]))
    return {quad.object.value for quad in quads if isinstance(quad, Quad) and quad.predicate.value == f"{EX}says"}


def test_a_graph_is_made_read_replaced_and_removed(blank: Scratch) -> None:
    name = f"{EX}whole"
    assert blank.store("GET", name).status_code == 404
    assert blank.store("PUT", name, turtle("one"), Content_Type=TURTLE).status_code == 201
    assert words(blank.store("GET", name, Accept="text/turtle")) == {"one", "in one"}
    assert blank.store("PUT", name, turtle("two"), Content_Type=TURTLE).status_code == 204
    assert words(blank.store("GET", name)) == {"two", "in two"}
    assert blank.store("DELETE", name).status_code == 204
    assert blank.store("DELETE", name).status_code == 404
    assert blank.store("GET", name).status_code == 404


def test_what_is_posted_is_added(blank: Scratch) -> None:
    name = f"{EX}more"
    assert blank.store("POST", name, turtle("one"), Content_Type=TURTLE).status_code == 201
    assert blank.store("POST", name, turtle("two"), Content_Type=TURTLE).status_code == 204
    assert words(blank.store("GET", name)) == {"one", "in one", "two", "in two"}


def test_the_files_of_a_form_are_added_each_in_its_own_format(blank: Scratch) -> None:
    name = f"{EX}form"
    triples = f'<{EX}a> <{EX}says> "as triples" .\n'
    parts = {"a": ("a.ttl", turtle("as Turtle"), "text/turtle"), "b": ("b.nt", triples, "application/n-triples")}
    assert httpx.post(f"{blank.url}/store", params={"graph": name}, files=parts).status_code == 201
    assert words(blank.store("GET", name)) == {"as Turtle", "in as Turtle", "as triples"}


@pytest.mark.parametrize("content", ["", "--x--\r\n", "--x\r\nContent-Type: text/turtle", "--y\r\n\r\n\r\n--y--\r\n"])
def test_a_form_that_holds_no_file_is_a_bad_request(blank: Scratch, content: str) -> None:
    answer = blank.store("POST", f"{EX}form", content, Content_Type="multipart/form-data; boundary=x")
    assert answer.status_code in (400, 415)


def test_a_graph_that_the_server_names_is_told_by_its_location(blank: Scratch) -> None:
    answer = httpx.post(f"{blank.url}/store", content=turtle("new"), headers={"Content-Type": TURTLE})
    assert answer.status_code == 201
    assert words(blank.store("GET", answer.headers["location"])) == {"new", "in new"}


def test_an_address_below_the_store_is_a_graph_itself(blank: Scratch) -> None:
    url, sent = f"{blank.url}/store/people/1.ttl", {"Content-Type": TURTLE}
    assert httpx.put(url, content=turtle("one"), headers=sent).status_code == 201
    assert httpx.post(url, content=turtle("two"), headers=sent).status_code == 204
    assert words(httpx.get(url)) == {"one", "in one", "two", "in two"}
    assert httpx.head(url).status_code == 200
    assert httpx.delete(url).status_code == 204
    assert httpx.head(url).status_code == 404


def test_the_default_graph_is_always_there(blank: Scratch) -> None:
    assert blank.store("PUT", None, turtle("default"), Content_Type=TURTLE).status_code == 204
    assert words(blank.store("GET", None)) == {"default", "in default"}
    assert blank.says(f"ASK {{ <{EX}a> <{EX}says> 'default' }}")
    assert blank.store("DELETE", None).status_code == 204
    assert words(blank.store("GET", None)) == set()


def test_an_empty_graph_is_a_graph(blank: Scratch) -> None:
    assert blank.store("PUT", f"{EX}empty", "", Content_Type=TURTLE).status_code == 201
    assert words(blank.store("GET", f"{EX}empty")) == set()


def test_head_says_what_get_would_without_a_body(blank: Scratch) -> None:
    blank.store("PUT", f"{EX}head", turtle("x"), Content_Type=TURTLE)
    answer = blank.store("HEAD", f"{EX}head", Accept="application/n-triples")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "application/n-triples", b"")
    assert blank.store("HEAD", f"{EX}nothing").status_code == 404


@pytest.mark.parametrize("written", ["http://www.example/%31", "http://www.example/%2531"])
def test_the_name_of_a_graph_is_decoded_once(blank: Scratch, written: str) -> None:
    url, sent = f"{blank.url}/store?graph={written}", {"Content-Type": TURTLE}
    assert httpx.put(url, content=turtle(written), headers=sent).status_code == 201
    plain = written.replace("%31", "1").replace("%2531", "%31")
    assert written in words(blank.store("GET", plain))


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("application/n-triples", f'<{EX}a> <{EX}says> "x" .'),
        ("application/ld+json", f'{{"@id": "{EX}a", "{EX}says": "x"}}'),
        ("application/n-quads", f'<{EX}a> <{EX}says> "x" .'),
        ("application/trig", f'<{EX}a> <{EX}says> "x" .'),
        (
            "application/rdf+xml",
            f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="{EX}">'
            f'<rdf:Description rdf:about="{EX}a"><ex:says>x</ex:says></rdf:Description></rdf:RDF>',
        ),
    ],
)
def test_a_graph_is_sent_and_comes_in_any_format(blank: Scratch, media_type: str, content: str) -> None:
    name = f"{EX}in/{media_type}"
    assert blank.store("PUT", name, content, Content_Type=media_type).status_code == 201
    answer = blank.store("GET", name, Accept=media_type)
    assert answer.headers["content-type"] == media_type
    assert words(answer) == {"x"}


def test_a_relative_iri_is_resolved_against_the_graph(blank: Scratch) -> None:
    blank.store("PUT", f"{EX}base/graph", "<#me> <p> <other> .", Content_Type=TURTLE)
    assert blank.says(f"ASK {{ GRAPH ?g {{ <{EX}base/graph#me> <{EX}base/p> <{EX}base/other> }} }}")


@pytest.mark.parametrize(
    ("query", "headers", "content", "status"),
    [
        ("graph=relative", {"Content-Type": TURTLE}, "", 400),
        ("graph=http://a/&graph=http://b/", {"Content-Type": TURTLE}, "", 400),
        ("graph=http://a/&default", {"Content-Type": TURTLE}, "", 400),
        ("graph=http://a/%FF", {"Content-Type": TURTLE}, "", 400),
        ("", {"Content-Type": TURTLE}, "", 400),
        ("graph=http://a/", {"Content-Type": "image/png"}, "", 415),
        ("graph=http://a/", {"Content-Type": "text/turtle; charset=latin-1"}, "", 415),
        ("graph=http://a/", {"Content-Type": TURTLE}, "<broken", 400),
        ("graph=http://a/", {"Content-Type": "application/trig"}, "<g:1> { <s:1> <p:1> 1 }", 400),
        pytest.param("graph=http://a/", {"Content-Type": TURTLE}, f'<s:1> <p:1> "{"x" * (1 << 24)}" .', 413, id="a long term"),
    ],
)
def test_a_graph_that_cannot_be_read_or_named_is_refused(
    blank: Scratch, query: str, headers: dict[str, str], content: str, status: int
) -> None:
    answer = httpx.put(f"{blank.url}/store?{query}", content=content.encode(), headers=headers)
    assert answer.status_code == status, answer.text
    assert not blank.says("ASK { GRAPH <http://a/> { } }")


def test_a_format_that_is_not_offered_is_not_acceptable(blank: Scratch) -> None:
    assert blank.store("GET", None, Accept="text/html").status_code == 406
