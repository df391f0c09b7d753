"""Mentions: who and what a text names, in sentences from many conflicts."""

from collections.abc import Callable

import pytest

from kg.extract.mentions import mentions
from kg.extract.reading import Reading
from kg.model import Annotation, Form, Kind, Mention

Find = Callable[[str], dict[str, Mention]]


@pytest.fixture(scope="module")
def find(read: Callable[..., Reading]) -> Find:
    """``find(text)``: the mentions of `text`, by their words (of two with the same words, the first)."""

    def look(text: str) -> dict[str, Mention]:
        reading = read(text)
        made = mentions(reading, Annotation(reading.document.id, reading.document.version)).mentions
        found: dict[str, Mention] = {}
        for mention in made:
            found.setdefault(mention.span.of(text), mention)
        return found

    return look


def kinds(found: dict[str, Mention]) -> dict[str, str]:
    return {words: mention.kind.value for words, mention in found.items()}


def test_people_bodies_and_places_are_named(find: Find) -> None:
    found = kinds(find("Antonio Guterres told the BBC on Monday that the Arab League would meet in Khartoum."))
    assert found == {
        "Antonio Guterres": "Person",
        "BBC": "Organisation",
        "the Arab League": "Organisation",
        "Khartoum": "Place",
    }


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Fighting was reported near Kobane on Friday.", "Kobane", Kind.PLACE),
        ("Troops moved into El Fasher at dawn.", "El Fasher", Kind.PLACE),
        ("Hundreds fled the village of Tal Afar overnight.", "Tal Afar", Kind.PLACE),
        ("Shells hit Kyiv, Kiev's mayor said.", "Kyiv", Kind.PLACE),
        ("A drone fell on Bagram Airfield.", "Bagram Airfield", Kind.FACILITY),
        ("The Donetsk People’s Republic said it would vote.", "Donetsk People’s Republic", Kind.PLACE),
    ],
)
def test_places_are_known_by_the_gazetteer_and_by_the_words_around_them(find: Find, text: str, words: str, kind: Kind) -> None:
    assert find(text)[words].kind is kind


def test_a_surname_is_a_person_once_the_full_name_has_been_given(find: Find) -> None:
    found = find("Peter Lyons runs the clinic in Goma. Lyons said that it was full.")
    assert found["Lyons"].kind is Kind.PERSON


def test_an_acronym_in_brackets_has_the_kind_of_the_name_before_it(find: Find) -> None:
    text = "The Free Aceh Movement (GAM) laid down its arms. GAM said so in Banda Aceh."
    found = find(text)
    assert found["GAM"].kind is Kind.ORGANISATION


def test_names_are_found_whatever_their_tokenisation(find: Find) -> None:
    found = kinds(find("The U. S. - led coalition struck Deir ez - Zor, Al - Monitor reported."))
    assert found["U. S."] == "Place"
    assert found["Deir ez - Zor"] == "Place"
    assert found["Al - Monitor"] == "Organisation"


def test_nothing_lies_inside_a_name(find: Find) -> None:
    found = find("The Islamic State of Iraq and the Levant took the town.")
    assert "Islamic State of Iraq and the Levant" in next(iter(found))
    assert "Iraq" not in found


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Two soldiers died at the checkpoint.", "soldiers", Kind.PERSON),
        ("The rebels withdrew.", "The rebels", Kind.UNIT),
        ("A policeman was shot.", "policeman", Kind.PERSON),
        ("The ministry declined to comment.", "The ministry", Kind.ORGANISATION),
        ("They shelled the northern city.", "the northern city", Kind.PLACE),
        ("The army burned a clinic.", "clinic", Kind.FACILITY),
        ("Hamas gunmen crossed the fence.", "Hamas gunmen", Kind.UNIT),
        ("They buried a roadside bomb.", "a roadside bomb", Kind.WEAPON),
        ("It sank a fishing boat.", "a fishing boat", Kind.PLATFORM),
        ("A truck burned.", "truck", Kind.VEHICLE),
    ],
)
def test_common_nouns_denote_by_the_list_of_heads(find: Find, text: str, words: str, kind: Kind) -> None:
    mention = find(text)[words]
    assert (mention.kind, mention.form) == (kind, Form.NOMINAL)


