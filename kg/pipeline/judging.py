"""Judging: one decision at a time is checked, written down, applied and shown."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.errors import UsageError
from kg.model import Decision, Judgement, Standing, decision_id, in_order, undone
from kg.pipeline.concluding import concluding
from kg.pipeline.deciding import append, decisions_of
from kg.pipeline.fingerprint import now
from kg.pipeline.replacing import writable
from kg.resolve.corrections import CORRECTORS, check_correction
from kg.resolve.decisions import LINK
from kg.store import GraphFolder, OxigraphStore, Writer
from kg.vocab import address, behind, load_vocabulary, term

STATUS = "status"
LAST = "last"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision as it was written down, and what is in its way, if it has no effect; `applied` unless left for later."""

    decision: Decision
    hindered: str | None = None
    applied: bool = True


def record(
    graph: Path | str,
    judgement: Judgement,
    subjects: Sequence[str],
    *,
    who: str,
    why: str = "",
    correction: tuple[str, str] | None = None,
    later: bool = False,
) -> Recorded:
    """Write down that `who` decided so on `subjects` (IRIs or addresses), apply it, publish it, and return it.

    `correction` is the property and the value that a correction gives it. What is to be applied `later` is only written down:
    the next decision that is not, `add` or `conclude` apply it. UsageError, before anything is changed, if a subject is not in
    `graph` or the decision makes no sense; StoreError if another writer is at work.
    """
    with _judging(graph, "kg decide") as writer:
        found = tuple(_subject(writer.store, text) for text in subjects)
        name, value = _checked(writer.store, found[0], correction) if correction else (None, None)
        was = _denoted(writer.store, found) if judgement in _MOVING or name == LINK else None
        when = _when(writer.folder)
        told = "\n".join(part for part in (name, value) if part)
        key = _fresh(writer.folder, decision_id(judgement, found, who, when, told))
        try:
            decision = Decision(key, judgement, found, who, when, why, name, value, was)
        except ValueError as error:
            raise UsageError(f"{error}; see `kg decide --help`") from error
        _alike(decision)
        if later:
            append(writer.folder, [decision])
            return Recorded(decision, applied=False)
        return _applied(writer, decision)


def undo(graph: Path | str, name: str = LAST, *, who: str, why: str = "") -> Recorded:
    """Write down that the decision `name` (an id, or "last": the last that counts) is not to count, apply and publish that.

    UsageError if there is no such decision, or it does not count any more.
    """
    with _judging(graph, "kg undo") as writer:
        known = in_order(decisions_of(writer.folder))
        gone = undone(known)
        counting = [one for one in known if one.id not in gone and (name != LAST or one.judgement is not Judgement.UNDO)]
        found = next((one for one in reversed(counting) if name in (LAST, one.id)), None)
        if found is None:
            listed = "`kg ask decisions` lists them"
            raise UsageError(f"no decision counts that could be undone by {name!r}; {listed}")
        when = _when(writer.folder)
        key = _fresh(writer.folder, decision_id(Judgement.UNDO, (found.id,), who, when))
        return _applied(writer, Decision(key, Judgement.UNDO, (found.id,), who, when, why))


_MOVING = frozenset({Judgement.ACCEPT, Judgement.REJECT})


@contextmanager
def _judging(graph: Path | str, who: str) -> Iterator[Writer]:
    with writable(Path(graph)), GraphFolder.open(graph).writing(who) as writer:
        yield writer


def _fresh(folder: GraphFolder, name: str) -> str:
    """Return `name`, numbered if the same was decided in this very second: it may have been undone since."""
    known = {decision.id for decision in decisions_of(folder)}
    return next(one for one in chain([name], (f"{name}-{n}" for n in count(2))) if one not in known)


def _when(folder: GraphFolder) -> datetime:
    """Return the time, to the second: a second after that of the last decision, should that be no earlier, so that the order in
    which people decided shows."""
    last, here = max((one.when for one in decisions_of(folder)), default=None), now()
    return here if last is None or last < here else last + timedelta(seconds=1)


