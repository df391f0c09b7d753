"""Plain queries go a shorter way through the server than other requests do, and nobody can tell from the answer."""

import re
import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from kg.serve.limits import Limits
from kg.serve.options import Options
from kg.serve.plain import headers_of, line_of
from kg.store import GraphFolder
from tests.serve.conftest import EX, Served, change, quads, serving

ONE = f"SELECT ?s WHERE {{ ?s <{EX}says> ?o }} LIMIT 1"
HEAD = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"


def request(query: str, *more: str) -> bytes:
    """Return the bytes of a POST of `query`, with `more` headers."""
    lines = "".join(f"{line}\r\n" for line in more)
    return f"{HEAD}{lines}Content-Length: {len(query.encode())}\r\n\r\n{query}".encode()


def connected(served: Served) -> socket.socket:
    at = urlsplit(served.url)
    return socket.create_connection((at.hostname, at.port), timeout=10)


def answers(connection: socket.socket, number: int) -> list[bytes]:
    """Return the bodies of the next `number` whole answers."""
    received, found = b"", list[bytes]()
    while len(found) < number:
        head, end, rest = received.partition(b"\r\n\r\n")
        length = int(found_length[1]) if (found_length := re.search(rb"content-length: (\d+)", head)) else 0
        if end and len(rest) >= length:
            found.append(rest[:length])
            received = rest[length:]
        else:
            piece = connection.recv(65536)
            assert piece, received
            received += piece
    return found


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that waits for one second only."""
    graph = GraphFolder.create(Path(tmp_path_factory.mktemp("hasty")) / "war.kg")
    change(graph, lambda store: store.add(quads(5)))
    with serving(graph, Options(limits=Limits(idle=1.0), workers=1)) as found:
        yield found


POST = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ASKED: list[tuple[str, str, Mapping[str, str], str]] = [
    ("POST", "", POST, ONE),
    ("POST", "", {**POST, "Accept": "text/csv"}, ONE),
    ("POST", "", {**POST, "Accept-Encoding": "gzip"}, ONE),
    ("POST", "", {"Content-Type": "application/sparql-query; charset=UTF-8"}, ONE),
    ("POST", "", {"Content-Type": "application/sparql-query; charset=latin-1"}, ONE),
    ("POST", "", POST, f"CONSTRUCT WHERE {{ ?s <{EX}says> ?o }}"),
    ("POST", "", POST, "SELECT * WHERE { ?s ?p ?o }"),
    ("POST", "", POST, "ASK { SERVICE <http://example.org/> {} }"),
    ("POST", "", POST, "SELECT nothing"),
    ("POST", "", POST, ""),
    ("POST", "", {**POST, "Accept": "image/png"}, ONE),
    ("POST", "", {"Content-Type": "text/plain"}, ONE),
    ("POST", f"?default-graph-uri={quote(EX)}graph/a", POST, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ("POST", f"?query={quote(ONE)}", POST, ONE),
    ("POST", "", FORM, f"query={quote(ONE)}"),
    ("POST", "", FORM, f"query={quote(ONE)}&query={quote(ONE)}"),
    ("POST", "", FORM, "update=CLEAR%20ALL"),
    ("GET", f"?query={quote(ONE)}", {}, ""),
    ("GET", f"?query={quote(ONE)}&named-graph-uri={quote(EX)}graph/b", {}, ""),
    ("GET", "?query=%ff", {}, ""),
    ("GET", "?update=CLEAR%20ALL", {}, ""),
    ("GET", "", {"Accept": "text/turtle"}, ""),
]


@pytest.mark.parametrize(("method", "parameters", "headers", "body"), ASKED)
def test_a_plain_query_is_answered_like_one_that_is_not(
    served: Served, method: str, parameters: str, headers: Mapping[str, str], body: str
) -> None:
    found = [
        httpx.request(method, f"{served.url}/sparql{parameters}", headers={**headers, **more}, content=body, timeout=30)
        for more in ({}, {"X-Unknown": "makes the parser read it"})
    ]
    told = [{k: v for k, v in one.headers.items() if k not in ("date", "x-request-id")} for one in found]
    assert (found[0].status_code, found[0].content, told[0]) == (found[1].status_code, found[1].content, told[1])
    assert all(one.headers["x-request-id"] and one.headers["date"] for one in found)


def test_who_has_the_answer_is_told_that_it_is_the_same(served: Served) -> None:
    first = served.get(ONE)
    again = httpx.get(first.url, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])


def test_a_query_may_come_in_pieces(served: Served) -> None:
    data = request(f"{ONE} # in pieces")
    with connected(served) as connection:
        for piece in (data[:30], data[30:-20], data[-20:-1], data[-1:]):
            connection.sendall(piece)
            time.sleep(0.05)
        assert b'"bindings":[{' in answers(connection, 1)[0]


def test_queries_that_are_sent_without_waiting_are_answered_in_their_order(served: Served) -> None:
    texts = [f'SELECT ("{number}" AS ?n) {{}}' for number in range(6)]
    with connected(served) as connection:
        connection.sendall(b"".join(map(request, texts[:3])))
        connection.sendall(request(texts[3]))
        connection.sendall(request(texts[4], "X-Unknown: makes the parser read it") + request(texts[5]))
        found = [re.search(rb'"value":"(\d)"', one) for one in answers(connection, 6)]
    assert [one[1] for one in found if one] == [b"%d" % number for number in range(6)]


def test_a_body_that_does_not_come_is_told_of(hasty: Served) -> None:
    with connected(hasty) as connection:
        connection.sendall(request(ONE)[:-5])
        assert connection.recv(1000).startswith(b"HTTP/1.1 408")


def test_who_goes_away_has_its_worker_ended_and_the_others_are_answered(served: Served) -> None:
    before = served.workers()
    with connected(served) as connection:
        connection.sendall(request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"))
        time.sleep(0.5)
    until = time.monotonic() + 3
    while served.workers() == before and time.monotonic() < until:
        time.sleep(0.02)
    assert len(set(before) - set(served.workers())) == 1
    assert served.get(ONE).status_code == 200


def test_plain_queries_are_counted(served: Served) -> None:
    def counted() -> float:
        lines = httpx.get(f"{served.url}/metrics").text.splitlines()
        word = 'kg_requests_total{method="POST",route="/sparql",status="200"} '
        return sum(float(line.removeprefix(word)) for line in lines if line.startswith(word))

    before = counted()
    with connected(served) as connection:
        connection.sendall(request(ONE))
        answers(connection, 1)
    assert counted() == before + 1


def test_a_name_that_is_not_the_servers_is_refused(served: Served) -> None:
    with connected(served) as connection:
        connection.sendall(request(ONE).replace(b"localhost", b"elsewhere.example"))
        assert connection.recv(1000).startswith(b"HTTP/1.1 421")


@pytest.mark.parametrize(
    "line",
    [
        b"POST /sparql HTTP/1.0",
        b"PUT /sparql HTTP/1.1",
        b"POST  /sparql HTTP/1.1",
        b"POST /sparql HTTP/1.1 ",
        b"POST /sp\x00arql HTTP/1.1",
        "POST /sp\u00e4rql HTTP/1.1".encode(),
        b"POST",
    ],
)
def test_a_first_line_that_is_not_plain_is_left_to_the_parser(line: bytes) -> None:
    found = line_of(line)
    assert found is None or not found.path.startswith("/")


@pytest.mark.parametrize(
    "block",
    [
        b"Host: a\r\nTransfer-Encoding: chunked",
        b"Host: a\r\nHost: b",
        b"Host: a\r\nContent-Length: 1\r\nContent-Length: 2",
        b"Host: a\r\nContent-Length: +1",
        b"Host: a\r\nContent-Length: 1_0",
        b"Host: a\r\nContent-Length: \xb2",
        b"Host : a",
        b"Host: a\r\n Accept: folded",
        b"Host: a\nAccept: b",
        b"Host: a\x00",
        b"Connection: close",
        b"Expect: 100-continue",
        b"Content-Encoding: gzip",
        b"X-Forwarded-For: 10.0.0.1",
        b"Authorization: Basic x",
        b"",
    ],
)
def test_headers_that_are_not_plain_are_left_to_the_parser(block: bytes) -> None:
    assert headers_of(block) is None


def test_plain_headers_are_read() -> None:
    found = headers_of(b"HOST: localhost:8000\r\naccept:\ttext/csv \r\nContent-Length: 12\r\nConnection: Keep-Alive")
    assert found
    assert (found.values["host"], found.values["accept"], found.length) == ("localhost:8000", "text/csv", 12)
