"""Names: folded, romanised to one spelling, and compared."""

import re
import unicodedata
from functools import cache
from itertools import dropwhile

from rapidfuzz.distance import JaroWinkler

from kg.lexicon import mapping, table, word_set

_ARTICLE = re.compile(r"^(?:(?:the|a|an)\s+)?(?:(?:al|el|ash|as|at|ad|ar)\s+)?(?=\w)")
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
    (r"(.)\1+", r"\1"),
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


def slips(word: str) -> set[str]:
    """Return the skeletons that a slip of one letter may leave of `word`, itself included; a short word has no others.

    >>> skeleton("khakiv") in slips("kharkiv")
    True
    """
    whole = skeleton(word)
    return {whole} | {whole[:at] + whole[at + 1 :] for at in range(1, len(whole)) if len(word) > _HEARD}


@cache
def _honorifics() -> frozenset[str]:
    """Words that stand before a name and are no part of it: forms of address, ranks, offices."""
    ranks = (word for row in table("ranks") for word in fold(row["word"]).split())
    return frozenset(
        {"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "sheikh", "sheik", "imam", "mullah", "haji", *ranks}
    ) | {title for title in word_set("titles") if " " not in title}


@cache
def _articles() -> frozenset[str]:
    return frozenset(row["word"] for row in table("name_particles") if row["use"] == "article")


@cache
def _joining() -> dict[str, str]:
    return {row["word"]: row["plain"] for row in table("name_particles") if row["use"] == "joined"}


_NICKNAME = re.compile(r'(?<=\w) ["“‘][^"“”‘’]+["”’](?= \w)')


@cache
def parts(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name, honorifics, articles and nicknames left out, those that make one name
    joined.

    >>> parts("Sheikh Abu Bakr al-Baghdadi")
    ('abu bakr', 'baghdadi')
    """
    folded = fold(_NICKNAME.sub(" ", name)) or fold(name)
    words = tuple(dropwhile(_honorifics().__contains__, folded.split()))
    return _joined(words) or tuple(folded.split())


_SERVANT = re.compile(r"^ab[dt][aeou]{0,2}(?:l|r(?=r)|s(?=s)|n(?=n)|z(?=z))(?=[a-z]{4})(?!lah)")
"""What a name that begins with "servant of the" begins with where it is written as one word ("Abdulsalam", "Abderrahmane")."""


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return `words` without articles; one that is nothing by itself ("Abu", "bin", "Abdel") stands before the next."""
    found, before = list[str](), list[str]()
    for word in " ".join(_SERVANT.sub("abd ", word) for word in words).split():
        if word in _joining():
            before.append(_joining()[word])
        elif word not in _articles() or len(words) == 1:
            found.append(" ".join([*before, word]))
            before.clear()
    return (*found, *before)


def without_articles(name: str) -> str:
    """Return the folded `name` without the articles inside it ("deir ez zor": "deir zor")."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in _articles()) or " ".join(words)


@cache
def sound(word: str, *, broad: bool = False) -> str:
    """Return `word` (folded) by what it sounds like: vowels that transliterations take for each other are one ("ai", "ei"), as
    are q and g, and a last h is not heard. If `broad`, i and e are one as well, and gh and g: enough for places, too much for
    people.

    >>> sound("muhammad") == sound("mohammed"), sound("hassan") == sound("hussein"), sound("fashir", broad=True)
    (True, False, 'fashar')
    """
    plain = re.sub(r"^[gq](?!u)", "k", word)
    plain = re.sub(r"dh", "d", re.sub(r"gh", "g", plain) if broad else plain)
    plain = romanise(re.sub(r"a(?=[iy])", "", re.sub(r"(?<=[aeiou])h$", "", plain)))
    plain = plain.translate(_BROAD if broad else _NARROW)
    return re.sub(r"(.)\1+", r"\1", plain)


_NARROW, _BROAD = str.maketrans("eo", "au"), str.maketrans("eio", "aau")
_HEARD = 5
"""Letters from which on two words that sound the same are the same."""


def one_to_the_ear(one: str, other: str) -> bool:
    """Return whether two folded words are one spelling, or sound the same and are long enough for that to tell."""
    return romanise(one) == romanise(other) or (min(len(one), len(other)) >= _HEARD and sound(one) == sound(other))


def alike(one: str, other: str) -> float:
    """Return how alike two folded words are, in [0, 1]: 1.0 for one spelling, 0.95 for one sound, an initial of the other 0.9,
    else Jaro–Winkler over the romanised words (rapidfuzz)."""
    if romanise(one) == romanise(other):
        return 1.0
    if " " in one and " " in other:
        (first, *rest), (against, *others) = one.split(), other.split()
        return alike(" ".join(rest), " ".join(others)) if first == against else 0.0
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return 0.9
    if one_to_the_ear(one, other):
        return 0.95
    pairs = ((one, other), (romanise(one), romanise(other)))
    return max(float(JaroWinkler.similarity(*pair)) for pair in pairs)


_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")


def in_figures(word: str) -> str:
    """Return `word` (folded), an ordinal in figures alone.

    >>> in_figures("third"), in_figures("3rd"), in_figures("brigade")
    ('3', '3', 'brigade')
    """
    figures = _ORDINAL.match(word)
    return figures[1] if figures else mapping("ordinals").get(word, word)


def initials(name: str) -> str:
    """Return the initials of the words of `name` that an acronym takes up."""
    return "".join(word[0] for word in fold(name).split() if word not in {"of", "the", "and", "for", "in"})
