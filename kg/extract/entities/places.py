"""Places: which place of the gazetteer each name of a document means.

A document's names are weighed together. A candidate starts from what is known without the text (its population, whether it goes
by this name first of all, what kind of place it is) and gains from what the text says: the kind of place asked for, the
region behind a comma, countries and regions that are named, and the nearness of what the other names mean. Choices are made
twice over, so that the surer names help the others. One name means one place throughout a document.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.entities.setting import Key, Setting, nearness
from kg.extract.entities.toponyms import Toponym, bare_name, without_direction
from kg.lexicon import mapping
from kg.lexicon.demonyms import demonyms
from kg.lexicon.folding import fold
from kg.lexicon.gazetteer import Gazetteer, Place, gazetteer
from kg.lexicon.known import capitals
from kg.lexicon.romanisation import skeleton

MOST = 40
"""Candidates weighed for one name."""
RIVALS = 10
"""Candidates of a name that others are compared with."""
ROUNDS = 3
SURE = 0.15
"""The share of the weight above which the best candidate is the link."""
KIND = {"country": 3.0, "area": 6.0, "site": 3.0, "region": 1.2, "settlement": 0.6, "district": 0.5}
"""What a name of each kind of place weighs before anything else is known."""
UNLIKE = 9.5
"""What it weighs that no place of the gazetteer is meant, if the best goes by quite another name than the one asked for."""
NOT_HERE = 8.0
"""What it weighs that a village or a small town of the same name in a country that nobody speaks of is not the one meant."""
CITY = 100_000
"""People of the smallest place that is spoken of far from its country without a word for that: "talks in Geneva"."""
AS_LARGE = 5
"""How many times as large a city is as the towns of its name that are thought of after it."""
SOMETHING_THERE = 0.5
"""How surely another name must lie in the region of such a town for it to be thought of as any other."""
NOWHERE = 20.0
"""What it weighs that no place of the gazetteer is meant, if the best lies in another country than the text says."""
TOLD = 4.0
"""How much the other names must say for it to be known which countries are spoken of."""
SPOKEN_OF = 0.5
"""The share of the names of a text that mean its country if that is what the text is about."""
CONSONANTS = 3
"""Consonants of names that can be said to sound alike."""
TOWN = 5_000
"""People of the smallest place that a misspelt name is taken for."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each reason is worth, in nats."""

    population: float = 0.83
    main: float = 1.6
    asked: float = 3.5
    not_asked: float = -2.5
    within: float = 5.0
    country: float = 3.5
    region: float = 2.2
    near: float = 2.5
    twin: float = 3.0
    holds: float = 3.0
    capital: float = 2.0
    city: float = 3.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its share of the weight of all candidates of the name."""

    place: Place
    share: float


def resolve(names: Iterable[Toponym], sides: Iterable[str] = (), outlet: str | None = None) -> dict[Key, list[Ranked]]:
    """Return the candidates of each name (`Toponym.key`), best first; none where no place is called so.

    `sides` are the country codes of demonyms and the like in the document, `outlet` the address or name of its publisher.
    """
    groups: dict[Key, list[Toponym]] = defaultdict(list)
    for name in names:
        groups[name.key].append(name)
    sides = list(sides)
    candidates = {key: found for key, group in groups.items() if (found := _candidates(group))}
    for key, group in groups.items():
        if key not in candidates and (near := _misspelt(group[0], candidates, sides)):
            candidates[key] = near
    ranked = {key: _ranked(key, groups[key], found, None) for key, found in candidates.items()}
    for _ in range(ROUNDS):
        setting = _setting(groups, ranked, sides, outlet)
        ranked = {key: _ranked(key, groups[key], found, setting) for key, found in candidates.items()}
    return {key: ranked.get(key, []) for key in groups}


def _candidates(group: list[Toponym]) -> list[Place]:
    first, atlas = group[0], gazetteer()
    if region := _abbreviation(first.name, atlas):
        return [region]
    found = atlas.find(first.name)
    if first.hint == "site":
        found = tuple(place for place in found if place.kind == first.hint)
    elif first.hint == "area":
        found = tuple(place for place in found if place.main or place.kind == first.hint)
    elif not found:
        found = atlas.find(bare_name(first.name))
    return sorted(found, key=lambda place: -_prior(place, first.hint))[:MOST]


def _abbreviation(name: str, atlas: Gazetteer) -> Place | None:
    if "." not in name:
        return None
    written = name.replace(" ", "")
    code = mapping("state_abbreviations").get(written) or mapping("state_abbreviations").get(f"{written}.")
    return atlas.region(code) if code else None


def _misspelt(name: Toponym, candidates: Mapping[Key, list[Place]], sides: list[str]) -> list[Place]:
    countries = {found[0].country for found in candidates.values() if found[0].kind in ("country", "region")} | set(sides)
    if said := {place.country for outer in name.within for place in _named(outer) if place.kind != "district"}:
        countries &= said
    if not countries:
        return []
    atlas, bare = gazetteer(), bare_name(name.name)
    if bare in demonyms():
        return []  # "the Syrian capital" is no Suran
    near = (replace(place, main=False) for place in atlas.near(bare, countries - {""}, least=TOWN))
    found = {place.key: place for place in (*atlas.alike(bare, countries, least=TOWN), *near)}
    return list(found.values())[:5]


def _setting(
    groups: Mapping[Key, list[Toponym]],
    ranked: Mapping[Key, list[Ranked]],
    sides: list[str],
    outlet: str | None,
) -> Setting:
    others: defaultdict[str, float] = defaultdict(float)
    for side in sides:
        others[side] += 1.0
    for country, weight in _home(outlet).items():
        others[country] += weight
    votes: dict[str, tuple[str, float]] = {}
    meanings: defaultdict[str, list[tuple[Place, float]]] = defaultdict(list)
    for key, best in ranked.items():
        # "The town of Boni" and "Boni" are one name: neither speaks for the other.
        weight = best[0].share * min(len(groups[key]), 3)
        if best[0].place.country and weight > votes.get(key[0], ("", 0.0))[1]:
            votes[key[0]] = best[0].place.country, weight
        likely = (r for r in best[:RIVALS] if r.share > 0.01 and r.place.kind != "country")
        meanings[key[0]] += [(r.place, math.sqrt(r.share)) for r in likely]
    return Setting(others, votes, meanings)


@cache
def _home(outlet: str | None) -> Mapping[str, float]:
    """Return the country that an outlet's address ends in ("dailystar.com.lb")."""
    last = (outlet or "").rstrip("/").rsplit(".", 1)[-1].upper()
    code = {"UK": "GB"}.get(last, last)
    known = gazetteer().country(code) if len(code) == 2 and "." in (outlet or "") else None
    return {known.country: 1.5} if known else {}


