"""Short queries on a connection are answered by a process that the connection is lent to, and nobody can tell."""

import logging
import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from kg.serve.limits import Limits
from kg.serve.loans import MOST
from kg.serve.notes import Note, taken
from kg.serve.observe import Seen
from kg.serve.options import Options
from kg.serve.page import EVALUATING, SENDING, WAITING, Moment, Page, new_page
from kg.serve.trust import Trust
from kg.store import GraphFolder
from tests.serve.conftest import EX, Served, change, quads, serving
from tests.serve.test_express import ASKED, ONE, answers, connected, request

FOREVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMITS = Limits(seconds=2.0, memory=1024, body=60_000, rows=100)
LARGE = f'SELECT ?s ("{"x" * 900}" AS ?t) WHERE {{ ?s <{EX}says> ?o }}'


POST = {"Content-Type": "application/sparql-query"}
MORE = [
    ("POST", "", {**POST, "Accept": "application/sparql-results+xml"}, ONE),
    ("POST", "", {**POST, "Accept": "application/sparql-results+xml"}, 'SELECT ("a\\rb" AS ?x) {}'),
    ("POST", "", {**POST, "Accept": "application/sparql-results+xml"}, 'SELECT ("\\u0001" AS ?x) {}'),
    ("POST", "", {**POST, "Accept": "text/tab-separated-values", "Accept-Encoding": "gzip"}, ONE),
    ("POST", "", POST, "SELECT (?x AS ?y) { BIND(TRUE AS ?x) }"),
    ("POST", "", POST, f"ASK {{ <{EX}a1> <{EX}says> ?o }}"),
    ("POST", "", POST, "SELECT ?x { BIND(skos:broader AS ?x) }"),
    ("POST", "", POST, f"SELECT ?x {{ ?x <{EX}says> ?o }} LIMIT 120 # the rows of this server are fewer"),
    ("POST", "", {**POST, "Accept": "text/csv"}, f"SELECT ?x {{ ?x <{EX}says> ?o }} LIMIT 120"),
    ("POST", "", {**POST, "Accept": "text/turtle"}, f"DESCRIBE <{EX}a1>"),
]


@pytest.fixture
def lender(tmp_path: Path) -> Iterator[Served]:
    """A server with two workers and one borrower at most."""
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(100)))
    with serving(graph, Options(limits=LIMITS, workers=2)) as found:
        found.service.lending.most = 1
        yield found


