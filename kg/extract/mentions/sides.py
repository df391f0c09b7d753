"""Sides: the country that a name or phrase says a thing belongs to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon.demonyms import demonyms
from kg.lexicon.known import capitals, known
from kg.model import Form, Kind

_WORDS = re.compile(r"(?:[A-Z]\.){2,3}|[A-Z][\w-]*(?: (?:and |of )?[A-Z][\w-]*)*")


def side_of(phrase: str) -> str | None:
    """Return the ISO alpha-2 code of the first country that `phrase` names, by demonym, name or seat of government."""
    for match in _WORDS.finditer(phrase):
        if side := _side(match[0]):
            return side
    return None


def _side(words: str) -> str | None:
    """Return the side of the longest run of `words` that has one, the first of equals."""
    tokens = words.split()
    for size in range(min(4, len(tokens)), 0, -1):
        for i in range(len(tokens) - size + 1):
            if side := side_of_name(" ".join(tokens[i : i + size])):
                return side
    return None


def side_of_name(name: str) -> str | None:
    """Return the ISO alpha-2 code of the country that `name` alone stands for or belongs to."""
    if (demonym := demonyms().get(name)) is not None:
        return demonym.side or None
    if (what := known().get(name)) is not None:
        return what.side or None
    return capitals().get(name)


def with_sides(material: Material, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield `proposals`, names without a side with the one that their words speak for."""
    for proposal in proposals:
        sided = proposal.form is Form.NAMED and proposal.kind is not Kind.PERSON
        if proposal.side is None and sided and (side := side_of(proposal.span.of(material.text))):
            proposal = replace(proposal, side=side)
        yield proposal
