"""Concluding: what follows from all documents together, in full or for those alone that have come or gone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import chain

from pyoxigraph import NamedNode

from kg import lift
from kg.errors import UsageError
from kg.model import Annotation, Decision, Document, Effect, Judgement, Resolution, in_force, written
from kg.pipeline.deciding import Known, decide, decisions_of, lift_decided, lift_given_up, told_only
from kg.pipeline.fingerprint import ontology_digest, resolver
from kg.pipeline.keys import append_keys, read_keys, write_keys
from kg.pipeline.searching import index
from kg.resolve.conclude import revise
from kg.resolve.corrections import corrected, links
from kg.resolve.decisions import without
from kg.resolve.identity import Identity
from kg.resolve.resolution import entity_in
from kg.store import Conclusions, Writer
from kg.vocab import address, load_vocabulary, ontology_quads

FEW = 50
"""Documents that are held in memory rather than read twice."""


@dataclass(slots=True)
class Changed:
    """The documents that a writer has put into the store or taken out: `before` holds the IRI of each version that is gone,
    `now` the version of each that is there, `pairs` what the first FEW of these are, all by the document's id."""

    before: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, tuple[Document, Annotation]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Concluding:
    """One writer's memory of what was concluded: `whole` if it knows all documents that were there before."""

    writer: Writer
    memory: Conclusions
    whole: bool

    def change(self, changed: Changed) -> int:
        """Write what follows from the documents that `changed`, show it to readers, and return the number of all documents.

        All of them are concluded from anew if it is not known what was concluded before, if people's decisions speak of a
        document that changed, or if any of these was not applied yet.
        """
        decisions = decisions_of(self.writer.folder)
        force, documents = in_force(decisions), {*changed.before, *changed.now}
        if not self._follows(decisions) or any(document in documents for document in _decided_on(force)):
            return self.everything()
        self._describe()
        self._revise(changed, force)
        number = int(self.memory.about("documents") or 0) + len(changed.now.keys() - changed.before) - self._lost(changed)
        come = (self.writer.folder.iris.source(document, version) for document, version in changed.now.items())
        index(self.writer, changed.before.values(), come)
        return self._finish(number, counted=True)

    def _follows(self, decisions: Sequence[Decision]) -> bool:
        """Return whether all that is remembered follows from just these `decisions`: their file is open to anybody's pen."""
        return self.whole and self.memory.about("decisions") == _digest(decisions)

    def _lost(self, changed: Changed) -> int:
        return len(changed.before.keys() - changed.now)

    def _revise(self, changed: Changed, force: Iterable[Decision]) -> None:
        folder, store = self.writer.folder, self.writer.store

        def pairs() -> Iterator[tuple[Document, Annotation]]:
            held = changed.pairs
            return (held.get(name) or folder.archive.load(name, version) for name, version in sorted(changed.now.items()))

        few = list(pairs()) if len(changed.now) <= FEW else None
        again = (lambda: few) if few is not None else pairs
        change, news = revise(changed.before, changed.now, again, load_vocabulary(), self.memory)
        known = self._known()
        change = replace(change, now=_put_right(change.now, force, known.merged))
        self.memory.put("versions", ((name, folder.iris.source(name, version)) for name, version in changed.now.items()))
        current = self.memory.versions(_documents(change.now) | _documents(change.before))
        revision = lift.lift_change(change, changed.before, current, folder.iris)
        store.revise(folder.iris.graph("world"), revision.about, revision.of, revision.quads, revision.gone)
        self.memory.put("keys", news.rows())
        self.memory.put("about", [("complete", "")])
        append_keys(folder.identity, without(news, known.passing))

    def _known(self) -> Known:
        text = self.memory.about("decided")
        return Known.read(text) if text else Known()

    def judged(self, decision: Decision) -> int:
        """Write what follows from `decision`, which is the newest, show it to readers, and return the number of all documents.

        What says nothing of who or what is one and what is not changes no conclusion: it is written down, and a canonical
        entity that it corrects. All documents are concluded from anew for any other, or if an older one was not applied yet.
        """
        decisions = decisions_of(self.writer.folder)
        told = told_only(decision, decisions)
        if told is None or not self._follows([one for one in decisions if one.id != decision.id]):
            return self.everything()
        folder, store, known = self.writer.folder, self.writer.store, self._known()
        force = in_force(decisions)
        known = replace(known, effects=self._corrected(told, force, known))
        self.memory.put("about", [("decided", known.text()), ("decisions", _digest(decisions))])
        store.replace(folder.iris.graph("decisions"), lift_decided(decisions, known, store, load_vocabulary()))
        return self._finish(int(self.memory.about("documents") or 0), counted=True)

    def _corrected(self, told: Decision, force: Iterable[Decision], known: Known) -> Mapping[str, Effect]:
        """Write the canonical entity that `told` corrects, if it does, and return what has come of all decisions."""
        effects = {name: one for name, one in known.effects.items() if name != told.id}
        counts = [one for one in force if one.id == told.id]
        effects |= links(counts, Resolution(), Identity(), known.merged)
        key = _key(told, known.merged) if told.judgement is Judgement.CORRECT else None
        if not key or key.startswith("event/"):
            return effects
        number = self.memory.cluster(key)
        about = [one for one in force if one.judgement is Judgement.CORRECT and _key(one, known.merged) == key]
        plain = Resolution() if number is None else Resolution((entity_in(number, self.memory),))
        now, put_right = corrected(plain, about, known.merged, load_vocabulary())
        iris, graph = self.writer.folder.iris, self.writer.folder.iris.graph("world")
        nodes = [NamedNode(part) for one in now.entities for part in (iris.entity(one.key), f"{iris.entity(one.key)}/geometry")]
        self.writer.store.revise(graph, nodes, (), lift.lift_world(now, {}, iris))
        return {**effects, **put_right}

    def _describe(self) -> None:
        """Write the ontology to the store, unless it is there."""
        ontology, digest = self.writer.folder.iris.graph("ontology"), ontology_digest()
        if self.memory.about("ontology") != digest:
            self.writer.store.replace(ontology, ontology_quads(ontology))
            self.memory.put("about", [("ontology", digest)])

    def everything(self, *, hashed: bool = False) -> int:
        """Write what follows from all documents, show it to readers, with its canonical hash if it is to be `hashed`, and
        return their number."""
        complete = self.whole and self.memory.about("complete") == "yes"
        self.memory.empty()
        self._describe()
        folder, store = self.writer.folder, self.writer.store
        current = store.current()

        def pairs() -> Iterator[tuple[Document, Annotation]]:
            return (pair for pair in folder.archive if current.get(pair[0].id) == folder.iris.source_of(pair[0]))

        decisions, vocabulary = decisions_of(folder), load_vocabulary()
        versions = {document: iri.rsplit("/", 1)[-1] for document, iri in current.items()}
        keys = read_keys(folder.identity)
        decided = decide(pairs, vocabulary, keys, decisions, versions, self.memory, complete=complete)
        told = lift.lift_world(decided.resolution, current, folder.iris), lift_given_up(decided, folder.iris)
        store.replace(folder.iris.graph("world"), chain.from_iterable(told))
        known = Known.of(decided)
        store.replace(folder.iris.graph("decisions"), lift_decided(decisions, known, store, vocabulary))
        self.memory.put("keys", decided.identity.rows())
        self.memory.put("versions", current.items())
        self.memory.put("about", [("decided", known.text()), ("decisions", _digest(decisions)), ("complete", "yes")])
        write_keys(folder.identity, decided.identity)
        index(self.writer, (), current.values(), anew=True)
        sha256 = self._hash() if hashed else None
        if hashed:
            store.settle()
        return self._finish(len(current), sha256=sha256)

    def _hash(self) -> str:
        iris = self.writer.folder.iris
        return lift.canonical_hash(self.writer.store.quads(), without=[iris.graph("runs"), iris.graph("ledger")])

    def _finish(self, documents: int, counted: bool = False, sha256: str | None = None) -> int:
        self.memory.finish(documents)
        self.writer.publish(counted=counted, sha256=sha256)
        return documents


