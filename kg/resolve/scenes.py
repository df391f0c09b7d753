"""Scenes: the town, the day and the means of what a toll was taken in, as one document tells them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from kg.lexicon.printed import printed
from kg.model import Annotation, Chain, Claim, Document, Event, Form, Kind, Span, Time
from kg.resolve.reports import METROPOLIS, Keys, Site, is_metropolis
from kg.resolve.retold import TOWNS, Retold

WIDE = frozenset({"region", "country", "continent", "sea"})
"""Precisions of places that may hold two incidents."""

MEANS = {
    "AirStrike": "air",
    "DroneStrike": "air",
    "Shelling": "fire",
    "Bombing": "bomb",
    "SuicideAttack": "bomb",
    "ArmedClash": "fighting",
    "Offensive": "fighting",
    "MilitaryOperation": "fighting",
    "Ambush": "fighting",
    "Shooting": "shooting",
    "Assassination": "shooting",
    "Protest": "protest",
    "Riot": "protest",
    "Interception": "crash",
}
"""By what people are killed in an event of a type; an attack of no other kind is by any of them."""

WEAPONS = {
    "air": re.compile(r"\b(?:air ?strikes?|air raids?|air attacks?|warplanes?|fighter jets?|barrel bombs?)\b", re.I),
    "fire": re.compile(r"\b(?:shells?|shelling|rockets?|mortars?|artillery)\b", re.I),
    "bomb": re.compile(r"\b(?:car bombs?|suicide|explosives?|explosive device|mines?|booby[- ]trap\w*)\b", re.I),
}
"""The words for weapons that tell by what people were killed where the kind of the attack does not."""

SELDOM = frozenset({"bomb", "crash"})
"""Means by which people are not killed several times a day in one city."""

BESIDE = 60
"""Characters within which a day of the same sentence is that of a toll which has none of its own."""

_WHERE = ("place", "target", "venue")


class Scenes:
    """The scenes of one document's claims: each from the claim, its incident, or what else the document tells of that event."""

    def __init__(self, document: Document, annotation: Annotation, keys: Keys, events: Mapping[tuple[str, str], str]) -> None:
        self._document, self._keys, self._clusters = document.id, keys, events
        self._text = document.text
        self._retold = Retold(annotation)
        self._chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}
        self._names = {mention.id for mention in annotation.mentions if mention.form is Form.NAMED}
        self._times = {time.id: time for time in annotation.times}
        said, own = {attribution.time for attribution in annotation.attributions}, printed(document.text)
        days = (time for time in annotation.times if _one_day(time) and time.id not in said)
        self._days = [time for time in days if not (own and own.span.touches(time.span))]
        self._sentences = annotation.sentences
        self._events = {event.id: event for event in annotation.events}
        self._part_of = {figure.id: figure.part_of for figure in annotation.figures}
        self._counting: dict[str, list[Claim]] = defaultdict(list)
        for one in annotation.claims:
            self._counting[one.figure or ""].append(one)
        self._together: dict[str, list[Event]] = defaultdict(list)
        for event in annotation.events:
            if key := events.get((document.id, event.id)):
                self._together[key].append(event)

    def cluster(self, claim: Claim) -> str | None:
        """Return the key of the event that `claim` is about."""
        keys = (self._clusters.get((self._document, event)) for event in self._told(claim))
        return next((key for key in keys if key), None)

    def same(self, claim: Claim) -> Iterator[Claim]:
        """Yield the other claims of the document with the toll of `claim`, of an incident that nothing tells from its own."""
        return self._retold.kin(claim)

    def incident(self, claim: Claim) -> str | None:
        """Return the id of the event in which those came to harm that `claim` counts, where it is told of first."""
        event = self._events.get(claim.incident or "")
        return self._retold.first(event).id if event else None

    def site(self, claim: Claim) -> Site | None:
        """Return the town or building in which what `claim` counts happened, or a place by that name that no gazetteer has;
        None where the document names none."""
        own = self._chains.get(claim.place or "")
        kin = (self._chains.get(one.place or "") for one in self._kin(claim))
        fillers = (self._chains.get(name) for event in self._reports(claim) for role in _WHERE for name in event.fillers(role))
        chains = [chain for chain in (own, *fillers, *kin) if chain]
        towns = (site for chain in chains if (site := self._town(chain)))
        return next(towns, None) or next((site for chain in chains if (site := self._spot(chain))), None)

    def place(self, claim: Claim) -> str | None:
        """Return the key, else the id, of the place, no wider than a town, that the document gives to what `claim` counts."""
        own = self._chains.get(claim.place or "")
        return self._key(own) if own and own.precision not in WIDE else None

    def spot(self, claim: Claim) -> str | None:
        """Return the same of the place with a name that the document gives to the very attack that `claim` is the toll of."""
        event = self._events.get(claim.incident or "")
        chains = (self._chains.get(name) for role in _WHERE for name in (event.fillers(role) if event else ()))
        narrow = (chain for chain in chains if chain and chain.precision not in WIDE)
        return next((self._key(chain) for chain in narrow if not self._names.isdisjoint(chain.mentions)), None)

    def _key(self, chain: Chain) -> str:
        return self._keys.get((self._document, chain.id), chain.id)

    def day(self, claim: Claim) -> date | None:
        """Return the one day on which what `claim` counts happened; None where the document does not tell it."""
        return next((time.earliest for time in self._when(claim) if _one_day(time)), None)

    def days(self, claim: Claim) -> tuple[date, date] | None:
        """Return the first and the last day on which it may have happened; None where the document does not tell it."""
        return next(((time.earliest, time.latest) for time in self._when(claim) if time.earliest and time.latest), None)

    def _when(self, claim: Claim) -> Iterator[Time]:
        own = self._times.get(claim.time or "")
        told = (self._times.get(name) for event in self._reports(claim) for name in event.fillers("time"))
        kin = (self._times.get(one.time or "") for one in self._kin(claim))
        yield from (time for time in (own, *told, *kin, self._beside(claim)) if time)

    def _beside(self, claim: Claim) -> Time | None:
        """Return the day that stands nearest to `claim` in its sentence, and that is not when it was said."""
        sentence = next((one for one in self._sentences if one.start <= claim.span.start < one.end), None)
        days = (time for time in self._days if sentence and sentence.holds(time.span))
        near = [(gap, time.span, time) for time in days if (gap := _gap(time.span, claim.span)) <= BESIDE]
        return min(near)[2] if near else None

    def means(self, claim: Claim) -> str | None:
        """Return by what people were killed in the incident of `claim`: what its kind says or, of an attack of no kind, the one
        weapon that its sentence names. A barrel bomb comes from the air."""
        incident = self._events.get(claim.incident or claim.about or "")
        found = MEANS.get(incident.type) if incident else None
        named = self._weapons(claim)
        if found is None or (found == "bomb" and named == {"air"}):
            return next(iter(named)) if incident and len(named) == 1 else found
        return found

    def _weapons(self, claim: Claim) -> set[str]:
        """Return the means whose weapons the sentence of `claim` names."""
        sentence = next((one for one in self._sentences if one.start <= claim.span.start < one.end), None)
        words = sentence.of(self._text) if sentence else ""
        return {means for means, weapons in WEAPONS.items() if weapons.search(words)}

    def _told(self, claim: Claim) -> Iterator[str]:
        """Yield the events that `claim` is about, then those that another claim of the document with its toll is about; first,
        where it counts some of those whom another counts, those that all were harmed in."""
        for one in (*self._wholes(claim), claim, *self._kin(claim)):
            yield from (event for event in (one.incident, one.about, one.event) if event)

    def _kin(self, claim: Claim) -> Iterator[Claim]:
        """Yield what tells more of the incident of `claim`: the claim that counts them all, and those with the same toll."""
        yield from self._wholes(claim)
        yield from self._retold.kin(claim)

    def _wholes(self, claim: Claim) -> Iterator[Claim]:
        """Yield the claims that count all of those of whom `claim` counts some."""
        whole = self._part_of.get(claim.figure or "")
        yield from self._counting.get(whole, ()) if whole else ()

    def _reports(self, claim: Claim) -> Iterator[Event]:
        """Yield the events of `claim`, then the other reports of the same event in this document."""
        yield from (self._events[event] for event in self._told(claim) if event in self._events)
        yield from self._together.get(self.cluster(claim) or "", ())

    def _town(self, chain: Chain) -> Site | None:
        key = self._keys.get((self._document, chain.id))
        precision = METROPOLIS if is_metropolis(chain) else chain.precision
        return Site(key, chain.lat, chain.lon, precision) if key and chain.precision in TOWNS else None

    def _spot(self, chain: Chain) -> Site | None:
        """Return where `chain` is, if it is a place with a name of which nothing else is known: a village, a camp."""
        key = self._keys.get((self._document, chain.id)) if chain.kind is Kind.PLACE and chain.precision is None else None
        return Site(key) if key else None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _one_day(time: Time) -> bool:
    return time.earliest is not None and time.earliest == time.latest
