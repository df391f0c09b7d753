"""Whether two sightings are the same entity: one rule a kind, each a list of features that explain its score."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from rapidfuzz.distance import OSA

from kg.lexicon import mapping, word_set
from kg.lexicon.bases import base_name
from kg.lexicon.known import Known, areas, known
from kg.model import Feature, Kind
from kg.resolve.names import alike, fold, in_figures, initials, romanise, sound, without_articles
from kg.resolve.people import compare_people
from kg.resolve.sides import is_force, side_of, without_side
from kg.resolve.sighting import Sighting

Features = tuple[Feature, ...]
Rule = Callable[[Sighting, Sighting], Features]

DOUBTFUL = 0.7
"""From this score on a pair that stays apart is worth a person's look."""

_ONE_WORD = 0.9
"""From this likeness on two words of a name are one word, spelt in two ways."""

_SHORT = 4
"""Letters of a name up to which case tells it from a word, and a single sound is no evidence."""

BODIES = frozenset({Kind.ORGANISATION, Kind.UNIT})
"""Kinds that reports take for each other: an armed group is an organisation here and a unit there."""

_SLIP = 5
"""Letters of a word for each of which one may be another in a second spelling: observer is no observatory."""

_EVERYBODYS = frozenset({"Ministry", "Government", "PoliceForce"})
"""Types of body that every country has."""

_LETTERS, _TELLING, _MOST_LETTERS = 3, 4, 8
"""Letters of an acronym that documents may share, at least; from which on it is enough beside long forms that have nothing in
common (translations); at most."""

_SMALL = frozenset({"battalion", "company", "platoon", "squad", "battery", "squadron"})
"""Echelons of which every larger unit counts its own."""


def compare(one: Sighting, other: Sighting) -> Features:
    """Return the features that speak on `one` and `other` being the same; none if they cannot be."""
    if one.link and other.link:
        return (Feature("link", 1.0),) if one.link == other.link else ()
    bodies = {one.kind, other.kind} <= BODIES
    if (one.kind is not other.kind and not bodies) or _sides_differ(one, other):
        return ()
    left, right = known_as(one), known_as(other)
    if left and right:
        return (Feature("known names of one", 1.0),) if left == right else ()
    if bodies and (found := _one_acronym(one, other)):
        return found
    if one.kind is not other.kind:
        return _called_alike(one, other)
    return _RULES.get(one.kind, _by_name)(one, other)


def score(features: Features) -> float:
    """Return the score of `features`: the weakest of them, 0.0 if there are none."""
    return min((feature.score for feature in features), default=0.0)


def _sides_differ(one: Sighting, other: Sighting) -> bool:
    left, right = side(one), side(other)
    return left is not None and right is not None and left != right


def side(sighting: Sighting) -> str | None:
    """Return the country that `sighting` belongs to, from its document or its name."""
    return sighting.side or side_of(sighting.name)


def known_as(sighting: Sighting) -> str | None:
    """Return the fullest name of the well-known body, group, person or area that `sighting` is called like; a body may be so by
    the acronym that its document gives it; None if none is."""
    kinds = (sighting.kind, *sorted(BODIES - {sighting.kind})) if sighting.kind in BODIES else (sighting.kind,)
    called = (sighting.name, *(sorted(_borrowed(sighting)) if sighting.kind in BODIES else ()))
    names = (_known(kind.value).get(_plain(name)) for name in called for kind in kinds)
    return next((name for name in names if name), None)


def _borrowed(sighting: Sighting) -> Iterator[str]:
    """Yield the acronyms of a body that are not the initials of its own long name: of a translated name they are those of the
    original ("Group for the Support of Islam and Muslims (JNIM)")."""
    long = {initials(name) for name in (sighting.name, *sighting.names) if " " in name}
    yield from (name for name in acronyms(sighting) if fold(name) not in long)


def acronyms(sighting: Sighting) -> frozenset[str]:
    """Return the acronyms among the names that its document has for `sighting`."""
    plain = (name.replace(".", "") for name in (sighting.name, *sighting.names))
    return frozenset(name for name in plain if name.isalpha() and name.isupper() and _LETTERS <= len(name) <= _MOST_LETTERS)


