"""Places: which place a name means, and how sure that is."""

import pytest

from kg.model import Chain
from tests.extract.marked import Read, chains


def place(read: Read, marked: str, name: str, **metadata: str) -> Chain:
    return next(chain for chain in chains(read, marked, **metadata) if chain.name == name)


def link(number: int) -> str:
    return f"https://sws.geonames.org/{number}/"


def test_a_town_is_linked_with_its_position(read: Read) -> None:
    found = place(read, "Shells hit [Balakliya|Place] in [Ukraine|Place].", "Balakliya")
    assert (found.link, found.precision, found.side) == (link(712926), "settlement", "UA")
    assert found.lat == pytest.approx(49.46, abs=0.05)
    assert found.lon == pytest.approx(36.84, abs=0.05)


def test_a_country_is_linked_to_geonames_and_has_its_wikidata_id_as_candidate(read: Read) -> None:
    found = place(read, "[Syria|Place] reopened the border.", "Syria")
    assert (found.link, found.precision) == (link(163843), "country")
    assert [candidate.link for candidate in found.candidates] == ["http://www.wikidata.org/entity/Q858"]


@pytest.mark.parametrize(
    ("marked", "name", "number"),
    [
        ("A dam broke in [Tripoli|Place], [Libya|Place].", "Tripoli", 2210247),
        ("Gunmen fired in [Tripoli|Place], [Lebanon|Place].", "Tripoli", 266826),
        ("Police in [Athens|Place], Ga., found the car.", "Athens", 4180386),
        ("[Iraq|Place] sent tanks to [Mosul|Place] from [Baghdad|Place].", "Mosul", 99072),
        ("In [Colombia|Place] the rebels left [Cartagena|Place] for [Medellín|Place].", "Cartagena", 3687238),
    ],
)
def test_the_words_around_a_name_say_which_place_is_meant(read: Read, marked: str, name: str, number: int) -> None:
    assert place(read, marked, name).link == link(number)


@pytest.mark.parametrize(
    ("name", "number"),
    [("Geneva", 2660646), ("Hamburg", 2911298), ("Munich", 2867714), ("Lausanne", 2659994)],
)
def test_a_city_known_far_away_goes_before_small_towns_of_its_name_in_a_country_that_takes_part(
    read: Read, name: str, number: int
) -> None:
    text = (
        f"Talks in [{name}|Place] between the [United States|Place] and [Russia|Place] on [Sudan|Place] failed. The army held"
        " [Khartoum|Place] and [Omdurman|Place], and shells fell on [Nyala|Place]. [Washington|Place] regretted it."
    )
    assert place(read, text, name).link == link(number)


def test_where_the_text_plays_in_a_region_its_towns_go_before_cities_far_away(read: Read) -> None:
    text = "Police in [Geneva|Place], west of [Chicago|Place], held a man from [Aurora|Place], in [Illinois|Place]."
    assert place(read, text, "Geneva").link == link(4893591)


@pytest.mark.parametrize(
    ("marked", "name", "number"),
    [
        ("Air strikes hit [Idlib province|Place] in [Syria|Place].", "Idlib province", 169387),
        ("Air strikes hit the city of [Idlib|Place] in [Syria|Place].", "Idlib", 169389),
        ("Troops entered [Kharkiv|Place] region in [Ukraine|Place].", "Kharkiv", 706482),
        ("Troops entered [Kharkiv|Place] in [Ukraine|Place].", "Kharkiv", 706483),
        ("The sheriff of [Harris County|Place] in [Texas|Place] resigned.", "Harris County", 4696376),
    ],
)
def test_a_word_for_its_kind_chooses_between_town_and_region(read: Read, marked: str, name: str, number: int) -> None:
    assert place(read, marked, name).link == link(number)


def test_a_direction_of_the_front_is_near_a_town_and_not_the_town(read: Read) -> None:
    found = place(read, "[Ukraine|Place] held the line in [the Donetsk direction|Place].", "the Donetsk direction")
    assert (found.link, found.type) == (None, "OperationalDirection")
    assert found.lat == pytest.approx(48.0, abs=0.2)


def test_a_misspelt_town_is_found_in_the_country_that_is_spoken_of(read: Read) -> None:
    assert place(read, "[Ukraine|Place] said [Khakiv|Place] was shelled.", "Khakiv").link == link(706483)


def test_a_country_of_which_only_the_demonym_is_said_has_its_own_name(read: Read) -> None:
    (found,) = chains(read, "A [Syrian|Group SY] convoy was hit.")
    assert (found.kind, found.name) == ("Place", "Syria")


def test_a_part_of_a_town_is_known_to_within_the_town(read: Read) -> None:
    found = place(read, "A bomb went off in [central Damascus|Place].", "central Damascus")
    assert (found.link, found.precision, found.side) == (None, "settlement", "SY")


@pytest.mark.parametrize("name", ["northern Mali", "Northern Mali"])
def test_a_part_of_a_country_is_not_the_country(read: Read, name: str) -> None:
    found = place(read, f"Rebels hold [{name}|Place].", name)
    assert (found.link, found.precision) == (None, "region")
    assert found.lat is not None
    assert found.candidates[0].name == "Mali"


