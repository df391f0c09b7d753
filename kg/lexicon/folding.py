"""Folding: one key for the spellings of a name that differ only in case, accents, apostrophes and hyphens."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h", "ŋ": "n"}
)
_DROPPED = re.compile(r"['’‘ʼʻʹ`´ʾʿ”″.\u0300-\u036f]")
_BREAKS = re.compile(r"[\s\-‐‑‒–—_/,]+")
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount", "saint": "st", "fort": "ft", "mount": "mt", "ste": "sainte"}
_ARTICLES = re.compile(r"^(?:the|al|el|ash|ad|ar|as|at|an|az) (?=\S{3})")


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Return the key of `name`.

    >>> fold("Deir ez-Zor"), fold("Deïr ez – Zor"), fold("Ma'arrat al-Nu'man")
    ('deir ez zor', 'deir ez zor', 'maarrat al numan')
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return _BREAKS.sub(" ", _DROPPED.sub("", plain)).strip()


@lru_cache(maxsize=20_000)
def spellings(name: str) -> tuple[str, ...]:
    """Return the keys to look `name` up by: its own, and that with its first word's abbreviation written out, or the
    reverse ("St. Louis", "Saint Louis"), or without an article ("the Hague", "al-Raqqa")."""
    key = fold(name)
    first, _, rest = key.partition(" ")
    keys = [key]
    if rest and first in _SHORT:
        keys.append(f"{_SHORT[first]} {rest}")
    if (bare := _ARTICLES.sub("", key)) != key:
        keys.append(bare)
    return tuple(keys)