@cache
def _known(kind: str) -> dict[str, str]:
    """Return the well-known names of `kind`, folded, each with the fullest. A ministry of no country may be anybody's, and so
    may a family name that is none without its article ("al-Bashir"). Of places, areas alone: of others their links tell."""
    entries = ((name, entry) for name, entry in _listed(kind).items() if entry.kind == kind)
    names = ((name, entry.name) for name, entry in entries if entry.side or entry.type not in _EVERYBODYS)
    return {_plain(name): full for name, full in names if kind != Kind.PERSON or " " in name or not _ARTICLED.match(name)}


_ARTICLED = re.compile(r"[ae]l-", re.IGNORECASE)


def _listed(kind: str) -> dict[str, Known]:
    return areas() if kind == Kind.PLACE else known()


def _plain(name: str) -> str:
    """Return `name` folded; a short one in its own letters, since IS and is are two."""
    return name if len(name) <= _SHORT else fold(name)


def _units(one: Sighting, other: Sighting) -> Features:
    """Numbered units need the same number and echelon; a country's armed force is one."""
    if is_whole_force(one) and is_whole_force(other) and side(one) == side(other):
        return (Feature("armed force of one country", 1.0),)
    return _designated(one, other) if _numbered(one, other) else _by_name(one, other)


def _designated(one: Sighting, other: Sighting) -> Features:
    """One number and echelon; of another branch it is another unit, of another parent too. A battalion that names none may
    be anybody's."""
    a, b = one.unit, other.unit
    if not a or not b or a.number != b.number or (a.echelon and b.echelon and a.echelon != b.echelon):
        return ()
    if a.branch and b.branch and a.branch != b.branch:
        return ()
    found = (Feature("number", 1.0), Feature("designation", max(0.87, _words_alike(one, other))))
    if one.parent and other.parent:
        belong = bool(compare(_parent(one), _parent(other)))
        return (*found, Feature("parent", 1.0)) if belong else ()
    small = {a.echelon, b.echelon} & _SMALL and one.parent != other.parent
    return (*found, Feature("parent", 0.8)) if small else found


def _parent(sighting: Sighting) -> Sighting:
    """Return the unit that `sighting` belongs to, as far as its name tells."""
    name = sighting.parent or ""
    return Sighting(sighting.document, "", Kind.ORGANISATION, name, (name,), side=sighting.side)


def is_whole_force(sighting: Sighting) -> bool:
    """Return whether `sighting` is the armed force of a country, and no unit of it."""
    numbered = sighting.unit is not None and sighting.unit.number is not None
    called = [name for name in sighting.names if name not in acronyms(sighting)] or [sighting.name]
    return not numbered and side(sighting) is not None and all(map(is_force, called))


def _numbered(one: Sighting, other: Sighting) -> bool:
    return bool((one.unit and one.unit.number) or (other.unit and other.unit.number))


def _organisations(one: Sighting, other: Sighting) -> Features:
    if is_government(one) and is_government(other) and one.side and one.side == other.side:
        return (Feature("government of one country", 1.0),)
    return _by_name(one, other)


def is_government(sighting: Sighting) -> bool:
    """Return whether `sighting` is called as the one government of its country is: by that word, a capital or a palace
    ("Sudan's government", "Khartoum", "the Kremlin"). A council or an authority has a name of its own:
    a country may have two."""
    return sighting.type == "Government" and all(_governs(name) for name in sighting.names or (sighting.name,))


def _governs(name: str) -> bool:
    words = set(without_side(name).split())
    return words <= word_set("ruling_words") or not words & _ruling_bodies()


@cache
def _ruling_bodies() -> frozenset[str]:
    return frozenset(fold(word) for word in mapping("organisation_words"))


def _places(one: Sighting, other: Sighting) -> Features:
    """One spelling or sound, and no clash of type: a region is not its city. One letter more or less is doubtful."""
    if one.type and other.type and one.type != other.type:
        return ()
    left, right = (_called(sighting) for sighting in (one, other))
    if romanise(left) == romanise(right):
        return (Feature("name", 1.0),)
    shorter, apart = min(len(left), len(right)), OSA.distance(left, right)
    few = 1 if shorter <= _SHORT + 1 else 2
    if shorter >= _SHORT and apart <= few and sound(left, broad=True) == sound(right, broad=True):
        return (Feature("sound of the name", 0.9),)
    return (Feature("name but for a letter", 0.8),) if shorter > _SHORT + 1 and apart == 1 else ()


