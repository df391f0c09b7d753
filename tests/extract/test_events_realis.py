"""Polarity and realis: what has happened, what is to come, what may be, and what did not happen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kg.extract.events import events
from kg.extract.reading import Reading
from kg.model import Annotation, Event, Grain, Polarity, Realis, Time
from kg.testing import marked
from tests.event_sentences import events_in

Read = Callable[..., Reading]


def told(sentence: str, read: Read) -> Event:
    """The event at the sentence's only trigger; `Realis.ACTUAL` needs no role, the others are given the marked ones."""
    said = marked(sentence)
    return next(event for event in events_in(read(said.text), said) if event.trigger.touches(said.trigger))


@pytest.mark.parametrize(
    "sentence",
    [
        "[The rebels|attacker] did not *attack* [the town|target].",
        "No *attack* was reported in [the town|place].",
        "[The rebels|attacker] never *attacked* [the town|target].",
        "[The soldiers|agent] refused to *withdraw* from [the town|origin].",
        "[The rebels|agent] failed to *capture* [the town|object].",
        "The police prevented an *attack* on [the town|target].",
        "[The army|attacker] denied *shelling* [the hospital|target].",
        "The crowd dispersed without *arrests*.",
        "No [civilians|victim] were *killed* in the raid.",
        "Nobody was killed or *wounded* in the raid.",
        "[The army|agent] has yet to *capture* [the bridge|object].",
        "The general ruled out an *attack* on [the port|target].",
        "The militia called off the *attack* on [the port|target].",
        "There is no evidence that [the air force|attacker] *bombed* [the market|target].",
        "[A drone|object] was nearly *shot down* over [the port|place].",
        "[The troops|agent] are not trying to *encircle* [the town|object].",
        "[The rebels|attacker] did not threaten to *attack* [the port|target].",
    ],
)
def test_what_did_not_happen_is_negative(sentence: str, read: Read) -> None:
    assert told(sentence, read).polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    "sentence",
    [
        "[The rebels|attacker] *attacked* [the town|target].",
        "[The council|speaker] *rejected* the plan.",
        "[The council|speaker] *refused* to sit.",
        "The mayor refused to speak after the *attack* on [the town|target].",
        "The general called the *attack* on [the town|target] barbaric.",
        "No group has claimed responsibility for the *attack* on [the town|target].",
        "The *attack* on [the town|target] threatened to derail the peace.",
        "After the *attack* on [the town|target] the mayor tried to speak.",
        "The militia vowed to retaliate for the *attack* on [the town|target].",
    ],
)
def test_what_happened_is_positive_and_actual(sentence: str, read: Read) -> None:
    event = told(sentence, read)
    assert (event.polarity, event.realis) == (Polarity.POSITIVE, Realis.ACTUAL)


@pytest.mark.parametrize(
    "sentence",
    [
        "[The army|attacker] will *attack* [the town|target].",
        "[The army|agent] plans to *withdraw* from [the town|origin].",
        "[The army|attacker] is preparing an *offensive* against [the rebels|target].",
        "The ministry said [the troops|object] would be *regrouped*.",
        "The planned *attack* on [the town|target] was discussed.",
        "The *offensive* against [the rebels|target] is set to begin in May.",
        "The *truce* would start on [Monday|time].",
        "*Talks* will take place in [Doha|place].",
        "The *ceasefire* was to begin on [Friday|time].",
    ],
)
def test_what_is_to_come_is_future(sentence: str, read: Read) -> None:
    assert told(sentence, read).realis is Realis.FUTURE


@pytest.mark.parametrize(
    "sentence",
    [
        "[The army|attacker] could *attack* [the town|target].",
        "If [the army|attacker] *attacks* [the town|target], people will leave.",
        "[The rebels|attacker] want to *attack* [the town|target].",
        "[The rebels|attacker] threatened to *bomb* [the station|target].",
        "Residents fear an *attack* on [the town|target].",
        "The union demanded the *withdrawal* of [the troops|agent].",
        "The union called for the *withdrawal* of [the troops|agent].",
        "Had [the militia|attacker] *attacked* [the camp|target], thousands would have died.",
        "An *attack* on [the camp|target] is unlikely.",
    ],
)
def test_what_may_be_is_hypothetical(sentence: str, read: Read) -> None:
    assert told(sentence, read).realis is Realis.HYPOTHETICAL


def test_a_possibility_without_anybody_is_no_event(read: Read) -> None:
    text = "There could be violence and there might be attacks."
    assert events_in(read(text), marked(text)) == ()


def dated(text: str, when: tuple[date, date], grain: Grain, published: date | None, read: Read) -> Event:
    """The first event of `text`, whose year is a time of `when`."""
    reading = read(text)
    reading = replace(reading, document=replace(reading.document, published=published))
    said = marked(text.replace("2014", "[2014|time]"))
    time = Time("t", said.role("time"), *when, grain=grain)
    return events(reading, Annotation(reading.document.id, reading.document.version, times=(time,))).events[0]


YEAR = (date(2014, 1, 1), date(2014, 12, 31))


def test_what_ended_more_than_a_year_before_the_report_is_background(read: Read) -> None:
    event = dated("The army seized the town in 2014.", YEAR, Grain.YEAR, date(2022, 9, 11), read)
    assert event.realis is Realis.BACKGROUND


def test_what_happened_in_the_year_of_the_report_is_actual(read: Read) -> None:
    event = dated("The army seized the town in 2014.", YEAR, Grain.YEAR, date(2014, 9, 11), read)
    assert event.realis is Realis.ACTUAL


def test_a_bare_year_in_an_undated_report_is_background(read: Read) -> None:
    assert dated("The army seized the town in 2014.", YEAR, Grain.YEAR, None, read).realis is Realis.BACKGROUND
