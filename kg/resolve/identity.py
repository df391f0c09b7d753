"""Identity: the keys that entities were given once and keep for ever (``identity.jsonl``)."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import ReadError
from kg.resolve.names import fold

Member = tuple[str, str]
"""A document id and the id of one of its chains or events."""

_AUTHORITIES = {"sws.geonames.org": "geonames", "www.wikidata.org": "wikidata"}


@dataclass(frozen=True, slots=True)
class Record:
    """One key, and what it was given for: `kind` is a kind of entity, or ``event``. `merged_into` names the older key that took
    its entity over."""

    key: str
    kind: str
    name: str
    link: str | None = None
    members: frozenset[Member] = frozenset()
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """All records of a graph, in the order in which keys were given."""

    records: Mapping[str, Record] = field(default_factory=dict)

    @classmethod
    def read(cls, lines: Iterable[str]) -> "Identity":
        """Return the identity that `lines` (JSON, one record each) hold; ReadError naming the line that is broken.

        A later line of a key adds its members, and says anew what it has a link to and which key took it over.
        """
        records: dict[str, Record] = {}
        for number, line in enumerate(lines, 1):
            try:
                record = _record(json.loads(line)) if line.strip() else None
            except (ValueError, KeyError, TypeError) as error:
                raise ReadError(f"identity.jsonl, line {number}: {error!r}; restore the file from a backup") from error
            if record:
                records[record.key] = record if record.merged_into else _joined(records.get(record.key), record)
        return cls(records)

    @classmethod
    def of(cls, rows: Iterable[tuple[str | int | None, ...]]) -> "Identity":
        """Return the identity of `rows` (key, kind, name, link, merged into, document, item), oldest first."""
        records: dict[str, Record] = {}
        for key, kind, name, link, merged, *member in rows:
            plain = {
                "key": key,
                "kind": kind,
                "name": name,
                "link": link,
                "merged_into": merged,
                "members": [member] if member[0] else [],
            }
            record = _record({name: part for name, part in plain.items() if part is not None})
            records[record.key] = _joined(records.get(record.key), record)
        return cls(records)

    def heir(self, key: str) -> str:
        """Return the key that has the entity of `key` now: itself, unless it was given up in favour of another."""
        seen = {key}
        while (record := self.records.get(key)) and record.merged_into and record.merged_into not in seen:
            key = record.merged_into
            seen.add(key)
        return key

    def rows(self) -> Iterator[tuple[str | None, ...]]:
        """Yield (key, kind, name, link, merged into, document, item), oldest first, a row for each member."""
        for record in self.records.values():
            known = (record.key, record.kind, record.name, record.link, record.merged_into)
            yield from ((*known, *member) for member in sorted(record.members))
            if not record.members:
                yield (*known, None, None)

    def lines(self) -> Iterable[str]:
        """Yield the records as JSON lines, oldest first."""
        for record in self.records.values():
            plain: dict[str, object] = {
                "key": record.key,
                "kind": record.kind,
                "name": record.name or None,
                "link": record.link,
            }
            plain |= {"members": sorted(map(list, record.members)), "merged_into": record.merged_into}
            yield json.dumps({key: value for key, value in plain.items() if value is not None}, ensure_ascii=False)


class Register:
    """Gives out keys in one run: each entity gets one, no key is given twice.

    `identity` holds what was recorded of the members that the run has to do with; `taken` tells of a key whether an entity
    has it that the run does not touch.
    """

    def __init__(self, identity: Identity | None = None, taken: Callable[[str], bool] = lambda key: False) -> None:
        self._records = dict(identity.records) if identity else dict[str, Record]()
        self._keys = {member: key for key, record in self._records.items() for member in record.members}
        self._order = {key: number for number, key in enumerate(self._records)}
        self._given: set[str] = set()
        self._taken = taken
        self.news: dict[str, Record] = {}

    @property
    def identity(self) -> Identity:
        """All that was recorded before and in this run."""
        return Identity(self._records)

    def knows(self, members: Iterable[Member]) -> bool:
        """Return whether one of `members` was given a key before: such entities are to be served first."""
        return any(member in self._keys for member in members)

    def key(self, kind: str, name: str, link: str | None, members: Iterable[Member]) -> str:
        """Return the key of the entity of `members`, and record it.

        A key once given to any of them is kept (the oldest, if two entities have become one), else that of its link or name
        if no other entity has it, else a numbered one.
        """
        members = frozenset(members)
        held = [key for key in self._held(members) if key not in self._given and not self._taken(key)]
        key = held[0] if held else self._free(key_of(kind, name, link))
        for other in held[1:]:
            self.merge(other, key)
        self._note(Record(key, kind, name, link, members))
        self._given |= {key, *held}
        return key

    def more(self, key: str, kind: str, members: Iterable[Member]) -> None:
        """Record that the entity with `key` has these `members` too."""
        self._note(Record(key, kind, "", None, frozenset(members)))

    def merge(self, key: str, into: str) -> None:
        """Record that the entity with `key` has become that with the key `into`."""
        before = self._records.get(key, Record(key, key.partition("/")[0], ""))
        self._records[key] = self.news[key] = replace(before, members=frozenset(), merged_into=into)

    def _note(self, record: Record) -> None:
        """Record `record`; the members of an older one of that key remain, and its name."""
        self._order.setdefault(record.key, len(self._order))
        self._records[record.key] = _joined(self._records.get(record.key), record)
        self.news[record.key] = _joined(self.news.get(record.key), record)

    def _held(self, members: frozenset[Member]) -> list[str]:
        """Return the keys that `members` were given before, oldest first."""
        keys = {self._keys[member] for member in members if member in self._keys}
        return sorted((key for key in keys if self._records[key].merged_into is None), key=self._order.__getitem__)

    def _free(self, key: str) -> str:
        """Return `key`, or with the first number behind it that is free where all before it are in use."""
        if self._is_free(key):
            return key
        low, high = 1, 2
        while not self._is_free(f"{key}-{high}"):
            low, high = high, high * 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._is_free(f"{key}-{middle}") else (middle, high)
        return f"{key}-{high}"

    def _is_free(self, key: str) -> bool:
        return key not in self._given and not self._taken(key)


def _joined(before: Record | None, record: Record) -> Record:
    """Return `record` with what `before` adds to it: its members, and the first name that was given."""
    if before is None:
        return record
    link = record.link or before.link
    return replace(record, name=before.name or record.name, link=link, members=before.members | record.members)


def _record(plain: Mapping[str, object]) -> Record:
    members = frozenset((str(document), str(chain)) for document, chain in plain.get("members", ()))  # type: ignore[attr-defined]
    merged = plain.get("merged_into")
    link = plain.get("link")
    return Record(
        str(plain["key"]),
        str(plain["kind"]),
        str(plain.get("name", "")),
        str(link) if link else None,
        members,
        str(merged) if merged else None,
    )


def key_of(kind: str, name: str, link: str | None) -> str:
    """Return the key that an entity of `kind` gets for its `link`, or else for its `name`, if it is free."""
    folder = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind).lower()
    if link:
        host, _, rest = link.partition("://")[2].partition("/")
        authority = _AUTHORITIES.get(host, fold(host).replace(" ", "-"))
        return f"{folder}/{authority}-{rest.rstrip('/').rsplit('/', 1)[-1]}"
    return f"{folder}/{fold(name).replace(' ', '-') or 'unnamed'}"
