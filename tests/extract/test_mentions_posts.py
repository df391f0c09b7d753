"""Posts: the offices and ranks that people are said to hold."""

from collections.abc import Callable

import pytest

from kg.extract.mentions import mentions
from kg.extract.reading import Reading
from kg.model import Annotation

Posts = Callable[[str], list[tuple[str, str, str | None]]]


@pytest.fixture(scope="module")
def posts(read: Callable[..., Reading]) -> Posts:
    """``posts(text)``: (title, holder's words, the words of what the post is of)."""

    def look(text: str) -> list[tuple[str, str, str | None]]:
        reading = read(text)
        found = mentions(reading, Annotation(reading.document.id, reading.document.version))
        words = {mention.id: mention.span.of(text) for mention in found.mentions}
        return [(post.title, words[post.holder], words[post.of] if post.of else None) for post in found.posts]

    return look


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Defence Ministry spokesman Igor Konashenkov spoke.", ("spokesman", "Igor Konashenkov", "Defence Ministry")),
        ("Russian President Vladimir Putin flew home.", ("president", "Vladimir Putin", "Russian")),
        ("Ukraine's Foreign Minister Dmytro Kuleba agreed.", ("foreign minister", "Dmytro Kuleba", "Ukraine")),
        (
            "The Ukrainian army's commander-in-chief Valeriy Zaluzhnyi agreed.",
            ("commander-in-chief", "Valeriy Zaluzhnyi", "The Ukrainian army"),
        ),
        ("Vitali Klitschko, the mayor of Kyiv, was there.", ("mayor", "Vitali Klitschko", "Kyiv")),
        ("Nabil Abdallah, a spokesman for the Sudanese army, denied it.", ("spokesman", "Nabil Abdallah", "the Sudanese army")),
        ("Juan Orlando is the governor of Zacatecas.", ("governor", "Juan Orlando", "Zacatecas")),
        ("The head of the World Food Programme, David Beasley, left.", ("head", "David Beasley", "the World Food Programme")),
        ("Malian Prime Minister Choguel Maiga resigned.", ("prime minister", "Choguel Maiga", "Malian")),
        ("Gen. Min Aung Hlaing seized power.", ("general", "Min Aung Hlaing", None)),
    ],
)
def test_a_title_and_a_name_make_a_post(posts: Posts, text: str, expected: tuple[str, str, str | None]) -> None:
    assert posts(text) == [expected]


def test_a_counterpart_holds_the_post_of_the_one_spoken_of_before(posts: Posts) -> None:
    text = "Egyptian Foreign Minister Sameh Shoukry arrived. He met his Qatari counterpart, Mohammed bin Abdulrahman."
    assert posts(text)[1] == ("foreign minister", "Mohammed bin Abdulrahman", "Qatari")


def test_a_title_without_a_name_gives_no_post(posts: Posts) -> None:
    assert posts("The president of Chad said the minister had left.") == []


def test_a_title_in_another_sentence_is_not_laid_to_a_person(posts: Posts) -> None:
    assert posts("Paul Kagame arrived. The president of Chad did not.") == []


def test_a_rank_keeps_the_full_stop_of_its_abbreviation(read: Callable[..., Reading]) -> None:
    text = "Lt. Col. Assimi Goita spoke in Bamako."
    reading = read(text)
    found = mentions(reading, Annotation(reading.document.id, reading.document.version)).posts
    assert [post.span.of(text) for post in found] == ["Lt. Col."]


def test_words_with_a_verb_between_them_and_the_name_are_no_title_phrase(posts: Posts) -> None:
    text = "Mark Lattimer, proposes a UN general assembly. Guerrillas killed minister Antonio Rodriguez."
    assert posts(text) == [("minister", "Antonio Rodriguez", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Army spokesman Maj. Gen. Lul Deng did not answer.", ("army spokesman", "Lul Deng")),
        ("General Abdou Tiani, head of the guard, was named president.", ("head", "Abdou Tiani")),
        ("The director of the Police, General Carlos Triana, said so.", ("director", "Carlos Triana")),
        ("The candidate for mayor, Lázaro Pineda, was kidnapped.", ("candidate", "Lázaro Pineda")),
        ("Edwin Rubio, alias “El Max”, local leader of the faction, was arrested.", ("leader", "Edwin Rubio")),
        ("Thomas Bakenga, administrator of the territory, fled.", ("administrator", "Thomas Bakenga")),
    ],
)
def test_a_rank_or_a_byname_does_not_part_a_post_from_its_holder(posts: Posts, text: str, expected: tuple[str, str]) -> None:
    assert expected in {(title, holder) for title, holder, _ in posts(text)}


def test_a_lieutenant_colonel_is_no_colonel(posts: Posts) -> None:
    assert [title for title, _, _ in posts("Lieutenant Colonel Nazar Bondar spoke.")] == ["lieutenant colonel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will go on,” said General Ekenge, their spokesman. Head of State Félix Tshisekedi met the governor.",
            {("general", "Ekenge"), ("spokesman", "Ekenge"), ("head of state", "Félix Tshisekedi")},
        ),
        ("The blast killed the mayor. Ali Musa ran the market.", set()),
        ("Gen. Ali Musa met Capt. Dana Cole.", {("general", "Ali Musa"), ("captain", "Dana Cole")}),
    ],
)
def test_a_title_that_ends_its_sentence_is_nobodys_behind_it(posts: Posts, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(title, holder) for title, holder, _ in posts(text)} == expected


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Misrata hospital spokesman Aziz Issa gave a toll.", None),
        ("Goma airport director Jean Mbuyi left.", None),
        ("Kyiv mayor Vitali Klitschko gave a toll.", "Kyiv"),
    ],
)
def test_who_speaks_for_a_site_in_a_town_does_not_speak_for_the_town(posts: Posts, text: str, of: str | None) -> None:
    assert [body for *_, body in posts(text)] == [of]
