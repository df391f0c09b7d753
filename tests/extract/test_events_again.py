"""Events told of again: "the strike" is the one before, unless something speaks against it."""

from collections.abc import Callable

import pytest

from kg.model import Annotation

Annotate = Callable[[str], Annotation]


def antecedent(found: Annotation, text: str, words: str) -> str | None:
    """Return the trigger of the event that the last event with the trigger `words` tells of again."""
    event = next(event for event in reversed(found.events) if event.trigger.of(text) == words)
    return next((one.trigger.of(text) for one in found.events if one.id == event.again), None)


@pytest.mark.parametrize(
    ("text", "words", "earlier"),
    [
        ("Missiles struck a hotel in Sloviansk on Tuesday. The strike left 12 people dead.", "strike", "struck"),
        ("Gunmen ambushed a convoy near Sake on Monday. The army confirmed the ambush.", "ambush", "ambushed"),
        ("A raid destroyed a bridge. A bombing killed a guard. Officials condemned the raid.", "raid", "raid"),
        ("Air strikes hit a market. The group said none of its men had died in the strikes.", "strikes", "Air strikes"),
    ],
)
def test_a_definite_noun_tells_of_the_event_before(annotate: Annotate, text: str, words: str, earlier: str) -> None:
    assert antecedent(annotate(text), text, words) == earlier


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Missiles struck a hotel in Sloviansk. A strike on a school followed.", "strike"),
        ("Missiles struck a hotel in Sloviansk. The strike in Odesa left 12 people dead.", "strike"),
        ("Missiles struck a hotel on 3 May 2022. The attack on 9 May 2022 left 12 people dead.", "attack"),
        ("Jets bombed a village near Goma. The army confirmed Monday's ambush.", "ambush"),
        ("Rebels attacked a village. The second attack came at night.", "attack"),
    ],
)
def test_another_one_elsewhere_at_another_time_or_of_another_kind_is_not_the_one_before(
    annotate: Annotate, text: str, words: str
) -> None:
    assert antecedent(annotate(text), text, words) is None