def _applied(writer: Writer, decision: Decision) -> Recorded:
    """Write `decision` down and apply it; if that fails the file is as it was."""
    file, done = writer.folder.decisions, False
    before = file.read_text(encoding="utf-8") if file.is_file() else None
    try:
        append(writer.folder, [decision])
        with concluding(writer) as world:
            world.judged(decision)
        done = True
    finally:
        if not done and before is None:
            file.unlink(missing_ok=True)
        elif not done and before is not None:
            file.write_text(before, encoding="utf-8")
    node = NamedNode(writer.folder.iris.at(f"decision/{decision.id}"))
    why = _first(writer.store, f"SELECT ?value WHERE {{ GRAPH ?g {{ {node} <{term('hinderedBy')}> ?value }} }}")
    return Recorded(decision, why)


def _subject(store: OxigraphStore, text: str) -> str:
    """Return the address that `text` stands for: of a mention that of its entity; UsageError if nothing here has it."""
    found = behind(text, store.iris.base)
    try:
        node = NamedNode(store.iris.at(found))
    except ValueError as error:
        raise UsageError(f"{text!r} is no IRI ({error}); copy one from `kg review` or `kg ask … --json`") from error
    entity = _first(store, f"SELECT ?value WHERE {{ GRAPH ?g {{ {node} <{term('mentions')}> ?value }} }}")
    if entity:
        return behind(entity, store.iris.base)
    if _first(store, f"SELECT (1 AS ?value) WHERE {{ GRAPH ?g {{ {node} ?p ?o }} }} LIMIT 1") is None:
        raise UsageError(f"there is no {found} in this graph; copy an IRI from `kg review` or `kg ask … --json`")
    address(found)
    return found


def _checked(store: OxigraphStore, subject: str, correction: tuple[str, str]) -> tuple[str, str]:
    """Return the property and the value of a `correction` of `subject`; UsageError if it cannot be given that."""
    name, value = correction
    parsed, vocabulary = address(subject), load_vocabulary()
    if name == STATUS:
        if value not in list(Standing):
            raise UsageError(f"{value!r} is no status; choose {', '.join(Standing)}")
    elif name == LINK:
        value = _subject(store, value)
        if parsed.member is None or address(value).kind != parsed.kind:
            raise UsageError(
                f"{LINK} ties an entity or report of a document to an entity or event; {subject} → {value} is not that"
            )
    elif parsed.kind == "entity" and parsed.key:
        check_correction(name, value, vocabulary)
    elif name not in vocabulary.properties:
        raise UsageError(
            f"{name!r} is no property that anything has; an entity has {', '.join(CORRECTORS)}, a claim low, high …"
        )
    return name, value


def _denoted(store: OxigraphStore, subjects: Sequence[str]) -> str | None:
    """Return the address of what the first of `subjects` denotes, if it is an entity or a report of a document."""
    member = next((text for text in subjects if address(text).member), None)
    if member is None:
        return None
    node = NamedNode(store.iris.at(member))
    found = _first(store, f"SELECT ?value WHERE {{ GRAPH ?world {{ {node} <{term('denotes')}> ?value }} }}")
    return behind(found, store.iris.base) if found else None


def _alike(decision: Decision) -> None:
    """UsageError if `decision` speaks of things in one breath that cannot be one."""
    if decision.judgement in (Judgement.SAME, Judgement.MERGE, Judgement.DIFFERENT, Judgement.SPLIT):
        kinds = {address(text).kind for text in decision.subjects}
        if kinds not in ({"entity"}, {"event"}):
            raise UsageError(f"{decision.judgement} takes entities, or events; these are {', '.join(sorted(kinds))}")


def _first(store: OxigraphStore, sparql: str) -> str | None:
    found = store.query(sparql)
    assert isinstance(found, QuerySolutions)
    row = next(iter(found), None)
    term_ = row["value"] if row else None
    return term_.value if isinstance(term_, NamedNode | Literal) else None
