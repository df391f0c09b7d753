"""Soak: eight clients ask a server all that is good, slow, huge and hostile, while documents are added. No wrong answer, no
dead server, memory within bounds.

``python -m benchmarks.soak [--minutes 3]``. The data is made up: `DOCUMENTS` graphs of `CLAIMS` claims each; another document
every two seconds, published as `kg add` does. Exits with 1 if anything was not as it should be.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import httpx
from pyoxigraph import Literal, NamedNode, Quad

from benchmarks.conformance import served
from kg.store import GraphFolder

DOCUMENTS, CLAIMS = 300, 20
EX = "http://example.org/"
CLIENTS = 8
TIMEOUT = 4
MEMORY = 1024
"""Megabytes that one worker may take."""

BOUND = 1500
"""Megabytes that all processes together may hold at the end: eight workers and the server, most of it shared pages."""


def document(number: int) -> Iterator[Quad]:
    """Yield the quads of document `number`: `CLAIMS` claims, each with who says it and a figure."""
    graph = NamedNode(f"{EX}source/{number}")
    for n in range(CLAIMS):
        claim = NamedNode(f"{EX}claim/{number}/{n}")
        yield Quad(claim, NamedNode(f"{EX}claimant"), NamedNode(f"{EX}agent/{n % 7}"), graph)
        yield Quad(claim, NamedNode(f"{EX}low"), Literal(number * 100 + n), graph)
        yield Quad(claim, NamedNode(f"{EX}quote"), Literal(f"“{n} of {number}”"), graph)


@dataclass(slots=True)
class Run:
    """What happened so far."""

    url: str
    published: int = DOCUMENTS
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    times: dict[str, list[float]] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)


type Ask = Callable[[Run, httpx.Client, random.Random], str]


def ask(run: Run, client: httpx.Client, query: str, accept: str = "application/sparql-results+json") -> httpx.Response:
    """Return the answer to `query`."""
    headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
    return client.post(f"{run.url}/sparql", content=query.encode(), headers=headers)


def refused(answer: httpx.Response, *statuses: int) -> str:
    """Return what to count an answer under that should have been refused; "WRONG …" if it was not."""
    return (
        f"{answer.status_code}" if answer.status_code in statuses else f"WRONG status {answer.status_code}: {answer.text[:200]}"
    )


def point(run: Run, client: httpx.Client, chance: random.Random) -> str:
    """One claim of one document: exactly one row with exactly that figure."""
    number, n = chance.randrange(DOCUMENTS), chance.randrange(CLAIMS)
    answer = ask(run, client, f"SELECT ?low WHERE {{ <{EX}claim/{number}/{n}> <{EX}low> ?low }}")
    if answer.status_code == 503:
        return "503"
    rows = [row["low"]["value"] for row in answer.json()["results"]["bindings"]]
    return "ok" if rows == [str(number * 100 + n)] else f"WRONG rows {rows} for {number}/{n}"


def count(run: Run, client: httpx.Client, chance: random.Random) -> str:
    """All claims: a multiple of those of a document, between what was published before and after the question."""
    least = run.published
    answer = ask(run, client, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?claim <{EX}claimant> ?who }}")
    most = run.published + 1
    if answer.status_code == 503:
        return "503"
    n = int(answer.json()["results"]["bindings"][0]["n"]["value"])
    return "ok" if n % CLAIMS == 0 and least <= n // CLAIMS <= most else f"WRONG count {n}, documents {least} to {most}"


def large(run: Run, client: httpx.Client, chance: random.Random) -> str:
    """A large answer comes whole, or the connection is aborted."""
    answer = ask(run, client, f"SELECT ?c ?q WHERE {{ ?c <{EX}quote> ?q }}", "text/csv")
    if answer.status_code == 503:
        return "503"
    lines = answer.text.count("\r\n") - 1
    return "ok" if lines % CLAIMS == 0 and lines >= DOCUMENTS * CLAIMS else f"WRONG {lines} lines"


def slow(run: Run, client: httpx.Client, chance: random.Random) -> str:
    """No end in sight: ended at the deadline."""
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    return refused(ask(run, client, query), 503)


def hungry(run: Run, client: httpx.Client, chance: random.Random) -> str:
    """More memory than there is."""
    query = "SELECT DISTINCT ?a ?b ?d ?e WHERE { ?a ?x ?b . ?d ?y ?e } ORDER BY ?e"
    return refused(ask(run, client, query), 503)


def huge(run: Run, client: httpx.Client, chance: random.Random) -> str:
    """More rows than are given: cut with a mark, or aborted at the deadline; never a broken whole."""
    answer = ask(run, client, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }")
    if answer.status_code != 200:
        return refused(answer, 503)
    return "cut" if answer.json().get("truncated") is True else "WRONG: a huge answer without a mark"


def leaving(run: Run, client: httpx.Client, chance: random.Random) -> str:
    """A client that asks for much and goes away."""
    try:
        client.post(f"{run.url}/sparql", data={"query": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = 1) }"}, timeout=0.3)
    except httpx.ReadTimeout:
        return "left"
    return "answered"


def hostile(run: Run, client: httpx.Client, chance: random.Random) -> str:
    """What is refused before it is run, or breaks the process that runs it."""
    query, *statuses = chance.choice(
        [
            ("SELECT * WHERE " + "{" * 3000 + "}" * 3000, 400),
            (f"ASK {{ FILTER({'!' * 30_000}true) }}", 503),
            ("SELECT * WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }", 403),
            ("LOAD <http://localhost:1/>", 400, 403),
            ("ASK { ?s ?p '" + "x" * 1_100_000 + "' }", 413),
            ("DROP ALL", 400),
            ("SELECT * WHERE { " + " . ".join(f"?a{n} ?b{n} ?a{n + 1}" for n in range(600)) + " }", 503),
        ]
    )
    return refused(ask(run, client, str(query)), 503, *map(int, statuses))


MIX: list[tuple[Ask, int]] = [
    (point, 40),
    (count, 10),
    (large, 6),
    (huge, 2),
    (slow, 1),
    (hungry, 1),
    (leaving, 3),
    (hostile, 6),
]


def client(run: Run, number: int) -> None:
    """Ask one thing after the other until the run is over, from an address of its own."""
    chance, kinds, weights = random.Random(number), [kind for kind, _ in MIX], [weight for _, weight in MIX]
    transport = httpx.HTTPTransport(local_address=f"127.0.0.{10 + number}")
    with httpx.Client(transport=transport, timeout=60) as http:
        while not run.stop.is_set():
            kind, began = chance.choices(kinds, weights)[0], time.monotonic()
            try:
                said = kind(run, http, chance)
            except httpx.RemoteProtocolError:
                said = "aborted" if kind in (huge, large, leaving) else "WRONG: aborted"
            except (httpx.HTTPError, ValueError, KeyError) as error:
                said = f"WRONG: {type(error).__name__} {error}"
            run.seen[f"{kind.__name__} {said.split(':')[0][:30]}"] += 1
            run.times.setdefault(kind.__name__, []).append(time.monotonic() - began)
            if said.startswith("WRONG"):
                run.wrong.append(f"{kind.__name__}: {said}")


def adding(run: Run, graph: GraphFolder) -> None:
    """Publish another document every two seconds."""
    while not run.stop.wait(2):
        with graph.writing("soak") as writer:
            writer.store.add(document(run.published))
            writer.publish()
        run.published += 1


def _below(pid: int) -> list[int]:
    """The processes that `pid` has started, and those that they have."""
    try:
        texts = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []  # it has just ended
    found = [int(child) for text in texts for child in text.split()]
    return [*found, *(each for child in found for each in _below(child))]


def resident(root: int) -> tuple[float, int]:
    """Return the megabytes of memory that process `root` and its helpers have to themselves, and how many these are."""
    children = _below(root)
    total = 0.0
    for pid in (root, *children):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return total, len(children)


def watch(run: Run, pid: int, minutes: float) -> float:
    """Wait until the time is over; return the most megabytes that the server and its workers held."""
    most, until = 0.0, time.monotonic() + 60 * minutes
    while time.monotonic() < until:
        time.sleep(1)
        most = max(most, resident(pid)[0])
        if httpx.get(f"{run.url}/health", timeout=30).status_code != 200:
            run.wrong.append("the server does not say that it is well")
    return most


def soak(minutes: float, place: Path) -> int:
    """Run it all; return 0 if all was as it should be."""
    graph = GraphFolder.create(place / "soak.kg")
    with graph.writing("soak") as writer:
        writer.store.add(quad for number in range(DOCUMENTS) for quad in document(number))
        writer.publish()
    options = ["--timeout", str(TIMEOUT), "--memory", str(MEMORY), "--rows", "20000", "--workers", "4"]
    with served(str(graph.path), *options) as (url, pid):
        run = Run(url)
        threads = [threading.Thread(target=client, args=(run, number)) for number in range(CLIENTS)]
        threads.append(threading.Thread(target=adding, args=(run, graph)))
        for thread in threads:
            thread.start()
        most = watch(run, pid, minutes)
        run.stop.set()
        for thread in threads:
            thread.join()
        left, workers = resident(pid)
        metrics = httpx.get(f"{url}/metrics").text
    report(run, most, left, workers)
    replaced = next(line for line in metrics.splitlines() if line.startswith("kg_workers_replaced_total"))
    print(f"workers ended and started anew: {replaced.split()[1]}; snapshots published: {run.published - DOCUMENTS}")
    good = not run.wrong and most < 4 * MEMORY and left < BOUND and workers == 4 and run.published > DOCUMENTS
    return 0 if good else 1


def report(run: Run, most: float, left: float, workers: int) -> None:
    """Print what happened."""
    for name, number in sorted(run.seen.items()):
        print(f"{name:40} {number:7}")
    for name, times in sorted(run.times.items()):
        times.sort()
        print(f"{name:10} median {1000 * median(times):8.1f} ms   p95 {1000 * times[int(0.95 * len(times))]:8.1f} ms")
    print(f"{sum(run.seen.values())} requests, {len(run.wrong)} not as they should be")
    for line in run.wrong[:20]:
        print(f"  {line}")
    print(f"memory of server and workers: {most:.0f} MB at most, {left:.0f} MB at the end; {workers} workers")


def main() -> int:
    """Run for the time that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=3.0)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as place:
        return soak(minutes, Path(place))


if __name__ == "__main__":
    sys.exit(main())
