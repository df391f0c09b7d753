"""The gazetteer finds places by any spelling of their names."""

import pytest

from kg.lexicon.gazetteer import Place, gazetteer


def best(name: str) -> Place:
    return gazetteer().find(name)[0]


@pytest.mark.parametrize(
    ("name", "geonames"),
    [
        ("Balakliya", 712926), ("Balakliia", 712926), ("Balakleya", 712926),
        ("Izyum", 707292), ("Izium", 707292), ("IZYUM", 707292),
        ("Kharkiv", 706483), ("Kharkov", 706483),
        ("Kyiv", 703448), ("Kiev", 703448),
        ("Deir ez-Zor", 170794), ("Deir ez - Zor", 170794),
        ("Khan Younis", 281124), ("Khan Yunis", 281124),
        ("El Fasher", 379555), ("al-Fashir", 379555), ("Raqqa", 172955), ("Mogadishu", 53654), ("Myitkyina", 1307741),
    ],
)  # fmt: skip
def test_every_spelling_of_a_town_finds_it(name: str, geonames: int) -> None:
    assert geonames in {place.geonames for place in gazetteer().find(name)[:2]}


@pytest.mark.parametrize(
    ("name", "kind", "link"),
    [
        ("Ukraine", "country", "https://sws.geonames.org/690791/"),
        ("the United States", "country", "https://sws.geonames.org/6252001/"),
        ("Texas", "region", "https://sws.geonames.org/4736286/"),
        ("Gaza Strip", "region", "https://sws.geonames.org/281132/"),
        ("Nineveh", "region", "https://sws.geonames.org/92877/"),
        ("Donbas", "area", "http://www.wikidata.org/entity/Q605714"),
        ("Crimea", "region", "https://sws.geonames.org/703883/"),
        ("Snake Island", "site", None),
        ("Africa", "area", "https://sws.geonames.org/6255146/"),
    ],
)
def test_countries_regions_and_lands_are_places_too(name: str, kind: str, link: str | None) -> None:
    assert (best(name).kind, best(name).link) == (kind, link)


def test_a_country_has_its_wikidata_id_beside_that_of_geonames() -> None:
    assert best("Syria").wikidata == "Q858"


def test_an_ambiguous_name_gives_all_its_places_the_most_populous_first() -> None:
    found = gazetteer().find("Tripoli")
    assert [place.country for place in found[:2]] == ["LY", "LB"]


def test_a_name_that_no_place_has_finds_nothing() -> None:
    assert gazetteer().find("Qwertzuiop") == ()


def test_knows_can_ask_for_a_town_of_a_size() -> None:
    assert gazetteer().knows("Maiduguri", least=100_000)
    assert not gazetteer().knows("Balakliia Rybalka Nowhere", least=0)
    assert not gazetteer().knows("March", least=100_000)


def test_a_typing_error_is_forgiven_in_the_countries_asked_for_only() -> None:
    assert "Kharkiv" in {place.name for place in gazetteer().near("Khakiv", ["UA"])}
    assert not gazetteer().near("Khakiv", ["MX"])


def test_short_words_are_not_corrected() -> None:
    assert gazetteer().near("Sumi", ["UA"]) == ()


def test_codes_lead_to_country_and_region() -> None:
    country, region = gazetteer().country("sd"), gazetteer().region("UA.07")
    assert country is not None
    assert country.name == "Sudan"
    assert region is not None
    assert region.name == "Kharkiv Oblast"
