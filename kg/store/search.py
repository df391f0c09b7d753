"""Search: full text and coordinates beside the store, as SQLite in the graph folder (FTS5, R*Tree).

One file serves all snapshots: each source has the numbers of the snapshots that it came with and left with, and a reader sees
what belongs to its own. So publishing copies nothing.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin
from pathlib import Path
from typing import Any, Self

from kg.errors import QuestionError, StoreError
from kg.model.earth import RADIUS
from kg.model.earth import kilometres as kilometres_between

FILE = "search.sqlite"
LAYOUT = "1"
MARKS = ("[", "]")
"""What stands around the words that were found, in an excerpt."""
KINDS = ("claim", "quotation", "document")

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, came INTEGER NOT NULL, left INTEGER);
CREATE INDEX sources_iri ON sources (iri);
CREATE TABLE texts (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, node TEXT NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL);
CREATE INDEX texts_source ON texts (source);
CREATE VIRTUAL TABLE words USING fts5 (text, content = 'texts', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE places (id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, label TEXT NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL);
CREATE VIRTUAL TABLE boxes USING rtree (id, south, north, west, east);
"""

_FIND = """SELECT texts.node, texts.kind, sources.iri, snippet(words, 0, '[', ']', ' … ', 24), bm25(words) FROM words
    JOIN texts ON texts.id = words.rowid JOIN sources ON sources.id = texts.source
    WHERE words MATCH ? AND sources.came <= ? AND coalesce(sources.left, ?) >= ? AND (? IS NULL OR texts.kind = ?)
    ORDER BY bm25(words), texts.node LIMIT ?"""
_NODES = """SELECT DISTINCT texts.node FROM words JOIN texts ON texts.id = words.rowid JOIN sources ON sources.id = texts.source
    WHERE words MATCH ? AND sources.came <= ? AND coalesce(sources.left, ?) >= ?"""
_BOX = """SELECT places.iri, places.label, places.lat, places.lon FROM boxes JOIN places ON places.id = boxes.id
    WHERE boxes.north >= ? AND boxes.south <= ? AND boxes.east >= ? AND boxes.west <= ?
    AND places.lat BETWEEN ? AND ? AND places.lon BETWEEN ? AND ? ORDER BY places.iri"""
"""The tree keeps rounded numbers, each box a little too large: it says where to look."""

_SLACK = 1e-6
"""Degrees by which a box is wider than the circle in it, so that no rounding leaves a place out; its distance says the rest."""

_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be found: the IRI of the node that has them, and its kind (claim, quotation, document)."""

    node: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its coordinates in degrees (WGS 84)."""

    iri: str
    label: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A node whose words were found: `source` is its source's IRI, `excerpt` the words with marks around what was asked for;
    `rank` is smaller the better it fits (BM25, as SQLite gives it)."""

    node: str
    kind: str
    source: str
    excerpt: str
    rank: float


class SearchWriter:
    """The one who changes the search file of the graph in `folder`, for the snapshot `number` that is to be published."""

    def __init__(self, folder: Path, number: int) -> None:
        self._db, self._number = _opened(folder / FILE), number

    @classmethod
    def begin(cls, folder: Path, number: int, *, anew: bool = False) -> Self:
        """Return the writer for snapshot `number`; with `anew`, or if the file is missing or of another layout, nothing is in
        it. What a writer left that did not come to publish is undone."""
        file = folder / FILE
        if anew or _layout(file) != LAYOUT:
            file.unlink(missing_ok=True)
        made = not file.exists()
        writer = cls(folder, number)
        writer._db.execute("BEGIN IMMEDIATE")
        if made:
            _make(writer._db)
        writer._drop(writer._db.execute("SELECT id FROM sources WHERE came >= ?", (number,)))
        writer._db.execute("UPDATE sources SET left = NULL WHERE left >= ?", (number,))
        return writer

    def remove(self, source: str) -> None:
        """Hide the source with that IRI from the new snapshot on."""
        self._db.execute("UPDATE sources SET left = ? WHERE iri = ? AND left IS NULL", (self._number, source))

    def add(self, source: str, texts: Iterable[Text]) -> None:
        """Show `texts` of the source with that IRI from the new snapshot on; once more changes nothing."""
        if self._db.execute("SELECT 1 FROM sources WHERE iri = ? AND left IS NULL", (source,)).fetchone():
            return
        row = self._db.execute("INSERT INTO sources (iri, came) VALUES (?, ?)", (source, self._number)).lastrowid
        for each in texts:
            sql = "INSERT INTO texts (source, node, kind, text) VALUES (?, ?, ?, ?)"
            number = self._db.execute(sql, (row, each.node, each.kind, each.text)).lastrowid
            self._db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, each.text))

    def place(self, place: Place) -> None:
        """Put `place` where it lies; where it was before it is no more."""
        sql = """INSERT INTO places (iri, label, lat, lon) VALUES (?, ?, ?, ?)
            ON CONFLICT (iri) DO UPDATE SET label = excluded.label, lat = excluded.lat, lon = excluded.lon RETURNING id"""
        (number,) = self._db.execute(sql, (place.iri, place.label, place.lat, place.lon)).fetchone()
        box = (number, place.lat, place.lat, place.lon, place.lon)
        self._db.execute("INSERT OR REPLACE INTO boxes VALUES (?, ?, ?, ?, ?)", box)

    def finish(self, oldest: int) -> None:
        """Write it all at once; forget what no snapshot from `oldest` on shows."""
        self._drop(self._db.execute("SELECT id FROM sources WHERE left <= ?", (oldest,)))
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Let the file go; what was not finished was never written."""
        self._db.close()

    def _drop(self, sources: Iterable[tuple[int]]) -> None:
        for (source,) in list(sources):
            for number, text in self._db.execute("SELECT id, text FROM texts WHERE source = ?", (source,)).fetchall():
                self._db.execute("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", (number, text))
            self._db.execute("DELETE FROM texts WHERE source = ?", (source,))
            self._db.execute("DELETE FROM sources WHERE id = ?", (source,))


