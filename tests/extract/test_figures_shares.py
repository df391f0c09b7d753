"""Shares: a number of some of those that another number counts points to it, and is not added to it."""

from collections.abc import Callable

import pytest

from kg.extract.figures import figures
from kg.extract.reading import Reading
from kg.model import Annotation, Figure, is_share, totals

Find = Callable[[str], tuple[Figure, ...]]


@pytest.fixture(scope="session")
def find(read: Callable[..., Reading]) -> Find:
    """``find(text)``: the figures of `text`."""

    def found(text: str) -> tuple[Figure, ...]:
        reading = read(text)
        return figures(reading, Annotation(reading.document.id, reading.document.version)).figures

    return found


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Shelling killed 20 people in Barda, five of them children.", "five of them", "20 people"),
        ("The clash left 12 dead, including 3 soldiers.", "3 soldiers", "12"),
        ("Nine people were hurt, among them two nurses.", "two nurses", "Nine people"),
        ("Raiders abducted 31 villagers, eight of whom were women.", "eight of whom", "31 villagers"),
        ("Seven of the 15 hostages were killed.", "Seven", "15 hostages"),
        ("A raid killed 14 men. Two of them were teachers.", "Two of them", "14 men"),
        ("A raid killed 14 men and hurt five. Three of the dead were brothers.", "Three", "14 men"),
        ("The morgue took in 11 bodies: eight men and three women.", "three women", "11 bodies"),
        ("The mine claimed 16 lives. The victims were 12 men and four boys.", "four boys", "16 lives"),
        ("The blast wounded six people, including a girl.", "a girl", "six people"),
        ("Of the nine bodies found, two were of women.", "two", "nine bodies"),
        ("The army shot down 18 of the 20 drones.", "18", "20"),
        ("The shell wounded 30 people, half of them critically.", "half of them", "30 people"),
    ],
)
def test_a_part_points_to_its_whole(find: Find, text: str, part: str, whole: str) -> None:
    by_words = {figure.span.of(text): figure for figure in find(text)}
    assert by_words[part].part_of == by_words[whole].id


@pytest.mark.parametrize(
    "text",
    [
        "The bomb killed 20 people and wounded five others.",
        "Four men died in Arda and nine in Tol.",
        "A mother of two was among the nine dead.",
        "Three soldiers died. My brother was one of them.",
        "Rebels killed 10 people, two of whom were women, and abducted 30 others.",
    ],
)
def test_what_stands_beside_another_number_is_no_part_of_it(find: Find, text: str) -> None:
    last = find(text)[-1]
    assert last.part_of is None


def test_a_part_says_by_its_own_words_who_is_counted(find: Find) -> None:
    text = "The raid left 40 people dead, some 15 of them civilians and nine of whom were soldiers."
    assert [figure.victim for figure in find(text)][1:] == ["civilian", "soldier"]


def test_who_a_part_of_the_dead_were_stands_behind_them(find: Find) -> None:
    assert find("The raid killed 19 people. Six of the dead were women.")[-1].victim == "woman"


def test_a_part_may_be_that_of_a_year(find: Find) -> None:
    text = "More than 20,000 people have died in the war, including over 3,800 this year."
    whole, part = find(text)
    assert (part.part_of, part.measure.value, part.low) == (whole.id, "killed", 3800)


def test_only_wholes_are_added_up(find: Find) -> None:
    text = "Shelling killed 20 people, five of them children, and wounded nine."
    assert [figure.low for figure in totals(find(text))] == [20, 9]


def test_a_share_is_no_rival_of_a_whole_but_a_class_of_victims_is_counted_by_others_too(find: Find) -> None:
    text = "Shelling killed 20 people, five of them children. Eleven of the dead were buried on Monday."
    whole, children, buried = find(text)
    assert (is_share(buried, whole), is_share(children, whole), is_share(whole, None)) == (True, False, False)
