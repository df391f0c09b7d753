"""A connection on which the head of a request does not come, or does not end."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.serve.limits import Limits
from kg.serve.options import Options
from kg.serve.patience import HEAD
from kg.store import GraphFolder
from tests.serve.conftest import Served, change, quads, serving


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that waits for one second only."""
    graph = GraphFolder.create(Path(tmp_path_factory.mktemp("hasty")) / "war.kg")
    change(graph, lambda store: store.add(quads(1)))
    with serving(graph, Options(limits=Limits(idle=1.0, body=1 << 20), workers=1)) as found:
        yield found


def connected(served: Served) -> socket.socket:
    at = urlsplit(served.url)
    return socket.create_connection((at.hostname, at.port), timeout=10)


def test_who_sends_no_whole_head_is_hung_up_on(hasty: Served) -> None:
    with connected(hasty) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n")
        began = time.monotonic()
        assert connection.recv(1000) == b""
        assert 0.5 < time.monotonic() - began < 8


def test_a_head_that_does_not_end_is_refused_however_slowly_it_comes(hasty: Served) -> None:
    received = b""
    with connected(hasty) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n")
        try:
            for number in range(64):
                connection.sendall(b"X-%d: %s\r\n" % (number, b"x" * (HEAD // 16)))
            received = connection.recv(1000)
        except ConnectionError:
            return
    assert received.startswith(b"HTTP/1.1 400")


def test_a_long_body_is_no_head(hasty: Served) -> None:
    query = b"ASK {}" + b" " * (3 * HEAD)
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n"
    with connected(hasty) as connection:
        for _ in range(3):
            connection.sendall(head % len(query) + query)
            received = b""
            while not received.endswith(b"true}"):
                piece = connection.recv(65536)
                assert piece
                received += piece
            assert received.startswith(b"HTTP/1.1 200")


def test_a_body_that_comes_letter_by_letter_is_not_waited_for(hasty: Served) -> None:
    kind = b"Content-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connected(hasty) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" + kind)
        connection.settimeout(0.1)
        received, until = b"", time.monotonic() + 8
        while not received and time.monotonic() < until:
            connection.sendall(b"1\r\n \r\n")
            with suppress(TimeoutError):
                received = connection.recv(1000)
    assert received.startswith(b"HTTP/1.1 408")
