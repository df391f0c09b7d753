"""Build, add, remove: paths → Report, the rooms in a row."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any

from kg import lift
from kg.errors import StoreError
from kg.extract.language import DEFAULT_MODEL
from kg.pipeline.concluding import Changed, concluding
from kg.pipeline.deciding import decisions_of, take_in
from kg.pipeline.fingerprint import new_run, now
from kg.pipeline.replacing import put_in_place, replacing, writable
from kg.pipeline.report import Outcome, Progress, Report, Status
from kg.pipeline.work import LONGEST, How, Work
from kg.read import Article, Unread, read
from kg.store import GraphFolder, Writer

CHUNK = 1000
"""Articles that are in memory at once; the size of batch in which new ones are stored fastest."""

CHARACTERS = 4_000_000
"""Characters after which a chunk ends before that: an article's quads need some hundred times the memory of its text."""


def build(
    paths: Iterable[Path | str],
    out: Path | str,
    *,
    base: str | None = None,
    model: str = DEFAULT_MODEL,
    jobs: int | None = None,
    progress: Progress | None = None,
    decisions: Path | str | None = None,
    longest: int = LONGEST,
) -> Report:
    """Make the graph `out` of the articles at `paths`, and of nothing else; return what became of each.

    Documents, annotations, decisions and identity of a graph that is there already are taken over, and it is replaced when
    the new one is finished; it stays as it is if nothing could be built. What people decided in the file `decisions` counts
    too; a text of more than `longest` characters is a failed article. UsageError if `out` is something else or a path is
    missing; StoreError if `out` cannot be written, or another writer is at work; ReadError for a broken line of decisions.
    """
    target = Path(out)
    with writable(target), replacing(target, base) as graph:
        if decisions:
            take_in(Path(decisions), graph)
        report = _fill(graph, paths, How(model, jobs, longest), progress, anew=True)
        if report.exit_code != 1:
            put_in_place(graph.path, target)
        return report


def add(
    paths: Iterable[Path | str],
    graph: Path | str,
    *,
    model: str = DEFAULT_MODEL,
    jobs: int | None = None,
    progress: Progress | None = None,
    longest: int = LONGEST,
) -> Report:
    """Add the articles at `paths` to `graph`, newer versions in the place of older ones; return what became of each, of which a
    text of more than `longest` characters is a failure.

    StoreError if there is no such graph, it cannot be written, or another writer is at work.
    """
    with writable(Path(graph)):
        return _fill(GraphFolder.open(graph), paths, How(model, jobs, longest), progress)


def remove(ids: Iterable[str], graph: Path | str) -> Report:
    """Withdraw the documents called `ids` from `graph`; the archive and the ledger keep what they were.

    StoreError, before anything is changed, if one of them is not there.
    """
    started, wanted = monotonic(), list(dict.fromkeys(ids))
    with writable(Path(graph)), GraphFolder.open(graph).writing("kg remove") as writer:
        known = writer.store.current_of(wanted)
        if missing := [name for name in wanted if name not in known]:
            raise StoreError(f"there is no document {', '.join(map(repr, missing))} in {graph}; `kg ask sources` lists them")
        with concluding(writer) as world:
            for name in wanted:
                writer.store.withdraw(name)
            documents = world.change(Changed(dict(known)))
        outcomes = tuple(Outcome(name, Status.REMOVED) for name in wanted)
        return Report(outcomes, documents, writer.quads, monotonic() - started)


def _fill(
    graph: GraphFolder,
    paths: Iterable[Path | str],
    how: How,
    progress: Progress | None,
    anew: bool = False,
) -> Report:
    started, outcomes = monotonic(), list[Outcome]()
    chunks = _chunks(read(paths))
    first = next(chunks, [])  # a missing path is found here, before anything is written
    second = next(chunks, None)
    decisions_of(graph)  # a broken line is found here, before anything is written
    with graph.writing("kg build") as writer, concluding(writer, anew=anew) as world:
        run = new_run(how.model)
        work = Work(writer, run, how)
        total = len(first) if second is None else None
        for outcome in chain.from_iterable(map(work.chunk, chain([first, second or []], chunks))):
            outcomes.append(outcome)
            if progress:
                progress(outcome, total)
        report = Report(tuple(outcomes))
        if report.exit_code == 1:
            return replace(report, seconds=monotonic() - started)
        writer.store.add(lift.lift_run(replace(run, ended=now()), graph.iris))
        documents = world.everything(hashed=True) if anew else world.change(work.changed)
        return replace(report, documents=documents, **_size(writer), seconds=monotonic() - started)


def conclude(graph: Path | str) -> Report:
    """Conclude anew from all documents of `graph`: it becomes what a build of them with the same keys and decisions gives.

    StoreError if there is no such graph, it cannot be written, or another writer is at work.
    """
    started = monotonic()
    with (
        writable(Path(graph)),
        GraphFolder.open(graph).writing("kg conclude") as writer,
        concluding(writer, anew=True) as world,
    ):
        documents = world.everything(hashed=True)
        return Report((), documents, **_size(writer), seconds=monotonic() - started)


def _size(writer: Writer) -> dict[str, Any]:
    """Return how many quads the newest snapshot holds, and its canonical hash."""
    return {"quads": writer.quads, "sha256": writer.about.get("sha256", "")}


def _chunks(found: Iterable[Article | Unread]) -> Iterator[list[Article | Unread]]:
    chunk, characters = list[Article | Unread](), 0
    for one in found:
        chunk.append(one)
        characters += len(one.document.text) if isinstance(one, Article) else 0
        if len(chunk) == CHUNK or characters >= CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk
