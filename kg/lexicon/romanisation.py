"""Romanisation: one key for the spellings of a name in Latin letters that come from one in Arabic, Persian or Cyrillic ones."""

import re

from kg.lexicon.folding import fold

_ARTICLE = re.compile(r"\b(?:al|el|ul|ash|esh|ad|ed|ar|er|as|es|at|et|an|en|az|ez) ")
_SOUNDS = (
    ("sh", "sx"),
    ("ch", "x"),
    ("dj", "j"),
    ("ou", "u"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("zh", "z"),
    ("ph", "f"),
    ("ck", "k"),
)
_LIKE = str.maketrans({"q": "k", "c": "k"})
_SILENT = re.compile(r"(?<!^)(?<! )h|[aeiouwy ]")
_DOUBLE = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """Return the consonants of `name` as they sound: romanisations of one name have the same.

    >>> skeleton("Deir ez-Zor"), skeleton("Dayr az Zawr"), skeleton("Khan Sheikhoun"), skeleton("Khān Shaykhūn")
    ('drzr', 'drzr', 'knsxkn', 'knsxkn')
    """
    return consonants(fold(name))


def consonants(folded: str) -> str:
    """Return the skeleton of a name that is folded already."""
    key = _ARTICLE.sub("", folded)
    for written, heard in _SOUNDS:
        key = key.replace(written, heard)
    return _SILENT.sub("", _DOUBLE.sub(r"\1", key.translate(_LIKE)))
