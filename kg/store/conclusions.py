"""Conclusions: what was concluded, as SQLite in the graph folder, so that one more document need not look at all others.

It is made from the archive, and made anew whenever it is missing, was left half written, or was made by other software.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

FILE = "conclusions.sqlite"

Row = tuple[str | int | None, ...]

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE clusters (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL);
CREATE INDEX clusters_key ON clusters (key) WHERE key <> '';
CREATE TABLE forms (cluster INTEGER, form INTEGER, value TEXT NOT NULL, many INTEGER NOT NULL, mark INTEGER NOT NULL,
    PRIMARY KEY (cluster, form)) WITHOUT ROWID;
CREATE INDEX forms_mark ON forms (cluster, mark);
CREATE TABLE members (document TEXT, kind TEXT, item TEXT, place INTEGER NOT NULL, cluster INTEGER NOT NULL,
    form INTEGER NOT NULL, PRIMARY KEY (document, kind, item)) WITHOUT ROWID;
CREATE INDEX members_cluster ON members (cluster, document, item);
CREATE TABLE blocks (block INTEGER, day INTEGER, cluster INTEGER, PRIMARY KEY (block, day, cluster)) WITHOUT ROWID;
CREATE INDEX blocks_cluster ON blocks (cluster);
CREATE TABLE keys (age INTEGER PRIMARY KEY, key TEXT UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL, link TEXT, heir TEXT);
CREATE TABLE owners (document TEXT, item TEXT, key TEXT, PRIMARY KEY (document, item, key)) WITHOUT ROWID;
CREATE TABLE versions (document TEXT PRIMARY KEY, iri TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE told (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tallies (topic TEXT, document TEXT, place INTEGER, value TEXT NOT NULL, weighed INTEGER NOT NULL,
    PRIMARY KEY (topic, document, place)) WITHOUT ROWID;
CREATE TABLE topics (topic TEXT PRIMARY KEY, weighed INTEGER NOT NULL, waiting INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX tallies_document ON tallies (document);
"""

_PUT = {
    "about": "INSERT OR REPLACE INTO about VALUES (?, ?)",
    "clusters": "INSERT OR REPLACE INTO clusters VALUES (?, ?, ?)",
    "forms": "INSERT OR REPLACE INTO forms VALUES (?, ?, ?, ?, ?)",
    "members": "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?, ?)",
    "blocks": "INSERT OR IGNORE INTO blocks VALUES (?, ?, ?)",
    "told": "INSERT OR REPLACE INTO told VALUES (?, ?)",
    "tallies": "INSERT OR REPLACE INTO tallies VALUES (?, ?, ?, ?, ?)",
    "topics": "INSERT OR REPLACE INTO topics VALUES (?, ?, ?)",
    "versions": "INSERT OR REPLACE INTO versions VALUES (?, ?)",
    "weighed": "UPDATE tallies SET weighed = 1 WHERE topic = ? AND weighed = 0",
    "keys": """INSERT INTO keys (key, kind, name, link, heir) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
        name = coalesce(nullif(name, ''), excluded.name), link = coalesce(excluded.link, link), heir = excluded.heir""",
    "owners": "INSERT OR IGNORE INTO owners VALUES (?, ?, ?)",
}

_OPEN, _SOUND = "open", "sound"


