"""Which entities of different documents are the same."""

from collections.abc import Iterable
from itertools import permutations

import pytest

from kg.model import Kind, Resolution, UnitDetails
from kg.resolve import Identity, Register, Sighting
from kg.resolve import resolve as resolve_in


def seen(document: str, name: str, kind: Kind = Kind.PERSON, **known: object) -> Sighting:
    """Return a sighting of `name` in `document`."""
    return Sighting(document, f"x-{name}", kind, name, (name,), **known)  # type: ignore[arg-type]


def resolve(sightings: Iterable[Sighting], identity: Identity | None = None) -> tuple[Resolution, Identity]:
    """Return the resolution and the identity after it."""
    register = Register(identity)
    return resolve_in(sightings, register), register.identity


def groups(*sightings: Sighting) -> set[frozenset[str]]:
    """Return the names that ended up in one entity, for each entity."""
    resolution, _ = resolve(sightings)
    by_entity: dict[str, set[str]] = {}
    names = {(s.document, s.chain): f"{s.document}:{s.name}" for s in sightings}
    for link in resolution.links:
        by_entity.setdefault(link.entity, set()).add(names[link.document, link.chain])
    return {frozenset(group) for group in by_entity.values()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymir Zelenskyy"),
        ("Abdel Fattah al-Burhan", "Abdel-Fattah Burhan"),
        ("Mohammed Hamdan Dagalo", "Mohamed Hamdan Dagalo"),
        ("Min Aung Hlaing", "Min Aung Hlaing"),
        ("V. Gerasimov", "Valery Gerasimov"),
        ("Kim Jong Un", "Jong Un Kim"),
    ],
)
def test_spellings_of_a_persons_name_are_one_entity(one: str, other: str) -> None:
    assert len(groups(seen("a", one), seen("b", other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahmed Hassan", "Ahmed Hussein"),
        ("Ivan Petrov", "Igor Petrov"),
        ("Hillary Clinton", "Bill Clinton"),
        ("Maria Lopez", "Mario Lopez Garcia"),
    ],
)
def test_people_who_share_only_half_a_name_stay_apart(one: str, other: str) -> None:
    assert len(groups(seen("a", one), seen("b", other))) == 2


def test_a_bare_family_name_stays_apart_and_names_its_rival() -> None:
    resolution, _ = resolve([seen("a", "Omar al-Bashir"), seen("b", "Bashir")])
    links = {link.document: link for link in resolution.links}
    assert links["a"].entity != links["b"].entity
    assert links["b"].rivals == (links["a"].entity,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia's Defence Ministry", "the Russian Defense Ministry"),
        ("Ministry of Defence of Mali", "Malian defence ministry"),
        ("SDF", "Syrian Democratic Forces"),
        ("the United Nations", "United Nations"),
    ],
)
def test_forms_of_an_organisations_name_are_one_entity(one: str, other: str) -> None:
    assert len(groups(seen("a", one, Kind.ORGANISATION), seen("b", other, Kind.ORGANISATION))) == 1


def test_ministries_of_two_countries_stay_apart() -> None:
    found = groups(
        seen("a", "Russian Defence Ministry", Kind.ORGANISATION), seen("b", "Ukrainian Defence Ministry", Kind.ORGANISATION)
    )
    assert len(found) == 2


def test_a_ministry_without_a_country_stays_apart_from_one_with_a_country() -> None:
    assert (
        len(groups(seen("a", "Defence Ministry", Kind.ORGANISATION), seen("b", "Russian Defence Ministry", Kind.ORGANISATION)))
        == 2
    )


def test_the_armed_force_of_a_country_is_one_whatever_it_is_called() -> None:
    army = {"kind": Kind.UNIT, "type": "ArmedForce", "side": "SD"}
    assert len(groups(seen("a", "the Sudanese army", **army), seen("b", "Khartoum's forces", **army))) == 1  # type: ignore[arg-type]


