"""Each event type's examples, as the ontology writes them, are what the extractor finds."""

import re
from collections.abc import Callable

import pytest

from kg.extract.events import events
from kg.extract.reading import Reading
from kg.model import Annotation, Event, Form, Kind, Mention, Span, Time
from kg.testing import Marked, marked
from kg.vocab import EventType, Vocabulary, load_vocabulary

KINDS = {
    "place": Kind.PLACE,
    "origin": Kind.PLACE,
    "destination": Kind.PLACE,
    "instrument": Kind.WEAPON,
    "object": Kind.VEHICLE,
    "victim": Kind.PERSON,
}
EXAMPLES = [
    pytest.param(kind, example, id=f"{kind.name}: {example}")
    for kind in load_vocabulary().event_types.values()
    for example in kind.examples
]


def known(reading: Reading, sentence: Marked) -> Annotation:
    """What the other extractors would know: a mention or a time where the example marks a role."""
    mentions, times = [], []
    for role, span in sentence.roles:
        if role == "time":
            times.append(Time(f"t{span.start}-{span.end}", span))
        else:
            mentions.append(_mention(reading, role, span))
    document = reading.document
    return Annotation(document.id, document.version, mentions=tuple(mentions), times=tuple(times))


def _mention(reading: Reading, role: str, span: Span) -> Mention:
    root = reading.tokens(span).root
    head = Span(root.idx, root.idx + len(root))
    return Mention(f"m{span.start}-{span.end}", span, head, KINDS.get(role, Kind.ORGANISATION), Form.NOMINAL)


def found(reading: Reading, sentence: Marked, kind: EventType) -> list[Event]:
    """The events of the very type `kind` in the example."""
    return [event for event in events(reading, known(reading, sentence)).events if event.type == kind.name]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_an_example_is_found_with_its_roles_and_a_counter_example_is_not(
    kind: EventType, example: str, read: Callable[..., Reading]
) -> None:
    sentence = marked(example)
    events_found = found(read(sentence.text), sentence, kind)
    if not sentence.triggers:
        assert not events_found, f"{events_found[0].by} is no {kind.label} here"
        return
    at = [event for event in events_found if any(event.trigger.touches(trigger) for trigger in sentence.triggers)]
    assert at, f"no {kind.label} at {[trigger.of(sentence.text) for trigger in sentence.triggers]}"
    filled = {(role.role, Span(*map(int, re.findall(r"\d+", role.filler)))) for role in at[0].roles}
    missing = {
        role: span.of(sentence.text)
        for role, span in sentence.roles
        if not any(r == role and s.touches(span) for r, s in filled)
    }
    assert not missing


def test_every_event_type_has_two_examples(vocabulary: Vocabulary) -> None:
    assert [kind.name for kind in vocabulary.event_types.values() if len(kind.examples) < 2] == []
