"""Words of several reports that speak of the same thing or act."""

from itertools import permutations
from pathlib import Path

import pytest
from spacy.language import Language

from kg.extract.pipeline import annotate
from kg.extract.words import words_of
from kg.model import Word
from kg.read import Article, read
from kg.resolve import Coreference, Parsed, coreference
from kg.resolve.stories import stories
from kg.resolve.wordings import idea
from kg.vocab import Vocabulary
from tests.conftest import document

TEXTS = {
    "a": "Rebels withdrew from Sabrata on Monday. The army said the withdrawal of the rebels from Sabrata was a rout.",
    "b": "The rebels began a pullback from Sabrata, the army said on Monday. They pulled back and left tanks in Sabrata.",
    "c": "A ferry sank off Palawan on Friday. The coast guard rescued 40 passengers of the ferry near Palawan.",
    "d": "Forty passengers were saved by the coast guard when a ferry capsized near Palawan on Friday.",
}


@pytest.fixture(scope="module")
def parsed(small: Language, vocabulary: Vocabulary) -> list[Parsed]:
    def read(name: str, text: str) -> Parsed:
        made, doc = document(text, id=name), small(text)
        return Parsed(made, annotate(made, doc, vocabulary), words_of(doc))

    return [read(name, text) for name, text in TEXTS.items()]


def spoken(groups: tuple[tuple[tuple[str, int, int], ...], ...], word: str) -> set[tuple[str, str]]:
    """The words, with their documents, of the group that holds `word`."""
    named = [{(name, TEXTS[name][start:end]) for name, start, end in group} for group in groups]
    return next(group for group in named if word in {text for _, text in group})


def words(parsed: list[Parsed]) -> dict[str, tuple[Word, ...]]:
    return {one.document.id: tuple(one.words) for one in parsed}


def test_reports_of_one_happening_are_one_story_and_others_are_not(parsed: list[Parsed]) -> None:
    found = stories(words(parsed))
    assert found["a"].happening == found["b"].happening
    assert found["c"].happening == found["d"].happening
    assert found["a"].topic != found["c"].topic


def test_two_reports_of_one_war_are_one_story_though_there_is_no_third(
    seeds: Path, parsed: list[Parsed], small: Language
) -> None:
    one, other = (words_of(small(article.document.text)) for article in read([seeds]) if isinstance(article, Article))
    same, apart = stories({"one": one, "other": other}), stories({"one": one, "c": parsed[2].words})
    assert same["one"].topic == same["other"].topic
    assert apart["one"].topic != apart["c"].topic


def test_one_act_under_other_words_is_one(parsed: list[Parsed]) -> None:
    found = spoken(coreference(parsed).events, "pullback")
    assert found == {("a", "withdrew"), ("a", "withdrawal"), ("b", "pullback"), ("b", "pulled")}
    assert ("d", "capsized") in spoken(coreference(parsed).events, "sank")


def test_who_says_something_tells_one_saying_from_another(small: Language, vocabulary: Vocabulary) -> None:
    text = "The army said it held Sabrata. The rebels said they held Sabrata. The army said so again."
    made, doc = document(text), small(text)
    events = coreference([Parsed(made, annotate(made, doc, vocabulary), words_of(doc))]).events
    groups = [[text[:start].split()[-1] for _, start, end in group if text[start:end] == "said"] for group in events]
    assert sorted(filter(None, groups)) == [["army", "army"], ["rebels"]]


def test_a_pronoun_is_what_its_chain_names(small: Language, vocabulary: Vocabulary) -> None:
    text = "General Ahmed Nour left Sabrata on Monday. He was not hurt."
    made, doc = document(text), small(text)
    entities = coreference([Parsed(made, annotate(made, doc, vocabulary), words_of(doc))]).entities
    assert ["Nour", "He"] in [[text[start:end] for _, start, end in group] for group in entities]


def test_a_relative_pronoun_is_what_stands_before_it(small: Language, vocabulary: Vocabulary) -> None:
    text = "The ferry, which was old, sank."
    made, doc = document(text), small(text)
    entities = coreference([Parsed(made, annotate(made, doc, vocabulary), words_of(doc))]).entities
    assert ["ferry", "which"] in [[text[start:end] for _, start, end in group] for group in entities]


def test_the_order_of_documents_does_not_matter(parsed: list[Parsed]) -> None:
    first: Coreference = coreference(parsed)
    assert all(coreference(order) == first for order in list(permutations(parsed))[::5])


def test_nothing_and_one_document_are_no_special_case(parsed: list[Parsed]) -> None:
    assert coreference([]) == Coreference((), ())
    assert {name for group in coreference(parsed[:1]).events for name, _, _ in group} == {"a"}


@pytest.mark.parametrize(
    "same",
    [
        ("withdrawal", "withdraw", "pullback", "regroup", "retreat"),
        ("kill", "death", "die"),
        ("acquire", "acquisition", "takeover"),
        ("deploy", "deployment"),
        ("negotiate", "talks"),
    ],
)
def test_words_of_one_idea(same: tuple[str, ...]) -> None:
    assert len({idea(word) for word in same}) == 1


def test_ideas_stay_apart() -> None:
    assert len({idea(word) for word in ("kill", "injure", "arrest", "advance", "withdraw", "visit", "ceasefire")}) == 7
