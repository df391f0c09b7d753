"""Decision: what a person judged of the graph, as a value. Nothing is overwritten by one, and each can be undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Judgement(StrEnum):
    """What was decided: of two or more things that they are one or not (same, merge; different), of one that parts of it are
    something else (split), of a statement or a link that it was read rightly, wrongly, or with another value (accept,
    reject, correct), that nobody can tell (unsure), or that an earlier decision is not to count (undo)."""

    SAME = "same"
    DIFFERENT = "different"
    MERGE = "merge"
    SPLIT = "split"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    UNSURE = "unsure"
    UNDO = "undo"


class Standing(StrEnum):
    """What people made of a claim, an event or an entity. Never set by the software."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    WORK_NEEDED = "work_needed"


PAIRS = frozenset({Judgement.SAME, Judgement.DIFFERENT, Judgement.MERGE, Judgement.SPLIT})
"""Judgements on two or more things."""

_ONE = frozenset({Judgement.CORRECT, Judgement.UNDO})


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `subjects` are addresses: what stands behind the base of an IRI (``entity/person/ana-ruiz``,
    ``source/herald/0a1b2c3d4e5f/claim/c1``), or the id of the decision that is undone.

    Of a correction `property` is what is corrected and `value` what it is to be. `was` is what a link or value was before,
    if whoever decided wrote it down; `why` may be empty.
    """

    id: str
    judgement: Judgement
    subjects: tuple[str, ...]
    who: str
    when: datetime
    why: str = ""
    property: str | None = None
    value: str | None = None
    was: str | None = None

    def __post_init__(self) -> None:
        least, most = (2 if self.judgement in PAIRS else 1), (1 if self.judgement in _ONE else None)
        if len(set(self.subjects)) < least:
            raise ValueError(f"{self.judgement} needs {'two things or more' if least == 2 else 'something'} to decide on")
        if most and len(self.subjects) > most:
            raise ValueError(f"{self.judgement} takes one thing at a time")
        if (self.judgement is Judgement.CORRECT) != (self.property is not None and self.value is not None):
            raise ValueError("a property with its value is what a correction needs, and nothing else takes")
        if self.value is not None and self.value in self.subjects:
            raise ValueError("nothing is corrected to be itself")
        if not self.who.strip():
            raise ValueError("a decision is somebody's: say who decided")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision has come to: what was there before and what is there now (an address or a value, where there is one), or,
    if it could not be obeyed, what is in its way (`hindered`)."""

    earlier: str | None = None
    later: str | None = None
    hindered: str | None = None


def undone(decisions: Iterable[Decision]) -> Mapping[str, str]:
    """Return which decisions do not count, each with the decision that undid it. What undoes may itself be undone."""
    found: dict[str, str] = {}
    for decision in reversed(in_order(decisions)):
        if decision.judgement is Judgement.UNDO and decision.id not in found:
            found.setdefault(decision.subjects[0], decision.id)
    return found


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that count, oldest first: those that are not undone, without what only undoes."""
    ordered = in_order(decisions)
    gone = undone(ordered)
    return tuple(one for one in ordered if one.id not in gone and one.judgement is not Judgement.UNDO)


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return `decisions` by time, those of one second in the order given, each id once: files may have been merged."""
    first: dict[str, Decision] = {}
    for decision in decisions:
        first.setdefault(decision.id, decision)
    return tuple(sorted(first.values(), key=lambda decision: decision.when))
