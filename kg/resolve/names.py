"""Names: folded, romanised to one spelling, and compared."""

import re
import unicodedata
from functools import cache

from rapidfuzz.distance import JaroWinkler

from kg.lexicon import table, word_set

_ARTICLE = re.compile(r"^(?:the|a|an|al|el|ash|as|at|ad|ar)[\s-]+")
_POSSESSIVE = re.compile(r"['’]\s?s\b")
# One spelling for the common ways to write a Slavic or Arabic name in Latin letters (Zelenskyy, Zelenskiy; Balakliia,
# Balakleya; Lugansk, Luhansk; Hussein, Husayn). Order matters: digraphs first.
_ROMANISED = (
    (r"kh|gh|h(?=[aeiou])|g(?=a)", "h"),
    (r"ph", "f"),
    (r"dzh|dj|zh|j(?=[aeiou])", "j"),
    (r"ck|q|c(?=[aou])", "k"),
    (r"w", "v"),
    (r"ou|oo", "u"),
    (r"y|j", "i"),
    (r"ee", "i"),
    (r"e(?=i)", ""),
    (r"i(?=[aeu])", ""),
    (r"(.)\1+", r"\1"),
)
_RULES = tuple((re.compile(pattern), plain) for pattern, plain in _ROMANISED)


@cache
def fold(name: str) -> str:
    """Return `name` without case, accents, possessive, article and punctuation.

    >>> fold("The Zaporizhzhia’s Nuclear-Plant")
    'zaporizhzhia nuclear plant'
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = " ".join(re.findall(r"\w+", plain.replace("'", "").replace("’", "")))
    return _ARTICLE.sub("", words)


@cache
def romanise(word: str) -> str:
    """Return the one spelling under which the usual transliterations of `word` (folded) fall together."""
    for pattern, plain in _RULES:
        word = pattern.sub(plain, word)
    return word


def skeleton(word: str) -> str:
    """Return the consonants of `word`, its first letter kept: what names are blocked by."""
    plain = romanise(word)
    return plain[:1] + re.sub(r"[aeiou]", "", plain[1:])


@cache
def _honorifics() -> frozenset[str]:
    """Words that stand before a name and are no part of it: forms of address, ranks, offices."""
    ranks = (word for row in table("ranks") for word in fold(row["word"]).split())
    return frozenset(
        {"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "sheikh", "sheik", "imam", "mullah", "haji", *ranks}
    ) | {title for title in word_set("titles") if " " not in title}


@cache
def parts(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name, honorifics left out."""
    words = tuple(word for word in fold(name).split() if word not in _honorifics())
    return words or tuple(fold(name).split())


def alike(one: str, other: str) -> float:
    """Return how alike two folded words are, in [0, 1]: 1.0 for one spelling, an initial of the other 0.9, else
    Jaro–Winkler over the romanised words (rapidfuzz)."""
    if romanise(one) == romanise(other):
        return 1.0
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return 0.9
    return float(JaroWinkler.similarity(romanise(one), romanise(other)))


def initials(name: str) -> str:
    """Return the initials of the words of `name` that an acronym takes up."""
    return "".join(word[0] for word in fold(name).split() if word not in {"of", "the", "and", "for", "in"})
