"""Writer: the one process that changes a graph for the server. It has no network, and may be killed at the deadline.

It reads a REQUEST frame and the DATA frames that belong to it, up to END, and
answers with END and a JSON object, or with ERROR. What it has answered is on disk, and in a snapshot that readers see.
"""

import json
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.errors import KgError, QuestionError
from kg.serve.confine import Allowance, confine
from kg.serve.formats import TRIPLE_FORMATS
from kg.serve.frames import DATA, END, ERROR, message, read_frame
from kg.serve.limits import Limits, RequestError, check_update
from kg.serve.rewriting import silenced
from kg.store import GraphFolder, OxigraphStore
from kg.store import Writer as Changing
from kg.store.changing import drop, noted, publish, put
from kg.store.lock import BusyError
from kg.store.managed import is_managed
from kg.store.operations import DEFAULT, EVERY, operations, with_dataset

type Held = Callable[[], AbstractContextManager[Changing]]

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8|us-ascii)""", re.IGNORECASE)


def main(config: dict[str, Any]) -> None:
    """Make changes until standard input ends."""
    requests, answers = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limits, folder = Limits(**config["limits"]), GraphFolder.open(Path(config["graph"]))
    confine(limits.memory)
    if not config["scratch"]:
        _loop(requests, answers, limits, lambda: _locked(folder, limits.seconds))
        return
    with folder.writing("kg serve") as changing:  # nobody else writes to a scratch store, so that it may stay open
        _loop(requests, answers, limits, lambda: nullcontext(changing))


def _loop(requests: IO[bytes], answers: IO[bytes], limits: Limits, held: Held) -> None:
    allowance = Allowance(limits.seconds)
    while frame := read_frame(requests):
        parts = list[bytes]()
        while (more := read_frame(requests)) and more[0] == DATA:
            parts.append(more[1])
        allowance.renew()
        answers.write(_answered(json.loads(frame[1]), parts, limits, held))
        answers.flush()


def _answered(asked: dict[str, Any], parts: list[bytes], limits: Limits, held: Held) -> bytes:
    try:
        return message(END, {"update": _update, "put": _put, "drop": _drop}[asked["kind"]](asked, parts, limits, held))
    except RequestError as error:
        return message(ERROR, [error.status, error.reason])
    except QuestionError as error:
        return message(ERROR, [400, str(error)])
    except BusyError as error:
        return message(ERROR, [503, str(error)])
    except (KgError, RuntimeError, OSError, ValueError, MemoryError) as error:
        return message(ERROR, [500, f"nothing was changed: {error}"])


def _update(asked: dict[str, Any], parts: list[bytes], limits: Limits, held: Held) -> dict[str, Any]:
    sparql, base = silenced(asked["update"]), asked["base"]
    check_update(sparql, limits)
    sparql = without_loading(sparql, base)
    own, written = asked["using"] or asked["using_named"], set[str]()
    if own or not asked["scratch"]:
        steps = operations(sparql, base)
        written = {graph for step in steps for graph in step.writes}
        sparql = with_dataset(sparql, steps, asked["using"], asked["using_named"]) if own else sparql
    with _changing(asked, written, held) as store:
        store.update(sparql, base)
    return {"status": 204}


def _put(asked: dict[str, Any], parts: list[bytes], limits: Limits, held: Held) -> dict[str, Any]:
    graph = asked["graph"]
    triples = [triple for (name, base), data in zip(asked["parts"], parts, strict=True) for triple in parsed(data, name, base)]
    with _changing(asked, {graph or DEFAULT}, held) as store:
        new = graph is not None and not store.holds(graph)
        store.update(put(graph, triples, anew=asked["anew"]))
    return {"status": 201 if new else 204}


def _drop(asked: dict[str, Any], parts: list[bytes], limits: Limits, held: Held) -> dict[str, Any]:
    graph = asked["graph"]
    with _changing(asked, {graph or DEFAULT}, held) as store:
        if graph is not None and not store.holds(graph):
            raise RequestError(404, f"there is no graph {graph}")
        store.update(drop(graph))
    return {"status": 204}


def without_loading(sparql: str, base: str) -> str:
    """Return `sparql` without ``LOAD SILENT …``, which does nothing where nothing can be fetched; RequestError for LOAD."""
    if "load" not in sparql.lower():
        return sparql
    loads = [step for step in operations(sparql, base) if step.word == "LOAD"]
    if not all(step.silent for step in loads):
        raise RequestError(403, "LOAD reaches for other servers, which this one does not; send the graph to /store instead")
    for step in reversed(loads):
        sparql = f"{sparql[: step.span[0]]}INSERT DATA {{}}{sparql[step.span[1] :]}"
    return sparql


@contextmanager
def _changing(asked: dict[str, Any], graphs: set[str], held: Held) -> Iterator[OxigraphStore]:
    """Give the store if `graphs` may all be changed, and publish what was; RequestError naming what to use instead, if not."""
    with held() as changing:
        if asked["scratch"]:
            yield changing.store
        else:
            if managed := sorted(graph for graph in graphs if is_managed(graph, changing.folder.base)):
                raise RequestError(403, _refusal(managed[0]))
            with noted(changing, graphs) as store:
                yield store
        publish(changing)


def _refusal(graph: str) -> str:
    if graph == EVERY:
        return "in a graph of articles an update names each graph that it writes: no variable, ALL or NAMED there"
    what = f"the graph {graph} is Byline's" if graph else "the default graph is Byline's, and stays empty"
    return f"{what}: `kg add` and `kg remove` change what is read, `kg decide` what is concluded; write to a graph of your own"


@contextmanager
def _locked(folder: GraphFolder, seconds: float) -> Iterator[Changing]:
    """Hold the graph for writing, waiting up to `seconds` for another writer."""
    until = time.monotonic() + seconds
    while True:
        try:
            with folder.writing("kg serve") as changing:
                yield changing
                return
        except BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def parsed(data: bytes, name: str, base: str) -> list[Triple]:
    """Return the triples of `data` in the format called `name`; RequestError if it is broken, holds named graphs or a term of
    over 16 MiB (the parser's bound) or, in XML, declares entities (which can grow without bound) or is not UTF-8."""
    if name == "rdf" and (_ENTITY.search(data) or _ENCODING.search(data[:200]) or b"\0" in data):
        raise RequestError(400, "RDF/XML is read in UTF-8 and without entity declarations; write the IRIs out, or send Turtle")
    format: RdfFormat = TRIPLE_FORMATS[name]
    try:
        found = parse(data, format, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        return [Triple(quad.subject, quad.predicate, quad.object) for quad in found if isinstance(quad, Quad)]
    except SyntaxError as error:
        raise RequestError(400, f"the graph cannot be read: {error.msg}") from error
    except MemoryError as error:
        raise RequestError(413, f"the graph holds a term that is too long to be read ({error}); shorten it") from error
