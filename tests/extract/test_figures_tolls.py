"""Tolls and rows: numbers whose measure a noun, or a number beside them, gives."""

from collections.abc import Callable

import pytest

from kg.extract.figures import figures
from kg.extract.reading import Reading
from kg.extract.times import times
from kg.model import Annotation, Figure

Told = tuple[str, float | None, str]


@pytest.fixture(scope="session")
def find(read: Callable[..., Reading]) -> Callable[[str], list[Figure]]:
    """``find(text)``: the figures of `text` that measure something."""

    def found(text: str) -> list[Figure]:
        reading = read(text)
        known = Annotation(reading.document.id, reading.document.version)
        dated = Annotation(known.document, known.version, times=times(reading, known).times)
        return [figure for figure in figures(reading, dated).figures if figure.measure != "other"]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The number of people killed in the blast at the port of Varna has risen to 40.", [("killed", 40, "40")]),
        ("The raid brought the number of people killed in the valley since May to 316.", [("killed", 316, "316")]),
        ("The death toll from the flood has hit 31.", [("killed", 31, "31")]),
        ("The number of dead rose from seven to eleven.", [("killed", 7, "seven"), ("killed", 11, "eleven")]),
        ("Monitors spoke of 12 dead. A doctor put the figure at 30.", [("killed", 12, "12"), ("killed", 30, "30")]),
        ("The death toll could rise to 50.", []),
        ("The number of houses burnt is 40.", []),
        ("Two men died in Arda and one in Tol.", [("killed", 2, "Two men"), ("killed", 1, "one")]),
        ("Four rebels, two soldiers killed in Barda", [("killed", 4, "Four rebels"), ("killed", 2, "two soldiers")]),
        ("Some 1,400 murders were recorded last year.", [("killed", 1400, "Some 1,400 murders")]),
        ("They were tried for the 16 murders.", []),
        ("Personnel losses since the spring rose to about 7,200.", [("casualties", 7200, "about 7,200")]),
        ("It was the city's 98th murder of 2024.", []),
    ],
)
def test_a_toll_is_announced_by_the_words_around_it(
    find: Callable[[str], list[Figure]], text: str, expected: list[Told]
) -> None:
    assert [(figure.measure.value, figure.low, figure.span.of(text)) for figure in find(text)] == expected


def test_the_losses_of_an_army_are_people_and_equipment(find: Callable[[str], list[Figure]]) -> None:
    text = "The losses amounted to 230 soldiers, 38 units of armour, including seven tanks, and two howitzers."
    assert [figure.measure.value for figure in find(text)] == ["casualties"] + 3 * ["equipment_lost"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirteen people were killed and more than two dozen injured.", [("killed", 13, "Thirteen people"),
         ("wounded", 24, "more than two dozen")]),
        ("He said 12 civilians had been killed and 21 more, including ten children, had been injured.",
         [("killed", 12, "12 civilians"), ("wounded", 21, "21"), ("wounded", 10, "ten children")]),
        ("Three nurses and nine soldiers were killed.", [("killed", 3, "Three nurses"), ("killed", 9, "nine soldiers")]),
        ("A policeman was arrested and 12 injured.", [("wounded", 12, "12")]),
        ("Three officers laid down their lives.", [("killed", 3, "Three officers")]),
        ("Two soldiers paid the supreme price.", [("killed", 2, "Two soldiers")]),
        ("She was not seriously hurt.", []),
        ("The fighting forced some 4,000 families to flee.", [("displaced", 4000, "some 4,000 families")]),
    ],
)  # fmt: skip
def test_a_word_of_harm_belongs_to_the_number_beside_it(
    find: Callable[[str], list[Figure]], text: str, expected: list[Told]
) -> None:
    assert [(figure.measure.value, figure.low, figure.span.of(text)) for figure in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Two police officers were killed.", "police"),
        ("Two army officers were killed.", "soldier"),
        ("Gunmen killed two officers, police said.", "police"),
        ("Two rebel commanders were killed.", "fighter"),
        ("Two aid workers were killed.", "aid worker"),
    ],
)
def test_whose_an_officer_is_the_word_before_it_says(find: Callable[[str], list[Figure]], text: str, victim: str) -> None:
    assert find(text)[0].victim == victim


def test_a_number_between_two_days_is_of_a_period(find: Callable[[str], list[Figure]]) -> None:
    text = "At least 226 people were killed between 10 May 2024 and 15 June 2024."
    assert find(text)[0].scope == "period"


def test_the_toll_of_those_killed_in_a_war_is_of_all_of_it(find: Callable[[str], list[Figure]]) -> None:
    text = "The loss of the helicopter brought the toll of pilots killed in the Sudanese conflict to 18."
    assert find(text)[0].scope == "cumulative"


def test_the_wounded_beside_a_toll_are_not_among_the_dead(find: Callable[[str], list[Figure]]) -> None:
    text = "The death toll of the attack on Goma rose to 8 civilians in addition to 12 injured."
    assert {(figure.low, str(figure.measure)) for figure in find(text)} == {(8, "killed"), (12, "wounded")}


def test_a_sentence_that_begins_with_a_bound_gives_none_to_the_number_before_it(find: Callable[[str], list[Figure]]) -> None:
    assert [figure.low for figure in find("Views: 124 At least four people were killed.")][-1] == 4


def test_a_number_of_days_of_fighting_is_a_period_that_nothing_dates(find: Callable[[str], list[Figure]]) -> None:
    tolls = [figure for figure in find("Seven days of heavy shelling in Kivu left 75 people dead.") if figure.low == 75]
    assert [(figure.scope, figure.period) for figure in tolls] == [("period", None)]
