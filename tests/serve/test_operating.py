"""What keeps a server running: whether it lives, what it has done, how it ends, and how it takes up a new snapshot."""

import json
import logging
import re
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest

from kg.serve.observe import AsJson
from tests.serve.conftest import EX, Served, change, started

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . FILTER(STRLEN(CONCAT(STR(?a), STR(?f))) > 1) }"


def metric(served: Served, name: str) -> float:
    lines = httpx.get(f"{served.url}/metrics").text.splitlines()
    return float(next(line for line in lines if line.startswith(f"{name} ")).split()[-1])


def test_a_server_is_ready_while_it_has_a_graph_and_a_worker(served: Served) -> None:
    answer = httpx.get(f"{served.url}/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "missing": []})
    away = served.graph.snapshots.with_name("away")
    served.graph.snapshots.rename(away)
    try:
        answer = httpx.get(f"{served.url}/ready")
        assert (answer.status_code, answer.json()["missing"]) == (503, ["no snapshot"])
    finally:
        away.rename(served.graph.snapshots)


def test_what_was_done_is_counted_by_route_and_status_and_not_by_what_was_asked(served: Served) -> None:
    before = httpx.get(f"{served.url}/metrics").text
    served.get("ASK {}")
    served.get("ASK {")
    for number in range(3):
        httpx.get(f"{served.url}/nowhere/{number}?<script>")
    answer = httpx.get(f"{served.url}/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'kg_requests_total{method="GET",route="/sparql",status="400"}' in answer.text
    assert re.search(r'route="[^"]*",status="404"', answer.text)
    assert "nowhere" not in answer.text
    count = [
        line.split()[-1]
        for text in (before, answer.text)
        for line in text.splitlines()
        if line.startswith("kg_request_seconds_count")
    ]
    assert int(count[1]) - int(count[0]) >= 6
    assert metric(served, "kg_workers") == 2
    assert metric(served, "kg_snapshot") == served.graph.newest()


def test_the_metrics_are_in_the_format_that_prometheus_reads(served: Served) -> None:
    served.get("ASK {}")
    kinds, buckets = {}, []
    for line in httpx.get(f"{served.url}/metrics").text.splitlines():
        if line.startswith("# TYPE"):
            kinds[line.split()[2]] = line.split()[3]
        elif not line.startswith("#"):
            name, value = line.rsplit(" ", 1)
            family = name.partition("{")[0]
            assert any(family.startswith(known) for known in kinds)
            assert float(value) >= 0
            buckets += [float(value)] if family.endswith("_bucket") else []
    assert kinds["kg_request_seconds"] == "histogram"
    assert buckets == sorted(buckets)


def test_each_request_has_an_id_and_a_line_in_the_log(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="kg.serve"):
        answer = httpx.get(f"{served.url}/sparql", params={"query": "ASK {"}, headers={"X-Request-ID": "line-1"})
        until = time.monotonic() + 5
        while not caplog.records and time.monotonic() < until:
            time.sleep(0.01)
    (record,) = [one for one in caplog.records if getattr(one, "request", {}).get("request") == "line-1"]
    line = json.loads(AsJson().format(record))
    assert {key: line[key] for key in ("request", "method", "path", "status", "bytes", "level")} == {
        "request": "line-1",
        "method": "GET",
        "path": "/sparql",
        "status": 400,
        "bytes": len(answer.content),
        "level": "info",
    }
    assert line["ms"] >= 0


def test_a_line_of_the_log_is_one_line_whatever_was_asked() -> None:
    record = logging.LogRecord("kg.serve", logging.INFO, "", 0, "x\n\x1b[31m%s", ("\u2028",), None)
    assert AsJson().format(record).isprintable()


def test_no_request_is_dropped_or_answered_wrong_while_new_snapshots_come(served: Served) -> None:
    statuses, stop = Counter[int | str](), threading.Event()

    def ask() -> None:
        with httpx.Client(timeout=30) as client:
            while not stop.is_set():
                answer = client.get(f"{served.url}/sparql", params={"query": f"ASK {{ <{EX}a7> <{EX}says> '“7”' }}"})
                statuses[answer.status_code if answer.json()["boolean"] is True else "wrong"] += 1

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(8):
        change(
            served.graph,
            lambda store, number=number: store.update(f"INSERT DATA {{ GRAPH <{EX}new> {{ <a:a> <a:b> {number} }} }}"),
        )
        assert served.get(f"ASK {{ <a:a> <a:b> {number} }}").json()["boolean"] is True
    stop.set()
    for thread in threads:
        thread.join()
    assert set(statuses) == {200}
    assert statuses[200] > 8
    change(served.graph, lambda store: store.update(f"DROP GRAPH <{EX}new>"))


def test_a_server_that_is_told_to_end_finishes_what_it_has_begun(served: Served, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", str(served.graph.path), "--port", "0", "--log"]
    with started(command) as process:
        assert process.stderr
        url = process.stderr.readline().split("/sparql")[0]
        answers = list[httpx.Response]()
        asking = threading.Thread(target=lambda: answers.append(httpx.get(f"{url}/sparql", params={"query": SLOW}, timeout=60)))
        asking.start()
        while "busy 1" not in httpx.get(f"{url}/metrics").text and not answers:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        asking.join()
        process.wait(60)
        lines = [json.loads(line) for line in process.stderr if line.startswith("{")]
    assert answers[0].status_code == 200
    assert answers[0].json()["results"]["bindings"][0]["n"]["value"] == "640000"
    assert lines[-1]["path"] == "/sparql"
