"""Incidents: a toll is led to the attack that it is the toll of, and to no other."""

from collections.abc import Callable

import pytest

from kg.model import Annotation

Annotate = Callable[[str], Annotation]

STRIKE = "Russian missiles struck a hotel in Kramatorsk on Tuesday. The strike left 12 people dead, local officials said. "


def incident(found: Annotation, text: str, number: str) -> str | None:
    """Return the trigger of the incident that the figure written `number` is claimed of."""
    figure = next(figure.id for figure in found.figures if figure.as_written == number)
    name = next(claim.incident for claim in found.claims if claim.figure == figure)
    return next((event.trigger.of(text) for event in found.events if event.id == name), None)


@pytest.mark.parametrize(
    ("text", "number", "trigger"),
    [
        (STRIKE, "12", "strike"),
        (STRIKE + "At least 60 others were wounded.", "60", "strike"),
        (
            "The army killed around 30 fighters in air strikes near the town of Tessalit, in the Kidal region.",
            "30",
            "air strikes",
        ),
        (
            "A policeman was killed after attackers threw a grenade at a checkpoint in Toribio on Sunday.",
            "A policeman",
            "threw",
        ),
        ("A car bomb killed nine people in Sake, west of Goma.", "nine", "bomb"),
        ("Rebels raided a base. Fighting went on all night. The group said it had lost 14 men.", "14", "Fighting"),
        ("Gunmen ambushed a convoy near Sake. Eleven soldiers were killed, the army said.", "Eleven", "ambushed"),
        ("The group said that none of its men had died in the raid.", "none", "raid"),
        (
            "Shells hit a market. The visitors went home. The school stayed shut. It rained. The mayor gave a toll of 31 dead.",
            "31",
            "hit",
        ),
    ],
)
def test_a_toll_is_that_of_the_attack_it_is_told_with(annotate: Annotate, text: str, number: str, trigger: str) -> None:
    assert incident(annotate(text), text, number) == trigger


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (STRIKE + "Since the start of the war, 9,000 civilians have been killed.", "9,000"),
        (STRIKE + "Two people were killed in the city of Kherson.", "Two"),
        ("The army may attack Goma next week. Four people were killed on the road to Bukavu.", "Four"),
        ("Shells hit a market. The visitors went home. The school stayed shut. It rained. Four people were killed.", "Four"),
        (STRIKE + "Elsewhere, four soldiers were killed on Tuesday when their lorry turned over.", "four"),
        (STRIKE + "The governor also reported six deaths on Tuesday in the north of the region.", "six"),
        ("Nine people were killed in Goma on Sunday, hours after a bombing in Bukavu.", "Nine"),
        ("Shells struck a market. The group said that its men had taken the hill, and had lost nine fighters.", "nine"),
        ("Police found a bomb in Goma. Four people were killed on the road.", "Four"),
        ("Troops attacked the village. It covers 12 square kilometres.", "12"),
    ],
)
def test_a_toll_of_a_whole_war_of_another_town_or_day_or_far_away_is_of_no_attack_here(
    annotate: Annotate, text: str, number: str
) -> None:
    assert incident(annotate(text), text, number) is None


def test_a_killing_without_a_number_is_led_to_its_incident_too(annotate: Annotate) -> None:
    text = "Two policemen were hurt and another died in hospital after attackers threw a grenade in Toribio."
    claim = next(claim for claim in annotate(text).claims if claim.kind == "CasualtyClaim" and claim.event)
    assert next(event.type for event in annotate(text).events if event.id == claim.incident) == "Bombing"


def test_a_place_that_only_says_where_another_lies_is_not_where_it_was(annotate: Annotate) -> None:
    text = "A car bomb killed nine people in the town of Sake, 20 kilometres from Goma."
    found = annotate(text)
    names = {mention.id: mention.span.of(text) for mention in found.mentions}
    claim = next(claim for claim in found.claims if claim.figure)
    [attack] = [event for event in found.events if event.id == claim.incident]
    assert {names[name] for name in (claim.place or "", *attack.fillers("place"))} <= {"Sake", "the town of Sake"}


def test_what_is_told_from_another_place_alone_is_placed_by_it(annotate: Annotate) -> None:
    text = "A car bomb killed nine people 20 kilometres from Goma."
    found = annotate(text)
    names = {mention.id: mention.span.of(text) for mention in found.mentions}
    assert {names.get(claim.place or "") for claim in found.claims if claim.figure} >= {"Goma"}