def until(what: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until `what` is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def lent(served: Served, number: int = 1) -> Iterator[list[socket.socket]]:
    """Give `number` connections that are lent."""
    connections = [connected(served) for _ in range(number)]
    try:
        for at, connection in enumerate(connections):
            until(lambda connection=connection, at=at: _asked_once(served, connection) > at)
        yield connections
    finally:
        for connection in connections:
            connection.close()


def _asked_once(served: Served, connection: socket.socket) -> int:
    """How many connections are lent after one more query on this one."""
    connection.sendall(request(ONE))
    assert b"bindings" in answers(connection, 1)[0]
    time.sleep(0.05)
    return served.service.lending.lent


@contextmanager
def stopped(*pids: int) -> Iterator[None]:
    """Have processes do nothing for a while."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def whole(connection: socket.socket) -> tuple[list[bytes], bytes]:
    """Return the lines of the head of one answer, in the order of the alphabet and without its date, and its body."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += connection.recv(1)
    length = re.search(rb"content-length: (\d+)", head)
    missing, body = int(length[1] if length else 0), b""
    while len(body) < missing:
        body += connection.recv(missing - len(body))
    return sorted(re.sub(rb"date: [^\r]*", b"date: then", head).split(b"\r\n")), body


def raw(method: str, parameters: str, headers: Mapping[str, str], body: str, *more: str) -> bytes:
    """Return the bytes of a request."""
    lines = [f"{method} /sparql{parameters} HTTP/1.1", "Host: localhost", "X-Request-ID: one"]
    lines += [*(f"{name}: {value}" for name, value in headers.items()), *more]
    length = [f"Content-Length: {len(body.encode())}"] if method == "POST" else []
    return "\r\n".join([*lines, *length, "", body]).encode()


def test_what_is_asked_on_a_lent_connection_needs_neither_worker_nor_server(lender: Served) -> None:
    with lent(lender) as (connection,), stopped(*lender.workers()):
        for number in range(5):
            connection.sendall(request(f"{ONE} # {number}"))
            assert b'"bindings":[{' in answers(connection, 1)[0]
    until(lambda: lender.service.lending.lent == 0)


def test_the_answers_are_the_same_line_by_line_as_on_a_connection_that_is_not_lent(lender: Served) -> None:
    for asked in [*ASKED, *MORE]:
        with connected(lender) as fresh:
            fresh.sendall(raw(*asked))
            expected = whole(fresh)
        with connected(lender) as parsed:
            parsed.sendall(raw(*asked, "X-Unknown: makes the parser read it"))
            assert whole(parsed) == expected
        with lent(lender) as (connection,):
            for _ in range(2):  # the second time it may be an answer that was kept
                connection.sendall(raw(*asked))
                assert whole(connection) == expected


ODD = {
    "a page": b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "another host": request(ONE).replace(b"localhost", b"elsewhere.example"),
    "a header that is not known": request(ONE, "X-Unknown: 1"),
    "a HEAD": b"HEAD /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a body that is too large": request(ONE + "#" * 70_000),
    "a large body": request(ONE + "#" * 30_000),
    "an answer that is large": request(LARGE),
    "graphs of its own": request(ONE).replace(b"/sparql ", b"/sparql?default-graph-uri=http://example.org/graph/a "),
    "a query that is none": request("SELECT nothing"),
    "a query that reaches out": request("ASK { SERVICE <http://example.org/> {} }"),
    "no format that is liked": request(ONE, "Accept: image/png"),
    "an update": request("CLEAR ALL").replace(b"sparql-query", b"sparql-update"),
    "what is no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
}


@pytest.mark.parametrize("odd", ODD)
def test_what_is_odd_is_answered_as_if_the_connection_were_not_lent(lender: Served, odd: str) -> None:
    def head(connection: socket.socket) -> list[bytes]:
        connection.sendall(ODD[odd])
        received = b""
        while b"\r\n\r\n" not in received and (piece := connection.recv(65536)):
            received += piece
        return sorted(re.sub(rb"(date|x-request-id): [^\r]*", b"", received.partition(b"\r\n\r\n")[0]).split(b"\r\n"))

    with connected(lender) as fresh:
        expected = head(fresh)
    with lent(lender) as (connection,):
        assert head(connection) == expected
        until(lambda: lender.service.lending.lent == 0)


def test_who_has_the_answer_is_told_so_on_a_lent_connection_too(lender: Served) -> None:
    first = lender.get(ONE)
    with lent(lender) as (connection,):
        target = first.url.raw_path.decode()
        asked = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: {first.headers['etag']}\r\n"
        asked += "Accept: */*\r\nAccept-Encoding: gzip, deflate\r\n\r\n"
        connection.sendall(asked.encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 304")


def test_queries_that_come_without_waiting_or_in_pieces_are_answered_in_their_order(lender: Served) -> None:
    texts = [request(f'SELECT ("{number}" AS ?n) {{}}') for number in range(5)]
    with lent(lender) as (connection,):
        connection.sendall(texts[0] + texts[1] + texts[2][:40])
        time.sleep(0.01)
        connection.sendall(texts[2][40:] + texts[3][:-3])
        time.sleep(0.2)  # longer than anybody waits for the rest of a request on a lent connection
        connection.sendall(texts[3][-3:] + texts[4])
        found = [re.search(rb'"value":"(\d)"', one) for one in answers(connection, 5)]
    assert [one[1] for one in found if one] == [b"%d" % number for number in range(5)]


def test_who_says_that_nothing_more_comes_is_answered_and_let_go_at_once(lender: Served) -> None:
    with lent(lender) as (connection,):
        began = time.monotonic()
        connection.sendall(request(ONE))
        connection.shutdown(socket.SHUT_WR)
        assert b'"bindings":[{' in answers(connection, 1)[0]
        assert connection.recv(100) == b""
        assert time.monotonic() - began < 1.0


@pytest.mark.parametrize("pause", [0.005, 0.2])
def test_the_rest_of_a_request_may_come_later(lender: Served, pause: float) -> None:
    with lent(lender) as (connection,):
        for cut in (10, 60, -10):
            connection.sendall(request(ONE)[:cut])
            time.sleep(pause)
            connection.sendall(request(ONE)[cut:])
            assert b'"bindings":[{' in answers(connection, 1)[0]


def test_who_sends_letter_by_letter_is_not_waited_for_on_a_lent_connection(lender: Served) -> None:
    data = request(f"{ONE} # letter by letter")
    with lent(lender) as (connection,):
        for place in range(len(data)):
            connection.sendall(data[place : place + 1])
            if lender.service.lending.lent:
                assert place < 100
                time.sleep(0.01)
        assert b'"bindings":[{' in answers(connection, 1)[0]


def test_a_query_without_end_holds_up_nobody_on_the_same_borrower_and_ends_at_the_limit(lender: Served) -> None:
    with lent(lender, 2) as (hostile, good):
        (borrower,) = lender.borrowers()
        hostile.sendall(request(FOREVER))
        times = list[float]()
        while len(times) < 20:
            began = time.monotonic()
            good.sendall(request(f"{ONE} # {len(times)}"))
            assert b'"bindings":[{' in answers(good, 1)[0]
            times.append(time.monotonic() - began)
        assert max(times) < 1.5, times  # it takes two seconds to end the other one
        assert borrower not in lender.borrowers()
        received = hostile.recv(10_000)
        assert received.startswith(b"HTTP/1.1 503")
        assert b"no answer within 2 seconds: the query takes longer" in received
    assert lender.get(ONE).status_code == 200


def test_a_query_that_breaks_its_process_is_told_of_and_the_other_connections_go_on(lender: Served) -> None:
    with lent(lender, 2) as (hostile, good):
        hostile.sendall(request(f"ASK {{ FILTER({'!' * 12_000}true) }}"))
        assert hostile.recv(10_000).startswith(b"HTTP/1.1 503")
        good.sendall(request(f"{ONE} # afterwards"))
        assert b'"bindings":[{' in answers(good, 1)[0]


def test_a_borrower_that_is_killed_takes_nothing_with_it(lender: Served) -> None:
    with lent(lender, 3) as connections:
        (borrower,) = lender.borrowers()
        os.kill(borrower, signal.SIGSTOP)
        for connection in connections:
            connection.sendall(request(f"{ONE} # unread"))
        os.kill(borrower, signal.SIGKILL)
        for connection in connections:
            assert b'"bindings":[{' in answers(connection, 1)[0]
        assert lender.service.metrics.cut_off == 0


def test_who_goes_away_is_not_answered_any_more(lender: Served) -> None:
    before = lender.service.pool.replaced
    with lent(lender) as (connection,):
        connection.sendall(request(FOREVER))
        time.sleep(0.5)
    until(lambda: lender.service.pool.replaced > before)
    assert lender.service.lending.lent == 0


def test_who_reads_slowly_gets_all_in_the_end(lender: Served) -> None:
    lines = f'SELECT ?s ("{"x" * 100}" AS ?t) WHERE {{ ?s <{EX}says> ?o }} LIMIT 100'
    sent = 0
    with lent(lender) as (connection,):
        while lender.service.lending.lent and sent < 400:
            connection.sendall(request(f"{lines} # {sent:03}"))
            time.sleep(0.01)
            sent += 1
        found = answers(connection, sent)
        assert (sent < 400, {one.count(b'"xxx') for one in found}, {len(one) for one in found}) == (
            *(True, {100}),
            {len(found[0])},
        )


def test_what_is_published_is_seen_by_the_next_query_on_a_lent_connection(lender: Served) -> None:
    query = f"SELECT ?o {{ <{EX}new> <{EX}says> ?o }}"
    with lent(lender) as (connection,):
        for number in range(3):
            change(
                lender.graph,
                lambda store, number=number: store.update(
                    f"INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}new> <{EX}says> {number} }} }}"
                ),
            )
            connection.sendall(request(query))
            assert answers(connection, 1)[0].count(b'"o":{') == number + 1


def test_what_is_answered_on_lent_connections_is_counted(lender: Served) -> None:
    def counted() -> dict[str, float]:
        lines = httpx.get(f"{lender.url}/metrics").text.splitlines()
        return {name: float(number) for name, _, number in (line.rpartition(" ") for line in lines if line[0] != "#")}

    with lent(lender) as (connection,):
        before, length = counted(), 0
        for number in range(3):
            connection.sendall(request(f"{ONE} # {number}"))
            length += len(answers(connection, 1)[0])
        after = counted()
    word = 'kg_requests_total{method="POST",route="/sparql",status="200"}'
    assert after[word] == before[word] + 3
    assert after["kg_response_bytes_total"] >= before["kg_response_bytes_total"] + length
    for name in ("kg_request_seconds_count", 'kg_request_seconds_bucket{le="+Inf"}'):
        assert after[name] == before[name] + 4  # one of them was for these counts
    assert after["kg_request_seconds_sum"] > before["kg_request_seconds_sum"]
    assert (after["kg_lent"], after["kg_borrowers"]) == (1, 1)


def test_what_is_answered_on_lent_connections_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(5)))
    with (
        serving(graph, Options(limits=LIMITS, workers=1, log=True)) as served,
        caplog.at_level(logging.INFO, logger="kg.serve"),
    ):
        with lent(served) as (connection,):
            connection.sendall(request(f"{ONE} # once", "X-Request-ID: line-1"))
            body = answers(connection, 1)[0]
            until(lambda: any(one.request["request"] == "line-1" for one in caplog.records))  # type: ignore[attr-defined]
        (said,) = [one.request for one in caplog.records if one.request["request"] == "line-1"]  # type: ignore[attr-defined]
        assert (said["status"], said["bytes"], said["path"], said["client"]) == (200, len(body), "/sparql", "127.0.0.1")
        assert said["ms"] >= 0


