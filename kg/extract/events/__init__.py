"""Events: what a text says happens. The ontology says which words are triggers and who fills which role."""

from collections.abc import Iterable
from dataclasses import replace

from kg.extract import extractors
from kg.extract.events.again import with_antecedents
from kg.extract.events.frames import Fillers, fill
from kg.extract.events.index import index_of
from kg.extract.events.kinds import Kinds
from kg.extract.events.match import Trigger, triggers
from kg.extract.events.realis import is_background, polarity_and_realis
from kg.extract.events.scene import scenes
from kg.extract.reading import Reading, span_of
from kg.model import Annotation, Event, Realis, Role
from kg.vocab import Vocabulary

_SURE = (Realis.ACTUAL, Realis.FUTURE)
SPEECH = ("Communication", "VerbalAct")
"""The classes of what is said: its time and place are not those of what it is said about."""


@extractors.register("events", needs=("mentions", "times", "figures", "entities"), gives=("events",))
def events(reading: Reading, known: Annotation) -> Annotation:
    """Return the events of `reading`, in text order, their roles filled from what is `known`."""
    index = index_of(reading.vocabulary)
    found = triggers(reading.doc, index, Kinds(reading, known))
    fillers = Fillers(reading.doc, known, {trigger.head.i: _id(trigger) for trigger in found}, reading.vocabulary)
    own = {t.head.i: fill(t, index.frames[t.entry.type.name], fillers) for t in found}
    where = scenes(reading.doc, known, own, frozenset(t.head.i for t in found if _is_speech(t, reading.vocabulary)))
    made = [_event(trigger, (*own[trigger.head.i], *where[trigger.head.i])) for trigger in found]
    told = with_antecedents(_with_history(_told(made), reading, known), reading, known)
    return Annotation(known.document, known.version, events=tuple(told))


def _is_speech(trigger: Trigger, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.is_a(trigger.entry.type.name, kind) for kind in SPEECH)


def _event(trigger: Trigger, roles: tuple[Role, ...]) -> Event:
    kind, pattern = trigger.entry.type, trigger.entry.pattern
    polarity, realis = polarity_and_realis(trigger.head)
    by = f"events.{pattern.word_class} {pattern.written!r}"
    return Event(_id(trigger), kind.name, span_of(trigger.words), roles, kind.coarse, polarity, realis, by)


def _told(made: list[Event]) -> list[Event]:
    """The events that somebody tells of: a mere possibility that has no participants and is no topic of another is none."""
    topics = {role.filler for event in made for role in event.roles if role.kind == "event"}
    return [event for event in made if event.realis in _SURE or event.roles or event.id in topics]


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
