"""`kg serve` as a user starts and ends it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.serve.conftest import alive


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_graph_is_served_until_the_process_ends_and_its_workers_end_with_it(seed_graph: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", str(seed_graph), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        line = process.stderr.readline()
        assert line.startswith("http://127.0.0.1:"), line
        url = line.split("/sparql")[0]
        answer = httpx.get(f"{url}/sparql", params={"query": "ASK { ?s a <https://w3id.org/byline#Source> }"}, timeout=60)
        assert answer.json()["boolean"] is True
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) >= 2
        process.send_signal(how)
        code = process.wait(30)
        assert code == (0 if how is signal.SIGINT else -how)
    for _ in range(100):
        if not any(alive(int(child)) for child in children):
            return
        os.sched_yield()
        signal.sigtimedwait([], 0.1)
    raise AssertionError(f"workers {children} outlived the server")