def test_a_connection_on_which_nothing_comes_is_given_back_and_lent_again(lender: Served) -> None:
    with lent(lender) as (connection,):
        until(lambda: lender.service.lending.lent == 0)
        until(lambda: _asked_once(lender, connection) == 1, 1.0)


def test_a_server_that_counts_each_request_lends_none(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(1)))
    with serving(graph, Options(limits=Limits(rate=1000.0), workers=1)) as served, connected(served) as connection:
        assert [_asked_once(served, connection) for _ in range(5)] == [0] * 5
        assert served.borrowers() == []


def test_a_borrower_has_no_more_connections_than_can_be_answered_soon(lender: Served) -> None:
    with lent(lender, MOST), connected(lender) as one_more:
        assert _asked_once(lender, one_more) == MOST
        assert _asked_once(lender, one_more) == MOST


def test_a_server_that_ends_lets_a_lent_connection_go_at_once(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(5)))
    with serving(graph, Options(limits=LIMITS, workers=1)) as served:
        connection, idle = connected(served), connected(served)
        until(lambda: _asked_once(served, connection) == 1)
        (borrower,) = served.borrowers()[:1]
        began = time.monotonic()
    assert time.monotonic() - began < 1.5
    with connection, idle:
        assert connection.recv(100) == b""
    until(lambda: not Path(f"/proc/{borrower}").exists())


