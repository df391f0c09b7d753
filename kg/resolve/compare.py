"""Whether two sightings are the same entity: one rule a kind, each a list of features that explain its score."""

from collections.abc import Callable
from functools import cache
from itertools import permutations

from rapidfuzz.distance import OSA

from kg.lexicon import word_set
from kg.lexicon.known import known
from kg.model import Feature, Kind
from kg.resolve.names import alike, fold, initials, parts, romanise, sound, without_articles
from kg.resolve.sides import is_force, side_of, without_side
from kg.resolve.sighting import Sighting

Features = tuple[Feature, ...]
Rule = Callable[[Sighting, Sighting], Features]

SAME = 0.86
"""From this score on two sightings are linked; below it they stay apart."""

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
    """Return the fullest name of the well-known body, group or person that `sighting` is called like; None if none is."""
    kinds = (sighting.kind, *sorted(BODIES - {sighting.kind})) if sighting.kind in BODIES else (sighting.kind,)
    names = (_known(kind.value).get(_plain(sighting.name)) for kind in kinds)
    return next((name for name in names if name), None)


@cache
def _known(kind: str) -> dict[str, str]:
    """Return the well-known names of `kind`, folded, each with the fullest; a bare family name may be anybody's, and so may a
    ministry of no country."""
    entries = ((name, entry) for name, entry in known().items() if entry.kind == kind and kind != Kind.PLACE)
    names = ((name, entry.name) for name, entry in entries if entry.side or entry.type not in _EVERYBODYS)
    return {_plain(name): full for name, full in names if kind != Kind.PERSON or name == full or name not in full.split()}


def _plain(name: str) -> str:
    """Return `name` folded; a short one in its own letters, since IS and is are two."""
    return name if len(name) <= _SHORT else fold(name)


def _people(one: Sighting, other: Sighting) -> Features:
    """Given and family names align, in either order; a bare family name is only doubtful evidence, and so are other names
    between the two."""
    left, right = sorted((parts(one.name), parts(other.name)), key=len)
    if not left:
        return ()
    if len(left) == 1:
        best = max(alike(left[0], word) for word in right[-1:])
        bare = 0.8 if len(right) > 1 else 1.0
        return (Feature("family name", best), Feature("bare name", bare)) if best >= SAME else ()
    best_order = max(permutations(right, 2), key=lambda order: alike(left[0], order[0]) + alike(left[-1], order[1]))
    given, family = _given_alike(left[0], best_order[0]), alike(left[-1], best_order[1])
    if family < 0.9 or given < 0.8:
        return ()
    names = (Feature("given name", max(given, 0.87) if family == 1.0 else given), Feature("family name", family))
    return names if _between(left, right) else (*names, Feature("middle name", 0.8))


def _between(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Return whether the names between the first and the last agree, or one has none."""
    return not left[1:-1] or not right[1:-1] or any(alike(a, b) >= SAME for a in left[1:-1] for b in right)


def _given_alike(one: str, other: str) -> float:
    """Return how alike two given names are; Mario and Maria are not, however close their letters."""
    gendered = len(one) == len(other) and one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}
    return 0.0 if gendered else alike(one, other)


def _units(one: Sighting, other: Sighting) -> Features:
    """Numbered units need the same number and echelon; a country's armed force is one."""
    if _is_force(one) and _is_force(other) and side(one) == side(other):
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


def _is_force(sighting: Sighting) -> bool:
    return (
        sighting.unit is None
        and side(sighting) is not None
        and all(is_force(name) for name in sighting.names or (sighting.name,))
    )


def _numbered(one: Sighting, other: Sighting) -> bool:
    return bool((one.unit and one.unit.number) or (other.unit and other.unit.number))


def _organisations(one: Sighting, other: Sighting) -> Features:
    if one.type == other.type == "Government" and one.side and one.side == other.side:
        return (Feature("government of one country", 1.0),)
    return _by_name(one, other)


def _places(one: Sighting, other: Sighting) -> Features:
    """One spelling or sound, and no clash of type: a region is not its city. One letter more or less is doubtful."""
    if one.type and other.type and one.type != other.type:
        return ()
    left, right = without_articles(one.name), without_articles(other.name)
    if romanise(left) == romanise(right):
        return (Feature("name", 1.0),)
    shorter, apart = min(len(left), len(right)), OSA.distance(left, right)
    few = 1 if shorter <= _SHORT + 1 else 2
    if shorter >= _SHORT and apart <= few and sound(left, broad=True) == sound(right, broad=True):
        return (Feature("sound of the name", 0.9),)
    return (Feature("name but for a letter", 0.8),) if shorter > _SHORT + 1 and apart == 1 else ()


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
    """Return how alike the words of two names are, word by word: 0.0 if each has one that the other lacks, 0.8 if only one of
    them has."""
    left, right = set(bare_name(one).split()), set(bare_name(other).split())
    if not left or not right:
        return 0.0
    more = [_unmatched(left, right), _unmatched(right, left)]
    if more[0] and more[1]:
        return 0.0
    if not more[0] and not more[1]:
        return min(max(alike(word, against) for against in right) for word in left)
    if (left - more[0]) <= word_set("body_words") | word_set("force_words"):
        return 0.0
    return 0.9 if set().union(*more) <= word_set("body_words") else 0.8


def _called_alike(one: Sighting, other: Sighting) -> Features:
    """An organisation and an armed group that are called the same, in two words at least, are one."""
    left, right = bare_name(one), bare_name(other)
    return (Feature("name", 1.0), Feature("kind", 0.9)) if left == right and " " in left and not _numbered(one, other) else ()


def _unmatched(words: set[str], others: set[str]) -> set[str]:
    return {word for word in words if not any(_one_word(word, other) for other in others)}


def _one_word(one: str, other: str) -> bool:
    likeness = alike(one, other)
    return likeness >= 0.95 or (likeness >= _ONE_WORD and OSA.distance(one, other) <= 1 + len(one) // _SLIP)


def bare_name(sighting: Sighting) -> str:
    """Return the folded name without the words for its country, one spelling for British and American."""
    words = without_side(sighting.name.partition(" (")[0]).replace("defense", "defence").split()
    return " ".join(romanise(word) for word in words if word not in {"of", "the", "for", "and", "in"})


def _is_acronym(one: Sighting, other: Sighting) -> bool:
    short, long = sorted((one.name, other.name), key=len)
    return short.isupper() and 2 <= len(short) <= 8 and " " in long and fold(short) == initials(long)


_RULES: dict[Kind, Rule] = {
    Kind.PERSON: _people,
    Kind.UNIT: _units,
    Kind.ORGANISATION: _organisations,
    Kind.PLACE: _places,
    Kind.FACILITY: _places,
}
