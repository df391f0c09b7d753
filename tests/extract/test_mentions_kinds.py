"""The kind of a name that the language model takes for another: what stands around it decides."""

from collections.abc import Callable

import pytest

from kg.extract.mentions import mentions
from kg.extract.reading import Reading
from kg.model import Annotation, Form, Kind

Annotate = Callable[..., Annotation]

Kinds = Callable[[str], dict[str, Kind]]


@pytest.fixture(scope="module")
def kinds(read: Callable[..., Reading]) -> Kinds:
    """``kinds(text)``: the kinds of the mentions of `text`, by their words without articles."""

    def look(text: str) -> dict[str, Kind]:
        reading = read(text)
        made = mentions(reading, Annotation(reading.document.id, reading.document.version)).mentions
        return {mention.span.of(text).removeprefix("the ").removeprefix("The "): mention.kind for mention in made}

    return look


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The envoy will travel to Lubwe on Friday. Lubwe and Masisi fell last year.", ("Lubwe", "Masisi")),
        ("Fighting spread to Ihusi and Bweremana at noon.", ("Ihusi", "Bweremana")),
        ("The column is trying to encircle Vuhledar.", ("Vuhledar",)),
        ("Residents of Kobane and Tal Abyad slept in cellars.", ("Kobane", "Tal Abyad")),
        ("The dhow sank off Dhubab with all its crew.", ("Dhubab",)),
        ("The rebels withdrew from Saraqib and Khan al-Assal.", ("Saraqib", "Khan al-Assal")),
        ("Rebels launched an assault against Tel Rifaat.", ("Tel Rifaat",)),
        ("The Army withdrew its troops from Sake this week.", ("Sake",)),
        ("Two schools in Bishnupur and Thoubal districts closed.", ("Bishnupur", "Thoubal")),
    ],
)
def test_places_are_no_people_where_only_places_stand(kinds: Kinds, text: str, names: tuple[str, ...]) -> None:
    found = kinds(text)
    assert {name: found.get(name) for name in names} == dict.fromkeys(names, Kind.PLACE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bandits, loyal to Bello Danjuma, fled to the hills.", "Bello Danjuma"),
        ("A son of Amina Yusuf returned to Hudson, his lawyer. Hudson said nothing.", "Amina Yusuf"),
        ("His wife, Sviatlana Karpovich, said in Vilnius that she would wait.", "Sviatlana Karpovich"),
        ("Governor N. Biren Thakur condemned it.", "N. Biren Thakur"),
        ("The minister of security, Oumarou Sanda, visited the wounded.", "Oumarou Sanda"),
        ("Police arrested BNP Chairperson Amina Begum on Monday.", "Amina Begum"),
        ("A crew member and General Majur Deng died in Nasir.", "Majur Deng"),
        ("The gang of Jonel Felix, alias Mikanor, was blamed.", "Mikanor"),
    ],
)
def test_people_are_known_by_their_titles_and_kin(kinds: Kinds, text: str, name: str) -> None:
    assert kinds(text)[name] is Kind.PERSON


@pytest.mark.parametrize("name", ["KOPANG", "RIVERTON"])
def test_a_dateline_with_an_agency_names_a_place_that_no_gazetteer_knows(kinds: Kinds, name: str) -> None:
    assert kinds(f"{name}, March 3 (AFP) -- Shells fell at dawn.")[name] is Kind.PLACE


def test_a_dateline_may_name_two_towns(kinds: Kinds) -> None:
    found = kinds("STEPANAKERT/BAKU -- Shells fell at dawn.")
    assert (found["STEPANAKERT"], found["BAKU"]) == (Kind.PLACE, Kind.PLACE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Southern Liberation Army (SLA) and the Popular Front for Unity and Renewal (PFUR, based in Gao) denied it. "
            "The SLA left; the PFUR stayed.",
            {"SLA": Kind.UNIT, "PFUR": Kind.ORGANISATION, "Popular Front for Unity and Renewal": Kind.ORGANISATION},
        ),
        ("A unit of the Rapid Support Forces (RSF) left. The RSF denied it.", {"RSF": Kind.UNIT}),
        (
            "The National Council for the Safeguard of the Republic (CNSR) closed the border.",
            {"National Council for the Safeguard of the Republic": Kind.ORGANISATION, "CNSR": Kind.ORGANISATION},
        ),
        (
            "The Islamic State Inland Province (ISIP) was blamed. Troops of the ISIP fled.",
            {"Islamic State Inland Province": Kind.UNIT, "ISIP": Kind.UNIT},
        ),
        (
            "Ana Ruiz, president of the Economic Union of Inland States (EUIS), arrived.",
            {"Economic Union of Inland States": Kind.ORGANISATION},
        ),
    ],
)
def test_an_acronym_is_of_the_kind_of_the_name_it_shortens(kinds: Kinds, text: str, expected: dict[str, Kind]) -> None:
    found = kinds(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A missile hit the tanker Saint Nikolas off Oman.", "Saint Nikolas", Kind.VEHICLE),
        ("The crew was picked up by the Lobivia, a Singapore-flagged container ship.", "Lobivia", Kind.VEHICLE),
        ("A cargo ship, the Rubymar, sank. The Rubymar carried fertiliser.", "Rubymar", Kind.VEHICLE),
        ("The French frigate Languedoc shot it down.", "Languedoc", Kind.PLATFORM),
        ("Pirates boarded the MV Abdullah at night.", "MV Abdullah", Kind.VEHICLE),
    ],
)
def test_what_is_called_a_ship_is_no_person_and_no_town(kinds: Kinds, text: str, name: str, kind: Kind) -> None:
    assert kinds(text)[name] is kind


