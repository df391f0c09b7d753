"""Demonyms: words for the people of a country or faith, and the country they point to."""

from dataclasses import dataclass
from functools import cache

from kg.lexicon.phrases import Phrases
from kg.lexicon.words import table


@dataclass(frozen=True, slots=True)
class Demonym:
    """A word such as "Syrian": `side` the ISO alpha-2 code of its country (``""``: none), `uses` a subset of adjective,
    singular, plural, people."""

    side: str
    uses: frozenset[str]


@cache
def demonyms() -> dict[str, Demonym]:
    """Return all demonyms by their words."""
    return {row["word"]: Demonym(row["side"], frozenset(row["use"].split())) for row in table("demonyms")}


@cache
def demonym_phrases() -> Phrases[Demonym]:
    """Return the demonyms, ready to be looked for in a text."""
    return Phrases(demonyms().items())
