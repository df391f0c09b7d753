"""Endpoint: the server beside its peers, on the same data, with the same client: latency, throughput, and a hostile neighbour.

``python -m benchmarks.endpoint [--quads 1500000] [--small 100000] [--seconds 4] [--asked KIND …] [--bin FOLDER …]``.
The peers are the `oxigraph` server and `rdflib-endpoint`, from the package index, and Virtuoso 7, from Debian, looked for in
each FOLDER and on the path; one that is missing is named and left out. The large data set is for all but `rdflib-endpoint`,
the small one for all.
Server and client have one processor each.
"""

import argparse
import http.client
import itertools
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from pyoxigraph import Quad, RdfFormat, parse

from kg.store import GraphFolder

EX = "http://example.org/"
CLAIMS, FACTS = 5, 4
"""Claims of a document, and statements of a claim: 20 quads a document, each document a named graph."""

FOREVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TIMEOUT = 10
"""Seconds that a server is told to spend on a query."""

HOSTILE, PATIENCE, BEFORE = 4, 2.0, 20.0
"""Connections of a client that asks queries without end, the seconds after which it asks the next without waiting for the
answer, and for how long it has done so when it is measured how others fare: longer than TIMEOUT."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A server under test: how it is loaded and started, and which path answers queries."""

    name: str
    program: str | None
    path: str
    start: Callable[[str, Path, Path, int], list[str]]
    bounded: tuple[str, ...] = ()
    """What is added to that for TIMEOUT seconds a query, beside a hostile client. (With it, `oxigraph` starts a thread a query
    that stays for so long, and refuses queries when it has 16,000 of them.)"""
    load: Callable[[str, Path, Path], None] = lambda program, data, place: None
    form: bool = False
    """Whether queries have to come in a form: Virtuoso 7.2.5 does not answer to application/sparql-query."""


def load_byline(program: str, data: Path, place: Path) -> None:
    """Make a graph of the N-Quads in `data`."""
    graph = GraphFolder.create(place / "byline.kg")
    quads = (quad for quad in parse(path=str(data), format=RdfFormat.N_QUADS, lenient=True) if isinstance(quad, Quad))
    with graph.writing("benchmark") as writer:
        writer.store.replace(f"{EX}none", quads)
        writer.publish()


def load_oxigraph(program: str, data: Path, place: Path) -> None:
    """Load the N-Quads in `data` with the peer's own loader."""
    subprocess.run([program, "load", "-l", str(place / "oxigraph"), "-f", str(data)], check=True, capture_output=True)


VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 20
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = {timeout}
"""
"""Its settings; the numbers of buffers are those that its manual gives for 2 GB of memory."""


def virtuoso(program: str, place: Path, port: int) -> list[str]:
    """Return the command that starts Virtuoso with its files in `place`, and queries on `port`."""
    folder = place / "virtuoso"
    folder.mkdir(exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        sql = free.getsockname()[1]
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=port, timeout=TIMEOUT))
    (folder / "sql").write_text(str(sql))
    return ["sh", "-c", f"cd {folder} && exec {program} -f -c virtuoso.ini"]


def load_virtuoso(program: str, data: Path, place: Path) -> None:
    """Load the N-Quads in `data` by the peer's own client."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(virtuoso(program, place, port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _await(f"http://127.0.0.1:{port}/sparql", process, form=True)
    folder = place / "virtuoso"
    (folder / "data.nq").symlink_to(data)
    orders = "DB.DBA.TTLP_MT (file_to_string_output ('data.nq'), '', 'urn:none', 512); checkpoint; shutdown;"
    client = [str(Path(program).with_name("isql-vt")), (folder / "sql").read_text(), "dba", "dba", f"exec={orders}"]
    subprocess.run(client, check=True, capture_output=True)
    process.wait(60)


