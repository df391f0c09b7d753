"""Whether two sightings are the same entity: one rule a kind, each a list of features that explain its score."""

from collections.abc import Callable
from itertools import permutations

from rapidfuzz import fuzz

from kg.model import Feature, Kind
from kg.resolve.names import alike, fold, initials, parts, romanise
from kg.resolve.sides import is_force, side_of, without_side
from kg.resolve.sighting import Sighting

Features = tuple[Feature, ...]
Rule = Callable[[Sighting, Sighting], Features]

SAME = 0.86
"""From this score on two sightings are linked; below it they stay apart."""

DOUBTFUL = 0.7
"""From this score on a pair that stays apart is worth a person's look."""


def compare(one: Sighting, other: Sighting) -> Features:
    """Return the features that speak on `one` and `other` being the same; none if they cannot be."""
    if one.link and other.link:
        return (Feature("link", 1.0),) if one.link == other.link else ()
    if one.kind is not other.kind or _sides_differ(one, other):
        return ()
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


def _people(one: Sighting, other: Sighting) -> Features:
    """Given and family names align, in either order; a bare family name is only doubtful evidence."""
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
    return (Feature("given name", max(given, 0.87) if family == 1.0 else given), Feature("family name", family))


def _given_alike(one: str, other: str) -> float:
    """Return how alike two given names are; Mario and Maria are not, however close their letters."""
    gendered = len(one) == len(other) and one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}
    return 0.0 if gendered else alike(one, other)


def _units(one: Sighting, other: Sighting) -> Features:
    """Numbered units need the same number and echelon; a country's armed force is one."""
    if _is_force(one) and _is_force(other) and side(one) == side(other):
        return (Feature("armed force of one country", 1.0),)
    if _numbered(one, other):
        a, b = one.unit, other.unit
        if not a or not b or a.number != b.number or (a.echelon and b.echelon and a.echelon != b.echelon):
            return ()
        return (Feature("number", 1.0), Feature("designation", max(0.87, _words_alike(one, other))))
    return _by_name(one, other)


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
    """One spelling and no clash of type: a region is not its city."""
    if one.type and other.type and one.type != other.type:
        return ()
    same = romanise(fold(one.name)) == romanise(fold(other.name))
    return (Feature("name", 1.0),) if same else ()


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
    left, right = bare_name(one), bare_name(other)
    return float(fuzz.token_sort_ratio(left, right)) / 100 if left and right else 0.0


def bare_name(sighting: Sighting) -> str:
    """Return the folded name without the words for its country, one spelling for British and American."""
    words = without_side(sighting.name).replace("defense", "defence").split()
    return " ".join(romanise(word) for word in words if word not in {"of", "the", "for", "and"})


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
