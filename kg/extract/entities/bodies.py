"""Bodies of a country: its government, its ministries and its armed forces go by many phrases, and each is one thing."""

from collections.abc import Mapping
from functools import cache

from kg.extract.entities.clues import Clue
from kg.extract.entities.names import country_of
from kg.extract.entities.partition import Partition
from kg.lexicon.demonyms import demonyms
from kg.lexicon.gazetteer import Place
from kg.lexicon.known import capitals, known
from kg.model import Form, Kind

FORCES = frozenset({"army", "military", "force", "forces", "troop", "troops"})
"""Nouns that, with nothing but a country beside them, mean all its forces that a report speaks of."""
GOVERNMENTS = frozenset({"government", "regime"})
_SPELT = {"defence": "defense", "minister": "ministry"}
_EMPTY = frozenset(["the", "its", "his", "their", "our", "s", "of", "armed", "country", "nation", "and"])


def by_country(partition: Partition, places: Mapping[str, Place]) -> None:
    """Join the phrases of a document for the government, for one ministry, or for the forces of one country."""
    first: dict[tuple[str, str], int] = {}
    for i, clue in enumerate(partition.clues):
        side = _side(partition, clue, places)
        if side and not clue.mention.side:
            partition.tell_side(i, side)
        if side and (what := _body(clue)):
            partition.join(first.setdefault((side, what), i), i)


def _side(partition: Partition, clue: Clue, places: Mapping[str, Place]) -> str | None:
    """Return the country of a body: its own, or that of whose it is ("its troops")."""
    if clue.mention.side or clue.kind not in (Kind.UNIT, Kind.ORGANISATION):
        return clue.mention.side
    owners = partition.by_root
    owner = next((owners[child.i] for child in clue.root.children if child.dep_ == "poss" and child.i in owners), None)
    if owner is None:
        return None
    cluster = [partition.clues[k] for k in partition.members(owner)]
    return next((side for other in cluster if (side := country_of(other, places) or other.mention.side)), None)


def _body(clue: Clue) -> str | None:
    """Return which body of its country `clue` means: forces, government, or the words of a ministry."""
    if clue.indefinite or clue.form is Form.PRONOUN or any(child.dep_ in ("nummod", "relcl") for child in clue.root.children):
        return None
    words = {_SPELT.get(word, word) for word in clue.words if word not in _EMPTY and not _is_country(word)}
    if clue.kind is Kind.UNIT and not _is_numbered(clue) and words and words <= FORCES:
        return "forces"
    if clue.kind is not Kind.ORGANISATION:
        return None
    if clue.mention.type == "Government" and (words <= GOVERNMENTS):
        return "government"
    return " ".join(sorted(words)) if clue.mention.type == "Ministry" and len(words) > 1 else None


def _is_numbered(clue: Clue) -> bool:
    return clue.mention.unit is not None and clue.mention.unit.number is not None


def _is_country(word: str) -> bool:
    name = word.title()
    return name in demonyms() or name in known() or word in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name.lower() for name in capitals())
