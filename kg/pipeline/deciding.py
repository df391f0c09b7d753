"""Deciding: what people decide is written down, applied to everything that is concluded, and shown to readers."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kg import lift
from kg.errors import UsageError
from kg.model import Annotation, Decision, Document, Effect, Judgement, Resolution, in_force, read_decisions, written
from kg.resolve import Identity, conclude, conclude_ruled, identify
from kg.resolve.corrections import corrected, links
from kg.resolve.decisions import LINK, rule
from kg.resolve.memory import Memory
from kg.store import GraphFolder, OxigraphStore
from kg.vocab import Iris, Vocabulary, address

Pairs = Callable[[], Iterable[tuple[Document, Annotation]]]


@dataclass(frozen=True, slots=True)
class Decided:
    """One world as people's decisions leave it: the `resolution`, the `identity` to keep (what it would be without them), what
    came of each decision by its id, where merged keys have gone, and the keys that were `made` for what was taken apart."""

    resolution: Resolution
    identity: Identity
    effects: Mapping[str, Effect] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    made: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What has come of decisions: of each by its id, where merged keys have gone, what names these had, and the keys that were
    `made` for what was taken apart."""

    effects: Mapping[str, Effect] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    made: frozenset[str] = frozenset()

    @property
    def passing(self) -> frozenset[str]:
        """The keys whose entities may be others once a decision is undone: those that took another's place, or were made."""
        return self.made | frozenset(self.merged.values())

    @classmethod
    def of(cls, decided: Decided) -> "Known":
        """Return what has come of the decisions that `decided` follows from."""
        records = decided.identity.records
        names = {key: records[key].name for key in decided.merged if key in records}
        return cls(decided.effects, decided.merged, names, decided.made)

    def text(self) -> str:
        """Return it as `read` takes it."""
        effects = {name: (one.earlier, one.later, one.hindered) for name, one in self.effects.items()}
        return json.dumps([effects, dict(self.merged), dict(self.names), sorted(self.made)])

    @classmethod
    def read(cls, text: str) -> "Known":
        """Return what `text` holds."""
        effects, merged, names, made = json.loads(text)
        return cls({name: Effect(*one) for name, one in effects.items()}, merged, names, frozenset(made))


def decide(
    pairs: Pairs,
    vocabulary: Vocabulary,
    identity: Identity | None,
    decisions: Iterable[Decision],
    current: Mapping[str, str],
    memory: Memory | None = None,
    *,
    complete: bool = False,
) -> Decided:
    """Return what follows from all documents and from the `decisions` in force; `current` gives each document's version,
    `memory`, which is empty, takes up what was concluded.

    `identity` is what there is without decisions: it is made up first unless it is said to be `complete`.
    """
    force = in_force(decisions)
    if not force:
        return Decided(*conclude(pairs, vocabulary, identity, memory))
    if identity is None or not complete:
        identity = identify(pairs, vocabulary, identity)
    rulings = rule(force, identity, current)
    resolution, keys = conclude_ruled(pairs, vocabulary, identity, rulings, memory)
    hindered = {name: Effect(hindered=why) for name, why in rulings.hindered.items()}
    linked = links(force, resolution, identity, keys.merged)
    resolution, put_right = corrected(resolution, force, keys.merged, vocabulary)
    return Decided(resolution, identity, {**linked, **put_right, **hindered}, keys.merged, frozenset(keys.made))


def lift_decided(decisions: Iterable[Decision], known: Known, store: OxigraphStore, vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield the graph of decisions, of which `known` is known; what statements say themselves is looked up in `store`."""

    def told(node: NamedNode, property_: NamedNode) -> list[NamedNode | Literal]:
        found = store.query(f"SELECT ?value WHERE {{ GRAPH ?source {{ {node} {property_} ?value }} }}")
        assert isinstance(found, QuerySolutions)
        return [row["value"] for row in found]

    yield from lift.lift_decisions(decisions, store.iris, vocabulary, known.effects, told)
    yield from lift.lift_merged(known.merged, known.names, store.iris)


def lift_given_up(decided: Decided, iris: Iris) -> Iterator[Quad]:
    """Yield where the entities and events have gone that were found to be others, whatever people decided."""
    known, identity = decided.resolution, decided.identity
    here = {*(one.key for one in known.entities), *(f"event/{one.key}" for one in known.events)}
    heirs = {key: identity.heir(key) for key, record in identity.records.items() if record.merged_into}
    gone = {key: decided.merged.get(heir, heir) for key, heir in heirs.items() if key not in here}
    names = {key: identity.records[key].name for key in gone}
    yield from lift.lift_merged({key: heir for key, heir in gone.items() if heir in here}, names, iris, "world")


_SEARCHED = "coordinates"
"""What else than the graph knows of an entity: the search file."""


def told_only(decision: Decision, decisions: Iterable[Decision]) -> Decision | None:
    """Return what `decision` says or, of one that only undoes, what that is of `decisions`, if nothing follows from it but what
    it says itself: the standing of something, or a value that is corrected; None if it is about what is one and what is not."""
    known = {one.id: one for one in decisions}
    while decision.judgement is Judgement.UNDO and decision.subjects[0] in known:
        decision = known[decision.subjects[0]]
    if decision.judgement is Judgement.CORRECT:
        return None if decision.property in (LINK, _SEARCHED) else decision
    bare = decision.judgement in (Judgement.ACCEPT, Judgement.REJECT) and not any(map(_member, decision.subjects))
    return decision if bare or decision.judgement is Judgement.UNSURE else None


def _member(text: str) -> bool:
    """Return whether `text` is the address of an entity or report of a document, or of nothing that is known."""
    try:
        return address(text).member is not None
    except UsageError:
        return True


def decisions_of(folder: GraphFolder) -> tuple[Decision, ...]:
    """Return the decisions that were made on the graph `folder`; ReadError naming the line of its file that is broken."""
    return decisions_in(folder.decisions) if folder.decisions.is_file() else ()


def decisions_in(file: Path) -> tuple[Decision, ...]:
    """Return the decisions in `file`; UsageError if it cannot be read, ReadError naming the line that is broken."""
    try:
        return read_decisions(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({error}); name a file of decisions, one a line") from error


def take_in(file: Path, folder: GraphFolder) -> None:
    """Add the decisions in `file` to those of the graph `folder`, none twice."""
    known = {decision.id for decision in decisions_of(folder)}
    append(folder, [one for one in decisions_in(file) if one.id not in known])


def append(folder: GraphFolder, decisions: Iterable[Decision]) -> None:
    """Write `decisions` at the end of the file of the graph `folder`, whole or not at all."""
    before = folder.decisions.read_text(encoding="utf-8") if folder.decisions.is_file() else ""
    between = "" if not before or before.endswith("\n") else "\n"
    part = folder.decisions.with_name(".decisions.part")
    part.write_text(before + between + "".join(f"{written(one)}\n" for one in decisions), encoding="utf-8")
    part.replace(folder.decisions)
