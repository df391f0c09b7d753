"""Claims: each figure and each event as somebody's proposition - the innermost source's, else the outlet's own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.extract import extractors
from kg.extract.answered import answered
from kg.extract.attributions import NARRATION
from kg.extract.bearings import is_bearing
from kg.extract.incidents import Incidents
from kg.extract.presupposed import borrowed, presupposed
from kg.extract.reading import Reading
from kg.extract.shelf import Shelf
from kg.lexicon import table
from kg.model import Annotation, Attribution, Claim, ClaimKind, Event, Figure, Kind, Manner, Measure, Span, covering

_KINDS = {
    Measure.KILLED: ClaimKind.CASUALTY,
    Measure.WOUNDED: ClaimKind.CASUALTY,
    Measure.CAPTURED: ClaimKind.CASUALTY,
    Measure.MISSING: ClaimKind.CASUALTY,
    Measure.DISPLACED: ClaimKind.CASUALTY,
    Measure.ARRESTED: ClaimKind.CASUALTY,
    Measure.CASUALTIES: ClaimKind.CASUALTY,
    Measure.AREA: ClaimKind.TERRITORY,
    Measure.LENGTH: ClaimKind.TERRITORY,
    Measure.EQUIPMENT_LOST: ClaimKind.EQUIPMENT_LOSS,
    Measure.STRENGTH: ClaimKind.STRENGTH,
    Measure.AID: ClaimKind.AID,
}
_HARM = {"Killing": {Measure.KILLED, Measure.CASUALTIES}, "Injury": {Measure.WOUNDED, Measure.CASUALTIES}}
_SAID = ("Communication", "Statement")
_PLACES = (Kind.PLACE, Kind.FACILITY)
_PUT_FORWARD = {"speech", "claim", "evidence", "thought"}


@extractors.register("claims", needs=("mentions", "times", "figures", "attributions", "entities", "events"), gives=("claims",))
def claims(reading: Reading, known: Annotation) -> Annotation:
    """Return a claim for each figure that is no conversion and each event that is no statement.

    One claimant's equal figures for the same thing, in the same manner of speech, are one claim with several passages. A
    killing or injury whose number the same source gives is claimed by that number alone.
    """
    voices = Voices(known, reading.text)
    incidents = Incidents(known, reading.text, reading.vocabulary)
    numbers = [_figure_claim(reading, voices, incidents, figure) for figure in known.figures if figure.conversion_of is None]
    counted = {(claim.attribution, claim.about) for claim in numbers if claim.kind is ClaimKind.CASUALTY}
    told = [_event_claim(reading, voices, incidents, event) for event in known.events if not _statement(reading, event)]
    beside, coarse = _numbered(known, voices, numbers), {event.id: event.coarse for event in known.events}
    kept = [claim for claim in told if not (claim.kind is ClaimKind.CASUALTY and _is_counted(claim, coarse, counted, beside))]
    denied = answered(reading, known, kept, voices.claimant)
    return Annotation(known.document, known.version, claims=(*_merged(known, voices, numbers), *kept, *denied))


def _numbered(known: Annotation, voices: "Voices", numbers: Sequence[Claim]) -> set[tuple[str, Span, Measure]]:
    """Return the voice, the sentence and the measure of each number of people that is not tied to an event: a toll that is put
    or given ("put the number of dead at 17")."""
    figures = {figure.id: figure for figure in known.figures}
    bare = (claim for claim in numbers if claim.kind is ClaimKind.CASUALTY and claim.about is None)
    return {(claim.attribution, voices.sentence(claim.span), figures[claim.figure or ""].measure) for claim in bare}


def _is_counted(
    claim: Claim,
    coarse: Mapping[str, str | None],
    counted: set[tuple[str, str | None]],
    beside: set[tuple[str, Span, Measure]],
) -> bool:
    harm = _HARM.get(coarse.get(claim.event or "") or "", ())
    number = any((claim.attribution, claim.span, measure) in beside for measure in harm)
    return number or (claim.attribution, claim.event) in counted


def _statement(reading: Reading, event: Event) -> bool:
    return event.coarse in _SAID or any(reading.vocabulary.is_a(event.type, said) for said in _SAID)


class Voices:
    """Whose words each stretch of a document is, and what else lies there."""

    def __init__(self, known: Annotation, text: str) -> None:
        self._text = text
        forward = [attribution for attribution in known.attributions if _puts_forward(attribution)]
        self._attributions = Shelf((span, attribution) for attribution in forward for span in attribution.content)
        self._chains = {mention: chain.id for chain in known.entities for mention in chain.mentions}
        self._sentences = Shelf((sentence, sentence) for sentence in known.sentences)
        elsewise = {mention for chain in known.entities if chain.kind not in _PLACES for mention in chain.mentions}
        self._sites = {m.id: m for m in known.mentions if m.kind in _PLACES and m.id not in elsewise}
        self._places = Shelf((mention.span, mention) for mention in self._sites.values())
        self._events = {role.filler: event for event in reversed(known.events) for role in event.roles if role.kind == "figure"}

    def of(self, span: Span, saying: Callable[[Attribution], bool] = lambda _: True) -> Attribution | None:
        """Return the innermost attribution that puts the words of `span` forward (praise, doubt or a question does not) and
        of which `saying` holds, the outlet's own where there is none; None if the outlet has none either."""
        holders = [(_reach(one, span), one) for one in self._attributions.at(span) if saying(one)]
        return min((pair for pair in holders if pair[0]), key=lambda pair: (pair[0], pair[1].id), default=(0, None))[1]

    def claimant(self, attribution: Attribution) -> str:
        """Return what tells one claimant of the document from another: the entity, else the words of the source."""
        words = "+".join(f"{span.start}" for span in attribution.source)
        return self._chains.get(attribution.source_mention or "", attribution.source_mention or words or attribution.id)

    def event(self, figure: Figure) -> Event | None:
        """Return the event that `figure` belongs to."""
        return self._events.get(figure.id)

    def sentence(self, span: Span) -> Span:
        """Return the sentence in which `span` begins, `span` itself if none does."""
        return next(iter(self._sentences.at(Span(span.start, span.start + 1))), span)

    def place(self, event: Event | None, span: Span, voice: Attribution | None) -> str | None:
        """Return the event's place; else the only place that the sentence of `span` names in the same voice, but for those that
        only say where it lies; else None."""
        found = [filler for filler in event.fillers("place") if filler in self._sites] if event is not None else []
        if found:
            return found[0]
        near = [mention for mention in self._places.at(self.sentence(span)) if voice is None or _reach(voice, mention.span)]
        said = [mention.id for mention in near if len(near) == 1 or not is_bearing(self._text, mention.span)]
        return said[0] if len(said) == 1 else None