def test_an_article_belongs_to_a_bare_noun_only_where_it_means_a_body_or_a_place(find: Find) -> None:
    found = find("The ministry sent the tank to the city.")
    assert {"The ministry", "tank", "the city"} <= found.keys()


def test_numbers_before_a_nominal_are_left_to_the_figures(find: Find) -> None:
    assert "civilians" in find("More than 40 civilians were killed in Aleppo.")


def test_a_noun_that_only_modifies_denotes_nothing(find: Find) -> None:
    assert "the police station" in find("Mortars hit the police station.")
    assert "police" not in find("Mortars hit the police station.")


def test_a_name_behind_of_belongs_to_the_city_it_names(find: Find) -> None:
    found = find("The army entered the city of Raqqa.")
    assert found["the city of Raqqa"].kind is Kind.PLACE
    assert found["Raqqa"].kind is Kind.PLACE


def test_pronouns_take_the_kind_of_what_they_stand_for(find: Find) -> None:
    found = find("The ministry said that its staff were safe. She thanked them.")
    assert found["its"].kind is Kind.ORGANISATION
    assert found["She"].kind is Kind.PERSON
    assert {found["its"].form, found["She"].form} == {Form.PRONOUN}


def test_an_it_that_stands_for_something_said_is_no_mention(find: Find) -> None:
    assert "it" not in find("The army denied it.")
    assert find("The army took the bridge and held it.").keys() >= {"The army", "bridge"}


def test_an_it_that_stands_for_nothing_is_no_mention(find: Find) -> None:
    assert "It" not in find("It is clear that the truce has failed.")


@pytest.mark.parametrize(
    "text", ["Tehran denied the report.", "Tehran's forces crossed the border.", "Talks between Tehran and Baku failed."]
)
def test_a_capital_that_acts_is_its_government(find: Find, text: str) -> None:
    mention = find(text)["Tehran"]
    assert (mention.kind, mention.type, mention.side) == (Kind.ORGANISATION, "Government", "IR")


@pytest.mark.parametrize("text", ["Protesters filled Tehran.", "The capital Tehran was quiet.", "Tehran's streets were empty."])
def test_a_capital_that_is_a_place_stays_one(find: Find, text: str) -> None:
    assert find(text)["Tehran"].kind is Kind.PLACE


def test_sides_are_countries(find: Find) -> None:
    found = find("Sudanese troops and Hezbollah fighters met Myanmar's army and the IDF.")
    assert found["Sudanese troops"].side == "SD"
    assert found["Hezbollah fighters"].side == "LB"
    assert found["Myanmar's army"].side == "MM"
    assert found["the IDF" if "the IDF" in found else "IDF"].side == "IL"


def test_a_country_in_the_name_of_a_known_body_need_not_be_its_side(find: Find) -> None:
    found = find("The Islamic State of Iraq and the Levant retreated.")
    assert next(iter(found.values())).side is None


def test_a_nationality_stands_alone_only_where_no_phrase_carries_it(find: Find) -> None:
    found = find("Ethiopian troops fired. The Ethiopian withdrawal began, the Eritreans said.")
    assert "Ethiopian troops" in found
    assert found["Ethiopian"].span.start > found["Ethiopian troops"].span.end
    assert (found["Eritreans"].kind, found["Eritreans"].side) == (Kind.GROUP, "ER")


