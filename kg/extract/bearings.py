"""Bearings: places that only say where another one lies ("Rankus, north of Damascus", "15 km from Goma")."""

import re

from kg.model import Span

_BEARING = re.compile(
    r"\b(?:(?:north|south|east|west)[- ]?(?:east|west)?\sof|(?:km|kilomet(?:re|er)s?|miles?|away)\sfrom)\s"
    r"(?:the\s)?(?:[a-z]+\s){0,3}$"
)
_REACH = 60
"""Characters before a place in which the words are that make it a bearing."""


def is_bearing(text: str, place: Span) -> bool:
    """Return whether `place` is told of in `text` as that from which another place is so far, or in a direction."""
    return bool(_BEARING.search(text, max(0, place.start - _REACH), place.start))
