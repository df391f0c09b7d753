"""Sides: the country that a name or phrase says a thing belongs to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon.demonyms import demonyms
from kg.lexicon.known import capitals, known
from kg.model import Form, Kind

_WORDS = re.compile(r"(?:[A-Z]\.){2,3}|[A-Z][\w-]*(?:['’](?!s?\b)[\w-]+)?(?: (?:and |of )?[A-Z][\w-]*)*")
_BEFORE = re.compile(r"(?<![\w.])((?:[A-Z]\.){2,3}|[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?:['’] ?s)? $")


def side_of(phrase: str) -> str | None:
    """Return the ISO alpha-2 code of the first country that `phrase` names, by demonym, name or seat of government."""
    for match in _WORDS.finditer(phrase):
        if side := _side(match[0]):
            return side
    return None


def _side(words: str) -> str | None:
    """Return the side of `words`, else of the longest run of them that is a country's or people's name, the first of equals."""
    tokens = words.split()
    for size in range(min(4, len(tokens)), 0, -1):
        for i in range(len(tokens) - size + 1):
            part = " ".join(tokens[i : i + size])
            if (size == len(tokens) or _names_land(part)) and (side := side_of_name(part)):
                return side
    return None


def _names_land(name: str) -> bool:
    return name in demonyms() or name in capitals() or (name in known() and known()[name].kind == "Place")


def side_of_name(name: str) -> str | None:
    """Return the ISO alpha-2 code of the country that `name` alone stands for or belongs to."""
    if (demonym := demonyms().get(name)) is not None:
        return demonym.side or None
    if (what := known().get(name)) is not None:
        return what.side or None
    return capitals().get(name)


def with_sides(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals`, names without a side with the one that their words, or the country before them, speak for."""
    for proposal in proposals:
        # The list has its reasons to name no side, but for what every country has one of.
        open_ = proposal.side is None and (proposal.by != "known" or proposal.type == "Ministry")
        sided = open_ and proposal.form is Form.NAMED and proposal.kind is not Kind.PERSON
        side = side_of(proposal.span.of(material.text)) if sided else None
        if sided and side is None and proposal.kind in (Kind.ORGANISATION, Kind.UNIT):
            side = _side_before(material.text, proposal.span.start)
        yield _on(proposal, side) if side else proposal


def _side_before(text: str, start: int) -> str | None:
    """Return the side of the country or people right before `start`: "Russia's 76th Division", "Iraqi Hashd"."""
    found = _BEFORE.search(text, max(0, start - 40), start)
    return side_of_name(found[1]) if found else None


def _on(proposal: Proposal, side: str) -> Proposal:
    unit = proposal.unit
    if unit is not None and unit.nationality is None:
        unit = replace(unit, nationality=side)
    return replace(proposal, side=side, unit=unit)
