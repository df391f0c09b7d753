"""Reviewing: the pairs that nobody is sure of, each with what a person needs to decide on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shlex import quote as shell_quote

from pyoxigraph import NamedNode, QuerySolution, QuerySolutions

from kg.errors import UsageError
from kg.model import Annotation, Decision, Document, Feature, Judgement, Span, in_force
from kg.pipeline.deciding import decisions_of
from kg.pipeline.keys import read_keys
from kg.resolve import Identity
from kg.resolve.compare import compare, score
from kg.resolve.constraints import Member
from kg.resolve.decisions import rule
from kg.resolve.sighting import Sighting, sightings
from kg.store import GraphFolder, OxigraphStore
from kg.vocab import address, behind, term

SHOWN = 3
"""Contexts that are given of each side of a pair."""

COMPARED = 25
"""Members of each side that are compared for the score of a pair."""

SURE = 0.9
"""The score of a link from which on nobody is asked about it."""

_RIVALS = f"""SELECT ?own ?it ?rival WHERE {{ GRAPH ?world {{
    ?own <{term("denotes")}> ?it ; <{term("rival")}> ?rival . FILTER(?it != ?rival) }} }} ORDER BY ?it ?rival ?own"""
_WEAK = f"""SELECT ?own ?it ?score WHERE {{ GRAPH ?world {{
    ?own <{term("denotes")}> ?it ; <{term("linkScore")}> ?score . FILTER(?score < {SURE}) }} }} ORDER BY ?own"""
_NAME = "SELECT ?value WHERE { GRAPH ?g { %s <http://www.w3.org/2000/01/rdf-schema#label> ?value } }"
_MEMBERS = f"SELECT ?value WHERE {{ GRAPH ?world {{ ?value <{term('denotes')}> %s }} }} ORDER BY ?value"
_FEATURES = f"SELECT ?value WHERE {{ GRAPH ?world {{ %s <{term('linkFeature')}> ?value }} }} ORDER BY ?value"


@dataclass(frozen=True, slots=True)
class Context:
    """Words that speak of something: the `sentence` has brackets around them."""

    document: str
    publisher: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two that may be the same: its address, its name, how many documents name it, and some of their words."""

    address: str
    name: str
    documents: int
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that may be one, or a link that may be wrong: its score in [0, 1] (None if it has none) with the features behind
    it, whether somebody was `unsure` already, and the decisions that would settle it, as arguments of ``kg decide``."""

    one: Side
    other: Side
    score: float | None
    features: tuple[str, ...]
    unsure: bool
    choices: Mapping[str, tuple[str, ...]]


def doubts(graph: Path | str, limit: int | None = None) -> list[Doubt]:
    """Return what a person should look at in `graph`, the most likely first, what somebody was unsure of last, `limit` at most.

    What was decided does not come again. StoreError if there is no such graph.
    """
    folder = GraphFolder.open(graph)
    with folder.snapshot() as snapshot:
        desk = _Desk(folder, snapshot.store)
        ranked = sorted(desk.pairs(), key=lambda pair: (pair.unsure, -(pair.score or 0.0), pair.one, pair.other))
        return [desk.doubt(pair) for pair in ranked[:limit]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two addresses: of two canonical entities or events, or of one of a document and the one that it denotes."""

    one: str
    other: str
    score: float | None
    features: tuple[str, ...]
    unsure: bool