class Search:
    """What can be searched of the snapshot `number` of the graph in `folder`, whose store says something of the places of
    which `known` is true: those of sources that were withdrawn stay in the file."""

    def __init__(self, folder: Path, number: int, known: Callable[[str], bool] = lambda iri: True) -> None:
        self._file, self._number, self._known = folder / FILE, number, known

    def find(self, words: str, *, kind: str | None = None, limit: int = 50) -> list[Hit]:
        """Return the texts that hold all of `words`, the best first, at most `limit`. What stands in double quotation marks is
        looked for as it stands, a word with a star behind it by its beginning; case and accents do not count.

        QuestionError if there is nothing to look for; StoreError if the graph has no search file.
        """
        asked = (match(words), *self._seen(), kind, kind, limit)
        return [Hit(*row) for row in self._rows(_FIND, asked)]

    def nodes(self, words: str) -> set[str]:
        """Return the IRIs of all nodes whose text holds `words`, as `find` takes them."""
        return {row[0] for row in self._rows(_NODES, (match(words), *self._seen()))}

    def within(self, south: float, west: float, north: float, east: float) -> list[Place]:
        """Return the places between these degrees of latitude and longitude; a box may cross the 180th meridian."""
        if west > east:
            return [*self.within(south, west, north, 180.0), *self.within(south, -180.0, north, east)]
        found = (Place(*row) for row in self._rows(_BOX, 2 * (south, north, west, east)))
        return [place for place in found if self._known(place.iri)]

    def near(self, lat: float, lon: float, kilometres: float) -> list[tuple[float, Place]]:
        """Return the places within `kilometres` of a point, each behind its distance in kilometres, the nearest first."""
        up = degrees(kilometres / RADIUS) + _SLACK
        wide = 180.0 if abs(lat) + up >= 89.9 else min(180.0, degrees(asin(min(1.0, sin(radians(up)) / cos(radians(lat))))))
        west, east = (
            (180.0 - (180.0 - (lon - wide)) % 360.0, (lon + wide + 180.0) % 360.0 - 180.0) if wide < 180.0 else (-180.0, 180.0)
        )
        found = (
            (kilometres_between(lat, lon, place.lat, place.lon), place) for place in self.within(lat - up, west, lat + up, east)
        )
        return sorted((pair for pair in found if pair[0] <= kilometres), key=lambda pair: (pair[0], pair[1].iri))

    def _seen(self) -> tuple[int, int, int]:
        return self._number, self._number + 1, self._number + 1

    def _rows(self, sql: str, given: tuple[object, ...]) -> Iterator[tuple[Any, ...]]:
        if not self._file.exists():
            raise StoreError(f"{self._file} is missing: `kg build` or `kg add` makes it")
        with closing(_opened(self._file, reading=True)) as db:
            yield from db.execute(sql, given).fetchall()


def match(words: str) -> str:
    """Return `words` as an FTS5 expression in which nothing but quotation marks and a final star has a meaning; QuestionError
    if there is no word in it.

    >>> match('shelling "El Fasher" hosp*')
    '"shelling" "El Fasher" "hosp" *'
    """
    found = [_term(phrase or word) for phrase, word in _WORD.findall(words.replace("\0", " "))]
    asked = " ".join(term for term in found if re.search(r"\w", term))
    if not asked:
        raise QuestionError(f"{words!r} holds no word to look for")
    return asked


def _term(text: str) -> str:
    start = text.endswith("*") and " " not in text
    return f'"{text.rstrip("*")}" *' if start else f'"{text}"'


def _opened(file: Path, *, reading: bool = False) -> sqlite3.Connection:
    address = f"file:{file.resolve().as_posix().replace('?', '%3f').replace('#', '%23')}{'?mode=ro' if reading else ''}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=30)


def _make(db: sqlite3.Connection) -> None:
    for statement in filter(str.strip, _TABLES.split(";")):
        db.execute(statement)
    db.execute("INSERT INTO about VALUES ('layout', ?)", (LAYOUT,))


def _layout(file: Path) -> str | None:
    if not file.exists():
        return None
    try:
        with closing(_opened(file, reading=True)) as db:
            row = db.execute("SELECT value FROM about WHERE name = 'layout'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return row[0] if row else None
