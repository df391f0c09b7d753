"""Figures of harm: lists of victims, what is denied or nearly done, and what a report tells of those who were shot."""

from collections.abc import Callable

import pytest

from kg.extract.figures import figures
from kg.extract.reading import Reading
from kg.extract.times import times
from kg.model import Annotation, Bound, Measure, Stance

Harm = Callable[..., list[tuple[str, float | None, str]]]
HARM = {Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.DISPLACED}


@pytest.fixture(scope="session")
def harm(read: Callable[..., Reading]) -> Harm:
    """``harm(text)``: measure, number and words of the figures of people killed, hurt or displaced."""

    def found(text: str, **metadata: str) -> list[tuple[str, float | None, str]]:
        reading = read(text, **metadata)
        known = times(reading, Annotation(reading.document.id, reading.document.version))
        return [(f.measure.value, f.low, f.span.of(text)) for f in figures(reading, known).figures if f.measure in HARM]

    return found


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        (
            "Gunmen killed his wife, her two daughters and a guard.",
            [(1, "his wife"), (2, "two daughters"), (1, "a guard")],
        ),
        (
            "The nurse's husband, her teenage son and her mother were found dead in the clinic.",
            [(1, "The nurse's husband"), (1, "her teenage son"), (1, "her mother")],
        ),
        ("The mayor, a lawyer and poet, was shot dead on Sunday.", [(1, "The mayor")]),
        ("Rebels killed the judge, a father of three, near Goma.", [(1, "the judge")]),
    ],
)
def test_victims_in_a_list_are_told_from_what_describes_one(
    harm: Harm, sentence: str, victims: list[tuple[float, str]]
) -> None:
    assert harm(sentence) == [("killed", many, words) for many, words in victims]


@pytest.mark.parametrize(
    ("sentence", "many"),
    [("The couple were shot dead in their home.", 2), ("The trio died when the jeep hit a mine.", 3)],
)
def test_a_noun_that_holds_a_number_counts_its_people(harm: Harm, sentence: str, many: int) -> None:
    assert [(measure, low) for measure, low, _ in harm(sentence)] == [("killed", many)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The shelling left 12 people in critical condition.", ("wounded", 12, "12 people")),
        ("Two men were found with gunshot wounds.", ("wounded", 2, "Two men")),
        ("Doctors treated nine patients with shrapnel wounds.", ("wounded", 9, "nine patients")),
        ("A boy was taken to the hospital with serious injuries.", ("wounded", 1, "A boy")),
        ("Officers found a man shot in the leg.", ("wounded", 1, "a man")),
        ("They found Moussa Traore shot to death inside his shop.", ("killed", 1, "Moussa Traore")),
        ("A man is recovering after being shot near Kayes.", ("wounded", 1, "A man")),
        ("A 21-year-old man shot and killed by border guards carried a rifle.", ("killed", 1, "A 21-year-old man")),
        ("The 26-year-old was shot in the arm.", ("wounded", 1, "The 26-year-old")),
        ("Twelve people were struck by shrapnel.", ("casualties", 12, "Twelve people")),
        ("Seven people were treated for smoke inhalation.", ("wounded", 7, "Seven people")),
    ],
)
def test_a_wound_is_told_in_many_ways(harm: Harm, sentence: str, expected: tuple[str, float, str]) -> None:
    assert harm(sentence) == [expected]


def test_one_more_of_the_people_just_counted_is_one(harm: Harm) -> None:
    text = "One person died and a second was injured when a mine exploded."
    assert harm(text) == [("killed", 1, "One person"), ("wounded", 1, "a second")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 3,000 soldiers were dispatched to the border.",
        "The sanctions hit 3,000 workers.",
        "The boxes with burns were thrown away.",
    ],
)
def test_what_befalls_people_is_not_always_harm(harm: Harm, sentence: str) -> None:
    assert harm(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The envoy said that 7 of the 15 hostages had been killed.", [("killed", 7, "7")]),
        ("Three of the 12 wounded died.", [("killed", 3, "Three"), ("wounded", 12, "12")]),
        ("A group of 12 soldiers was killed.", [("killed", 12, "12 soldiers")]),
        ("The leader of 12 rebels was killed.", [("killed", 1, "The leader")]),
        ("A mother of three children was shot dead.", [("killed", 1, "A mother")]),
        ("The mother of two girls killed in the blast wept.", [("killed", 2, "two girls")]),
        ("The family of the man killed by police in Lagos last month are waiting.", [("killed", 1, "the man")]),
        ("The violence has caused death, material losses, uncertainty and fear.", []),
    ],
)
def test_of_whom_it_is_said(harm: Harm, sentence: str, expected: list[tuple[str, float, str]]) -> None:
    assert harm(sentence) == expected


def test_a_bar_in_the_line_of_a_web_page_ends_a_list(harm: Harm) -> None:
    text = "Police: one killed | News, Weather, Sports"
    assert harm(text) == [("killed", 1, "one")]