def test_units_with_different_numbers_stay_apart() -> None:
    def unit(document: str, name: str, number: str) -> Sighting:
        return seen(document, name, Kind.UNIT, unit=UnitDetails(number=number, echelon="brigade"))

    found = groups(unit("a", "92nd Brigade", "92"), unit("b", "93rd Brigade", "93"), unit("c", "92nd Mechanised Brigade", "92"))
    assert found == {frozenset({"a:92nd Brigade", "c:92nd Mechanised Brigade"}), frozenset({"b:93rd Brigade"})}


def test_a_place_is_its_gazetteer_id_and_not_its_name() -> None:
    here, there = "https://sws.geonames.org/3169070/", "https://sws.geonames.org/4219934/"
    found = groups(
        seen("a", "Rome", Kind.PLACE, link=here),
        seen("b", "Rome", Kind.PLACE, link=there),
        seen("c", "Roma", Kind.PLACE, link=here),
    )
    assert found == {frozenset({"a:Rome", "c:Roma"}), frozenset({"b:Rome"})}


def test_a_region_is_not_the_city_of_the_same_name() -> None:
    assert len(groups(seen("a", "Idlib", Kind.PLACE, type="City"), seen("b", "Idlib", Kind.PLACE, type="Region"))) == 2


def test_the_order_of_documents_does_not_matter() -> None:
    sightings = [
        seen("a", "Zelensky"),
        seen("b", "Volodymyr Zelensky"),
        seen("c", "Volodymir Zelenskiy"),
        seen("d", "Olena Zelenska"),
    ]
    assert len({resolve(order)[0] for order in permutations(sightings)}) == 1


def test_a_key_once_given_is_kept_when_an_earlier_document_arrives() -> None:
    _, identity = resolve([seen("m", "Volodymyr Zelensky")])
    resolution, _ = resolve([seen("a", "Volodymyr Oleksandrovych Zelensky"), seen("m", "Volodymyr Zelensky")], identity)
    key = {link.document: link.entity for link in resolution.links}["m"]
    assert key == "person/volodymyr-zelensky"


def test_people_of_one_name_get_numbered_keys() -> None:
    one, other = seen("a", "Ali Hassan", side="IQ"), seen("b", "Ali Hassan", side="SO")
    resolution, _ = resolve([one, other])
    assert [entity.key for entity in resolution.entities] == ["person/ali-hassan", "person/ali-hassan-2"]


def test_identity_is_read_back_as_it_was_written() -> None:
    _, identity = resolve(
        [seen("a", "Volodymyr Zelensky"), seen("b", "Rome", Kind.PLACE, link="https://sws.geonames.org/3169070/")]
    )
    assert Identity.read(identity.lines()).records == identity.records


def test_a_merge_keeps_the_older_key_and_says_where_the_other_went() -> None:
    _, first = resolve([seen("a", "Ahmed al-Sharaa")])
    _, second = resolve([seen("a", "Ahmed al-Sharaa"), seen("b", "Mr Jolani")], first)
    _, third = resolve(
        [seen("a", "Ahmed al-Sharaa"), Sighting("b", "x-Mr Jolani", Kind.PERSON, "Ahmed al-Sharaa", ("Mr Jolani",))], second
    )
    assert third.records["person/mr-jolani"].merged_into == "person/ahmed-al-sharaa"


def test_a_key_outlives_a_new_extraction_with_other_chains() -> None:
    _, first = resolve([Sighting("a", "x10-20", Kind.PERSON, "Ali Hassan", ("Ali Hassan",))])
    resolution, _ = resolve([Sighting("a", "x0-8", Kind.PERSON, "Ali Hassan", ("Ali Hassan",))], first)
    assert [entity.key for entity in resolution.entities] == ["person/ali-hassan"]


def test_when_an_entity_is_split_one_half_keeps_the_key() -> None:
    one, other = seen("a", "Ali Hassan"), seen("b", "Ali Hassan")
    _, first = resolve([one, other])
    resolution, _ = resolve([seen("a", "Ali Hassan", side="IQ"), seen("b", "Ali Hassan", side="SO")], first)
    assert {link.document: link.entity for link in resolution.links} == {"a": "person/ali-hassan", "b": "person/ali-hassan-2"}


