"""Parties: who fights whom, in the terms of coding schemes, from the classes of the ontology."""

from collections.abc import Sequence
from functools import cache

from kg.export.occurrences import Occurrence, Part
from kg.lexicon import table

ATTACKERS = ("attacker", "agent", "side", "party", "giver", "speaker")
ATTACKED = ("target", "victim", "side", "recipient", "object")

SECTORS = {
    "State forces": (
        "ArmedForce",
        "PoliceForce",
        "Government",
        "Ministry",
        "PublicBody",
        "MilitaryFormation",
        "IntelligenceAgency",
        "Country",
    ),
    "Rebel group": ("RebelGroup", "ArmedGroup"),
    "Political militia": (
        "Militia",
        "PrivateMilitaryCompany",
        "PoliticalParty",
        "CriminalOrganisation",
        "PoliticalMovement",
        "Combatants",
    ),
    "Protesters": ("Protesters",),
    "Civilians": (
        "Civilians",
        "Journalists",
        "MedicalWorkers",
        "DisplacedPeople",
        "ReligiousGroup",
        "Detainees",
        "NationalGroup",
    ),
    "External/Other forces": ("InternationalOrganisation", "NonGovernmentalOrganisation"),
}
"""ACLED's names for actors (its codebook, "inter" codes), and the classes that they stand for. Identity militias and rioters
cannot be told from the words of a report; nor can a person who is named be told for a civilian or a fighter."""

ARMED = ("State forces", "Rebel group", "Political militia")

UNSURE = frozenset({"Organisation", "MilitaryUnit", "Group"})
"""Classes of those who can be a party, though what sort of party cannot be told."""

NO_PARTY = frozenset({"MediaOrganisation", "NewsAgency", "NewsOutlet", "MediaPlatform"})


def parties(event: Occurrence) -> tuple[Part | None, Part | None]:
    """Return who acts and who is acted on; of an act among equals its first two sides.

    A person, a machine and a place are none, but for a country that acts. Of several the first is taken whose sort is known.
    """
    acting = [part for part in event.actors(*ATTACKERS) if _can_be(part) and sector(part) != "Civilians"]
    first = min(acting, key=lambda part: sector(part) is None, default=None)
    others = [part for part in event.actors(*ATTACKED) if _can_be(part) and "Country" not in part.kinds]
    apart = [part for part in others if first is None or part.iri != first.iri]
    return first, min(apart, key=lambda part: sector(part) is None, default=None)


def _can_be(part: Part) -> bool:
    return bool(sector(part) or UNSURE & set(part.kinds)) and not NO_PARTY & set(part.kinds)


def sector(part: Part | None) -> str | None:
    """Return ACLED's name for what `part` is; None if it is nobody, or its class does not say."""
    return next((name for name, classes in SECTORS.items() if part and set(part.kinds) & set(classes)), None)


def country(code: str | None) -> str | None:
    """Return the English name of the country with the ISO 3166-1 alpha-2 `code`; None if there is none."""
    return _countries().get(code or "")


@cache
def _countries() -> dict[str, str]:
    return {row["code"].upper(): row["name"] for row in table("territories") if len(row["code"]) == 2}


def type_of_violence(sides: Sequence[Part | None]) -> int | None:
    """Return UCDP's type of violence of two sides: 1 state-based, 2 non-state, 3 one-sided; None if they do not say."""
    names = [sector(part) for part in sides]
    if names[0] in ARMED and names[1] == "Civilians":
        return 3
    if names[0] in ARMED and names[1] in ARMED:
        return 1 if "State forces" in names else 2
    return None
