"""Gazetteer: places of the whole world by name, from GeoNames (CC BY 4.0) and Byline's own tables.

The index holds some 285,000 places and is built once for each user, in about ten seconds (see `gazetteer_index`).
"""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any

from kg.lexicon.folding import fold, spellings
from kg.lexicon.gazetteer_index import index_file
from kg.lexicon.romanisation import consonants, skeleton
from kg.lexicon.words import word_set

GEONAMES = "https://sws.geonames.org/{}/"
WIKIDATA = "http://www.wikidata.org/entity/{}"

_CONSONANTS = 3
_LIKENESS = 0.6
"""Letters that two romanisations of one name share at least, as difflib's ratio."""
_COLUMNS = "places.key, geonames, wikidata, name, kind, type, country, admin1, lat, lon, population"


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `geonames` and `wikidata` are its ids there, where known; `kind` country, region (a first-level division),
    district (a second-level one), settlement, area (a land without a code of its own) or site; `type` the ontology class;
    `country` an ISO 3166-1 alpha-2 code, ``""`` for what lies in several; `admin1` the code of its region ("UA.07");
    `main` whether it was found by its main name rather than by another."""

    key: int
    geonames: int | None
    wikidata: str | None
    name: str
    kind: str
    type: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    main: bool = True

    @property
    def link(self) -> str | None:
        """The IRI of the place at GeoNames, else at Wikidata, if either is known."""
        if self.geonames is not None:
            return GEONAMES.format(self.geonames)
        return WIKIDATA.format(self.wikidata) if self.wikidata else None


class Gazetteer:
    """Look-ups of places by name. Names are compared without case, accents, apostrophes and hyphens."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    @lru_cache(maxsize=50_000)  # noqa: B019 (one gazetteer lives as long as the process)
    def find(self, name: str) -> tuple[Place, ...]:
        """Return the places called `name`: those of that main name first, lands before towns, then the more populous."""
        keys = spellings(name)
        rows = self._index.execute(
            f"SELECT {_COLUMNS}, MAX(main) FROM names JOIN places ON places.key = names.place"
            f" WHERE folded IN ({_marks(keys)}) GROUP BY places.key",
            keys,
        )
        return tuple(sorted(map(_place, rows), key=_renown))

    def knows(self, name: str, *, least: int = 0) -> bool:
        """Return whether a country, region, area or site, or a settlement of `least` people or more, is called `name`."""
        return any(place.kind not in {"settlement", "district"} or place.population >= least for place in self.find(name))

    def near(self, name: str, countries: Iterable[str], *, least: int = 0) -> tuple[Place, ...]:
        """Return the settlements and regions of `countries`, of `least` people or more, whose name is one letter off `name`
        (not one of its first two letters), the more populous first.

        Names of fewer than five letters have none: too many words are one letter apart.
        """
        asked = fold(name)
        if len(asked) < 5:
            return ()
        wanted = frozenset(countries)
        found = {place.key: place for other in self._neighbours(asked) for place in self.find(other)}
        close = (
            p for p in found.values() if p.country in wanted and p.population >= least and p.kind in ("settlement", "region")
        )
        return tuple(sorted(close, key=lambda place: (-place.population, place.key)))

    @lru_cache(maxsize=5_000)  # noqa: B019
    def _neighbours(self, asked: str) -> tuple[str, ...]:
        # One letter off in one half of the name: the other half is the same.
        half = len(asked) // 2
        rows = self._index.execute(
            "SELECT DISTINCT folded FROM names WHERE folded BETWEEN ? AND ? AND LENGTH(folded) BETWEEN ? AND ?"
            " AND (SUBSTR(folded, 1, ?) = ? OR SUBSTR(folded, -?) = ?)",
            (
                asked[:2], asked[:2] + "\U0010ffff", len(asked) - 1, len(asked) + 1,
                half, asked[:half], len(asked) - half, asked[half:],
            ),
        )  # fmt: skip
        return tuple(name for (name,) in rows if _one_off(asked, name))

    def alike(self, name: str, countries: Iterable[str], *, least: int = 0) -> tuple[Place, ...]:
        """Return the settlements and regions of `countries`, of `least` people or more or of an unknown number, one of whose
        names is another romanisation of `name` ("Maarat al-Numan", "Ma‘arrat an Nu‘mān"), the likest first.

        Names with fewer than three consonants have none, nor have countries that write their places in one way.
        """
        asked = skeleton(name)
        if len(asked) < _CONSONANTS:
            return ()
        found: dict[int, tuple[float, Place]] = {}
        for country in word_set("romanised").intersection(countries):
            for written in self._sounds(country, least).get(asked, ()):
                likeness = SequenceMatcher(None, fold(name), written).ratio()
                for place in self.find(written) if likeness >= _LIKENESS else ():
                    if (
                        place.country == country
                        and place.kind in ("settlement", "region")
                        and (place.population >= least or not place.population)
                    ):
                        found.setdefault(place.key, (likeness, replace(place, main=False)))
        return tuple(p for _, p in sorted(found.values(), key=lambda pair: (-pair[0], -pair[1].population, pair[1].key)))

    @lru_cache(maxsize=32)  # noqa: B019
    def _sounds(self, country: str, least: int) -> dict[str, list[str]]:
        """Return the folded names of the places of a country by their consonants."""
        rows = self._index.execute(
            "SELECT DISTINCT folded FROM names JOIN places ON places.key = names.place"
            " WHERE country = ? AND kind IN ('settlement', 'region') AND (population >= ? OR population = 0) ORDER BY folded",
            (country, least),
        )
        found: defaultdict[str, list[str]] = defaultdict(list)
        for (name,) in rows:
            found[consonants(name)].append(name)
        return found

    @lru_cache(maxsize=5_000)  # noqa: B019
    def country(self, code: str) -> Place | None:
        """Return the country of the ISO 3166-1 alpha-2 code `code`, if there is one."""
        rows = self._index.execute(f"SELECT {_COLUMNS}, 1 FROM places WHERE kind = 'country' AND country = ?", (code.upper(),))
        return next((_place(row) for row in rows), None)

    @lru_cache(maxsize=10_000)  # noqa: B019
    def region(self, code: str) -> Place | None:
        """Return the first-level division of the GeoNames code `code` ("UA.07"), if there is one."""
        rows = self._index.execute(f"SELECT {_COLUMNS}, 1 FROM places WHERE kind = 'region' AND admin1 = ?", (code,))
        return next((_place(row) for row in rows), None)


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, its index built first if need be; KgError if no folder for the index can be written."""
    return Gazetteer(sqlite3.connect(f"{index_file().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False))


if hasattr(os, "register_at_fork"):
    # SQLite forbids a connection to be carried into a child process: there, the next look-up opens its own.
    os.register_at_fork(after_in_child=gazetteer.cache_clear)


def _renown(place: Place) -> tuple[bool, bool, int, int]:
    return not place.main, place.kind not in {"country", "area"}, -place.population, place.key


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _place(row: tuple[Any, ...]) -> Place:
    return Place(*(*row[:-1], bool(row[-1])))


def _one_off(a: str, b: str) -> bool:
    """Return whether `a` becomes `b` by one letter put in, left out or exchanged."""
    if a == b:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at:] == long[at + 1 :]