@pytest.mark.parametrize(
    ("kind", "type_", "names", "expected"),
    [
        (Kind.UNIT, "ArmedForce", ("the Sudanese army", "Khartoum's forces"), "Armed forces of Sudan"),
        (Kind.ORGANISATION, "Government", ("Khartoum", "the Sudanese government"), "Government of Sudan"),
        (Kind.PLACE, "Country", ("Sudanese", "Sudan"), "Sudan"),
        (
            Kind.ORGANISATION,
            "Ministry",
            ("the Sudanese health ministry", "Sudan's health ministry"),
            "Sudanese health ministry",
        ),
    ],
)
def test_the_canonical_name_is_a_name(kind: Kind, type_: str, names: tuple[str, str], expected: str) -> None:
    link = "https://sws.geonames.org/366755/" if kind is Kind.PLACE else None
    resolution, _ = resolve(seen(str(n), name, kind, type=type_, side="SD", link=link) for n, name in enumerate(names))
    assert [entity.name for entity in resolution.entities] == [expected]


def test_a_named_body_of_a_country_is_not_its_army() -> None:
    army = seen("a", "the Ukrainian army", Kind.UNIT, type="ArmedForce", side="UA")
    guard = seen("b", "the National Guard", Kind.UNIT, type="ArmedForce", side="UA")
    assert len(groups(army, guard)) == 2


def test_a_misspelt_town_stays_apart_and_names_its_rival() -> None:
    kharkiv = seen("a", "Kharkiv", kind=Kind.PLACE, link="https://sws.geonames.org/706483/")
    resolution, _ = resolve([kharkiv, seen("b", "Khakiv", kind=Kind.PLACE)])
    links = {link.document: link for link in resolution.links}
    assert links["b"].rivals == (links["a"].entity,)


def test_a_group_has_one_entity_whatever_it_is_called() -> None:
    names = ["Jabhat al-Nusra", "the Nusra Front", "al-Nusra Front"]
    resolution, _ = resolve([seen(str(number), name, kind=Kind.UNIT) for number, name in enumerate(names)])
    assert len(resolution.entities) == 1


def test_of_two_spellings_the_well_known_one_names_the_entity() -> None:
    resolution, _ = resolve([seen("a", "Volodymir Zelensky"), seen("b", "Volodymyr Zelensky")])
    assert [entity.name for entity in resolution.entities] == ["Volodymyr Zelensky"]


def test_an_armed_group_that_is_an_organisation_in_one_report_and_a_unit_in_another_is_one() -> None:
    kinds = (Kind.ORGANISATION, Kind.UNIT)
    for name in ("Syrian Democratic Forces", "Free Volta Movement"):
        assert len(groups(*(seen(document, name, kind) for document, kind in zip("ab", kinds, strict=True)))) == 1
    assert len(groups(seen("a", "Volta", Kind.ORGANISATION), seen("b", "Volta", Kind.UNIT))) == 2
    assert len(groups(seen("a", "Free Volta Movement", Kind.ORGANISATION), seen("b", "Free Volta Front", Kind.UNIT))) == 2


def test_an_observer_is_no_observatory() -> None:
    found = (
        seen(document, name, Kind.ORGANISATION) for document, name in (("a", "Sahel Observatory"), ("b", "Sahel Observer"))
    )
    assert len(groups(*found)) == 2


def test_a_place_is_called_as_most_reports_call_it() -> None:
    link = "https://sws.geonames.org/2453348/"
    names = ("Mopti", "Mopti", "Malis embattled Mopti")
    resolution, _ = resolve(seen(f"d{number}", name, Kind.PLACE, link=link) for number, name in enumerate(names))
    assert [entity.name for entity in resolution.entities] == ["Mopti"]


def test_a_bare_family_name_is_known_again_by_the_office() -> None:
    full = seen("a", "Félix Mbala", offices=frozenset({"president of CD"}))
    assert len(groups(full, seen("b", "Mbala", offices=frozenset({"president of CD"})))) == 1
    assert len(groups(full, seen("b", "Mbala", offices=frozenset({"president of RW"})))) == 2
    assert len(groups(full, seen("b", "Mbala", offices=frozenset({"governor of CD"})))) == 2


