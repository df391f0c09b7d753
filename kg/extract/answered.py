"""Answered: what a denial without words of its own denies ("Haftar's forces denied it"): what was said right before it."""

import re
from collections.abc import Callable, Iterator, Sequence

from kg.extract.events.syntax import light_verb
from kg.extract.reading import Reading
from kg.model import Annotation, Attribution, Claim, ClaimKind, Event, Polarity, Realis, Span, Stance

_TAKES_UP = re.compile(
    r"(?:it|this|that|them|these|those"
    r"|(?:the|this|that|these|those|such|all|both|any such)\s(?:latest\s|recent\s)?"
    r"(?:claim|report|accusation|allegation|charge|assertion|account|statement)s?)"
    r"(?:\sas\s[\w\s,]+)?",
    re.IGNORECASE,
)

Claimant = Callable[[Attribution], str]
"""What tells one claimant of the document from another."""


def answered(reading: Reading, known: Annotation, told: Sequence[Claim], claimant: Claimant) -> Iterator[Claim]:
    """Yield a claim for each event of `told` that somebody else denies in such words, in the same sentence or in the next.

    It says what it is about by standing right behind it: its words are the sentence of the denial, and name no place."""
    text, voices = reading.text, {attribution.id: attribution for attribution in known.attributions}
    events = {event.id: event for event in known.events if _happened(event)}
    denials = [
        one for one in known.attributions if one.stance is Stance.DENIES and _TAKES_UP.fullmatch(one.content[0].of(text))
    ]
    if not denials:
        return
    before = [claim for claim in told if claim.event in events and _is_said(reading, claim, events[claim.event])]
    for denial in denials:
        for claim in _nearest(before, denial.content[0], events, known.sentences):
            if _others(voices[claim.attribution], denial, claimant):
                yield _denied(claim, denial, known.sentences)


def _happened(event: Event) -> bool:
    return event.realis is Realis.ACTUAL and event.polarity is Polarity.POSITIVE


def _is_said(reading: Reading, claim: Claim, event: Event) -> bool:
    """Return whether `claim` says that `event` happened, or who did it, rather than taking it as known: a verb, a noun with a
    verb that only lends it its subject. ("Its rivals had provoked the clashes": that there were some nobody denies.)"""
    head = reading.tokens(event.trigger).root
    return claim.kind is ClaimKind.RESPONSIBILITY or head.pos_ in ("VERB", "AUX") or light_verb(head) is not None


def _others(voice: Attribution, denial: Attribution, claimant: Claimant) -> bool:
    return voice.stance is not Stance.DENIES and claimant(voice) != claimant(denial)


def _nearest(before: Sequence[Claim], words: Span, events: dict[str, Event], sentences: Sequence[Span]) -> list[Claim]:
    """Return those of `before` whose events are told in the sentence of `words` ahead of them, else in the one before."""
    here = max((place for place, sentence in enumerate(sentences) if sentence.start <= words.start), default=-1)
    for sentence in (sentences[place] for place in (here, here - 1) if place >= 0):
        found = [claim for claim in before if sentence.holds(trigger := events[claim.event or ""].trigger) and trigger < words]
        if found:
            return found
    return []


def _denied(claim: Claim, denial: Attribution, sentences: Sequence[Span]) -> Claim:
    words = denial.content[0]
    span = next((sentence for sentence in sentences if sentence.holds(words)), words)
    return Claim(f"c-{denial.id}-{claim.event}", claim.kind, denial.id, span, None, claim.event)
