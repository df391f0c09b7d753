"""Events: what a text says happens. The ontology says which words are triggers and who fills which role."""

from collections.abc import Iterable
from dataclasses import replace

from kg.extract import extractors
from kg.extract.events.frames import Fillers, fill
from kg.extract.events.index import Index, index_of
from kg.extract.events.kinds import Kinds
from kg.extract.events.match import Trigger, triggers
from kg.extract.events.realis import is_background, polarity_and_realis
from kg.extract.events.scene import scenes
from kg.extract.reading import Reading, span_of
from kg.model import Annotation, Event, Realis, Role


@extractors.register("events", needs=("mentions", "times", "figures"), gives=("events",))
def events(reading: Reading, known: Annotation) -> Annotation:
    """Return the events of `reading`, in text order, their roles filled from what is `known`."""
    index = index_of(reading.vocabulary)
    found = triggers(reading.doc, index, Kinds(reading, known))
    fillers = Fillers(reading.doc, known, {trigger.head.i: _id(trigger) for trigger in found})
    speech = frozenset(t.head.i for t in found if reading.vocabulary.is_a(t.entry.type.name, "Communication"))
    where = scenes(reading.doc, known, frozenset(t.head.i for t in found), speech)
    made = [_event(trigger, index, fillers, where[trigger.head.i]) for trigger in found]
    told = [event for event in made if event.roles or event.realis is Realis.ACTUAL]  # a mere possibility of nobody is none
    return Annotation(known.document, known.version, events=tuple(_with_history(told, reading, known)))


def _event(trigger: Trigger, index: Index, fillers: Fillers, scene: Iterable[Role]) -> Event:
    kind = trigger.entry.type
    polarity, realis = polarity_and_realis(trigger.head)
    own = fill(trigger, index.frames[kind.name], fillers)
    filled = {role.filler for role in own} | {role.role for role in own if role.role in ("place", "time")}
    roles = (*own, *(role for role in scene if role.filler not in filled and role.role not in filled))
    by = f"{trigger.entry.pattern.word_class} {trigger.entry.pattern.written!r}"
    return Event(_id(trigger), kind.name, span_of(trigger.words), roles, kind.coarse, polarity, realis, by)


def _id(trigger: Trigger) -> str:
    span = span_of(trigger.words)
    return f"e{span.start}-{span.end}-{trigger.entry.type.name}"


def _with_history(made: Iterable[Event], reading: Reading, known: Annotation) -> Iterable[Event]:
    """The events, those that ended long before the report marked as background."""
    past = {time.id for time in known.times if is_background(time, reading.document.published)}
    for event in made:
        old = event.realis is Realis.ACTUAL and past & set(event.fillers("time"))
        yield replace(event, realis=Realis.BACKGROUND) if old else event


__all__ = ["events"]