def test_a_bare_family_name_is_no_proof_beside_the_bare_name_of_somebody_known_in_full() -> None:
    office = frozenset({"president of CD"})
    known = (seen("a", "Félix Mbala", offices=office), seen("b", "Mbala", offices=office))
    assert frozenset({"c:Mbala"}) in groups(*known, seen("c", "Mbala"))


def test_a_name_that_two_people_have_is_neithers() -> None:
    found = groups(seen("a", "Ismael Paredes García"), seen("b", "Ismael Paredes Sicairos"), seen("c", "Ismael Paredes"))
    assert len(found) == 3


def test_a_place_that_may_be_any_of_several_is_as_unclear_in_one_report_as_in_the_next() -> None:
    known = [
        seen(str(number), "Santa Rosa", Kind.PLACE, link=f"https://sws.geonames.org/{number}/", lat=number, lon=number)
        for number in (1, 2, 3)
    ]
    found = groups(*known, *(seen(document, "Santa Rosa", Kind.PLACE) for document in "abcd"))
    assert frozenset(f"{document}:Santa Rosa" for document in "abcd") in found
    assert len(found) == 4


def government(document: str, name: str) -> Sighting:
    return seen(document, name, Kind.ORGANISATION, type="Government", side="MM")


def test_two_governments_of_one_country_are_two() -> None:
    rivals = government("a", "State Administration Council"), government("b", "National Unity Government")
    assert len(groups(*rivals, government("c", "Naypyidaw"), government("d", "Myanmar's military government"))) == 3


def test_the_acronym_of_two_documents_makes_one_of_two_translations() -> None:
    one = Sighting("a", "x1", Kind.ORGANISATION, "Front of the River Peoples", ("Front of the River Peoples", "FPRF"))
    other = Sighting("b", "x1", Kind.UNIT, "Frente de los Pueblos", ("Frente de los Pueblos", "FPRF"))
    third = Sighting("c", "x1", Kind.UNIT, "FPRF", ("FPRF",))
    resolution, _ = resolve([one, other, third])
    assert len({link.entity for link in resolution.links}) == 1


def test_the_name_of_a_countrys_forces_is_its_army() -> None:
    named = seen("a", "Tatmadaw", Kind.UNIT, side="MM", unit=UnitDetails(nationality="MM"))
    assert len(groups(named, seen("b", "the Myanmar military", Kind.UNIT, side="MM"))) == 1
    assert len(groups(named, seen("b", "the Thai military", Kind.UNIT, side="TH"))) == 2


def test_an_office_helps_where_the_given_name_is_written_otherwise() -> None:
    office = frozenset({"prime minister of SO"})
    assert len(groups(seen("a", "Jamal Abdi Barre"), seen("b", "Jamil Abdi Barre"))) == 2
    assert len(groups(seen("a", "Jamal Abdi Barre", offices=office), seen("b", "Jamil Abdi Barre", offices=office))) == 1


def test_an_alias_is_a_name() -> None:
    told = Sighting("a", "x1", Kind.PERSON, "Néstor Vera Duque", ("Néstor Vera Duque", "Iván Mordaz"))
    assert {link.entity for link in resolve([told, seen("b", "Iván Mordaz")])[0].links} == {"person/nestor-vera-duque"}


def test_an_acronym_of_its_own_is_no_well_known_one() -> None:
    names = ("Armed Forces of the Pamirs", "AFP")
    army = Sighting("a", "x1", Kind.UNIT, names[0], names, unit=UnitDetails())
    assert len(groups(army, seen("b", "Agence France-Presse", Kind.ORGANISATION))) == 2


def test_a_countrys_defence_force_is_its_army() -> None:
    names = ("Ethiopian National Defense Force", "ENDF")
    force = Sighting("a", "x1", Kind.UNIT, names[0], names, side="ET", unit=UnitDetails(nationality="ET"))
    found, _ = resolve(
        [force, seen("b", "the Ethiopian army", Kind.UNIT, side="ET"), seen("c", "Tigray Defence Forces", Kind.UNIT)]
    )
    assert len({link.entity for link in found.links}) == 2