PEERS = [
    Peer(
        "byline",
        sys.executable,
        "/sparql",
        lambda program, data, place, port: [
            *(program, "-c", "from kg.cli import main; main()", "serve", str(place / "byline.kg"), "--port", str(port)),
        ],
        ("--timeout", str(TIMEOUT)),
        load_byline,
    ),
    Peer(
        "oxigraph",
        "oxigraph",
        "/query",
        lambda program, data, place, port: [
            *(program, "serve", "-l", str(place / "oxigraph"), "-b", f"127.0.0.1:{port}"),
            "--union-default-graph",
        ],
        ("--timeout-s", str(TIMEOUT)),
        load_oxigraph,
    ),
    Peer(
        "rdflib-endpoint",
        "rdflib-endpoint",
        "/",
        lambda program, data, place, port: [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(data)],
    ),
    Peer(
        "virtuoso",
        "virtuoso-t",
        "/sparql",
        lambda program, data, place, port: virtuoso(program, place, port),
        load=load_virtuoso,
        form=True,
    ),
]


def write(data: Path, quads: int) -> int:
    """Write about `quads` statements to `data`; return the number of documents."""
    documents = quads // (CLAIMS * FACTS)
    with open(data, "w", encoding="utf-8") as file:
        for number in range(documents):
            for n in range(CLAIMS):
                claim, graph = f"<{EX}claim/{number}/{n}>", f"<{EX}source/{number}>"
                file.write(
                    f"{claim} <{EX}claimant> <{EX}agent/{number % 997}> {graph} .\n"
                    f'{claim} <{EX}low> "{number * 10 + n}"^^<http://www.w3.org/2001/XMLSchema#integer> {graph} .\n'
                    f'{claim} <{EX}quote> "What was said in claim {n} of document {number}, word for word." {graph} .\n'
                    f"{claim} <{EX}measure> <{EX}measure/{n}> {graph} .\n"
                )
    return documents


@contextmanager
def running(peer: Peer, program: str, data: Path, place: Path, *, bounded: bool = False) -> Iterator[str]:
    """Start `peer` on the first processor, and give the address of its queries once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ["taskset", "-c", "0", *peer.start(program, data, place, port), *(peer.bounded if bounded else ())]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        url = f"http://127.0.0.1:{port}{peer.path}"
        _await(url, process, peer.form)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _await(url: str, process: subprocess.Popen[bytes], form: bool) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        if Client(url, form).ask("ASK {}")[0] == 200:
            return
        time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


class Client:
    """One connection that is kept open."""

    def __init__(self, url: str, form: bool = False, patience: float = 30.0) -> None:
        at, self._form = urlsplit(url), form
        self._path, self._connection = at.path, http.client.HTTPConnection(at.hostname or "", at.port, timeout=patience)

    def ask(self, query: str) -> tuple[int, int]:
        """Return status and length of the answer to `query`."""
        media_type = "application/x-www-form-urlencoded" if self._form else "application/sparql-query"
        headers = {"Content-Type": media_type, "Accept": "application/sparql-results+json"}
        body = urlencode({"query": query}) if self._form else query
        try:
            self._connection.request("POST", self._path, body.encode(), headers)
            answer = self._connection.getresponse()
            return answer.status, len(answer.read())
        except (http.client.HTTPException, OSError):
            self._connection.close()
            return 0, 0


def point(chance: random.Random, documents: int) -> str:
    """One claim."""
    return f"SELECT ?low WHERE {{ <{EX}claim/{chance.randrange(documents)}/{chance.randrange(CLAIMS)}> <{EX}low> ?low }}"


def aggregate(chance: random.Random, documents: int) -> str:
    """What one agent claims, by measure."""
    agent = f"<{EX}agent/{chance.randrange(997)}>"
    return (
        f"SELECT ?m (COUNT(*) AS ?n) (MAX(?low) AS ?most) WHERE {{ ?c <{EX}claimant> {agent} ; <{EX}measure> ?m ; "
        f"<{EX}low> ?low }} GROUP BY ?m"
    )


def large(chance: random.Random, documents: int) -> str:
    """Many rows."""
    return f"SELECT ?c ?q WHERE {{ ?c <{EX}quote> ?q }} LIMIT 50000"


def again(chance: random.Random, documents: int) -> str:
    """What has been asked before, word for word."""
    return f"SELECT ?low WHERE {{ <{EX}claim/0/0> <{EX}low> ?low }}"


BESIDE = "hostile"
KINDS = {"point": point, "aggregate": aggregate, "large": large, "the same point": again}
_COUNT = itertools.count()


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that each answer took, and how many seconds all of them; `failed` are no answers."""

    each: list[float]
    seconds: float
    failed: int

    def at(self, share: float) -> float:
        """Return the milliseconds within which `share` of all answers came."""
        return 1000 * self.each[min(len(self.each) - 1, int(share * len(self.each)))] if self.each else float("nan")