@contextmanager
def concluding(writer: Writer, *, anew: bool = False) -> Iterator[Concluding]:
    """Give what `writer` concludes with; with `anew` nothing is remembered.

    Should the writer not come to its end, the next one concludes from all documents.
    """
    memory = Conclusions.open(writer.folder.path, resolver())
    try:
        whole = memory.sound and not anew
        if not whole:
            memory = memory.clear()
        with memory.changing():
            yield Concluding(writer, memory, whole)
    finally:
        memory.close()


def _put_right(now: Resolution, force: Iterable[Decision], heirs: Mapping[str, str]) -> Resolution:
    """Return `now` with the entities that people have corrected as they are to be; `heirs` has where merged keys have gone."""
    known = {entity.key for entity in now.entities}
    about = [one for one in force if one.judgement is Judgement.CORRECT and _key(one, heirs) in known]
    return corrected(now, about, heirs, load_vocabulary())[0] if about else now


def _documents(now: Resolution) -> set[str]:
    """Return the documents that `now` tells of."""
    return {
        *(link.document for link in now.links),
        *(document for event in now.events for document, _ in event.reports),
        *(saying.document for utterance in now.utterances for saying in utterance.sayings),
        *(document for text in now.shared for document in text.documents),
        *(document for one in now.disagreements for document, _ in one.members),
        *(toll.document for toll in now.tolls),
        *(origin.document for origin in now.origins),
    }


def _digest(decisions: Iterable[Decision]) -> str:
    """Return what tells these `decisions` from any others."""
    return blake2b("\n".join(sorted(map(written, decisions))).encode(), digest_size=16).hexdigest()


def _decided_on(force: Iterable[Decision]) -> Iterator[str]:
    """Yield the documents of which `force` names something."""
    for decision in force:
        for text in decision.subjects:
            try:
                document = address(text).document
            except UsageError:
                continue
            if document:
                yield document


def _key(decision: Decision, heirs: Mapping[str, str]) -> str | None:
    try:
        key = address(decision.subjects[0]).key
    except UsageError:
        return None
    return heirs.get(key, key) if key else None
