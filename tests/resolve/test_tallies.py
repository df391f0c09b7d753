"""What of a report counts as the toll of an incident, and what as a denial."""

from collections.abc import Callable

import pytest

from kg.model import Annotation, Tally
from kg.resolve.origins import Known
from kg.resolve.tallies import Concluded, tallies
from tests.conftest import document

Annotate = Callable[[str], Annotation]


def told(annotate: Annotate, text: str) -> list[Tally]:
    """Return the tallies of `text`, whose events are each an event of the world."""
    found = annotate(text)
    events = {("article", event.id): event.id for event in found.events}
    return list(tallies(document(text), found, Concluded(events=events)))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Clashes near Sake left 40 dead on Friday.", {40}),
        ("In clashes near Sake on Friday, there were 15 dead among the ranks of the rebels.", set()),
        ("Shells killed 12 people in Goma on 4 March 2024. Seven of the victims died in hospital.", {12}),
    ],
)
def test_the_dead_of_one_side_and_some_of_the_dead_are_no_toll(annotate: Annotate, text: str, numbers: set[int]) -> None:
    assert {tally.low for tally in told(annotate, text) if tally.measure} == numbers


def test_who_does_not_know_whose_strike_it_was_denies_nothing(annotate: Annotate) -> None:
    unsure = "Jets are active there, but it is not known which aircraft carried out the strike on Goma, the Red Cross said."
    assert not any(tally.denied for tally in told(annotate, unsure))
    denial = "The army denied that it had carried out the strike on Goma."
    assert any(tally.denied for tally in told(annotate, denial))


def test_a_toll_bears_its_day_and_its_place(annotate: Annotate) -> None:
    text = "Shells killed 12 people in Goma on 4 March 2024."
    [tally] = {one.told: one for one in told(annotate, text) if one.measure}.values()
    assert (str(tally.since), str(tally.until)) == ("2024-03-04", "2024-03-04")
    assert tally.place is not None


@pytest.mark.parametrize(
    "text",
    [
        "Raids killed 15 civilians in Sake while six others died in Goma.",
        "Raids on Sake killed 15 civilians and six others on Friday.",
    ],
)
def test_those_beside_whom_others_died_are_a_part(annotate: Annotate, text: str) -> None:
    assert 15 not in {tally.low for tally in told(annotate, text) if tally.measure == "killed"}


def test_others_who_were_hurt_take_nothing_from_the_killed(annotate: Annotate) -> None:
    text = "Shells killed 15 civilians in Goma, and 20 others were wounded."
    assert 15 in {tally.low for tally in told(annotate, text) if tally.measure == "killed"}


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("Shells killed 15 people in Goma on Friday. Another 40 people were wounded.", {40}),
        ("Shells killed 15 people in Goma on Friday and wounded 30. Another 40 were wounded in Sake.", {30}),
    ],
)
def test_others_are_a_whole_where_nobody_was_counted_before_them(annotate: Annotate, text: str, wounded: set[int]) -> None:
    assert {tally.low for tally in told(annotate, text) if tally.measure == "wounded"} == wounded


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Raids on Sake killed 18 people on Friday. Twelve people were also killed in raids on Goma on Thursday.", {18, 12}),
        ("On Friday 20 members of the guard were killed by shells in Goma.", {20}),
        ("Shells killed 45 people in Goma and 22 in Sake on Friday.", {45}),
        ("The mayor said 50 people were killed in Goma, 40 in Sake and 11 in Masisi.", set()),
        ("After the raid on Goma on Friday, rescuers said five bodies were lifted from the rubble.", set()),
        ("Shells fell on Goma on Friday. A reporter saw the bodies of four people who were killed.", set()),
    ],
)
def test_a_list_of_towns_and_bodies_seen_are_parts_and_another_incident_is_none(
    annotate: Annotate, text: str, numbers: set[int]
) -> None:
    assert {tally.low for tally in told(annotate, text) if tally.measure == "killed"} == numbers


def test_the_day_that_a_report_was_printed_is_not_that_of_its_toll(annotate: Annotate) -> None:
    text = "4 March 2024 Shells killed 12 people in Goma on Saturday."
    [tally] = {one.told: one for one in told(annotate, text) if one.measure}.values()
    assert str(tally.since) != "2024-03-04"


def test_a_village_that_no_gazetteer_has_is_the_place_of_a_toll(annotate: Annotate) -> None:
    text = "Shells killed 12 people in the village of Kavumbwe on 4 March 2024."
    found = annotate(text)
    keys = {("article", chain.id): "place/kavumbwe" for chain in found.entities}
    [tally] = {one.told: one for one in tallies(document(text), found, Concluded(Known(keys=keys))) if one.measure}.values()
    assert tally.topic == "day/place/kavumbwe/2024-03-04"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("A massacre with rocket shells killed 12 people in Goma on Friday.", "fire"),
        ("A barrel bomb attack killed 12 people in Goma on Friday.", "air"),
        ("A car bomb attack killed 12 people in Goma on Friday.", "bomb"),
    ],
)
def test_the_weapon_that_a_sentence_names_tells_the_means(annotate: Annotate, text: str, means: str) -> None:
    assert {tally.means for tally in told(annotate, text) if tally.measure == "killed"} == {means}


def test_some_of_those_counted_were_harmed_in_the_same_town(annotate: Annotate) -> None:
    text = "Shells killed 12 people in Goma on 4 March 2024. The mayor spoke in Bukavu. Five children were among the dead."
    found = {tally.low: (str(tally.since), tally.event) for tally in told(annotate, text) if tally.measure == "killed"}
    assert len(set(found.values())) == 1


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Fourteen of the victims died in strikes on Sake on Friday.", set()),
        ("A mine killed at least 70 people and left more than 100 others wounded in Goma on Friday.", {70}),
    ],
)
def test_some_of_the_dead_are_a_part_and_more_than_so_many_hurt_make_none(
    annotate: Annotate, text: str, killed: set[int]
) -> None:
    assert {tally.low for tally in told(annotate, text) if tally.measure == "killed"} == killed


def test_a_toll_knows_its_parts_and_who_says_it(annotate: Annotate) -> None:
    text = "Shells killed 31 people in Goma on Friday, including 10 in a bus, the Red Cross said."
    found = {tally.low: tally for tally in told(annotate, text) if tally.measure == "killed"}
    assert found[31].parts == {10}
    assert len(found[31].voices) == 1
