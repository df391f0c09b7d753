"""Sentences in the bracket notation as the events extractor gets them: what is marked is what the other extractors know."""

from kg.extract.events import events
from kg.extract.reading import Reading
from kg.model import Annotation, Event, Form, Kind, Mention, Span, Time
from kg.testing import Marked

KINDS = {
    "place": Kind.PLACE,
    "origin": Kind.PLACE,
    "destination": Kind.PLACE,
    "instrument": Kind.WEAPON,
    "object": Kind.VEHICLE,
    "victim": Kind.PERSON,
}


def known(reading: Reading, sentence: Marked) -> Annotation:
    """Return what the other extractors would know: a mention or a time where `sentence` marks a role."""
    times = tuple(Time(f"t{s.start}-{s.end}", s) for role, s in sentence.roles if role == "time")
    mentions = tuple(_mention(reading, role, span) for role, span in sentence.roles if role != "time")
    return Annotation(reading.document.id, reading.document.version, mentions=mentions, times=times)


def events_in(reading: Reading, sentence: Marked) -> tuple[Event, ...]:
    """Return the events of `sentence`, whose parse is `reading`."""
    return events(reading, known(reading, sentence)).events


def unfilled(event: Event, sentence: Marked) -> dict[str, str]:
    """Return the roles that `sentence` marks and `event` lacks, with their words."""
    missing = {}
    for role, span in sentence.roles:
        fillers = [Span(*(int(n) for n in filler.lstrip("emtf").split("-")[:2])) for filler in event.fillers(role)]
        if not any(filler.touches(span) for filler in fillers):
            missing[role] = span.of(sentence.text)
    return missing


def _mention(reading: Reading, role: str, span: Span) -> Mention:
    root = reading.tokens(span).root
    head = Span(root.idx, root.idx + len(root))
    return Mention(f"m{span.start}-{span.end}", span, head, KINDS.get(role, Kind.ORGANISATION), Form.NOMINAL)
