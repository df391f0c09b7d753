"""Sides: the country that a name speaks of, and the name without it ("Russia's Defence Ministry": RU, "Defence Ministry")."""

import re
from functools import cache

from kg.lexicon import table, word_set
from kg.lexicon.known import capitals, known
from kg.resolve.names import fold

_OWNS = re.compile(r"\w['’]\s?s?\s")


@cache
def _names() -> dict[str, str]:
    return {row["side"]: row["name"] for row in table("territories") if row["type"] == "Country"}


def country_name(side: str) -> str | None:
    """Return the name of the country with the ISO alpha-2 code `side`."""
    return _names().get(side) if side else None


@cache
def _countries() -> dict[str, str]:
    """Return the folded names and demonyms of countries, with their ISO 3166 alpha-2 codes."""
    countries = [row for row in table("territories") if row["type"] == "Country"]
    names = {fold(name): row["side"] for row in countries for name in (row["full"], row["name"])}
    demonyms = {fold(row["word"]): row["side"] for row in table("demonyms") if row["side"]}
    return {name: side for name, side in (names | demonyms).items() if side and name}


@cache
def side_of(name: str) -> str | None:
    """Return the country that `name` begins with, or ends with behind "of"; None if it speaks of none."""
    return _split(name)[0]


@cache
def without_side(name: str) -> str:
    """Return the folded `name` without its country; the whole where nothing else would be left."""
    return _split(name)[1]


def is_force(name: str) -> bool:
    """Return whether `name` speaks of forces as a whole ("the Syrian army", "Kyiv's forces", "the military", "Tatmadaw")."""
    bare = without_side(name)
    return set(bare.split()) <= word_set("force_words") or bare in word_set("force_titles") or fold(name) in _national_forces()


@cache
def _national_forces() -> frozenset[str]:
    """Return the folded names that armed forces of a whole country go by, in every known spelling."""
    whole = {fold(name) for name in word_set("national_forces")}
    full = {entry.name for name, entry in known().items() if fold(name) in whole}
    return frozenset(fold(name) for name, entry in known().items() if entry.name in full)


@cache
def _capitals() -> dict[str, str]:
    """Return the folded names of capitals: what one owns is its country's ("Kyiv's forces")."""
    return {fold(name): side for name, side in capitals().items() if side}


def _split(name: str) -> tuple[str | None, str]:
    words = fold(name).split()
    for size in (3, 2, 1):
        first, last = " ".join(words[:size]), " ".join(words[-size:])
        side = _countries().get(first) or (_capitals().get(first) if _OWNS.search(name) else None)
        if len(words) > size and side:
            return side, " ".join(words[size:])
        before = words[: -size - 1] if words[-size - 1 : -size] == ["the"] else words[:-size]
        if len(before) > 1 and before[-1] == "of" and last in _countries():
            return _countries()[last], " ".join(before[:-1])
    return None, " ".join(words)
