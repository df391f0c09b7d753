"""People: whether two names are one person's, and when a bare family name is enough."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from rapidfuzz.distance import OSA

from kg.lexicon import mapping, table
from kg.model import Feature, Kind
from kg.resolve.names import alike, fold, one_to_the_ear, parts, romanise
from kg.resolve.sighting import Sighting

SAME = 0.86
"""From this score on two sightings are linked; below it they stay apart."""

BARE, IN_OFFICE = 0.8, 0.88
"""What a bare family name counts for beside a full one: doubtful, unless both hold one office of one country or body."""

DOUBTED = 0.8
"""What a word counts for that is like another, and more likely another name."""

_LONG = 7
"""Letters from which on one other letter inside a name is a slip."""

_EITHER = ({"e", "i"}, {"e", "a"}, {"o", "u"}, {"i", "y"}, {"v", "w"}, {"k", "c"}, {"k", "q"}, {"s", "z"}, {"h", "g"})
"""Letters that are written for each other; a and i are not (Jamal, Jamil)."""

OTHER_FORM = 0.9
"""What two forms of a given name count for, of two languages ("Oleksandr", "Alexander")."""


def compare_people(one: Sighting, other: Sighting) -> tuple[Feature, ...]:
    """Return what speaks on two sightings of people being one: given and family names align, in either order. A bare family
    name is doubtful evidence, but for the same office; and so are other names between the two. An alias is a name."""
    found = _by_name(one, other)
    if min((feature.score for feature in found), default=0.0) < SAME and _alias(one, other):
        return (Feature("alias", 0.95),)
    return found


def _by_name(one: Sighting, other: Sighting) -> tuple[Feature, ...]:
    left, right = sorted((parts(one.name), parts(other.name)), key=len)
    if not left:
        return ()
    if len(left) == 1:
        return _bare(left[0], right, one.offices, other.offices)
    order = max(permutations(range(len(right)), 2), key=lambda order: _fit(left, right, order))
    given, family = _given(left[0], right[order[0]]), spelling(left[-1], right[order[1]])
    if min(given, family) < DOUBTED:
        return ()
    in_office = bool(one.offices & other.offices) and family >= SAME > given
    names = (Feature("given name", IN_OFFICE if in_office else given), Feature("family name", family))
    return (*names, *_more(left, right, order), *((Feature("office", 1.0),) if in_office else ()))


def _fit(left: tuple[str, ...], right: tuple[str, ...], order: tuple[int, ...]) -> float:
    """Return how well the first and the last of `left` are those of `right` in `order`; best in their own order."""
    return _close(left[0], right[order[0]]) + spelling(left[-1], right[order[1]]) + (0.01 if order[0] < order[1] else 0.0)


def _more(left: tuple[str, ...], right: tuple[str, ...], order: tuple[int, ...]) -> Iterator[Feature]:
    """Yield what speaks against two names that have two words in common: that each has another one which the other lacks; that
    names without a family name ("Aung San", "Aung San Suu Kyi") are one only in full; that both words are given names, which do
    not change places."""
    rest = [word for place, word in enumerate(right) if place not in order]
    lacking = [word for word in left[1:-1] if not any(spelling(word, other) >= SAME for other in rest)]
    more = [word for word in rest if not any(spelling(word, other) >= SAME for other in left[1:-1])]
    if lacking and more:
        between = order == (0, len(right) - 1)
        yield Feature("middle name", BARE if between else 0.0)
    elif more and all(map(_is_one_syllable, (*left, *right))):
        yield Feature("part of a name", BARE)
    if order[0] > order[1] and len(right) == 2 and (all(map(_is_given, left)) or all(map(_is_one_syllable, left))):
        yield Feature("order", BARE)


def _is_one_syllable(name: str) -> bool:
    return len(re.findall(r"[aeiouy]+", name)) <= 1


def _is_given(name: str) -> bool:
    return name in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for name in mapping("given_names"))


@cache
def spelling(one: str, other: str) -> float:
    """Return how well two words of a name are one word in two spellings, in [0, 1]: as `alike` for one sound and initials;
    0.9 if they differ in one letter that is written either way or is a slip in a long word; else doubtful at best.

    >>> spelling("khaled", "khalid"), spelling("jamal", "jamil") < 0.9, spelling("petrov", "petrova") < 0.9
    (0.9, True, True)
    """
    if one_to_the_ear(one, other) or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return alike(one, other)
    if " " in one and " " in other:
        (first, *rest), (against, *others) = one.split(), other.split()
        return spelling(" ".join(rest), " ".join(others)) if first == against else 0.0
    return (
        0.9
        if _one_slip(one, other) or _one_slip(romanise(one), romanise(other))
        else DOUBTED
        if alike(one, other) >= 0.9
        else 0.0
    )


def _one_slip(one: str, other: str) -> bool:
    """Return whether two words differ in one letter inside them, or at their end in a vowel, which is written either way, or is
    any in a long word."""
    if one[0] != other[0] or OSA.distance(one, other) != 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):  # a letter more: at the end it makes another name ("Petrov", "Petrova")
        return at < len(short) and (len(short) >= _LONG or long[at] in "aeiou")
    return {short[at], long[at]} in _EITHER or (len(short) >= _LONG and at < len(short) - 1)


def _alias(one: Sighting, other: Sighting) -> bool:
    """Return whether a document has the full name that another has as the second name of one of its people."""
    left, right = ({parts(name) for name in (sighting.name, *sighting.names)} for sighting in (one, other))
    return any(len(words) > 1 for words in left & right)


def is_bare(sighting: Sighting) -> bool:
    """Return whether `sighting` is a person of whom the document gives one name only."""
    return sighting.kind is Kind.PERSON and len(parts(sighting.name)) == 1


def _bare(name: str, full: tuple[str, ...], held: frozenset[str], others: frozenset[str]) -> tuple[Feature, ...]:
    """One name alone: beside a full one it takes an office that both hold; beside another alone, none that differ."""
    alone = {full[-1], full[0]} if held & others else {full[-1]}  # an office is known by the given name as well ("Abiy")
    best = max(spelling(name, word) for word in alone)
    if best < SAME:
        return ()
    found = (Feature("family name", best), Feature("office", 1.0 if held & others else BARE))
    if held & others:
        return (*found, Feature("bare name", IN_OFFICE)) if len(full) > 1 else found
    return (found[0], Feature("bare name", BARE if len(full) > 1 else 1.0), *(found[1:] if held and others else ()))


def _given(one: str, other: str) -> float:
    """Return how alike two given names are; Mario and Maria are not, however close their letters."""
    gendered = len(one) == len(other) and one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}
    return 0.0 if gendered else _close(one, other)


def _close(one: str, other: str) -> float:
    return max(spelling(one, other), OTHER_FORM if _form(one) == _form(other) else 0.0)


def _form(name: str) -> str:
    """Return the one form that stands for all in which a given name is written."""
    return _forms().get(romanise(name), romanise(name))


@cache
def _forms() -> dict[str, str]:
    return {romanise(form): forms[0] for forms in _listed() for form in forms}


def _listed() -> Iterator[list[str]]:
    return (row["forms"].split("|") for row in table("given_name_forms"))
