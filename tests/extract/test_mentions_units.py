"""Military units: number, name, branch, echelon, nationality and parent."""

from collections.abc import Callable

import pytest

from kg.extract.mentions import mentions
from kg.extract.reading import Reading
from kg.model import Annotation, Kind, Mention, UnitDetails

Units = Callable[[str], dict[str, Mention]]


@pytest.fixture(scope="module")
def units(read: Callable[..., Reading]) -> Units:
    """``units(text)``: the mentions of military units in `text`, by their words without the article."""

    def look(text: str) -> dict[str, Mention]:
        reading = read(text)
        found = mentions(reading, Annotation(reading.document.id, reading.document.version)).mentions
        return {m.span.of(text).removeprefix("the ").removeprefix("The "): m for m in found if m.kind is Kind.UNIT}

    return look


@pytest.mark.parametrize(
    ("text", "words", "details"),
    [
        (
            "The 214th separate rifle battalion held Balakliya.",
            "214th separate rifle battalion",
            UnitDetails("214", "battalion", "infantry"),
        ),
        (
            "Russia's 76th Guards Air Assault Division crossed the river.",
            "76th Guards Air Assault Division",
            UnitDetails("76", "division", "air_assault", "RU"),
        ),
        ("The U.S. 5th Fleet is in Bahrain.", "U.S. 5th Fleet", UnitDetails("5", "fleet", None, "US")),
        (
            "Soldiers of the Fifth Infantry Division revolted in Juba.",
            "Fifth Infantry Division",
            UnitDetails("5", "division", "infantry"),
        ),
        ("The Golani Brigade entered Khan Younis.", "Golani Brigade", UnitDetails(None, "brigade")),
        ("Israel's Unit 8200 was blamed.", "Unit 8200", UnitDetails("8200", None, None, "IL")),
        (
            "The 77th Light Infantry Division burned Sagaing.",
            "77th Light Infantry Division",
            UnitDetails("77", "division", "infantry"),
        ),
        (
            "Rebels took the camp of Light Infantry Battalion 430 at dawn.",
            "Light Infantry Battalion 430",
            UnitDetails("430", "battalion", "infantry"),
        ),
        (
            "A sergeant of Mountain Battalion No. 19 was killed.",
            "Mountain Battalion No. 19",
            UnitDetails("19", "battalion", "mountain"),
        ),
        ("Troops of 153 Task Force Battalion fled.", "153 Task Force Battalion", UnitDetails("153", "battalion", None)),
        ("The 68th Army Corps attacked.", "68th Army Corps", UnitDetails("68", "corps", None)),
    ],
)
def test_units_by_number_and_name(units: Units, text: str, words: str, details: UnitDetails) -> None:
    assert units(text)[words].unit == details


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Officers of the Air Force Intelligence were arrested.", "Air Force Intelligence"),
        ("He called the Freedom Flotilla Coalition reckless.", "Freedom Flotilla Coalition"),
    ],
)
def test_a_body_with_an_armed_one_in_its_name_is_none_itself(units: Units, text: str, words: str) -> None:
    assert not any(words.startswith(found.removeprefix("the ")) for found in units(text))


def test_a_numbered_unit_may_be_called_by_its_letters(units: Units) -> None:
    found = units("Light Infantry Battalion 430 fled. Soldiers of LIB 430 laid down their arms.")
    assert found["LIB 430"].unit is not None
    assert found["LIB 430"].unit.number == "430"


def test_on_12_march_is_no_unit(units: Units) -> None:
    assert "12 March Brigade" not in units("On 12 March Brigade commanders met.")


def test_brackets_behind_a_unit_say_what_it_belongs_to(units: Units) -> None:
    found = units("Elements of the 150th Motorised Rifle Division (8th Combined Arms Army) advanced.")
    division, army = found["150th Motorised Rifle Division"], found["8th Combined Arms Army"]
    assert division.unit is not None
    assert division.unit.parent == army.id


def test_a_unit_knows_the_unit_that_it_belongs_to(units: Units) -> None:
    found = units("The 3rd Battalion of the 92nd Mechanised Brigade lost ground.")
    battalion, brigade = found["3rd Battalion"], found["92nd Mechanised Brigade"]
    assert battalion.unit is not None
    assert battalion.unit.parent == brigade.id


def test_a_parent_may_stand_behind_a_comma_or_before_an_apostrophe(units: Units) -> None:
    found = units("The 1st Battalion, 8th Infantry Regiment withdrew. The 36th Marine Brigade's 501st Battalion gave up.")
    first, marines = found["1st Battalion"].unit, found["501st Battalion"].unit
    assert first is not None
    assert first.parent == found["8th Infantry Regiment"].id
    assert marines is not None
    assert marines.parent == found["36th Marine Brigade"].id


@pytest.mark.parametrize(
    ("text", "words", "type_", "branch", "side"),
    [
        ("The Sudanese Armed Forces bombed Omdurman.", "Sudanese Armed Forces", "ArmedForce", None, "SD"),
        ("The Syrian Arab Army retreated.", "Syrian Arab Army", "ArmedForce", "army", "SY"),
        ("The Bolivarian National Guard fired tear gas.", "Bolivarian National Guard", "ArmedForce", "national_guard", "VE"),
        ("The National Guard of Ukraine held Mariupol.", "National Guard of Ukraine", "ArmedForce", "national_guard", "UA"),
        ("The Royal Moroccan Armed Forces denied it.", "Royal Moroccan Armed Forces", "ArmedForce", None, "MA"),
    ],
)
def test_armed_bodies_by_the_words_their_names_end_in(
    units: Units, text: str, words: str, type_: str, branch: str | None, side: str
) -> None:
    mention = units(text)[words]
    assert mention.unit is not None
    assert (mention.type, mention.unit.branch, mention.side) == (type_, branch, side)


def test_forces_called_by_their_people(units: Units) -> None:
    found = units("Wagner fighters and M23 rebels met IDF troops near Kiev's forces and Chad's army.")
    assert {words: mention.side for words, mention in found.items() if " " in words} == {
        "Wagner fighters": "RU",
        "M23 rebels": "CD",
        "IDF troops": "IL",
        "Kiev's forces": "UA",
        "Chad's army": "TD",
    }


def test_a_date_or_an_address_is_no_unit(units: Units) -> None:
    assert units("On the 3rd of May a company in 42nd Street sold the 21st century's first group of toys.") == {}
