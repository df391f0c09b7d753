"""Small answers are kept while the graph is the same; nothing else is."""

import os
import signal
from pathlib import Path

import httpx

from kg.serve.kept import MANY, SMALL, Kept
from kg.serve.options import Options
from kg.store import GraphFolder
from tests.serve.conftest import EX, LIMITS, change, quads, serving

SAID = b'{"media_type": "text/csv", "version": "1", "gzip": false}'


def test_what_was_asked_before_needs_no_worker_until_the_graph_changes(tmp_path: Path) -> None:
    graph = GraphFolder.create(tmp_path / "war.kg")
    change(graph, lambda store: store.add(quads(5)))
    with serving(graph, Options(limits=LIMITS, workers=1)) as served:
        query = f"SELECT ?o {{ <{EX}a1> <{EX}says> ?o }}"
        first, (worker,) = served.get(query), served.workers()
        os.kill(worker, signal.SIGSTOP)
        try:
            again = served.get(query)
            headed = httpx.head(f"{served.url}/sparql", params={"query": query})
        finally:
            os.kill(worker, signal.SIGCONT)
        for name in ("etag", "content-type", "cache-control", "vary"):
            assert again.headers[name] == headed.headers[name] == first.headers[name]
        assert (again.content, headed.content) == (first.content, b"")
        change(graph, lambda store: store.update(f"DELETE WHERE {{ GRAPH ?g {{ <{EX}a1> ?p ?o }} }}"))
        assert served.get(query).json()["results"]["bindings"] == []


def test_a_large_answer_and_one_of_no_version_are_not_kept() -> None:
    kept = Kept()
    kept.keep("1", "large", SAID, b"x" * (SMALL + 1))
    kept.keep(None, "none", SAID, b"x")
    assert (kept.find("1", "large"), kept.find("1", "none")) == (None, None)


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    kept = Kept()
    for number in range(MANY):
        kept.keep("1", str(number), SAID, b"x")
    assert kept.find("1", "0") == (SAID, b"x")
    kept.keep("1", "one more", SAID, b"y")
    assert (kept.find("1", "0"), kept.find("1", "1")) == ((SAID, b"x"), None)


def test_an_answer_of_another_version_takes_the_place_of_all() -> None:
    kept = Kept()
    kept.keep("1", "a", SAID, b"x")
    kept.keep("2", "b", SAID, b"y")
    assert (kept.find("1", "a"), kept.find("2", "a"), kept.find("1", "b")) == (None, None, None)
    assert kept.find("2", "b") == (SAID, b"y")
