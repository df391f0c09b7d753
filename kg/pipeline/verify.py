"""Verify: whether the graph still says what the articles said, and cites words that hold what they are cited for."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, StoreError
from kg.model import Document
from kg.pipeline.borrowed import SourceFacts, borrowed
from kg.store import GraphFolder, Snapshot
from kg.vocab import local_name


@dataclass(frozen=True, slots=True)
class Verdict:
    """The number of documents and of quotations that were checked, and what does not hold, a line each."""

    documents: int
    quotations: int
    problems: tuple[str, ...]


def verify(graph: Path | str) -> Verdict:
    """Check the published graph against the articles it was made from, one source after the other; return what was found.

    The bytes of every current document have the sha256 that is its version, and its annotation the hash that the ledger has;
    every quotation is what stands at its characters; and no statement borrows its provenance: its words hold its number, its
    place and whoever it is about, and are attributed to its claimant. StoreError if there is no graph.
    """
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        hashes = _ledger(folder, snapshot)
        checked = [_Checked(folder, snapshot, name, iri, hashes.get(iri, {})) for name, iri in snapshot.store.current().items()]
        problems = tuple(problem for one in checked for problem in one.problems)
        return Verdict(len(checked), sum(one.quotations for one in checked), problems)


class _Checked:
    """One source as it was found to be: the number of its quotations, and what is wrong."""

    def __init__(self, folder: GraphFolder, snapshot: Snapshot, name: str, iri: str, entry: dict[str, str]) -> None:
        facts = SourceFacts(iri, folder.base, snapshot.store.quads(iri))
        self.quotations = sum("quote" in node and "start" in node for node in facts.nodes.values())
        self.problems = [*_archived(folder, name, entry), *_quoted(folder, name, entry, facts), *borrowed(facts)]


def _ledger(folder: GraphFolder, snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Return what the ledger has of each version, by its IRI."""
    found: dict[str, dict[str, str]] = {}
    for quad in snapshot.store.quads(folder.iris.graph("ledger")):
        entry = found.setdefault(quad.subject.value, {})  # type: ignore[union-attr]
        entry[local_name(quad.predicate.value)] = quad.object.value  # type: ignore[union-attr]
    return found


def _archived(folder: GraphFolder, name: str, entry: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with the bytes and the annotation that are kept."""
    version = entry.get("sha256", "")
    try:
        actual = hashlib.sha256(folder.archive.data(version)).hexdigest()
    except StoreError as error:
        yield str(error)
    else:
        if actual != version:
            yield f"{name}: its bytes have the sha256 {actual[:12]}…, not {version[:12]}…"
    kept, wanted = folder.archive.annotation_hash(name, version), entry.get("annotationHash")
    if kept != wanted:
        yield f"{name}: its annotation is not the one that its graph was made from"


def _quoted(folder: GraphFolder, name: str, entry: dict[str, str], facts: SourceFacts) -> Iterator[str]:
    """Yield the quotations that do not stand where they are said to."""
    document = _document(folder, name, entry.get("sha256", ""))
    if document is None:
        yield f"{name}: its text is missing from the archive"
        return
    for node, known in facts.nodes.items():
        if "quote" in known and "start" in known and "end" in known:
            said, start, end = known["quote"][0], int(known["start"][0]), int(known["end"][0])
            if document.text[start:end] != said:
                yield f"{node}: {said!r} does not stand at {start}-{end} of {name}"
        for part in (part for cue in known.get("cue", ()) for part in cue.split(" … ")):
            if part not in document.text:
                yield f"{node}: the words {part!r}, which are to attribute it, do not stand in {name}"
        for sentence in known.get("sentence", ()):
            if sentence not in document.text:
                yield f"{node}: its sentence {sentence!r} does not stand in {name}"


def _document(folder: GraphFolder, name: str, version: str) -> Document | None:
    try:
        return folder.archive.load(name, version)[0]
    except (KgError, ValueError, KeyError, TypeError):  # a damaged record is as good as none
        return None
