"""Tallies: what each claim of a document counts, under every topic on which claims of other documents may be set beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kg.model import (
    Annotation,
    Attribution,
    Bound,
    Chain,
    Claim,
    ClaimKind,
    Document,
    Figure,
    Manner,
    Measure,
    Polarity,
    Realis,
    Resolution,
    Scope,
    Span,
    Stance,
    Tally,
    Time,
)
from kg.resolve.origins import Known, Speakers
from kg.resolve.parts import Parts
from kg.resolve.reports import METROPOLIS
from kg.resolve.scenes import SELDOM, Scenes
from kg.resolve.things import GROUND

LOSSES = frozenset(
    {Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.MISSING, Measure.CASUALTIES, Measure.EQUIPMENT_LOST}
)
"""Measures whose totals over a stretch of time can be set beside another's at the same place and of the same start."""

_HAPPENED = frozenset({ClaimKind.OCCURRENCE, ClaimKind.RESPONSIBILITY})
_PEOPLE = frozenset({"person", "people"})
_UNSURE = re.compile(
    r"\b(?:not|never|yet to be)(?: yet| immediately)? (?:known|clear|certain|sure)\b|\bunclear\b|\bunknown\b", re.I
)


@dataclass(frozen=True, slots=True)
class Concluded:
    """What was concluded across documents before figures are compared: of `known` the entities and shared texts, the keys of
    the events that reports tell of, and the utterances that attributions print, with the words of each."""

    known: Known = field(default_factory=Known)
    events: Mapping[tuple[str, str], str] = field(default_factory=dict)
    utterances: Mapping[tuple[str, str], tuple[tuple[Span, str], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, resolution: Resolution) -> "Concluded":
        """Return what `resolution` tells."""
        said: dict[tuple[str, str], tuple[tuple[Span, str], ...]] = {}
        for utterance in resolution.utterances:
            for one in utterance.sayings:
                place = one.document, one.attribution
                said[place] = (*said.get(place, ()), (one.span, utterance.key))
        events = {report: cluster.key for cluster in resolution.events for report in cluster.reports}
        return cls(Known.of(resolution), events, said)


def tallies(document: Document, annotation: Annotation, concluded: Concluded) -> Iterator[Tally]:
    """Yield a tally for each claim of `document` and each topic that it may be compared under."""
    page = _Page(document, annotation, concluded)
    for claim in annotation.claims:
        whole = page.tally(claim)
        for topic in dict.fromkeys(page.topics(claim)) if whole else ():
            if whole:
                yield replace(whole, topic=topic)


class _Page:
    """One document with what its claims refer to, by id."""

    def __init__(self, document: Document, annotation: Annotation, concluded: Concluded) -> None:
        self.document, self.concluded = document, concluded
        self.speakers = Speakers(document, annotation, concluded.known)
        self.attributions = {one.id: one for one in annotation.attributions}
        self.figures = {one.id: one for one in annotation.figures}
        self.events = {one.id: one for one in annotation.events}
        self.times = {one.id: one for one in annotation.times}
        self.chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}
        self.parts = Parts(document.text, self.figures)
        self.scenes = Scenes(document, annotation, concluded.known.keys, concluded.events)

    def tally(self, claim: Claim) -> Tally | None:
        """Return what `claim` counts, or that it says that something happened, still without a topic; None of any other."""
        attribution = self.attributions[claim.attribution]
        if attribution.stance in (Stance.DOUBTS, Stance.DECLINES):
            return None
        bare = self._bare(claim, attribution)
        figure = self.figures.get(claim.figure or "")
        if figure:
            return self._counted(bare, claim, figure) if self._is_toll(claim, figure) else None
        return bare if claim.kind in _HAPPENED and self._real(claim, bare.denied) else None

    def _bare(self, claim: Claim, attribution: Attribution) -> Tally:
        site = self.scenes.site(claim)
        return Tally(
            self.document.id,
            claim.id,
            "",
            claim.kind,
            self.speakers.origin(attribution),
            self.speakers.claimant(attribution),
            published=self.document.published,
            claimant_side=self.speakers.side(attribution),
            at=claim.span.start,
            denied=attribution.stance is Stance.DENIES,
            event=self.scenes.cluster(claim),
            town=site.key if site else None,
            lat=site.lat if site else None,
            lon=site.lon if site else None,
            city=site is not None and site.precision == METROPOLIS,
            means=self.scenes.means(claim),
            voices=frozenset(self._voices(claim)),
        )

    def _voices(self, claim: Claim) -> Iterator[str]:
        """Yield the origins of those whom the document has give the toll of `claim`, but for its own voice."""
        told = (self.attributions[one.attribution] for one in (claim, *self.scenes.same(claim)))
        yield from (self.speakers.origin(one) for one in told if one.manner is not Manner.NARRATION)

    def _counted(self, bare: Tally, claim: Claim, figure: Figure) -> Tally:
        earliest, latest = self._as_of(claim, figure)
        since, until = (self.scenes.days(claim) if figure.measure in LOSSES else None) or (None, None)
        return replace(
            bare,
            measure=figure.measure,
            low=figure.low,
            high=figure.high,
            bound=figure.bound,
            strict=figure.strict,
            unit=figure.unit,
            victim=None if figure.victim in _PEOPLE else figure.victim,
            side=figure.side,
            scope=figure.scope,
            earliest=earliest,
            latest=latest,
            since=since,
            until=until,
            place=self.scenes.place(claim) if figure.measure in LOSSES else None,
            spot=self.scenes.spot(claim) if figure.measure in LOSSES else None,
            incident=self.scenes.incident(claim) if figure.measure in LOSSES else None,
            parts=frozenset(self._parts(figure)),
        )

    def _parts(self, figure: Figure) -> Iterator[float]:
        """Yield the numbers of those whom `figure` counts too, and who are of no class of their own."""
        for part in self.figures.values():
            alike = part.measure is figure.measure and part.victim in (None, *_PEOPLE, figure.victim)
            if part.part_of == figure.id and alike and part.low is not None:
                yield part.low

    def _is_toll(self, claim: Claim, figure: Figure) -> bool:
        """Return whether `figure` is a whole; what is no loss is one always."""
        return figure.measure not in LOSSES or not self.parts.holds(figure, self.scenes.incident(claim))

    def _unsure(self, claim: Claim) -> bool:
        """Return whether `claim` says that something is not known, which denies nothing."""
        return bool(_UNSURE.search(self.document.text, claim.span.start, claim.span.end))

    def _real(self, claim: Claim, denied: bool) -> bool:
        """Return whether `claim` says, or denies, that its event happened: what is denied is told as what did not."""
        event = self.events.get(claim.event or "")
        if not event or event.realis is not Realis.ACTUAL:
            return False
        return not self._unsure(claim) if denied else event.polarity is Polarity.POSITIVE

    def _as_of(self, claim: Claim, figure: Figure) -> tuple[date | None, date | None]:
        """Return the days as of which `figure` holds: those it names, the last of its period, else the day of the report."""
        named = self._days(figure.as_of)
        if named:
            return named
        period = self._period(claim, figure) if figure.scope is Scope.PERIOD else None
        last = period[1] if period else None
        day = min((each for each in (last, self.document.published) if each), default=None)
        return day, day

    def _days(self, name: str | None) -> tuple[date, date] | None:
        time: Time | None = self.times.get(name or "")
        return (time.earliest, time.latest) if time and time.earliest and time.latest else None

    def _period(self, claim: Claim, figure: Figure) -> tuple[date, date] | None:
        return self._days(figure.period) or self._days(claim.time)

    def topics(self, claim: Claim) -> Iterator[str]:
        """Yield what `claim` may be compared under, nearest first."""
        figure = self.figures.get(claim.figure or "")
        if not figure or figure.scope not in (Scope.PERIOD, Scope.CUMULATIVE) or figure.measure in GROUND:
            yield from self._event_topic(claim)
            yield from self._day_topic(claim) if figure and figure.measure in LOSSES else ()
        if figure and figure.bound is not Bound.VAGUE:
            yield from self._utterance_topic(claim, figure)
            yield from self._ground_topic(figure)
            yield from self._period_topic(claim, figure)

    def _event_topic(self, claim: Claim) -> Iterator[str]:
        if key := self.scenes.cluster(claim):
            yield f"event/{key}"

    def _day_topic(self, claim: Claim) -> Iterator[str]:
        """What befell a town on one day is one topic, for reports that were not found to be of one event: in a city there are
        several."""
        site, day = self.scenes.site(claim), self.scenes.day(claim)
        if site and day and (site.precision != METROPOLIS or self.scenes.means(claim) in SELDOM):
            yield f"day/{site.key}/{day.isoformat()}"

    def _utterance_topic(self, claim: Claim, figure: Figure) -> Iterator[str]:
        for span, key in self.concluded.utterances.get((self.document.id, claim.attribution), ()):
            if span.touches(figure.span):
                yield f"utterance/{key}"

    def _ground_topic(self, figure: Figure) -> Iterator[str]:
        """Figures of ground are few in a report, and mostly of one advance: they are set side by side."""
        if figure.measure in GROUND:
            yield f"document/{self.document.id}"

    def _period_topic(self, claim: Claim, figure: Figure) -> Iterator[str]:
        """Losses over a stretch of time are of one topic if they are counted at one place from one day on."""
        chain: Chain | None = self.chains.get(claim.place or "")
        place = self.concluded.known.keys.get((self.document.id, chain.id)) if chain else None
        period = self._period(claim, figure)
        if place and period and figure.measure in LOSSES and figure.scope in (Scope.PERIOD, Scope.CUMULATIVE):
            yield f"period/{place}/{period[0].isoformat()}"
