"""Parents: the unit that a unit belongs to ("the 3rd Battalion of the 92nd Brigade")."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import Mention

_OF = re.compile(r" (?:of|in|from|with|within),? |, | [(\[]")
_OWNER = re.compile(r"['’] ?s ")


def with_parents(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return `mentions`, each unit that is said to be part of another with that one's id as its parent."""
    units = [mention for mention in mentions if mention.unit is not None]
    parent: dict[str, str] = {}
    for first, second in pairwise(units):
        between = text[first.span.end : second.span.start] if first.span.end < second.span.start else ""
        if _OWNER.fullmatch(between):
            parent[second.id] = first.id
        elif _OF.fullmatch(re.sub(r"\bthe $", "", between)) and _smaller(first, second, between):
            parent[first.id] = second.id
    return tuple(_under(mention, parent.get(mention.id)) for mention in mentions)


def _smaller(first: Mention, second: Mention, between: str) -> bool:
    """Return whether `first` can be part of `second`: behind a comma only a numbered unit of another size is its whole."""
    if not between.startswith((",", " (", " [")):
        return True
    return bool(first.unit and second.unit and second.unit.number and first.unit.echelon != second.unit.echelon)


def _under(mention: Mention, parent: str | None) -> Mention:
    if parent is None or mention.unit is None:
        return mention
    return replace(mention, unit=replace(mention.unit, parent=parent))
