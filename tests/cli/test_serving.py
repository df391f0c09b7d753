"""`kg serve` as a user starts and ends it."""

import os
import signal
import sys
from pathlib import Path

import httpx
import pytest

from tests.serve.conftest import alive, started


def descendants(pid: int) -> list[int]:
    """Return the processes that `pid` has started, and those that they have."""
    children = [child for file in Path(f"/proc/{pid}/task").glob("*/children") for child in listed(file)]
    return [*children, *(each for child in children for each in descendants(child))]


def listed(file: Path) -> list[int]:
    """Return the processes in `file`; none if the thread that it is of has ended meanwhile."""
    try:
        return [int(child) for child in file.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_graph_is_served_until_the_process_ends_and_its_workers_end_with_it(seed_graph: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", str(seed_graph), "--port", "0"]
    with started(command) as process:
        assert process.stderr
        line = process.stderr.readline()
        assert line.startswith("http://127.0.0.1:"), line
        url = line.split("/sparql")[0]
        answer = httpx.get(f"{url}/sparql", params={"query": "ASK { ?s a <https://w3id.org/byline#Source> }"}, timeout=60)
        assert answer.json()["boolean"] is True
        helpers = descendants(process.pid)
        process.send_signal(how)
        code = process.wait(30)
        assert code == (0 if how is signal.SIGINT else -how)
    assert len(helpers) >= 3
    for _ in range(100):
        if not any(map(alive, helpers)):
            return
        os.sched_yield()
        signal.sigtimedwait([], 0.1)
    raise AssertionError(f"helpers {helpers} outlived the server")
