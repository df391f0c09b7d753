"""Worker: the process in which strangers' queries run. It reads the newest snapshot, has no network, and may be killed.

Started as ``python -m kg.serve.worker GRAPH MEGABYTES SECONDS``; requests come in by standard input, answers go out by
standard output, in frames.
"""

import json
import os
import resource
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from kg.errors import KgError, QuestionError
from kg.serve.frames import BEGIN, END, ERROR, framed, message, read_frame, sink
from kg.store import GraphFolder, Results, Snapshot

RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
TRIPLE_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}


def main() -> None:
    """Answer requests until standard input ends."""
    graph, megabytes, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but frames may go where the answers go
    confine(megabytes)
    reader = Reader(graph)
    while frame := read_frame(requests):
        _limit_cpu(seconds)
        _answer(reader, json.loads(frame[1]), answers)
        answers.flush()


def confine(megabytes: int) -> None:
    """Bound this process' memory, forbid core files, and leave the network, where the system allows it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    own_network = os.CLONE_NEWNET if os.geteuid() == 0 else os.CLONE_NEWUSER | os.CLONE_NEWNET
    try:
        os.unshare(own_network)
    except OSError:
        return  # not allowed here: the refusal of SERVICE and LOAD before a query gets here has to do


@dataclass(slots=True)
class Reader:
    """The newest snapshot of `graph`, opened again when a newer one is there."""

    graph: Path
    _open: Snapshot | None = None
    _key: tuple[int, int] = field(default=(0, 0))

    def snapshot(self) -> Snapshot:
        """Return the newest snapshot; StoreError if there is none and never was."""
        try:
            found = os.stat(self.graph / "snapshots" / "current")
        except OSError:  # between two renames of a rebuild: what is open is still good
            if self._open:
                return self._open
        else:
            if self._open and self._key == (found.st_dev, found.st_ino):
                return self._open
            self._key = (found.st_dev, found.st_ino)
        opened = GraphFolder.open(self.graph).snapshot()
        if self._open:
            self._open.close()
        self._open = opened
        return opened


def _limit_cpu(seconds: float) -> None:
    """The last defence, should the server be gone that kills this process at the deadline."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + 2 * seconds) + 2, hard))


def _answer(reader: Reader, asked: dict[str, Any], answers: IO[bytes]) -> None:
    try:
        store = reader.snapshot().store
        found = store.query(asked["query"], union=asked["union"], default=asked["default"], named=asked["named"])
        chosen = asked["triples"] if not isinstance(found, QuerySolutions | QueryBoolean) else asked["results"]
        if chosen is None:
            answers.write(message(ERROR, [406, "the answer to this query comes in none of the formats that Accept names"]))
            return
        answers.write(message(BEGIN, chosen["media_type"]))
        body = sink(answers)
        _serialise(found, chosen["format"], body)
        body.flush()
        answers.write(framed(END))
    except QuestionError as error:
        answers.write(message(ERROR, [400, str(error)]))
    except (KgError, RuntimeError, OSError, ValueError, MemoryError) as error:  # what pyoxigraph raises while it evaluates
        answers.write(message(ERROR, [500, f"the query failed: {error}"]))


def _serialise(found: Results, name: str, body: IO[bytes]) -> None:
    if isinstance(found, QuerySolutions | QueryBoolean):
        found.serialize(body, RESULT_FORMATS[name])
    else:
        found.serialize(body, TRIPLE_FORMATS[name])


if __name__ == "__main__":
    main()
