"""Romanisation: spellings of one name in Latin letters share their consonants."""

import pytest

from kg.lexicon.gazetteer import gazetteer
from kg.lexicon.romanisation import skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [("Deir ez-Zor", "Dayr az Zawr"), ("Khan Sheikhoun", "Khān Shaykhūn"), ("Kobane", "Kobani"), ("Hodeidah", "Al Hudaydah")],
)
def test_romanisations_of_one_name_have_the_same_consonants(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_names_that_sound_otherwise_differ() -> None:
    assert len({skeleton(name) for name in ("Homs", "Hama", "Hasakah", "Heit")}) == 4


def test_a_place_is_found_by_another_romanisation_in_its_country_alone() -> None:
    found = gazetteer().alike("Hodeidah", ["YE"], least=5_000)
    assert [place.geonames for place in found][:1] == [79415]
    assert not any(place.geonames == 79415 for place in gazetteer().alike("Hodeidah", ["SY"], least=5_000))


def test_a_country_with_one_spelling_for_each_place_has_none() -> None:
    assert gazetteer().alike("Cookville", ["US"]) == ()
