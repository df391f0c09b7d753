"""Roles: a filler that cannot fill its role is found without a reasoner."""

import pytest

from kg.errors import VocabularyError
from kg.vocab import Violation, can_fill, check_roles, load_vocabulary


def test_a_time_is_no_attacker() -> None:
    found = check_roles(load_vocabulary(), [("AirStrike", "attacker", "Time")])
    assert found == [Violation("AirStrike", "attacker", "Time", "range", "Time", "Actor")]


@pytest.mark.parametrize(
    ("event", "role", "filler"),
    [
        ("AirStrike", "place", "Person"),
        ("AirStrike", "time", "City"),
        ("Shelling", "attacker", "Missile"),
        ("Killing", "victim", "AirStrike"),
        ("Withdrawal", "origin", "MilitaryUnit"),
        ("ArmsTransfer", "instrument", "Person"),
        ("Person", "attacker", "Person"),
    ],
)
def test_what_the_ontology_declares_disjoint_cannot_meet_in_a_role(event, role, filler) -> None:
    assert check_roles(load_vocabulary(), [(event, role, filler)])


@pytest.mark.parametrize(
    ("event", "role", "filler"),
    [
        ("AirStrike", "attacker", "Country"),
        ("AirStrike", "attacker", "Aircraft"),
        ("AirStrike", "attacker", "Place"),
        ("AirStrike", "target", "Village"),
        ("Killing", "victim", "Civilians"),
        ("Meeting", "place", "Country"),
        ("EventReport", "attacker", "Militia"),
        ("Accusation", "topic", "AirStrike"),
    ],
)
def test_what_may_be_so_is_no_violation(event, role, filler) -> None:
    assert check_roles(load_vocabulary(), [(event, role, filler)]) == []


@pytest.mark.parametrize(
    "triple", [("AirRaid", "attacker", "Person"), ("AirStrike", "atacker", "Person"), ("AirStrike", "attacker", "Man")]
)
def test_an_unknown_name_is_an_error(triple) -> None:
    with pytest.raises(VocabularyError, match="the ontology has no"):
        check_roles(load_vocabulary(), [triple])


def test_a_filler_can_be_asked_for_alone() -> None:
    vocabulary = load_vocabulary()
    assert can_fill(vocabulary, "time", "Time")
    assert not can_fill(vocabulary, "time", "NewsAgency")
    assert can_fill(vocabulary, "place", "Facility")
    assert not can_fill(vocabulary, "place", "Group")
