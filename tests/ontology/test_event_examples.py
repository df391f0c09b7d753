"""Each event type's examples, as the ontology writes them, are what the extractor finds."""

from collections.abc import Callable

import pytest

from kg.extract.reading import Reading
from kg.testing import marked
from kg.vocab import EventType, Vocabulary, load_vocabulary
from tests.event_sentences import events_in, unfilled

EXAMPLES = [
    pytest.param(kind, example, id=f"{kind.name}: {example}")
    for kind in load_vocabulary().event_types.values()
    for example in kind.examples
]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_an_example_is_found_with_its_roles_and_a_counter_example_is_not(
    kind: EventType, example: str, read: Callable[..., Reading]
) -> None:
    sentence = marked(example)
    found = [event for event in events_in(read(sentence.text), sentence) if event.type == kind.name]
    if not sentence.triggers:
        assert not found, f"{found[0].by} is no {kind.label} here"
        return
    at = [event for event in found if any(event.trigger.touches(trigger) for trigger in sentence.triggers)]
    assert at, f"no {kind.label} at {[trigger.of(sentence.text) for trigger in sentence.triggers]}"
    assert unfilled(at[0], sentence) == {}


def test_every_event_type_has_two_examples(vocabulary: Vocabulary) -> None:
    assert [kind.name for kind in vocabulary.event_types.values() if len(kind.examples) < 2] == []
