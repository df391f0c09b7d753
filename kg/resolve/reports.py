"""Report: what one document says of one event, reduced to what decides whether two reports tell of the same event."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from kg.lexicon.gazetteer import gazetteer
from kg.model import Annotation, Chain, Document, Event, Form, Kind, Realis, Role, earth
from kg.resolve.names import fold
from kg.resolve.retold import AIMED_AT, WHERE, Retold
from kg.vocab import Vocabulary

Keys = Mapping[tuple[str, str], str]
"""The key of the entity that a chain of a document was linked to, by document id and chain id."""

ATTACK = "Attack"
METROPOLIS, MILLIONS = "metropolis", 400_000
"""Precision of a city of so many people or more."""

_BUILT = frozenset({Kind.FACILITY, Kind.PLACE})


@dataclass(frozen=True, slots=True)
class Site:
    """A place as a report has it: its key, its coordinates in degrees, its precision."""

    key: str
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None

    @property
    def spot(self) -> str:
        """Where it is, for places that lie on one spot to be found together ("central Goma" and "Goma"): the coordinates to
        about 100 metres, without them the key."""
        return self.key if self.lat is None or self.lon is None else f"{self.lat:.3f},{self.lon:.3f}"


@dataclass(frozen=True, slots=True)
class Report:
    """One event report. `actors` and `targets` are entity keys or, of entities that are only known by their country, its
    code; `words` the trigger as written; `published` the day of the report; `tolls` how many are said to have been harmed, each
    with its measure ("killed 16"), `aims` what is hit and has no name, by its head word ("market")."""

    document: str
    event: str
    type: str
    coarse: str | None
    words: str
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    sites: tuple[Site, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    published: date | None = None
    realis: Realis = Realis.ACTUAL
    tolls: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    order: int = field(default=0, compare=False)


def reports(document: Document, annotation: Annotation, keys: Keys, vocabulary: Vocabulary) -> Iterator[Report]:
    """Yield the reports of `document` that can be compared with others'."""
    scene = _Scene(document, annotation, keys)
    for event in annotation.events:
        if vocabulary.is_event(event.type):
            yield scene.report(event)


def is_metropolis(chain: Chain) -> bool:
    """Return whether `chain` is a city of `MILLIONS` or more, where several attacks a day are no rarity in a war."""
    if chain.precision != "settlement" or chain.link is None:
        return False
    names = {chain.name, *(candidate.name for candidate in chain.candidates if candidate.link == chain.link)}
    return max(_people(name, chain.link) for name in names) >= MILLIONS


@lru_cache(maxsize=10_000)
def _people(name: str, link: str) -> int:
    return max((place.population for place in gazetteer().find(name) if place.link == link), default=0)


class _Scene:
    """One document's chains, times and keys, by id."""

    def __init__(self, document: Document, annotation: Annotation, keys: Keys) -> None:
        self.document, self.keys = document, keys
        self.mentions = {mention.id: mention for mention in annotation.mentions}
        self.chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}
        self.times = {time.id: time for time in annotation.times}
        self.retold = Retold(annotation)

    def report(self, event: Event) -> Report:
        """Return the report that `event` is."""
        roles = self.retold.roles(event)
        mentions = [(self._role(role, event), self.chains[role.filler]) for role in roles if role.filler in self.chains]
        times = [self.times[role.filler] for role in roles if role.kind == "time" and role.filler in self.times]
        when = next((time for time in times if time.earliest and time.latest), None)
        return Report(
            self.document.id,
            event.id,
            event.type,
            event.coarse,
            event.trigger.of(self.document.text),
            frozenset(name for role, chain in mentions if role not in AIMED_AT | WHERE for name in self._names(chain)),
            frozenset(name for role, chain in mentions if role in AIMED_AT for name in self._names(chain)),
            tuple(dict.fromkeys(site for role, chain in mentions if role in WHERE for site in self._sites(chain))),
            when.earliest if when else None,
            when.latest if when else None,
            self.document.published,
            event.realis,
            frozenset(f"{measure.value} {number}" for measure, number in self.retold.tolls(event)),
            frozenset(self._aims(event)),
            event.trigger.start,
        )

    def _role(self, role: Role, event: Event) -> str:
        """Return what `role` is: a place that is hit is where it was, and no adversary that another report might call by
        another name ("the strike on the province", "the strike on the town")."""
        hit = event.coarse == ATTACK and role.role in AIMED_AT
        return "place" if hit and self.chains[role.filler].kind is Kind.PLACE else role.role

    def _aims(self, event: Event) -> Iterator[str]:
        """Yield the head words of the buildings and places that `event` hit and that are named nowhere."""
        for name in event.fillers("target"):
            mention, chain = self.mentions.get(name), self.chains.get(name)
            built = mention and mention.kind in _BUILT and mention.form is Form.NOMINAL
            if mention and built and not (chain and (self.document.id, chain.id) in self.keys):
                yield fold(mention.head.of(self.document.text)).removesuffix("s")

    def _names(self, chain: Chain) -> Iterator[str]:
        """Yield what an actor can be recognised by: who it is, and for whom it acts ("the Russian army" and "Russia")."""
        if key := self.keys.get((self.document.id, chain.id)):
            yield key
        if chain.side:
            yield chain.side

    def _sites(self, chain: Chain) -> Iterator[Site]:
        """Yield where `chain` is; where the middle of a part lies ("eastern Syria") is not known, only that of the whole."""
        if key := self.keys.get((self.document.id, chain.id)):
            part = chain.precision == "region" and chain.link is None
            lat, lon = (None, None) if part else (chain.lat, chain.lon)
            yield Site(key, lat, lon, METROPOLIS if is_metropolis(chain) else chain.precision)


def kilometres(one: Site, other: Site) -> float:
    """Return the great-circle distance of two sites in kilometres; infinite if one of them has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return earth.kilometres(one.lat, one.lon, other.lat, other.lon)
