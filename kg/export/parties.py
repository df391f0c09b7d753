"""Parties: who fights whom, in the terms of coding schemes, from the classes of the ontology."""

from collections.abc import Sequence

from kg.export.occurrences import Occurrence, Part

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
    "Political militia": ("Militia", "PrivateMilitaryCompany", "PoliticalParty", "CriminalOrganisation", "PoliticalMovement"),
    "Protesters": ("Protesters",),
    "Civilians": (
        "Civilians",
        "Journalists",
        "MedicalWorkers",
        "DisplacedPeople",
        "ReligiousGroup",
        "Detainees",
        "Person",
        "NationalGroup",
    ),
    "External/Other forces": ("InternationalOrganisation", "NonGovernmentalOrganisation"),
}
"""ACLED's names for actors (its codebook, "inter" codes), and the classes that they stand for. Identity militias and rioters
cannot be told from the words of a report."""

ARMED = ("State forces", "Rebel group", "Political militia")


def parties(event: Occurrence) -> tuple[Part | None, Part | None]:
    """Return who acts and who is acted on; of an act among equals its first two sides."""
    acting = event.actors(*ATTACKERS)
    first = next(iter(acting), None)
    others = [
        part for part in event.actors(*ATTACKED) if sector(part) and part != first and (not first or part.iri != first.iri)
    ]
    return first, next(iter(others), None)


def sector(part: Part | None) -> str | None:
    """Return ACLED's name for what `part` is; None if it is nobody, or its class does not say."""
    return next((name for name, classes in SECTORS.items() if part and set(part.kinds) & set(classes)), None)


def type_of_violence(sides: Sequence[Part | None]) -> int | None:
    """Return UCDP's type of violence of two sides: 1 state-based, 2 non-state, 3 one-sided; None if they do not say."""
    names = [sector(part) for part in sides]
    if names[0] in ARMED and names[1] == "Civilians":
        return 3
    if names[0] in ARMED and names[1] in ARMED:
        return 1 if "State forces" in names else 2
    return None