def test_passengers_of_a_boat_are_not_its_name(kinds: Kinds) -> None:
    found = kinds("The boat Somali fishermen used was found on Monday.")
    assert Kind.VEHICLE not in {found.get("Somali"), found.get("Monday")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('The trial pits the sons of Jorge "El Gato" Paredes against the state.', ('Jorge "El Gato" Paredes',)),
        ("General Francisco Jesús Leana Ojeda of the garrison spoke of calm.", ("Francisco Jesús Leana Ojeda",)),
        ("Lt. Gen. Abdul Fattah al-Sayed spoke first. Al-Sayed said the city would be retaken.", ("Al-Sayed",)),
    ],
)
def test_whole_names_of_people(kinds: Kinds, text: str, names: tuple[str, ...]) -> None:
    found = kinds(text)
    assert {name: found.get(name) for name in names} == dict.fromkeys(names, Kind.PERSON)


def test_a_town_in_capitals_is_that_town_in_the_text(kinds: Kinds) -> None:
    found = kinds("MAE SOT: Mr Prasert will visit Mae Sot next week, aides said.")
    assert found["Mae Sot"] is Kind.PLACE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The premier said Bangkok was ready to receive them.", Kind.ORGANISATION),
        ("The envoy blamed Bangkok for the delay.", Kind.ORGANISATION),
        ("The train to Bangkok was ready.", Kind.PLACE),
        ("The flood reached Bangkok.", Kind.PLACE),
    ],
)
def test_a_capital_that_is_ready_or_blamed_is_a_government(kinds: Kinds, text: str, kind: Kind) -> None:
    assert kinds(text)["Bangkok"] is kind


def test_an_acronym_that_the_text_explains_is_that_one(kinds: Kinds) -> None:
    found = kinds("The Armed Forces of the Philippines (AFP) took the town. AFP soldiers patrol it.")
    assert found["AFP"] is Kind.UNIT


def test_an_acronym_may_take_letters_of_small_words(kinds: Kinds) -> None:
    assert "African Union Transition Mission in Somalia" in kinds(
        "The African Union Transition Mission in Somalia (ATMIS) left."
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Government forces captured the al-Watiya airbase on Monday.", "al-Watiya airbase"),
        ("Rebels were advancing on Jufra airbase, 250 km south of Sirte.", "Jufra airbase"),
        ("The Zaatari camp holds 80,000 refugees.", "Zaatari camp"),
        ("Troops left the Kakhovka dam on Friday.", "Kakhovka dam"),
    ],
)
def test_a_site_with_a_name_of_its_own_is_named(annotate: Annotate, text: str, name: str) -> None:
    found = {mention.span.of(text): (mention.kind, mention.form) for mention in annotate(text).mentions}
    assert found[name] == (Kind.FACILITY, Form.NAMED)


@pytest.mark.parametrize("text", ["The drones took off from a GNA base near Misrata.", "Shells hit a Kharkiv hospital."])
def test_a_site_that_is_somebodys_or_in_a_town_has_no_name(annotate: Annotate, text: str) -> None:
    found = [mention for mention in annotate(text).mentions if mention.kind is Kind.FACILITY]
    assert [mention.form for mention in found] == [Form.NOMINAL] or not found


def test_a_base_is_one_however_it_is_called(annotate: Annotate) -> None:
    text = "The army captured the al-Watiya airbase. It had lost al-Watiya military base in May."
    chains = [chain for chain in annotate(text).entities if chain.kind is Kind.FACILITY]
    assert [len(chain.mentions) >= 2 for chain in chains] == [True]