def measure(url: str, form: bool, kind: str, documents: int, clients: int, seconds: float) -> Times:
    """Ask queries of one kind for `seconds` by `clients` at a time."""
    each, failed, until = list[float](), [0], time.monotonic() + seconds

    def work(number: int) -> None:
        client, chance = Client(url, form), random.Random(number)
        while time.monotonic() < until:
            query = KINDS[kind](chance, documents)
            if kind != "the same point":
                query = f"# {next(_COUNT)}\n{query}"  # no answer comes from a cache
            began = time.perf_counter()
            status, _ = client.ask(query)
            each.append(time.perf_counter() - began) if status == 200 else failed.append(1)

    began = time.monotonic()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Times(sorted(each), time.monotonic() - began, sum(failed))


def beside_a_hostile_client(url: str, form: bool, documents: int, seconds: float) -> Times:
    """Ask point queries while another client asks, on HOSTILE connections, what has no end."""
    stop = threading.Event()

    def harm() -> None:
        client = Client(url, form, PATIENCE)
        while not stop.is_set():
            if client.ask(FOREVER)[0] != 200:
                time.sleep(0.1)  # it may have been turned away at once

    for _ in range(HOSTILE):
        threading.Thread(target=harm, daemon=True).start()
    time.sleep(BEFORE)
    found = measure(url, form, "point", documents, 1, seconds)
    stop.set()
    return found


def row(name: str, what: str, times: Times) -> None:
    """Print one line of the table."""
    rate = len(times.each) / times.seconds
    cells = (
        name,
        what,
        f"{times.at(0.5):.2f}",
        f"{times.at(0.95):.2f}",
        f"{times.at(0.99):.2f}",
        f"{rate:.1f}",
        str(times.failed),
    )
    print(f"| {' | '.join(cells)} |", flush=True)


def compare(peers: list[tuple[Peer, str]], quads: int, seconds: float, kinds: Sequence[str]) -> None:
    """Measure all `peers` on `quads` statements, with what is asked in `kinds`."""
    with tempfile.TemporaryDirectory() as folder:
        place, data = Path(folder), Path(folder) / "data.nq"
        documents = write(data, quads)
        print(f"\n{quads:,} quads in {documents:,} named graphs\n")
        print("| server | what is asked | median ms | p95 ms | p99 ms | answers/s | failed |\n|---|---|---|---|---|---|---|")
        for peer, program in peers:
            peer.load(program, data, place)
            with running(peer, program, data, place) as url:
                measure(url, peer.form, "point", documents, 1, 0.5)
                for kind in (one for one in KINDS if one in kinds):
                    for clients in (1, 8):
                        row(
                            peer.name,
                            f"{kind}, {clients} client{'s' * (clients > 1)}",
                            measure(url, peer.form, kind, documents, clients, seconds),
                        )
            if BESIDE not in kinds:
                continue
            with running(peer, program, data, place, bounded=True) as url:
                row(peer.name, "point, beside a hostile client", beside_a_hostile_client(url, peer.form, documents, seconds))


def main() -> int:
    """Measure; peers that are not there are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_500_000)
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--peers", nargs="+", default=[peer.name for peer in PEERS], help="which servers are measured")
    parser.add_argument("--bin", nargs="+", default=[str(Path(sys.executable).parent)], help="where the peers' programs are")
    parser.add_argument("--asked", nargs="+", default=[*KINDS, BESIDE], choices=[*KINDS, BESIDE], help="what is asked")
    given = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    found, search = list[tuple[Peer, str]](), os.pathsep.join([*given.bin, os.environ.get("PATH", "")])
    for peer in (one for one in PEERS if one.name in given.peers):
        program = shutil.which(peer.program or "", path=search)
        if program:
            found.append((peer, program))
        else:
            print(f"SKIPPED: {peer.name} is not installed (see --help)")
    if given.small:
        compare(found, given.small, given.seconds, given.asked)
    if given.quads:
        compare([one for one in found if one[0].name != "rdflib-endpoint"], given.quads, given.seconds, given.asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
