"""Phrases, known names and demonyms."""

from kg.lexicon.demonyms import demonyms
from kg.lexicon.known import capitals, known, known_phrases
from kg.lexicon.phrases import Phrases, words_of


def found(phrases: Phrases[str], text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.value) for hit in phrases.find(text, words_of(text))]


def test_the_longest_phrase_wins_and_none_overlaps() -> None:
    phrases = Phrases([("Free Army", "short"), ("Free Army of Rojava", "long"), ("Rojava", "land")])
    assert found(phrases, "The Free Army of Rojava and the Free Army of Idlib.") == [
        ("Free Army of Rojava", "long"),
        ("Free Army", "short"),
    ]


def test_tokenisation_and_hyphens_make_no_difference() -> None:
    phrases = Phrases([("Deir ez-Zor", "place"), ("U.S.", "country")])
    assert found(phrases, "The U. S. struck Deir ez - Zor.") == [("U. S.", "country"), ("Deir ez - Zor", "place")]
    assert found(phrases, "The U.S. struck Deir ez Zor.") == [("U.S.", "country"), ("Deir ez Zor", "place")]


def test_commas_and_line_breaks_end_a_phrase() -> None:
    phrases = Phrases([("New Delhi", "city")])
    assert found(phrases, "New, Delhi and New\nDelhi") == []


def test_case_counts_unless_it_is_said_not_to() -> None:
    assert found(Phrases([("IS", "group")]), "It is IS.") == [("IS", "group")]
    assert found(Phrases([("prime minister", "title")], cased=False), "Prime Minister") == [("Prime Minister", "title")]


def test_variants_of_a_name_lead_to_one_thing_with_its_wikidata_id() -> None:
    assert known()["U.N."] == known()["United Nations"]
    assert known()["United Nations"].link == "http://www.wikidata.org/entity/Q1065"
    assert known()["Burma"].name == "Myanmar"


def test_known_names_cover_conflicts_everywhere() -> None:
    text = "Hamas, the RSF, the Tatmadaw, Boko Haram, the Taliban, the FARC, M23, the PKK, al-Shabaab and the Houthis"
    sides = [hit.value.side for hit in known_phrases().find(text, words_of(text))]
    assert sides == ["PS", "SD", "MM", "NG", "", "CO", "CD", "TR", "SO", "YE"]


def test_capitals_and_demonyms_point_to_countries() -> None:
    assert [capitals()[city] for city in ("Kyiv", "Kiev", "Naypyidaw", "Bamako", "Khartoum")] == ["UA", "UA", "MM", "ML", "SD"]
    assert [demonyms()[word].side for word in ("Ukrainians", "Burkinabe", "Myanmarese", "Malian", "Nigerien")] == [
        "UA",
        "BF",
        "MM",
        "ML",
        "NE",
    ]
    assert demonyms()["Kurdish"].side == ""
