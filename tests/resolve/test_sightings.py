"""Which entities of a document can be told apart from those of others."""

from collections.abc import Callable

from kg.model import Annotation
from kg.resolve import sightings
from kg.resolve.sighting import without_day
from tests.conftest import document

TEXT = "Army kills 12 rebels\n\nTroops entered the town of Gao at dawn, Colonel Amadou Traore said. Police arrested nine men."


def test_nobodys_army_is_nobody(annotate: Callable[..., Annotation]) -> None:
    names = {sighting.name for sighting in sightings(document(TEXT), annotate(TEXT))}
    assert "Army" not in names
    assert "Amadou Traore" in names


def test_the_day_behind_a_name_is_no_part_of_it() -> None:
    assert without_day("Sahel Post Friday") == "Sahel Post"
    assert without_day("Friday") == "Friday"
    assert without_day("Friday Times") == "Friday Times"


def test_an_office_is_of_the_country_that_the_text_is_about(annotate: Callable[..., Annotation]) -> None:
    text = "GITEGA - President Mbala addressed Burundi on Monday. Burundi's army chief, Niyonzima, stood beside Captain Ndayi."
    held = {sighting.name: sighting.offices for sighting in sightings(document(text), annotate(text))}
    assert held["Mbala"] == {"president of BI"}
    assert held["Ndayi"] == frozenset()
