"""Epithets: what is no part of the name of a body."""

import pytest

from kg.lexicon.epithets import without_epithet


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The US-backed Syrian Democratic Forces", "Syrian Democratic Forces"),
        ("Houthi-run Saba", "Saba"),
        ("Russian-backed Donetsk People's Republic", "Donetsk People's Republic"),
        ("the Islamic State-linked Allied Democratic Forces", "Allied Democratic Forces"),
        ("U.S.- and Saudi-backed Security Belt", "U.S.- and Saudi-backed Security Belt"),
        ("the Saudi-led Coalition", "the Saudi-led Coalition"),
        ("The Lord's Resistance Army", "The Lord's Resistance Army"),
        ("Al-Qaeda", "Al-Qaeda"),
        ("Kurdish-led forces", "Kurdish-led forces"),
    ],
)
def test_who_backs_leads_or_pays_a_body_is_no_part_of_its_name(words: str, name: str) -> None:
    assert without_epithet(words) == name