def _reach(attribution: Attribution, span: Span) -> int:
    """Return the length of the widest content span that holds more than half of `span`; 0 if none does."""
    return max((len(part) for part in attribution.content if 2 * part.shared(span) > len(span)), default=0)


def _puts_forward(attribution: Attribution) -> bool:
    return attribution.cue_kind is None or attribution.cue_kind in _forward_kinds() or attribution.cue_kind in _plan_kinds()


@cache
def _forward_kinds() -> frozenset[str]:
    verbs = {row["kind"] for row in table("reporting_verbs") if row["group"] in _PUT_FORWARD}
    return frozenset(verbs | {row["kind"] for row in table("hearsay_adverbs")} | {"according_to", "rumoured", "reported"})


@cache
def _plan_kinds() -> frozenset[str]:
    return frozenset(row["kind"] for row in table("reporting_verbs") if row["group"] == "plan")


def _figure_claim(reading: Reading, voices: Voices, incidents: Incidents, figure: Figure) -> Claim:
    voice = voices.of(figure.span, lambda one: not presupposed(reading, figure.span, one))
    about = voices.event(figure)
    name = voice.id if voice else NARRATION
    kind = _KINDS.get(figure.measure, ClaimKind.QUANTITY)
    time = (_time(about) if about else None) or figure.period
    place = voices.place(about, figure.span, voice)
    plain = figure.counts if figure.measure is Measure.OTHER else None
    span = covering((figure.span, plain)) if plain else figure.span
    incident = incidents.of_figure(figure, about)
    event = about.id if about else None
    return Claim(f"c-{name}-{figure.id}", kind, name, span, figure.id, None, event, incident, place, time)


def _time(event: Event) -> str | None:
    return next((role.filler for role in event.roles if role.role == "time" and role.kind == "time"), None)


def _event_claim(reading: Reading, voices: Voices, incidents: Incidents, event: Event) -> Claim:
    voice = voices.of(
        event.trigger, lambda one: not (borrowed(reading, event, one) or presupposed(reading, event.trigger, one))
    )
    name = voice.id if voice else NARRATION
    place = voices.place(event, event.trigger, voice)
    span, kind = voices.sentence(event.trigger), _event_kind(reading, event, voice)
    incident = incidents.of_harm(event)
    return Claim(f"c-{name}-{event.id}", kind, name, span, None, event.id, None, incident, place, _time(event))


def _event_kind(reading: Reading, event: Event, voice: Attribution | None) -> ClaimKind:
    if event.coarse in _HARM:
        return ClaimKind.CASUALTY
    if voice is None or voice.manner is Manner.NARRATION:
        return ClaimKind.OCCURRENCE
    first = voice.content[0].of(reading.text).split()[0].lower()
    if voice.cue_kind == "accused" or first in ("responsibility", "credit", "blame"):
        return ClaimKind.RESPONSIBILITY
    return ClaimKind.INTENT if voice.cue_kind in _plan_kinds() else ClaimKind.OCCURRENCE


def _merged(known: Annotation, voices: Voices, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield `claims`, those of one claimant that say the same as one, with the further places as passages."""
    figures = {figure.id: figure for figure in known.figures}
    by_id = {attribution.id: attribution for attribution in known.attributions}
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        figure, voice = figures[claim.figure or ""], by_id.get(claim.attribution)
        who = (voices.claimant(voice), voice.manner) if voice else (NARRATION, Manner.NARRATION)
        what = (figure.measure, figure.unit, figure.low, figure.high, figure.bound, figure.strict, figure.victim, figure.side)
        key = (*who, *what) if figure.low is not None or figure.high is not None else (claim.id,)
        if key in kept and not kept[key].span.touches(claim.span):
            kept[key] = replace(kept[key], passages=(*kept[key].passages, claim.span))
        else:
            kept.setdefault(key if key not in kept else (claim.id,), claim)
    yield from kept.values()
