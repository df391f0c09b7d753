"""Wordings: which words tell of the same act ("withdrawal", "pullback"; "killed", "death"; "acquire", "acquisition")."""

import re
from functools import cache

from kg.lexicon import table

_SHORTEST = 4
"""Letters that a stem has at least: of a shorter word too little is left to tell it from others."""

_ENDING = re.compile(r"(?:(?:at|it)?ions?|ments?|ings?|[eo]rs?|[ae]nce|als?|ees?|e[sd]|[es])$")


@cache
def idea(lemma: str) -> str:
    """Return what `lemma` (lower case) tells of: the idea that the list of wordings gives it, else its stem.

    >>> idea("withdrawal") == idea("pullback"), idea("nomination") == idea("nominate"), idea("hosting"), idea("host")
    (True, True, 'host', 'host')
    """
    stem = stem_of(lemma)
    return _ideas().get(lemma) or _ideas().get(stem) or stem


def stem_of(word: str) -> str:
    """Return `word` without the ending that makes a noun of a verb, if enough is left."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST else word


@cache
def _ideas() -> dict[str, str]:
    return {word: row["idea"] for row in table("wordings") for word in row["words"].split("|")}
