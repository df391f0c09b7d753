"""What somebody does not say though its words stand in theirs: acts under a borrowed name, what a refusal takes as given."""

from collections.abc import Callable

import pytest

from kg.model import Annotation, Span, Stance

OUTLET = "the outlet"


def tellers(known: Annotation, text: str, words: str) -> set[str]:
    """Return who claims what stands at `words`: the events and figures there."""
    start = text.index(words)
    at = Span(start, start + len(words))
    things = {one.id for one in known.events if one.trigger.touches(at)} | {
        one.id for one in known.figures if one.span.touches(at)
    }
    voices = {one.id: one for one in known.attributions}
    claims = [claim for claim in known.claims if (claim.figure or claim.event) in things]
    return {" ".join(s.of(text) for s in voices[claim.attribution].source) or OUTLET for claim in claims}


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        ('Israel launched a "limited ground operation" in southern Lebanon on Tuesday.', "ground operation", OUTLET),
        ('The junta has resumed its "clearance operations" in Sagaing.', "clearance operations", OUTLET),
        ('Moscow began a "special military operation" there in May.', "began", OUTLET),
        ('The junta said rebels had launched a "cowardly attack" on Lashio.', "attack", "The junta"),
        ("Khartoum declined to recognise the council that seized power in April.", "seized power", OUTLET),
        ("The ministry refused to comment on the strike that killed 12 people in Goma.", "strike", OUTLET),
        ("The ministry refused to comment on the strike that killed 12 people in Goma.", "12", OUTLET),
        ("A spokesman refused to discuss the raid, which wounded three soldiers.", "three soldiers", OUTLET),
        ("The army refused to say whether it had bombed the market.", "bombed", "The army"),
        ("Police said the men who attacked the bus in Kassala had fled.", "attacked", "Police"),
    ],
)
def test_who_tells_of_it(annotate: Callable[..., Annotation], text: str, words: str, teller: str) -> None:
    assert tellers(annotate(text), text, words) == {teller}


@pytest.mark.parametrize(
    "text",
    [
        "The army refused to say whether it had bombed the market.",
        "Officials declined to confirm that rebels had captured Bunia.",
        "Police declined to say how many protesters had been released in Lagos.",
    ],
)
def test_what_somebody_refuses_to_say_is_not_said(annotate: Callable[..., Annotation], text: str) -> None:
    assert {voice.stance for voice in annotate(text).attributions if voice.cue} == {Stance.DECLINES}