@pytest.mark.parametrize(
    ("text", "words", "kind", "type_"),
    [
        ("Two T-72B3 tanks burned.", "T-72B3", Kind.PLATFORM, "ArmouredVehicle"),
        ("Ukraine asked for Leopard 2 tanks.", "Leopard 2", Kind.PLATFORM, "ArmouredVehicle"),
        ("A Shahed-136 hit the port.", "Shahed-136", Kind.PLATFORM, "Drone"),
        ("Rebels fired an RPG-7.", "RPG-7", Kind.WEAPON, "SmallArm"),
        ("An Mi-24 crashed in Kayin State.", "Mi-24", Kind.PLATFORM, "Aircraft"),
        ("A VBIED exploded in Mogadishu.", "VBIED", Kind.WEAPON, "Bomb"),
        ("They launched Storm Shadow missiles.", "Storm Shadow", Kind.WEAPON, "Missile"),
    ],
)
def test_weapons_and_vehicles_are_known_by_family_and_model(find: Find, text: str, words: str, kind: Kind, type_: str) -> None:
    mention = find(text)[words]
    assert (mention.kind, mention.type) == (kind, type_)


def test_the_head_is_one_word_of_the_mention(find: Find) -> None:
    text = "Mohamed Hamdan Dagalo leads the Rapid Support Forces, said the head of the UN mission."
    for mention in find(text).values():
        assert mention.span.holds(mention.head)
        assert " " not in mention.head.of(text)


def test_ids_are_functions_of_the_span(find: Find) -> None:
    for mention in find("Boko Haram attacked Maiduguri.").values():
        assert mention.id == f"m{mention.span.start}-{mention.span.end}"


def test_a_name_joined_to_a_town_is_a_place(find: Find) -> None:
    text = "It was decided to regroup the troops located in the districts of Balakliia and Izium by Friday."
    assert kinds(find(text)).items() >= {"Balakliia": "Place", "Izium": "Place"}.items()


def test_a_plural_has_all_the_names_behind_its_of(find: Find) -> None:
    assert "the provinces of Idlib and Hama" in find("Shelling went on in the provinces of Idlib and Hama on Sunday.")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("BAMAKO - Mali's army said it had won.", "BAMAKO"),
        ("PORT SUDAN, March 6 (Nile Herald) — The army left.", "PORT SUDAN"),
        ("Goma (AP) - Rebels left the town.", "Goma"),
    ],
)
def test_a_dateline_names_a_place(find: Find, line: str, place: str) -> None:
    assert find(line)[place].kind is Kind.PLACE


def test_a_department_is_a_place_where_one_is_called_so(find: Find) -> None:
    found = kinds(find("Gunmen fled across the Cauca department. The Police Department of the city said nothing."))
    assert found["the Cauca department"] == "Place"
    assert all(kind == "Organisation" for words, kind in found.items() if "Police" in words)


def test_a_name_ends_with_its_sentence(find: Find) -> None:
    found = find("Residents fled to Sur. Army units entered the town. The U.S. Army said nothing.")
    assert not any("Sur." in words for words in found)
    assert "The U.S. Army" in found


def test_x_is_a_platform_where_things_are_written_on_it(find: Find) -> None:
    assert find('"We will not leave," the minister wrote on X.')["X"].type == "MediaPlatform"
    assert "X" not in find("Fighters advanced to X-ray post.")


def test_an_acronym_keeps_what_a_hyphen_joins_to_it(find: Find) -> None:
    assert "SPLM-IO" in find("In Juba, the SPLM-IO said its fighters had withdrawn.")


def test_a_ship_goes_by_the_last_part_of_its_name_too(find: Find) -> None:
    found = find("The frigate FS Surcouf joined the fleet. Surcouf will stay until May.")
    assert kinds(found).items() >= {"FS Surcouf": "Platform", "Surcouf": "Platform"}.items()


def test_a_place_with_a_particle_is_not_cut_in_two(find: Find) -> None:
    assert "Dayr az Zawr" in find("Near Dayr az Zawr, two strikes destroyed a tank.")
