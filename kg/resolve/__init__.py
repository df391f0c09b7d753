"""Annotations → Resolution: which entities and events of different documents are the same, and why."""

from kg.resolve.conclude import conclude, conclude_ruled, identify, revise
from kg.resolve.constraints import Constraints
from kg.resolve.coreference import Coreference, Parsed, coreference
from kg.resolve.events import cluster_events
from kg.resolve.identity import Identity, Record, Register
from kg.resolve.memory import Memory
from kg.resolve.reports import Report, Site, reports
from kg.resolve.resolution import resolve
from kg.resolve.sighting import Sighting, sightings

__all__ = [
    "Constraints",
    "Coreference",
    "Identity",
    "Memory",
    "Parsed",
    "Record",
    "Register",
    "Report",
    "Sighting",
    "Site",
    "cluster_events",
    "conclude",
    "conclude_ruled",
    "coreference",
    "identify",
    "reports",
    "resolve",
    "revise",
    "sightings",
]