class _Desk:
    """What is needed to look at a graph's pairs."""

    def __init__(self, folder: GraphFolder, store: OxigraphStore) -> None:
        self.folder, self.store = folder, store
        self._loaded: dict[str, tuple[Document, Annotation, Mapping[str, Sighting]]] = {}
        self._linked: dict[str, list[str]] = {}

    @cached_property
    def force(self) -> tuple[Decision, ...]:
        return in_force(decisions_of(self.folder))

    @cached_property
    def current(self) -> Mapping[str, str]:
        return {document: iri.rsplit("/", 1)[-1] for document, iri in self.store.current().items()}

    def pairs(self) -> Iterator[_Pair]:
        """Yield the pairs of which no decision speaks."""
        told, apart, seen = self._told(), self._apart(), set[frozenset[str]]()
        for row in self._rows(_RIVALS):
            it, rival = self._address(row, "it"), self._address(row, "rival")
            pair = frozenset((it, rival))
            if pair not in seen and pair not in apart and told.get(pair) is not False:
                seen.add(pair)
                one, other = sorted(pair)
                yield _Pair(one, other, *self._likeness(one, other), told.get(pair, False))
        for row in self._rows(_WEAK):
            own, it = self._address(row, "own"), self._address(row, "it")
            pair = frozenset((own, it))
            if told.get(pair) is not False and told.get(frozenset((own,))) is not False:
                features = tuple(self._values(_FEATURES, own))
                yield _Pair(own, it, float(row["score"].value), features, pair in told or frozenset((own,)) in told)

    def doubt(self, pair: _Pair) -> Doubt:
        """Return `pair` with its contexts and the decisions that would settle it."""
        own = address(pair.one).member is not None
        choices = {
            "s": ("accept", pair.one) if own else ("same", pair.one, pair.other),
            "d": ("reject", pair.one) if own else ("different", pair.one, pair.other),
            "u": ("unsure", pair.one, pair.other),
        }
        return Doubt(self._side(pair.one), self._side(pair.other, pair.one), pair.score, pair.features, pair.unsure, choices)

    def _told(self) -> dict[frozenset[str], bool]:
        """Return what decisions speak of, and whether all that was said is that nobody can tell."""
        return {frozenset(one.subjects): one.judgement is Judgement.UNSURE for one in self.force}

    def _apart(self) -> set[frozenset[str]]:
        """Return the pairs of canonical entities and events that people keep apart."""
        cuts = rule(self.force, read_keys(self.folder.identity) or Identity(), self.current).constraints.apart
        linked = {member: self._denoted(member) for pair in cuts for member in pair}
        return {frozenset((one, other)) for one, other in ((linked[a], linked[b]) for a, b in cuts) if one and other}

    def _denoted(self, member: Member) -> str | None:
        document, local = member
        kind = "entity" if local.startswith("x") else "event"
        source = self.folder.iris.source(document, self.current.get(document, ""))
        node = NamedNode(self.folder.iris.part(source, kind, local))
        found = self._rows(f"SELECT ?value WHERE {{ GRAPH ?world {{ {node} <{term('denotes')}> ?value }} }}")
        return next((self._address(row, "value") for row in found), None)

    def _likeness(self, one: str, other: str) -> tuple[float | None, tuple[str, ...]]:
        """Return the best score of members of `one` and of `other`, with what speaks for it; None if none can be compared."""
        left, right = ([seen for seen in map(self._sighting, self.members(side)[:COMPARED]) if seen] for side in (one, other))
        found: list[tuple[Feature, ...]] = [features for a in left for b in right if (features := compare(a, b))]
        best = max(found, key=score, default=())
        return (score(best), tuple(f"{feature.name} {feature.score:.2f}" for feature in best)) if best else (None, ())

    def members(self, side: str) -> list[str]:
        """Return the addresses of the entities or reports of documents behind `side`, itself if it is one."""
        if address(side).member:
            return [side]
        if side not in self._linked:
            self._linked[side] = [behind(iri, self.folder.base) for iri in self._values(_MEMBERS, side)]
        return self._linked[side]

    def _sighting(self, own: str) -> Sighting | None:
        found = address(own)
        return self._load(found.document or "")[2].get(found.local) if found.kind == "entity" else None

    def _load(self, document: str) -> tuple[Document, Annotation, Mapping[str, Sighting]]:
        if document not in self._loaded:
            source = behind(self.folder.iris.source(document, self.current[document]), self.folder.base)
            sha256 = next(iter(self._values(_SHA256, source)))
            read, found = self.folder.archive.load(document, sha256)
            self._loaded[document] = read, found, {one.chain: one for one in sightings(read, found)}
        return self._loaded[document]

    def _side(self, side: str, without: str = "") -> Side:
        own = [one for one in self.members(side) if one != without]
        name = next(iter(self._values(_NAME, side)), side.rsplit("/", 1)[-1])
        contexts = tuple(self._context(one) for one in own[:SHOWN])
        return Side(side, name, len({address(one).document for one in own}), contexts)

    def _context(self, own: str) -> Context:
        found = address(own)
        document, annotation, _ = self._load(found.document or "")
        span = _span(annotation, found.kind, found.local)
        return Context(document.id, document.publisher or document.id, _marked(document, annotation, span))

    def _rows(self, sparql: str) -> Iterable[QuerySolution]:
        found = self.store.query(sparql)
        assert isinstance(found, QuerySolutions)
        return found

    def _values(self, sparql: str, at: str) -> list[str]:
        return [row["value"].value for row in self._rows(sparql % NamedNode(self.folder.iris.at(at)))]

    def _address(self, row: QuerySolution, name: str) -> str:
        return behind(row[name].value, self.folder.base)


_SHA256 = f"SELECT ?value WHERE {{ GRAPH ?g {{ %s <{term('sha256')}> ?value ; a <{term('Source')}> }} }}"


def command(choice: Sequence[str], graph: Path | str) -> str:
    """Return the line to type for `choice`, one of a doubt's choices."""
    return " ".join(map(shell_quote, ("kg", "decide", *choice, "-g", str(graph), "--why", "…")))


def _span(annotation: Annotation, kind: str, local: str) -> Span:
    """Return the words to show of an entity (those of its first named mention) or an event."""
    if kind == "event":
        return next(event.trigger for event in annotation.events if event.id == local)
    wanted = next((set(chain.mentions) for chain in annotation.entities if chain.id == local), set())
    found = [mention for mention in annotation.mentions if mention.id in wanted]
    if not found:
        raise UsageError(f"{local} is not in the annotation of {annotation.document}; build the graph again")
    return min(found, key=lambda mention: (mention.form.value != "named", mention.span)).span


def _marked(document: Document, annotation: Annotation, words: Span) -> str:
    try:
        sentence = annotation.sentence_of(words)
    except LookupError:
        sentence = words
    text, end = document.text, max(sentence.end, words.end)
    return " ".join(f"{text[sentence.start : words.start]}[{words.of(text)}]{text[words.end : end]}".split())