class Conclusions:
    """The file ``conclusions.sqlite``; `maker` names the software whose clusters it holds. It is written in one transaction."""

    def __init__(self, file: Path, maker: str) -> None:
        self.file, self.maker = file, maker
        self._db = sqlite3.connect(file, isolation_level=None)
        for setting in ("journal_mode = MEMORY", "synchronous = NORMAL", "cache_size = -64000"):
            self._db.execute(f"PRAGMA {setting}")

    @classmethod
    def open(cls, folder: Path, maker: str) -> "Conclusions":
        """Return what was concluded in the graph of `folder`; nothing if its file is no database."""
        file = folder / FILE
        try:
            return cls(file, maker)
        except sqlite3.DatabaseError:
            file.unlink(missing_ok=True)
            return cls(file, maker)

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    @property
    def sound(self) -> bool:
        """Whether it is whole and was made by `maker`."""
        try:
            return self.about("state") == _SOUND and self.about("maker") == self.maker
        except sqlite3.DatabaseError:
            return False

    def about(self, name: str) -> str | None:
        """Return what was put under `name`."""
        row = self._db.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep what is put meanwhile, should this come to its end. From its beginning to `finish` it is not `sound`."""
        sound = self.sound
        self.put("about", [("state", _OPEN)])
        with self._db:
            self._db.execute("BEGIN")
            yield
            if sound and self.about("state") == _OPEN:
                self.put("about", [("state", _SOUND)])

    def finish(self, documents: int) -> None:
        """Note that all is there that follows from the graph's documents, and how many they are."""
        self.put("about", [("documents", str(documents)), ("state", _SOUND), ("maker", self.maker)])

    def clear(self) -> "Conclusions":
        """Return it anew, with nothing in it."""
        self.close()
        self.file.unlink(missing_ok=True)
        fresh = Conclusions(self.file, self.maker)
        fresh._db.executescript(_TABLES)
        return fresh

    def empty(self) -> None:
        """Forget everything."""
        for (table,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            self._db.execute(f"DELETE FROM {table}")
        self.put("about", [("state", _OPEN)])

    def next_number(self) -> int:
        """Return a number above that of every cluster and form."""
        return int(self.about("next") or 1)

    def near(self, block: str, day: int, most: int) -> list[tuple[int, int]]:
        """Return (day, cluster) of `block`: at most `most` from `day` on and `most` before it, the nearest."""
        after = "SELECT day, cluster FROM blocks WHERE block = ? AND day >= ? ORDER BY day, cluster LIMIT ?"
        before = "SELECT day, cluster FROM blocks WHERE block = ? AND day < ? ORDER BY day DESC, cluster DESC LIMIT ?"
        asked = (_hash(block), day, most)
        return [*self._db.execute(after, asked), *self._db.execute(before, asked)]

    def cluster(self, key: str) -> int | None:
        """Return the number of the cluster that has `key`; None if none has."""
        row = self._db.execute("SELECT number FROM clusters WHERE key = ? AND key <> ''", (key,)).fetchone()
        return int(row[0]) if row else None

    def key(self, cluster: int) -> str:
        """Return the key of `cluster`; "" if it has none."""
        row = self._db.execute("SELECT key FROM clusters WHERE number = ?", (cluster,)).fetchone()
        return str(row[0]) if row else ""

    def forms(self, cluster: int, most: int | None = None) -> list[tuple[int, str, int]]:
        """Return number, text and count of the forms of `cluster`, the first `most` of them."""
        sql = "SELECT form, value, many FROM forms WHERE cluster = ? AND many > 0 ORDER BY form LIMIT ?"
        return self._db.execute(sql, (cluster, -1 if most is None else most)).fetchall()

    def form(self, cluster: int, text: str) -> tuple[int, int] | None:
        """Return number and count of the form `text` of `cluster`; None if it has no such form."""
        sql = "SELECT form, many, value FROM forms WHERE cluster = ? AND mark = ? AND many > 0"
        found = self._db.execute(sql, (cluster, _hash(text))).fetchall()
        return next(((number, many) for number, many, value in found if value == text), None)

    def text(self, cluster: int, form: int) -> str | None:
        """Return the text of the form of `cluster` with that number; None if it has none."""
        sql = "SELECT value FROM forms WHERE cluster = ? AND form = ? AND many > 0"
        row = self._db.execute(sql, (cluster, form)).fetchone()
        return str(row[0]) if row else None

    def members(self, cluster: int, most: int) -> list[tuple[str, str, int, int, int]]:
        """Return document, id, place, cluster and form of the members of `cluster`, the first `most` of them by document."""
        sql = "SELECT document, item, place, cluster, form FROM members WHERE cluster = ? ORDER BY document, item LIMIT ?"
        return self._db.execute(sql, (cluster, most)).fetchall()

    def seats(self, kind: str, document: str) -> list[tuple[str, str, int, int, int]]:
        """Return document, id, place, cluster and form of the members of `document` in clusters of `kind`."""
        sql = "SELECT document, item, place, cluster, form FROM members WHERE document = ? AND kind = ? ORDER BY item"
        return self._db.execute(sql, (document, kind)).fetchall()

    def in_use(self, key: str) -> bool:
        """Return whether a cluster has `key`."""
        return self._db.execute("SELECT 1 FROM clusters WHERE key = ? AND key <> ''", (key,)).fetchone() is not None

    def told(self, key: str) -> str:
        """Return what was last put under ``told`` of the entity or event `key`; "" if nothing was."""
        row = self._db.execute("SELECT value FROM told WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def records(self, documents: Iterable[str]) -> list[Row]:
        """Return (key, kind, name, link, heir, document, id) of the keys that members of `documents` have, oldest first."""
        sql = """SELECT keys.key, kind, name, link, heir, document, item FROM owners JOIN keys USING (key) WHERE document = ?"""
        found = (row for document in documents for row in self._db.execute(f"{sql} ORDER BY age, item", (document,)))
        return sorted(found, key=lambda row: self._age(row[0]))

    def _age(self, key: str) -> int:
        return int(self._db.execute("SELECT age FROM keys WHERE key = ?", (key,)).fetchone()[0])

    def topics(self, document: str) -> list[str]:
        """Return the topics on which there are tallies of `document`."""
        sql = "SELECT DISTINCT topic FROM tallies WHERE document = ? ORDER BY topic"
        return [row[0] for row in self._db.execute(sql, (document,))]

    def tallies(self, topic: str) -> list[tuple[str, int]]:
        """Return the tallies on `topic`, each with 1 if it was weighed against the others, else 0."""
        sql = "SELECT value, weighed FROM tallies WHERE topic = ? ORDER BY document, place"
        return self._db.execute(sql, (topic,)).fetchall()

    def size(self, topic: str) -> tuple[int, int]:
        """Return how many tallies on `topic` were weighed, and how many wait for it, as last put under ``topics``."""
        row = self._db.execute("SELECT weighed, waiting FROM topics WHERE topic = ?", (topic,)).fetchone()
        return row or (0, 0)

    def versions(self, documents: Iterable[str]) -> dict[str, str]:
        """Return the IRI of the current version of each of `documents` that has one, by its id, as last put there."""
        sql = "SELECT document, iri FROM versions WHERE document = ?"
        return dict(row for document in documents for row in self._db.execute(sql, (document,)))

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Remember `rows`, each in the place of an older one with the same first columns."""
        if table == "keys":
            self._put_keys(rows)
        elif table == "blocks":
            self._db.executemany(_PUT[table], ((_hash(str(block)), *rest) for block, *rest in rows))
        elif table == "forms":
            self._db.executemany(_PUT[table], ((*row, _hash(str(row[2]))) for row in rows))
        else:
            self._db.executemany(_PUT[table], rows)

    def _put_keys(self, rows: Iterable[Row]) -> None:
        last = None
        for *record, document, item in rows:
            if record != last:
                self._db.execute(_PUT["keys"], record)
                last = record
            if document is not None:
                self._db.execute(_PUT["owners"], (document, item, record[0]))

    def drop(self, document: str) -> None:
        """Forget where the members of `document` sit, its tallies, and which version of it is current."""
        self._db.execute("DELETE FROM members WHERE document = ?", (document,))
        self._db.execute("DELETE FROM tallies WHERE document = ?", (document,))
        self._db.execute("DELETE FROM versions WHERE document = ?", (document,))

    def forget(self, clusters: Iterable[int]) -> None:
        """Forget `clusters`, which have no members any more."""
        for number in clusters:
            for table, column in (("clusters", "number"), ("forms", "cluster"), ("blocks", "cluster")):
                self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))

    def move(self, cluster: int, into: int, forms: Iterable[tuple[int, int]]) -> None:
        """Make the members of `cluster` those of `into`; `forms` are the numbers (old, new) of forms that both had."""
        self._db.execute("UPDATE members SET cluster = ? WHERE cluster = ?", (into, cluster))
        for old, new in forms:
            self._db.execute("UPDATE members SET form = ? WHERE cluster = ? AND form = ?", (new, into, old))
            self._db.execute("DELETE FROM forms WHERE cluster = ? AND form = ?", (cluster, old))
        self._db.execute("UPDATE OR IGNORE forms SET cluster = ? WHERE cluster = ?", (into, cluster))
        self._db.execute("UPDATE OR IGNORE blocks SET cluster = ? WHERE cluster = ?", (into, cluster))
        self._db.execute("DELETE FROM clusters WHERE number = ?", (cluster,))


def _hash(text: str) -> int:
    """Return a number for `text`: eight bytes, so that two texts hardly ever share it."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