def test_those_who_were_taken_where_they_died_are_dead(harm: Harm) -> None:
    assert harm("Both men were taken to a clinic, where they died.") == [("killed", 2, "Both men")]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The army denied killing 20 civilians in the village.", "20 civilians"),
        ("The rebels denied the murder of four nuns.", "four nuns"),
        ("The army denied that it had killed 20 civilians in the village.", "20 civilians"),
    ],
)
def test_what_a_source_denies_is_a_number_of_dead_that_it_denies(
    annotate: Callable[..., Annotation], sentence: str, words: str
) -> None:
    known = annotate(sentence)
    figure = next(figure for figure in known.figures if figure.span.of(sentence) == words)
    claim = next(claim for claim in known.claims if claim.figure == figure.id)
    stance = next(a.stance for a in known.attributions if a.id == claim.attribution)
    assert (figure.measure, figure.flag, stance) == (Measure.KILLED, None, Stance.DENIES)


@pytest.mark.parametrize(
    "sentence",
    [
        "The shell came within inches of killing three children.",
        "The army denied any plan to kill 20 prisoners.",
        "Police uncovered the first plan to murder the two bishops.",
        "Three suspects fled from police in a white van.",
        "Two men fled the scene on foot.",
    ],
)
def test_what_was_nearly_done_or_planned_and_who_ran_from_the_police_is_no_harm(harm: Harm, sentence: str) -> None:
    assert harm(sentence) == []


def test_people_who_flee_fighting_are_displaced(harm: Harm) -> None:
    assert harm("Some 3,000 villagers fled the fighting.") == [("displaced", 3000, "Some 3,000 villagers")]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Gunmen shot nine farmers near Jos. The murdered farmers' huts were burned.", "killed"),
        ("Gunmen shot nine farmers near Jos. The bodies lay by the road.", "killed"),
        ("Gunmen shot nine farmers near Jos. All were treated in a hospital.", "wounded"),
        ("Gunmen shot nine farmers near Jos. Two were killed, the rest are in hospital.", "casualties"),
        ("Gunmen shot nine farmers near Jos. Nobody has claimed the attack.", "casualties"),
    ],
)
def test_what_became_of_those_who_were_shot_is_read_on(harm: Harm, text: str, measure: str) -> None:
    assert harm(text)[0] == (measure, 9, "nine farmers")


def test_a_double_shooting_that_both_survived_wounded_two(harm: Harm) -> None:
    text = "Police look into a double shooting. One man was hit in the leg. Both are expected to recover."
    assert ("wounded", 2, "double shooting") in harm(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Both soldiers and civilians were killed in Sake, the radio said.", None),
        ("In Sake both Congolese and Rwandan soldiers were killed.", None),
        ("Two guards stood at the gate. Both men were killed.", 2),
    ],
)
def test_both_counts_two_unless_it_goes_with_an_and(harm: Harm, text: str, number: float | None) -> None:
    assert {low for _, low, _ in harm(text)} == {number}


def test_a_headline_says_who_is_in_hospital_without_a_verb(harm: Harm) -> None:
    assert harm("12 hospitalized after clashes in Cali") == [("wounded", 12, "12")]


def test_a_number_right_behind_a_headline_is_read(harm: Harm) -> None:
    title = "Bomb goes off at a Beni market | radiobeni.example"
    text = title + "At least two people died on Monday."
    assert harm(text, title=title) == [("killed", 2, "At least two people")]


def test_a_couple_is_two_exactly(read: Callable[..., Reading]) -> None:
    reading = read("The couple died in the blast.")
    found = figures(reading, Annotation(reading.document.id, reading.document.version)).figures
    assert [(f.low, f.high, f.bound) for f in found] == [(2, 2, Bound.EXACT)]


def test_a_headline_is_told_on_by_the_whole_report(harm: Harm) -> None:
    text = (
        "Double shooting in Lagos. Shots rang out on Monday. A man was hit. A second man fled. He was found later. "
        "Both are in stable condition."
    )
    assert ("wounded", 2, "Double shooting") in harm(text)


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("Turkey sent about 11,600 Syrian fighters, of whom 339 have been killed.", 339),
        ("Some 2,000 recruits arrived, of whom 300 were killed.", 300),
        ("The ship carried 400 migrants, of whom 60 drowned.", 60),
    ],
)
def test_of_those_some_of_whom_were_killed_only_these_were(harm: Harm, sentence: str, killed: int) -> None:
    assert [(measure, number) for measure, number, _ in harm(sentence)] == [("killed", killed)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shells killed at least 12 people wounding 30 in Goma.", [("killed", 12), ("wounded", 30)]),
        ("Two attacks near Goma left 12 dead and wounded 40.", [("killed", 12), ("wounded", 40)]),
        ("A bomber killed 30 people injured 90 on Monday.", [("killed", 30)]),
        ("A mine could have killed 20 children.", []),
    ],
)
def test_the_verb_before_a_number_says_what_befell_people_where_the_parse_does_not(
    harm: Harm, sentence: str, expected: list[tuple[str, float]]
) -> None:
    assert [(measure, low) for measure, low, _ in harm(sentence)] == expected
