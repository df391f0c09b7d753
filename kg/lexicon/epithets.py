"""Epithets: what reports put before the name of a body that is no part of it ("the US-backed Syrian Democratic Forces")."""

import re
from functools import cache

from kg.lexicon.words import table, word_set


def without_epithet(name: str) -> str:
    """Return `name` without the hyphenated adjectives before it that say who leads, backs or pays the body; as it is if no name
    would be left.

    >>> without_epithet("The US-backed Syrian Democratic Forces"), without_epithet("the Saudi-led Coalition")
    ('Syrian Democratic Forces', 'the Saudi-led Coalition')
    """
    left = _epithets().sub("", name)
    return name if left.lower() in _generic() else left


@cache
def _epithets() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("epithets")))
    return re.compile(
        rf"^(?:(?:[Tt]he|[Aa]n?)\s+)?(?:(?:[A-Z][\w.]+\s+)?[\w.&’']+(?:[-–][\w.]+)*[-–](?:{words})\s+)+(?=[A-Z0-9])"
    )


@cache
def _generic() -> frozenset[str]:
    return frozenset(row["lemma"] for row in table("nominal_heads"))
