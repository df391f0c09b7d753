"""How far an attribution reaches: all that one voice counts in a sentence is its own, through whom it came is kept in order."""

from collections.abc import Callable

import pytest

from kg.model import Annotation

Annotate = Callable[..., Annotation]


def voices(known: Annotation, text: str) -> list[tuple[str, str]]:
    """Return the words of each figure with those of who claims it, in text order."""
    by_id = {attribution.id: attribution for attribution in known.attributions}
    figures = {figure.id: figure for figure in known.figures}
    told = [(figures[claim.figure], by_id[claim.attribution]) for claim in known.claims if claim.figure]
    ordered = sorted(told, key=lambda pair: pair[0].span)
    return [(figure.span.of(text), " ".join(span.of(text) for span in voice.source)) for figure, voice in ordered]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A union said five miners had been shot dead, 31 injured and 52 arrested.", "A union"),
        ("One man was killed and nine others were injured, according to the mayor.", "the mayor"),
        ("The spokesman reported 39 dead, including eight gunmen.", "The spokesman"),
        ("The prosecutor's office (PO) confirmed the death of 11 people, and 14 wounded.", "The prosecutor's office (PO)"),
        ("According to the army, eight rebels were killed in Tol; four more were killed in Arda.", "the army"),
    ],
)
def test_what_one_voice_counts_in_a_sentence_is_all_its_own(annotate: Annotate, text: str, who: str) -> None:
    assert {voice for _, voice in voices(annotate(text), text)} == {who}


def test_where_another_voice_may_begin_nothing_is_drawn_out(annotate: Annotate) -> None:
    text = "The army said 12 rebels were killed, but nine soldiers died as well."
    assert voices(annotate(text), text) == [("12 rebels", "The army"), ("nine soldiers", "")]


def test_who_is_cited_is_the_source_and_who_cites_passes_it_on(annotate: Annotate) -> None:
    text = "More than 700 people were killed in the city, the agency said on Friday, citing the Health Ministry."
    voice = next(one for one in annotate(text).attributions if one.source and one.cue[0].of(text) == "said")
    assert [span.of(text) for span in voice.source] == ["the Health Ministry"]
    assert [relay.span.of(text) for relay in voice.relays] == ["the agency"]


def test_a_reason_that_is_cited_is_no_source(annotate: Annotate) -> None:
    text = "The army said that 700 soldiers had left the city, citing exhaustion."
    voice = next(one for one in annotate(text).attributions if one.cue and one.cue[0].of(text) == "said")
    assert [span.of(text) for span in voice.source] == ["The army"]


def test_a_headline_names_its_source_at_its_end(annotate: Annotate) -> None:
    text = "Gunmen kill 17 villagers in the north: local officials\n\nThe attack came at dawn."
    assert voices(annotate(text), text)[0] == ("17 villagers", "local officials")


def test_an_outlet_at_the_end_of_its_own_headline_is_no_source(annotate: Annotate) -> None:
    text = "Gunmen kill 17 villagers in the north - RNA\n\nThe attack came at dawn."
    assert voices(annotate(text, publisher="RNA"), text)[0] == ("17 villagers", "")


def test_what_claims_lives_says_nothing(annotate: Annotate) -> None:
    text = "The flood claimed 97 lives last year, according to the police."
    assert voices(annotate(text), text)[0] == ("97 lives", "the police")


def test_one_half_of_a_headline_is_not_said_by_the_other(annotate: Annotate) -> None:
    text = "Attack in Salva leaves 12 dead; the mayor's office counts 11"
    assert voices(annotate(text), text)[0] == ("12", "")


def test_who_tells_another_is_the_one_that_is_told_of(annotate: Annotate) -> None:
    text = (
        "Investigators believe the gunman, Dan Roe, called 911 himself, telling the dispatcher that he had killed four people."
    )
    assert voices(annotate(text), text)[-1] == ("four people", "the gunman, Dan Roe")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The army sent tanks and, according to monitors, 300 men.", "monitors", "300 men"),
        ("The army withdrew and, according to residents, burned the village.", "residents", "burned the village"),
        (
            "The minister said at least six MiG-29s and two Sukhoi 24s had flown into the east.",
            "The minister",
            "at least six MiG",
        ),
        ("The president claimed it as a victory.", "The president", "it as a victory"),
        ("The militia claimed the ambush as its own work.", "The militia", "the ambush as its own work"),
        ("Damascus denied it.", "Damascus", "it"),
    ],
)
def test_the_content_is_what_the_source_answers_for(annotate: Annotate, text: str, source: str, content: str) -> None:
    _, found = annotate(text).attributions
    assert " ".join(span.of(text) for span in found.source) == source
    assert found.content[0].of(text).startswith(content)
    assert len(found.content) == 1


@pytest.mark.parametrize(
    "text",
    ["The flood claimed 97 lives as rivers rose.", "She claimed it.", "The minister told reporters had been misled them."],
)
def test_a_pronoun_alone_is_said_by_nobody_who_does_not_deny_it(annotate: Annotate, text: str) -> None:
    assert not [a for a in annotate(text).attributions[1:] if len(a.content[0].of(text).split()) < 2]
