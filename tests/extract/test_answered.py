"""Denials without words of their own: what was said right before them is what they deny."""

from collections.abc import Callable

import pytest

from kg.model import Annotation, Stance

Annotate = Callable[..., Annotation]


def denied(known: Annotation, text: str) -> set[tuple[str, str]]:
    """Return who denies what, by the words of the source and of the event."""
    voices = {attribution.id: attribution for attribution in known.attributions}
    events = {event.id: event for event in known.events}
    told = ((voices[claim.attribution], events[claim.event]) for claim in known.claims if claim.event)
    return {(v.source[0].of(text), e.trigger.of(text)) for v, e in told if v.stance is Stance.DENIES and v.source}


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("The GNA said it had captured the village. Haftar's forces denied it.", "Haftar's forces", {"captured"}),
        ("Monitors said jets bombed a market in Idlib on Monday. Damascus denied it.", "Damascus", {"bombed"}),
        ("The rebels claimed responsibility for the ambush. The army rejected the claim.", "The army", {"ambush"}),
        (
            "The UN said troops had burned villages in Darfur. The militia denied the accusations as baseless.",
            "The militia",
            {"burned"},
        ),
        ("The rebels attacked Sake and seized a convoy. The M23 denied this.", "The M23", {"attacked", "seized"}),
        ("Police arrested ten protesters in Khartoum; the opposition denied this.", "the opposition", {"arrested"}),
        ("Witnesses said soldiers shelled the camp. The junta dismissed these reports.", "The junta", {"shelled"}),
    ],
)
def test_a_bare_denial_denies_what_was_said_before_it(annotate: Annotate, text: str, who: str, what: set[str]) -> None:
    found = denied(annotate(text), text)
    assert {trigger for source, trigger in found if source == who} == what


@pytest.mark.parametrize(
    "text",
    [
        "Haftar's forces denied it.",
        "The strike destroyed a bridge. The minister denied it would hurt the economy.",
        "The army said it had shelled the camp. The army denied it on Friday.",
        "Rebels attacked Sake. The army said it had shelled the camp, and the army denied it on Friday.",
        "Rebels shelled the town. Rain fell for a week. The minister denied it.",
        "The army plans to attack Sake. The minister denied it.",
        "Rebels attacked Sake. The minister confirmed it.",
        "Jaish said its opponents had provoked the clashes in Douma. Faylaq denied the allegation.",
    ],
)
def test_nothing_is_denied_that_nobody_else_said_right_before(annotate: Annotate, text: str) -> None:
    assert not denied(annotate(text), text)


def test_the_words_of_such_a_claim_are_the_denials_own(annotate: Annotate) -> None:
    text = "Monitors said jets bombed a market in Idlib. Damascus denied it."
    known = annotate(text)
    denials = {attribution.id for attribution in known.attributions if attribution.stance is Stance.DENIES}
    [claim] = [claim for claim in known.claims if claim.attribution in denials]
    assert (claim.span.of(text), claim.place, claim.time) == ("Damascus denied it.", None, None)
