"""Tally and disagreement: what one claim counts, and how far the claims of one thing agree."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.model.figure import Number
from kg.model.values import Bound, ClaimKind, Measure, Scope

ClaimRef = tuple[str, str]
"""A claim: the id of its document, and its own."""


class Agreement(StrEnum):
    """How far claims of one thing agree. Same: the same figure; compatible: their bounds leave a figure that fits all; revised:
    a source replaced its figure, or a toll rose by the day; contradictory: no figure fits all; not comparable: they measure
    different things, and stand side by side only to show it."""

    SAME = "same"
    COMPATIBLE = "compatible"
    REVISED = "revised"
    CONTRADICTORY = "contradictory"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose words an attribution's are in the end: `key` is an entity's (a person, the body that a spokesman speaks for, the
    agency that an outlet credits), ``text/…`` of a text that several documents share, ``outlet/…`` (its name in `outlet`) or
    ``document/…``."""

    document: str
    attribution: str
    key: str
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """That a claim gives the whole number of those harmed in the event with the key `event`; claims of one event with the same
    `thing` give figures of one thing."""

    document: str
    claim: str
    event: str
    thing: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What one claim says about one `topic`: an event (``event/<key>``), a day in a town, an utterance, a period at a place, a
    document.

    `measure` is None of a claim that something happened at all. `earliest` and `latest` are the days as of which it holds,
    `claimant_side` the ISO 3166 alpha-2 code of whom the claimant speaks for, `origin` the key of an Origin, `at` the offset at
    which the claim starts, `denied` whether it is said not to be so, `voices` the origins of those whom the document has give
    the number, in this or another claim with this toll. `event` is the key of the event it is about, `town` that of the place,
    with its coordinates in degrees, `city` whether that is one of so many people that there are several attacks a day, `means`
    by what people were killed, `since` and `until` the days on which it happened. `place` is the key, else the id, of the place
    that the document gives to this very toll, `spot` of the one that it gives to the attack, `incident` the id of the event of
    the document in which people came to harm, `parts` the numbers of some of those that it counts who were harmed together
    ("31, including 10 on a bus"). A number is in the unit it was given in.
    """

    document: str
    claim: str
    topic: str
    kind: ClaimKind
    origin: str
    claimant: str
    measure: Measure | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = Bound.EXACT
    strict: bool = False
    unit: str | None = None
    victim: str | None = None
    side: str | None = None
    scope: Scope | None = None
    earliest: date | None = None
    latest: date | None = None
    published: date | None = None
    claimant_side: str | None = None
    at: int = 0
    denied: bool = False
    event: str | None = None
    town: str | None = None
    lat: float | None = None
    lon: float | None = None
    means: str | None = None
    since: date | None = None
    until: date | None = None
    place: str | None = None
    incident: str | None = None
    parts: frozenset[float] = frozenset()
    voices: frozenset[str] = frozenset()
    spot: str | None = None
    city: bool = False

    @property
    def told(self) -> ClaimRef:
        """The claim that it was taken from."""
        return self.document, self.claim


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims of one `topic` that count the same thing, side by side. `key` is made of the topic and of what is counted.

    `low` and `high` are the least and the greatest number that any of them gives, `difference` says in words what sets them
    apart, `outlier` is the claim that is far from all others, `admission` one in which a side gives its own losses higher than
    others do. `revises` and `answers` hold pairs: a claim and the earlier one of its source that it replaces, a denial and what
    it denies.
    """

    key: str
    topic: str
    agreement: Agreement
    members: tuple[ClaimRef, ...]
    measure: Measure | None = None
    unit: str | None = None
    victim: str | None = None
    side: str | None = None
    scope: Scope | None = None
    low: Number | None = None
    high: Number | None = None
    difference: str | None = None
    outlier: ClaimRef | None = None
    admission: ClaimRef | None = None
    revises: tuple[tuple[ClaimRef, ClaimRef], ...] = ()
    answers: tuple[tuple[ClaimRef, ClaimRef], ...] = ()