def _ranked(key: Key, group: list[Toponym], places: list[Place], setting: Setting | None) -> list[Ranked]:
    within = [place for toponym in group for name in toponym.within for place in _named(name)]
    inner = [place for name in {t.holds for t in group if t.holds} for place in gazetteer().find(name)]
    scores = [
        _prior(place, key[1]) + _inside(place, within) + _around(place, inner) + (_fit(place, key, setting) if setting else 0.0)
        for place in places
    ]
    scores = [score - WEIGHTS.twin * _is_twin(place, places) for score, place in zip(scores, places, strict=True)]
    if setting and not within:
        less = _overshadowed(places, key[0], setting)
        scores = [score - WEIGHTS.city * (place.key in less) for score, place in zip(scores, places, strict=True)]
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    best = places[scores.index(top)]
    nobody = NOWHERE if _elsewhere(best, within) else _nobody(best, key, setting) if setting else None
    total = sum(weights) + (0.0 if nobody is None else math.exp(nobody - top))
    found = [Ranked(place, weight / total) for place, weight in zip(places, weights, strict=True)]
    return sorted(found, key=lambda ranked: (-ranked.share, ranked.place.key))


def _nobody(place: Place, key: Key, setting: Setting) -> float | None:
    """Return how much it weighs that the gazetteer lacks the place that is meant, `place` being the best that it has; None if
    that goes by the very name, or by one that sounds like it in a country that is spoken of, or where most of the text plays.

    That "Boni" may be Bonn, and "Judah" Jeddah, in some language is worth little if nothing else in the text speaks for it.
    """
    (name, hint), own = key, bare_name(place.name)
    small = place.kind == "settlement" and place.population < CITY
    if small and setting.told(name) >= TOLD and setting.share(place.country, name) <= 0:
        return NOT_HERE + (WEIGHTS.asked if hint == place.kind else 0.0)
    if setting.share(place.country, name) >= SPOKEN_OF:
        return None
    if place.main or place.kind not in ("settlement", "region", "district") or fold(own) == fold(bare_name(name)):
        return None
    sound, spoken_of = skeleton(bare_name(name)), setting.share(place.country, name)
    if len(sound) >= CONSONANTS and sound == skeleton(own) and (spoken_of > 0 or setting.told(name) < 1e-9):
        return None
    return UNLIKE + (WEIGHTS.asked if hint and place.kind == hint else 0.0)