def test_a_page_says_what_was_written_last() -> None:
    file = new_page()
    ours, theirs = Page(file), Page(file)
    os.close(file)
    assert ours.read() == Moment(0, 0, WAITING)
    theirs.evaluates(3)
    assert ours.read() == Moment(1, 3, EVALUATING)
    theirs.sends()
    assert ours.read() == Moment(1, 3, SENDING)
    theirs.waits()
    theirs.evaluates(1)
    assert ours.read() == Moment(2, 1, EVALUATING)


def test_notes_are_read_as_they_were_written_however_many_there_are() -> None:
    reading, writing = os.pipe2(os.O_NONBLOCK)
    notes = [Note(n % MOST, "GET" if n % 2 else "POST", "/query", 0.5, n, "n" * (n % 65)) for n in range(700)]
    for note in notes:
        os.write(writing, note.written())
    assert list(taken(reading)) == notes
    assert list(taken(reading)) == []
    os.close(writing)
    assert list(taken(reading)) == []
    os.close(reading)


def test_trust_that_was_lost_takes_longer_to_win_again() -> None:
    quick, slow = Seen("a", "b", "GET", "/query"), Seen("a", "b", "GET", "/query", time.monotonic() - 1)
    for seen in (quick, slow):
        seen.status, seen.ended = 200, True
    trust = Trust()
    assert [trust.after(quick), trust.after(slow)] == [True, False]
    trust.lost()
    assert [trust.after(quick) for _ in range(3)] == [False, True, True]
    trust.lost()
    assert [trust.after(one) for one in (quick, quick, quick, slow, quick, quick, quick, quick)] == [False] * 7 + [True]


def test_httpx_keeps_a_connection_and_sees_no_difference(lender: Served) -> None:
    with httpx.Client() as client:
        for number in range(30):
            url = urlsplit(lender.url).geturl()
            found = client.get(f"{url}/sparql", params={"query": f"ASK {{ <{EX}a{number}> <{EX}says> '“{number}”' }}"})
            assert (found.status_code, found.json()["boolean"]) == (200, True)
        until(lambda: lender.service.lending.lent <= 1)