def _called(sighting: Sighting) -> str:
    """Return the name of a place without its articles; of a base without what reports call bases."""
    name = without_articles(sighting.name)
    return (base_name(name.split()) if sighting.kind is Kind.FACILITY else None) or name


def _by_name(one: Sighting, other: Sighting) -> Features:
    """The same words in any order, or an acronym and its long form."""
    if _is_acronym(one, other):
        return (Feature("acronym", 0.95),)
    best = _words_alike(one, other)
    if best < DOUBTFUL:
        return ()
    # "the Defence Ministry" of a report that names no country may be anybody's: doubtful, whatever the spelling.
    unsure = (side(one) is None) != (side(other) is None) and fold(one.name) != fold(other.name)
    return (Feature("name", best), Feature("country", 0.8 if unsure else 1.0))


def _words_alike(one: Sighting, other: Sighting) -> float:
    return _alike(one.name, other.name)


def _alike(one: str, other: str) -> float:
    """Return how alike the words of two names are, word by word: 0.0 if each has one that the other lacks, 0.8 if only one of
    them has; 1.0 if they are the same letters in more or fewer words."""
    left, right = set(bare(one).split()), set(bare(other).split())
    if not left or not right:
        return 0.0
    if bare(one).replace(" ", "") == bare(other).replace(" ", ""):
        return 1.0
    more = [_unmatched(left, right), _unmatched(right, left)]
    if more[0] and more[1]:
        return 0.0
    if not more[0] and not more[1]:
        return min(max(alike(word, against) for against in right) for word in left)
    if (left - more[0]) <= _plain_words("body_words") | _plain_words("force_words"):
        return 0.0
    return 0.9 if set().union(*more) <= _plain_words("body_words") else 0.8


@cache
def _plain_words(name: str) -> frozenset[str]:
    """Return the list `name` as `bare` spells words."""
    return frozenset(romanise(word) for word in word_set(name))


def _called_alike(one: Sighting, other: Sighting) -> Features:
    """An organisation and an armed group that are called the same, in two words at least, are one; one may lack "group"."""
    likeness, words = _words_alike(one, other), min(bare_name(one).count(" "), bare_name(other).count(" "))
    alike_enough = likeness >= 0.9 and words > 0 and not _numbered(one, other)
    return (Feature("name", likeness), Feature("kind", 0.9)) if alike_enough else ()


def _one_acronym(one: Sighting, other: Sighting) -> Features:
    """An acronym that both documents give: where both have a long form too, these agree, or may be two translations of one."""
    shared = acronyms(one) & acronyms(other)
    if not shared or _numbered(one, other):
        return ()
    long = [[name for name in sighting.names if " " in name.strip()] for sighting in (one, other)]
    kind = () if one.kind is other.kind else (Feature("kind", 0.9),)
    if not all(long):
        return (Feature("acronym", 0.95), *kind) if any(long) else ()
    likeness = max(_alike(left, right) for left in long[0] for right in long[1])
    told = 0.95 if likeness >= DOUBTFUL else 0.87 if max(map(len, shared)) >= _TELLING else 0.8
    return (Feature("acronym", told), *kind)


def _unmatched(words: set[str], others: set[str]) -> set[str]:
    return {word for word in words if not any(_one_word(word, other) for other in others)}


def _one_word(one: str, other: str) -> bool:
    likeness = alike(one, other)
    return likeness >= 0.95 or (likeness >= _ONE_WORD and OSA.distance(one, other) <= 1 + len(one) // _SLIP)


def bare_name(sighting: Sighting) -> str:
    """Return the folded name without the words for its country, one spelling for British and American."""
    return bare(sighting.name)


def bare(name: str) -> str:
    """Return the folded `name` without the words for its country, British and American in one spelling, ordinals in figures."""
    words = without_side(name.partition(" (")[0]).replace("defense", "defence").split()
    return " ".join(romanise(in_figures(word)) for word in words if word not in {"of", "the", "for", "and", "in"})


def _is_acronym(one: Sighting, other: Sighting) -> bool:
    short, long = sorted((one.name, other.name), key=len)
    return short.isupper() and 2 <= len(short) <= 8 and " " in long and fold(short) == initials(long)


_RULES: dict[Kind, Rule] = {
    Kind.PERSON: compare_people,
    Kind.UNIT: _units,
    Kind.ORGANISATION: _organisations,
    Kind.PLACE: _places,
    Kind.FACILITY: _places,
}