def _is_twin(place: Place, others: list[Place]) -> bool:
    """Return whether `place` is a division called after its main town: without a word for it, the town is meant."""
    return place.kind in ("region", "district") and any(
        other.kind == "settlement" and other.admin1 == place.admin1 and other.main >= place.main for other in others
    )


def _overshadowed(places: list[Place], name: str, setting: Setting) -> set[int]:
    """Return the keys of the towns among `places` that lie in a country or region of which little is said, while a city of that
    name is known far beyond its country: talks "in Geneva" that Americans take part in are not held in Illinois."""
    towns = [place for place in places if place.kind == "settlement"]
    city = max((place.population for place in towns if place.main), default=0)
    small = (place for place in towns if city >= CITY and place.population * AS_LARGE <= city)
    lone = (place for place in small if setting.share(place.country, name) < SPOKEN_OF)
    return {place.key for place in lone if setting.in_region(place, name) < SOMETHING_THERE}


def _named(name: str) -> list[Place]:
    """Return the region of a code, or the countries and divisions of a name."""
    atlas = gazetteer()
    if "." in name and (region := atlas.region(name)):
        return [region]
    names = dict.fromkeys((name, bare_name(name), without_direction(name)))
    return [place for other in names for place in atlas.find(other) if place.kind in ("country", "region", "district")]


def _prior(place: Place, hint: str | None) -> float:
    score = KIND[place.kind] + WEIGHTS.population * math.log10(place.population + 1) + WEIGHTS.main * place.main
    if place.kind == "settlement" and capitals().get(place.name) == place.country and place.population >= TOWN:
        score += WEIGHTS.capital
    if hint in (None, "front"):
        return score
    if place.kind == hint or (hint == "region" and place.kind == "area"):
        return score + WEIGHTS.asked
    return score + WEIGHTS.not_asked


def _inside(place: Place, within: list[Place]) -> float:
    """Return what it is worth that the text says where `place` lies."""
    if not within:
        return 0.0
    for outer in within:
        if outer.kind == "country" and outer.country == place.country:
            return WEIGHTS.within
        if outer.kind == "region" and outer.admin1 == place.admin1 and place.kind != "region":
            return WEIGHTS.within
        if outer.kind == "district" and outer.admin1 == place.admin1 and nearness(outer, place) > 0.6:
            return WEIGHTS.within
    return 0.0


def _elsewhere(place: Place, within: list[Place]) -> bool:
    """Return whether `place`, a village or a town, lies in none of the countries of what the text says that it is in."""
    return place.kind == "settlement" and bool(within) and place.country not in {outer.country for outer in within}


def _around(place: Place, inner: list[Place]) -> float:
    """Return what it is worth that the text says of one of `inner` that it lies in `place` ("Aguililla, Michoacán")."""
    holds = place.kind == "region" and any(other.admin1 == place.admin1 and other.kind == "settlement" for other in inner)
    return WEIGHTS.holds if holds else 0.0


def _fit(place: Place, name: Key, setting: Setting) -> float:
    """Return how well `place` suits the document's setting."""
    score = WEIGHTS.country * (setting.share(place.country, name[0]) if place.country else 0.0)
    if place.lat is None:
        return score
    region = setting.in_region(place, name[0])
    return score + WEIGHTS.near * setting.near(place, name[0], 1.5) + WEIGHTS.region * min(region / 2, 1.0)
