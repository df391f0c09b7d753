"""Coreference of bodies, areas and offices in whole sentences: whose army, which area, president of what."""

from collections.abc import Callable

import pytest

from kg.model import Annotation, Chain

Annotate = Callable[..., Annotation]


def holding(found: Annotation, text: str, words: str) -> Chain:
    """Return the chain of the last mention that reads `words`."""
    mention = [m for m in found.mentions if m.span.of(text) == words][-1]
    return next(chain for chain in found.entities if mention.id in chain.mentions)


def test_the_army_of_a_sentence_that_begins_with_a_country_is_that_countrys(annotate: Annotate) -> None:
    text = "Sudan's army bombed a market. In Chad, the army closed the border."
    assert holding(annotate(text), text, "the army").side == "TD"


def test_the_troops_that_a_defence_ministry_speaks_of_are_its_countrys(annotate: Annotate) -> None:
    text = (
        "Rwandan President Paul Kagame praised his troops. Congolese Defence Ministry spokesman Jean Mbuyi said the troops "
        "would leave Goma."
    )
    assert holding(annotate(text), text, "the troops").side == "CD"


def test_the_members_of_a_list_are_not_one_thing(annotate: Annotate) -> None:
    text = (
        "He thanked units of the Coast Guard, Special Operations Forces, special forces of the National Guard and the police."
    )
    found = annotate(text)
    assert all(len(chain.mentions) == 1 for chain in found.entities)


def test_some_of_a_group_are_not_the_group(annotate: Annotate) -> None:
    text = "At least 17 civilians, among them four children, were killed."
    found = annotate(text)
    assert holding(found, text, "civilians") != holding(found, text, "children")


def test_the_area_takes_up_the_areas_that_were_named(annotate: Annotate) -> None:
    text = "Shelling was reported in the areas of Balakliya and Izyum. Troops stationed in the area were moved."
    assert holding(annotate(text), text, "the area").name == "the areas of Balakliya and Izyum"


def test_the_area_takes_up_a_town_of_the_sentence_before(annotate: Annotate) -> None:
    text = "Fighting was heavy near Kupiansk on Monday. Residents in the area fled."
    assert holding(annotate(text), text, "the area").name == "Kupiansk"


def test_an_army_in_a_headline_is_that_of_the_report(annotate: Annotate) -> None:
    text = "Army says 60 killed in air strikes\n\nMali's army said on Thursday it had killed 60 fighters."
    found = annotate(text)
    assert holding(found, text, "Army") == holding(found, text, "Mali's army")


@pytest.mark.parametrize(
    "text",
    [
        "President Volodymyr Zelensky claimed victory. The Ukrainian President said that it was over.",
        'Ukraine\'s president says the war goes on. "We won," Volodymyr Zelensky said in an address.',
    ],
)
def test_another_phrase_tells_what_a_president_is_president_of(annotate: Annotate, text: str) -> None:
    found = annotate(text)
    by_id = {mention.id: mention for mention in found.mentions}
    assert {(p.title, by_id[p.holder].span.of(text)) for p in found.posts} == {("president", "Volodymyr Zelensky")}
    assert {by_id[p.of].side for p in found.posts if p.of} == {"UA"}
    assert all(post.of for post in found.posts)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("GNA forces said they had won. Haftar's forces denied it.", "GNA forces", "Haftar's forces"),
        (
            "Forces allied with Libya's government recaptured Tarhuna. Hifter's forces left the town.",
            "Forces",
            "Hifter's forces",
        ),
        ("RSF troops attacked El Fasher. Burhan's troops fought back.", "RSF troops", "Burhan's troops"),
        ("Haftar's forces hit the port. The forces of the government fired back.", "Haftar's forces", "The forces"),
        ("Troops backed by Turkey seized Afrin. Assad's troops left.", "Troops", "Assad's troops"),
        ("Assad's forces bombed Idlib. The forces of the opposition withdrew.", "Assad's forces", "The forces"),
    ],
)
def test_the_forces_of_two_sides_of_one_country_are_two(annotate: Annotate, text: str, one: str, other: str) -> None:
    found = annotate(text)
    assert holding(found, text, one) != holding(found, text, other)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Forces loyal to Haftar shelled Tripoli. Haftar's forces also hit the port.", "Forces", "Haftar's forces"),
        ("The Ukrainian army advanced. Ukraine's army took a village.", "The Ukrainian army", "Ukraine's army"),
        ("Syrian forces went home. Syria's forces had won.", "Syrian forces", "Syria's forces"),
        ("Haftar's forces fled. The forces left tanks behind.", "Haftar's forces", "The forces"),
    ],
)
def test_forces_of_one_lord_are_one(annotate: Annotate, text: str, one: str, other: str) -> None:
    found = annotate(text)
    assert holding(found, text, one) == holding(found, text, other)


def test_two_who_speak_of_their_forces_speak_of_two(annotate: Annotate) -> None:
    text = "President Maro said his forces had won. General Teko said his forces were winning."
    found = annotate(text)
    chains = {
        chain.id
        for m in found.mentions
        if m.span.of(text) == "his forces"
        for chain in found.entities
        if m.id in chain.mentions
    }
    assert len(chains) == 2


def test_forces_are_not_called_by_what_they_call_themselves(annotate: Annotate) -> None:
    text = 'Forces loyal to Haftar will leave. "We have decided to move our forces," a spokesman of the forces said.'
    found = annotate(text)
    assert all(not chain.name.startswith("our ") for chain in found.entities if len(chain.mentions) > 1)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The mayor spoke amid reports from Kharkiv of Russia's redeployment of its forces from the region.", "Russia"),
        ("Germany welcomed Ethiopia's withdrawal of its troops from Tigray.", "Ethiopia"),
        ("France noted the junta's attack on its rivals.", "the junta"),
    ],
)
def test_whose_deed_it_is_has_what_the_deed_is_done_to(annotate: Annotate, text: str, owner: str) -> None:
    found = annotate(text)
    assert holding(found, text, "its") == holding(found, text, owner)
