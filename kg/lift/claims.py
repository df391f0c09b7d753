"""What is said: one claim for each proposition and each who makes it, with all that a question asks of it."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.lift.attributions import cue_words, lift_passage, passage
from kg.lift.events import participants
from kg.lift.figures import figure_facts
from kg.lift.quads import Facts, concept, named, said
from kg.lift.source import Source
from kg.model import Attribution, Claim, Event, Figure, Measure

MEASURES = {"Killing": Measure.KILLED, "Injury": Measure.WOUNDED}
"""What a claim without a number measures, by the type of its event ("a sniper killed the mayor")."""


class Known:
    """The figures, events and attributions of a source by their ids."""

    def __init__(self, source: Source) -> None:
        annotation = source.annotation
        self.figures = {figure.id: figure for figure in annotation.figures}
        self.events = {event.id: event for event in annotation.events}
        self.attributions = {attribution.id: attribution for attribution in annotation.attributions}
        self.counted = {claim.about for claim in annotation.claims if claim.figure and claim.about}
        self.told = {claim.event: claim for claim in annotation.claims if claim.event}

    def stands(self, source: Source, claim: Claim) -> bool:
        """Return whether `claim` is one of its own: that somebody says something is an attribution already, and what a
        figure counts is claimed by the figure."""
        event = self.events.get(claim.event or "")
        if event is None:
            return True
        counted = event.id in self.counted and event.id not in source.reports
        return not counted and not source.vocabulary.is_a(event.type, "Communication")


def lift_claims(source: Source) -> Iterator[Quad]:
    """Yield the claims of `source`. What a figure counts is one claim with it, even where its event was claimed too."""
    known = Known(source)
    for claim in source.annotation.claims:
        if not known.stands(source, claim):
            continue
        node = source.part("claim", claim.id)
        facts = dict.fromkeys(_facts(source, claim, known))
        yield from said(source.node, node, facts)
        for span in claim.passages:
            yield from lift_passage(source, span)


def _facts(source: Source, claim: Claim, known: Known) -> Facts:
    yield "rdf:type", named("kg:Claim")
    yield "rdf:type", concept(claim.kind)
    yield from _attributed(source, known.attributions[claim.attribution])
    yield from _evidence(source, claim)
    twin = known.told.get(claim.about) if claim.about else None
    yield "kg:place", source.filler("place", claim.place or (twin.place if twin else None))
    if claim.figure:
        yield from _counted(source, claim, known.figures[claim.figure])
    else:
        yield "kg:time", source.time(claim.time)
    event = known.events.get(claim.event or claim.about or "")
    yield "kg:about", (source.report(event.id) if event else None) or source.report(claim.incident)
    if event:
        yield from _happened(source, claim, event)


def _attributed(source: Source, attribution: Attribution) -> Facts:
    yield "kg:madeIn", source.part("attribution", attribution.id)
    yield "kg:claimant", source.claimant(attribution)
    yield "kg:stance", concept(attribution.stance)
    yield "kg:cue", cue_words(source, attribution)
    yield "kg:cueKind", attribution.cue_kind


def _evidence(source: Source, claim: Claim) -> Facts:
    sentence = source.sentence(claim.span)
    yield "prov:wasDerivedFrom", source.node
    yield "kg:quote", source.words(claim.span)
    yield "kg:start", claim.span.start
    yield "kg:end", claim.span.end
    yield "kg:sentence", source.words(sentence) if sentence else None
    for span in claim.passages:
        yield "kg:passage", passage(source, span)


def _counted(source: Source, claim: Claim, figure: Figure) -> Facts:
    yield from figure_facts(source, figure)
    yield "kg:period", source.time(figure.period or claim.time)


def _happened(source: Source, claim: Claim, event: Event) -> Facts:
    if claim.event:
        yield "kg:rule", event.by or None
    if event.id not in source.reports:
        yield from participants(source, event)
        yield "kg:eventType", concept(event.type)
        if claim.event:
            yield from _measured(source, event)


def _measured(source: Source, event: Event) -> Facts:
    for type_, measure in MEASURES.items():
        if source.vocabulary.is_a(event.type, type_):
            yield "kg:measure", concept(measure)