def test_what_nobody_can_tell_is_left_open_with_its_candidates(read: Read) -> None:
    found = place(read, "The mayor of [San Antonio|Place] spoke of [Santa Cruz|Place] and [San Francisco|Place].", "Santa Cruz")
    assert len(found.candidates) > 1
    assert sum(candidate.score for candidate in found.candidates) <= 1.001


def test_a_name_that_no_gazetteer_has_stays_a_place_without_a_link(read: Read) -> None:
    found = place(read, "The shelling of [Zzyzxgrad|Place] went on.", "Zzyzxgrad")
    assert (found.link, found.candidates) == (None, ())


def test_spellings_of_one_town_are_one_chain(read: Read) -> None:
    found = chains(read, "[Ukraine|Place] lost [Izyum|Place] in spring and took [Izium|Place] back in autumn.")
    assert [len(chain.mentions) for chain in found if chain.link == link(707292)] == [2]


def test_two_places_of_one_name_by_kind_are_two_chains(read: Read) -> None:
    found = chains(read, "In [Idlib province|Place], [Syria|Place], the town of [Idlib|Place] was hit.")
    assert len({chain.link for chain in found}) == 3


def test_an_outlets_country_speaks_for_its_towns(read: Read) -> None:
    marked = "A fire broke out in [Newcastle|Place] last night."
    assert place(read, marked, "Newcastle", publisher="echo.co.uk").side == "GB"
    assert place(read, marked, "Newcastle", publisher="herald.com.au").side == "AU"


def test_a_land_without_a_geonames_id_is_linked_to_wikidata(read: Read) -> None:
    found = place(read, "Fighting raged across the [Donbas|Place].", "Donbas")
    assert (found.link, found.precision) == ("http://www.wikidata.org/entity/Q605714", "region")


def test_a_name_that_the_gazetteer_lacks_is_not_a_city_elsewhere_that_some_language_calls_so(read: Read) -> None:
    marked = "Gunmen raided the town of [Boni|Place] in [Mali|Place]. [Boni|Place] lies near [Douentza|Place]."
    assert place(read, marked, "Boni").link is None


def test_another_romanisation_is_found_in_a_country_that_the_text_names(read: Read) -> None:
    found = place(read, "In [Yemen|Place], bombs fell on [Hodeidah|Place].", "Hodeidah")
    assert found.link == link(79415)


@pytest.mark.parametrize(("name", "number"), [("Idlib", 169387), ("Hama", 170015)])
def test_a_plural_says_for_each_name_of_a_list_what_kind_of_place_it_is(read: Read, name: str, number: int) -> None:
    marked = "Shelling hit [Idlib|Place] and [Hama|Place] provinces in [Syria|Place]."
    assert place(read, marked, name).link == link(number)


def test_the_article_of_a_town_belongs_to_its_name(read: Read) -> None:
    assert place(read, "Judges in [The Hague|Place] opened the trial.", "The Hague").link == link(2747373)


def test_a_name_behind_a_comma_is_the_land_that_the_town_before_it_lies_in(read: Read) -> None:
    found = place(read, "In [Aguililla|Place], [Michoacán|Place], a drone fell.", "Michoacán")
    assert (found.link, found.precision) == (link(3995955), "region")


def test_another_spelling_is_no_town_of_a_country_that_nobody_speaks_of(read: Read) -> None:
    marked = "[Syria|Place] said that [Aleppo|Place] and [al-Hamdaniyah|Place] were shelled."
    assert place(read, marked, "al-Hamdaniyah").link is None


def test_a_misspelt_town_is_looked_for_in_the_country_that_stands_behind_it(read: Read) -> None:
    marked = "[Egypt|Place] sent aid to [Deir Aames|Place], southern [Lebanon|Place]."
    assert place(read, marked, "Deir Aames").side != "EG"


def test_a_neighbourhood_is_no_town_of_its_name(read: Read) -> None:
    found = place(read, "In [Yemen|Place] a missile hit [the Al-Rawdah neighbourhood|Place].", "the Al-Rawdah neighbourhood")
    assert found.precision != "settlement" or found.link is None


@pytest.mark.parametrize("name", ["Mandela", "Mese"])
def test_a_village_of_that_name_on_another_continent_is_not_the_one_meant(read: Read, name: str) -> None:
    marked = (
        f"[Yemen|Place] said that [Taiz|Place], [Sanaa|Place], [Hodeidah|Place], [Aden|Place] and [{name}|Place] were shelled."
    )
    assert place(read, marked, name).link is None


def test_the_word_for_a_countrys_people_is_no_misspelt_town(read: Read) -> None:
    marked = "[Syria|Place] said that the [Syrian|Place] capital was shelled."
    assert place(read, marked, "Syrian").link is None


def test_a_town_is_in_the_region_that_it_is_said_to_be_in(read: Read) -> None:
    assert place(read, "Fire broke out in [Aleppo|Place] in [Virginia|Place].", "Aleppo").link != link(170063)
    assert place(read, "Fire broke out in [Tripoli|Place] in [Libya|Place].", "Tripoli").link == link(2210247)
