"""Evaluating: what is asked of the newest snapshot, and its answer in the format that was chosen."""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from kg.errors import KgError
from kg.serve.cutting import SMALL, XML, EnoughError, Shortened
from kg.serve.formats import RESULT_FORMATS, TRIPLE_FORMATS
from kg.serve.frames import BEGIN, LARGEST, Sink, framed
from kg.serve.limits import Limits, RequestError, check_query
from kg.serve.rewriting import rewritten, silenced
from kg.serve.tasks import TASKS
from kg.store import GraphFolder, OxigraphStore, Results, Snapshot
from kg.store.version import version
from kg.vocab import PREFIXES

PACKED = 1 << 13
"""Bytes of a frame that is packed, which holds as much as a full one that is not."""

_RESULTS = (QuerySolutions, QueryBoolean)
_PREFIXES = [(f"{name}:", name, iri) for name, iri in PREFIXES.items()]


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked, and the words of a query, if it is one; of the answer only the `head` may be wanted."""

    head: bool
    asked: dict[str, Any]
    text: str

    @classmethod
    def of(cls, request: bytes, *, head: bool = False) -> "Task":
        """Return what is asked by a request as `kg.serve.asked` makes it."""
        asked, _, text = request.partition(b"\n")
        return cls(head, settled(asked), text.decode())


@lru_cache(64)  # what is asked with queries is the same most of the time; nobody changes it
def settled(asked: bytes) -> dict[str, Any]:
    """Return what is asked, as `kg.serve.asked.settings` made it ready."""
    found: dict[str, Any] = json.loads(asked)
    return found


@dataclass(slots=True)
class Reader:
    """The newest snapshot of `graph`, opened again when a newer one is there; `version` is the word for the open one."""

    graph: Path
    version: str | None = None
    _open: Snapshot | None = None
    _empty: OxigraphStore = field(default_factory=OxigraphStore.memory)

    def snapshot(self) -> Snapshot:
        """Return the newest snapshot; StoreError if there is none and never was."""
        found = version(self.graph)
        if self._open and found in (None, self.version):  # between two renames of a rebuild what is open is still good
            return self._open
        opened = GraphFolder.open(self.graph).snapshot()
        if self._open:
            self._open.close()
        self._open, self.version = opened, found
        return opened

    @property
    def opened(self) -> Snapshot:
        """The snapshot that `snapshot` returned last."""
        assert self._open
        return self._open

    def warm(self) -> None:
        """Open the newest snapshot beforehand, if there is one."""
        with suppress(KgError):
            self.snapshot()

    def columns(self, sparql: str, **given: Any) -> Sequence[str]:
        """Return the variables of the SELECT query `sparql`, by planning it for a store with nothing in it."""
        found = self._empty.query(sparql, **given)
        return [variable.value for variable in found.variables] if isinstance(found, QuerySolutions) else []


def answered(reader: Reader, task: Task, limits: Limits, answers: IO[bytes]) -> bytes:
    """Send the beginning of the answer of the open snapshot to `task` and all of it but its last piece, which is returned.

    RequestError, KgError, or what pyoxigraph raises while it evaluates: RuntimeError, OSError, ValueError, MemoryError.
    """
    return {"query": _query, "graph": _graph}.get(task.asked["kind"], _task)(reader, task, limits, answers)


def in_one_piece(reader: Reader, task: Task, limits: Limits) -> tuple[bytes, bytes]:
    """Return what is said of the answer to a query, and the answer, which is all in memory before it is sent; LargeError if it
    is more than one frame, and what `answered` raises."""
    found, chosen = _found(reader, task, limits)
    if isinstance(found, _RESULTS):
        made = found.serialize(None, RESULT_FORMATS[chosen["format"]])
    else:
        made = found.serialize(None, TRIPLE_FORMATS[chosen["format"]])
    assert made is not None  # it goes to no file
    said = _said(chosen["media_type"], reader.version, task.asked["gzip"])
    as_it_is = chosen["format"] not in XML and not task.asked["gzip"]
    if as_it_is and len(made) <= min(limits.rows, limits.bytes, SMALL):
        return said, made
    return said, _body(task, limits, cast("IO[bytes]", _OnlyOne()), chosen, lambda out: cast("None", out.write(made)))


class LargeError(Exception):
    """An answer that is more than one frame."""


class _OnlyOne:
    """The pipe for all frames of an answer but its last, if there are to be none."""

    def write(self, frame: bytes) -> int:
        raise LargeError


def _query(reader: Reader, task: Task, limits: Limits, answers: IO[bytes]) -> bytes:
    found, chosen = _found(reader, task, limits)
    return _send(reader, task, limits, answers, chosen, lambda out: _serialise(found, chosen["format"], out))


def _found(reader: Reader, task: Task, limits: Limits) -> tuple[Results, dict[str, str]]:
    """The results of a query, and in which format they are wanted."""
    asked, asked_for = task.asked, silenced(task.text)
    check_query(asked_for, limits)
    for iri in (*(asked["default"] or ()), *(asked["named"] or ())):
        _checked(iri)
    given = {"base": asked["base"], "prefixes": _prefixes(asked_for) if asked["prefixes"] else None}
    sparql = rewritten(asked_for, lambda text: reader.columns(text, **given))
    store = reader.opened.store
    found = store.query(sparql, union=asked["union"], default=asked["default"], named=asked["named"], **given)
    chosen = asked["results" if isinstance(found, _RESULTS) else "triples"]
    if chosen is None:
        raise RequestError(406, "the answer to this query comes in none of the formats that Accept names")
    return found, chosen


def _prefixes(sparql: str) -> dict[str, str]:
    """Return the prefixes that `sparql` may use without declaring them: reading all of them takes as long as a short query."""
    return {name: iri for begins, name, iri in _PREFIXES if begins in sparql}


def _graph(reader: Reader, task: Task, limits: Limits, answers: IO[bytes]) -> bytes:
    store, graph = reader.opened.store, task.asked["graph"]
    if graph is not None and not store.holds(_checked(graph)):
        raise RequestError(404, f"there is no graph {graph}")
    chosen = task.asked["triples"]
    return _send(reader, task, limits, answers, chosen, lambda out: store.dump(out, TRIPLE_FORMATS[chosen["format"]], graph))


def _task(reader: Reader, task: Task, limits: Limits, answers: IO[bytes]) -> bytes:
    found = TASKS[task.asked["kind"]](reader.opened, task.asked)
    chosen = {"media_type": task.asked["media_type"], "format": "whole"}
    return _send(reader, task, limits, answers, chosen, lambda out: cast("None", out.write(found)))


def _checked(iri: str) -> str:
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise RequestError(400, f"{iri!r} is no absolute IRI") from error


def _send(
    reader: Reader,
    task: Task,
    limits: Limits,
    answers: IO[bytes],
    chosen: dict[str, str],
    write: Callable[[IO[bytes]], None],
) -> bytes:
    """Send the beginning of the answer and all of it but its last piece, which is returned."""
    answers.write(framed(BEGIN, _said(chosen["media_type"], reader.version, task.asked["gzip"])))
    return b"" if task.head else _body(task, limits, answers, chosen, write)


def _body(task: Task, limits: Limits, answers: IO[bytes], chosen: dict[str, str], write: Callable[[IO[bytes]], None]) -> bytes:
    """Send all of the answer but its last piece, which is returned."""
    gzipped = task.asked["gzip"]
    body = Sink(answers, PACKED if gzipped else LARGEST)
    with _packed(cast("IO[bytes]", body)) if gzipped else nullcontext(cast("IO[bytes]", body)) as out:
        shortened = Shortened(out, chosen["format"], limits.rows, limits.bytes)
        with suppress(EnoughError), _in(chosen["media_type"]):
            write(cast("IO[bytes]", shortened))
            shortened.finish()
    return body.rest()


@contextmanager
def _in(media_type: str) -> Iterator[None]:
    """RequestError (406) for what `media_type` cannot say, as JSON-LD nothing of RDF 1.2; the serialiser's error has no number,
    unlike those of the system."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            raise
        raise RequestError(406, f"the answer cannot be written as {media_type} ({error}); ask for another format") from error


@lru_cache(64)  # few formats, and few versions until the next one takes their place
def _said(media_type: str, version: str | None, gzipped: bool) -> bytes:
    return json.dumps({"media_type": media_type, "version": version, "gzip": gzipped}).encode()


def _packed(body: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    packed = gzip.GzipFile(fileobj=body, mode="wb", compresslevel=1, mtime=0)
    return cast("AbstractContextManager[IO[bytes]]", packed)


def _serialise(found: Results, name: str, body: IO[bytes]) -> None:
    if isinstance(found, _RESULTS):
        found.serialize(body, RESULT_FORMATS[name])
    else:
        found.serialize(body, TRIPLE_FORMATS[name])
