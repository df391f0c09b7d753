"""Annotations → Resolution: which entities of different documents are the same, and why."""

from kg.resolve.identity import Identity, Record
from kg.resolve.resolution import resolve
from kg.resolve.sighting import Sighting, sightings

__all__ = ["Identity", "Record", "Sighting", "resolve", "sightings"]
