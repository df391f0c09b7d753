"""A served graph is asked from Python and the command line as one in a folder is: same rows, clear errors."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli.app import app
from kg.errors import QuestionError, StoreError, UsageError
from kg.query import Graph, Rows, Triples
from kg.serve.limits import Limits
from kg.serve.options import Options
from kg.store import GraphFolder
from tests.serve.conftest import serving

LIMITS = Limits(seconds=5.0, memory=1024, rows=3000)
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'


@pytest.fixture(scope="module")
def address(seed_graph: Path) -> Iterator[str]:
    """The endpoint of the seeds' graph."""
    with serving(GraphFolder.open(seed_graph), Options(limits=LIMITS, workers=1)) as served:
        yield f"{served.url}/sparql"


@pytest.fixture(scope="module")
def remote(address: str) -> Graph:
    """The seeds' graph, over HTTP."""
    return kg.open(address)


@contextmanager
def server(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Serve `answer` to every POST on loopback, on any free port; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}/sparql"
        listening.shutdown()
        thread.join()


def answering(status: int, kind: str, body: bytes, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what answers every request so."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


@pytest.mark.parametrize("name", ["casualty-figures", "single-source-events", "sources", "toll", "one-sided-sources"])
def test_a_question_has_the_rows_that_it_has_in_the_folder(remote: Graph, seed_graph: Path, name: str) -> None:
    with kg.open(seed_graph) as near:
        expected = near.ask(name)
        found = remote.ask(name)
    assert found.columns == expected.columns
    assert list(found) == list(expected)
    assert [list(map(type, row)) for row in found] == [list(map(type, row)) for row in expected]


def test_concepts_and_documents_are_checked_against_the_served_graph(remote: Graph) -> None:
    assert {row.measure for row in remote.casualty_figures(measure="killed")} == {"killed"}
    with pytest.raises(QuestionError, match="killed"):
        remote.casualty_figures(measure="kiled")
    with pytest.raises(QuestionError, match="no document"):
        remote.casualty_figures(source="nothing-of-that-name")


def test_every_form_of_query_is_answered(remote: Graph) -> None:
    rows = remote.query("SELECT ?claim WHERE { ?claim a kg:Claim } LIMIT 3")
    assert isinstance(rows, Rows)
    assert len(rows) == 3
    assert remote.query("ASK { ?claim a kg:CasualtyClaim }") is True
    assert remote.query("ASK { ?claim a kg:Nothing }") is False
    made = remote.query("CONSTRUCT { ?claim a kg:Claim } WHERE { ?claim a kg:Claim } LIMIT 3")
    assert isinstance(made, Triples)
    assert len(made.to_rdflib()) == 3


def test_the_place_of_a_syntax_error_is_that_in_the_text_that_was_typed(remote: Graph) -> None:
    with pytest.raises(QuestionError, match="error at 2:"):
        remote.query("SELECT ?x\nWHERE { ?x a kg:Claim")


def test_nothing_is_changed_through_it(remote: Graph) -> None:
    with pytest.raises(QuestionError):
        remote.query("INSERT DATA { <urn:a> <urn:b> <urn:c> }")


def test_an_answer_cut_at_the_servers_limit_is_an_error_and_no_shorter_answer(remote: Graph) -> None:
    with pytest.raises(StoreError, match="LIMIT"):
        remote.query("SELECT ?a ?b ?c WHERE { ?a ?b ?c }")
    with pytest.raises(StoreError, match="LIMIT"):
        remote.query("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }")


def test_kg_ask_and_kg_query_take_an_address(address: str) -> None:
    asked = CliRunner().invoke(app, ["ask", "sources", "-g", address, "--json"])
    assert asked.exit_code == 0
    assert '"source"' in asked.output
    queried = CliRunner().invoke(app, ["query", "ASK { ?claim a kg:Claim }", "-g", address])
    assert queried.output == "yes\n"


def test_nobody_there_is_an_error_that_names_the_address() -> None:
    with pytest.raises(StoreError, match=r"http://127\.0\.0\.1:1/sparql cannot be reached"):
        kg.open("http://127.0.0.1:1/sparql").sources()


@pytest.mark.parametrize(
    "address", ["ftp://host/sparql", "file:///etc/passwd", "http:///sparql", "https://me:secret@host/sparql"]
)
def test_what_cannot_be_an_endpoint_is_refused_before_it_is_asked(address: str) -> None:
    with pytest.raises(UsageError, match="https://host/sparql"):
        kg.open(address)


@pytest.mark.parametrize(
    ("status", "kind", "body", "kind_of_error", "told"),
    [
        (400, "text/plain", b"no such function: x", QuestionError, "no such function: x"),
        (400, "text/html", b"<h1>Oh dear</h1>", QuestionError, "does not say why"),
        (401, "text/plain", b"a token is needed", StoreError, "401 Unauthorized: a token is needed"),
        (404, "text/html", b"<h1>No page</h1>", StoreError, "404 Not Found; is that the endpoint's address"),
        (500, "application/problem+json", b'{"detail": "out of memory"}', StoreError, "500 .*: out of memory$"),
        (500, "application/json", b"[broken", StoreError, r"500 .*: \[broken$"),
        (200, "text/html", b"<h1>Welcome</h1>", StoreError, "text/html, which is no SPARQL result"),
        (200, "application/json", ROWS[:60], StoreError, "no SPARQL result"),
    ],
)
def test_an_answer_that_is_none_is_an_error_with_the_servers_words(
    status: int, kind: str, body: bytes, kind_of_error: type[Exception], told: str
) -> None:
    with server(answering(status, kind, body)) as address, pytest.raises(kind_of_error, match=told):
        kg.open(address).query("SELECT ?x WHERE { ?x ?y ?z }")


def test_how_long_to_wait_is_passed_on() -> None:
    busy = answering(503, "text/plain", b"busy", Retry_After="7")
    with server(busy) as address, pytest.raises(StoreError, match=r"503 .*: busy; ask again in 7 s"):
        kg.open(address).sources()


def test_nobody_is_followed_elsewhere() -> None:
    moved = answering(301, "text/plain", b"", Location="http://127.0.0.1:1/new")
    with server(moved) as address, pytest.raises(StoreError, match=r"has moved to http://127\.0\.0\.1:1/new"):
        kg.open(address).sources()


def test_an_answer_that_ends_too_soon_is_an_error() -> None:
    def half(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "application/sparql-results+json")
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(ROWS)

    with server(half) as address, pytest.raises(StoreError, match="broke off"):
        kg.open(address).query("SELECT ?x WHERE { ?x ?y ?z }")


@pytest.mark.parametrize("first", [b"", ROWS[:9]])
def test_an_answer_that_does_not_come_in_time_is_an_error(first: bytes) -> None:
    done = threading.Event()

    def slow(request: BaseHTTPRequestHandler) -> None:
        if first:
            request.send_response(200)
            request.send_header("Content-Type", "application/sparql-results+json")
            request.end_headers()
            request.wfile.write(first)
        done.wait(10)

    with server(slow) as address:
        with pytest.raises(StoreError, match=r"no whole answer in 0\.2 s"):
            kg.open(address, timeout=0.2).query("SELECT ?x WHERE { ?x ?y ?z }")
        done.set()


def test_xml_and_tsv_are_read_as_well() -> None:
    xml = (
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results><result>'
        b'<binding name="x"><literal datatype="http://www.w3.org/2001/XMLSchema#integer">7</literal></binding>'
        b"</result></results></sparql>"
    )
    for kind, body in (("application/sparql-results+xml", xml), ("text/tab-separated-values", b"?x\n7\n")):
        with server(answering(200, kind, body)) as address:
            rows = kg.open(address).query("SELECT ?x WHERE { ?y ?z ?x }")
        assert isinstance(rows, Rows)
        assert rows[0].x == 7
