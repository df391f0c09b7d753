"""Identity: the keys that entities were given once and keep for ever (``identity.jsonl``)."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count

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
        """Return the identity that `lines` (JSON, one record each) hold; ReadError naming the line that is broken."""
        records: dict[str, Record] = {}
        for number, line in enumerate(lines, 1):
            try:
                record = _record(json.loads(line)) if line.strip() else None
            except (ValueError, KeyError, TypeError) as error:
                raise ReadError(f"identity.jsonl, line {number}: {error!r}; restore the file from a backup") from error
            if record:
                records[record.key] = record
        return cls(records)

    def lines(self) -> Iterable[str]:
        """Yield the records as JSON lines, oldest first."""
        for record in self.records.values():
            plain: dict[str, object] = {"key": record.key, "kind": record.kind, "name": record.name, "link": record.link}
            plain |= {"members": sorted(map(list, record.members)), "merged_into": record.merged_into}
            yield json.dumps({key: value for key, value in plain.items() if value is not None}, ensure_ascii=False)


class Register:
    """Gives out keys in one run: each entity gets one, no key is given twice."""

    def __init__(self, identity: Identity | None = None) -> None:
        self._records = dict(identity.records) if identity else dict[str, Record]()
        self._keys = {member: key for key, record in self._records.items() for member in record.members}
        self._given: set[str] = set()

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
        if no other entity of this run has it, else a numbered one.
        """
        members = frozenset(members)
        held = [key for key in self._held(members) if key not in self._given]
        key = held[0] if held else self._free(_key(kind, name, link))
        for other in held[1:]:
            self._records[other] = replace(self._records[other], members=frozenset(), merged_into=key)
        before = self._records.get(key)
        known = before.members if before else frozenset[Member]()
        self._records[key] = Record(key, kind, before.name if before else name, link, known | members)
        self._given |= {key, *held}
        return key

    def _held(self, members: frozenset[Member]) -> list[str]:
        """Return the keys that `members` were given before, oldest first."""
        keys = {self._keys[member] for member in members if member in self._keys}
        return (
            [key for key in self._records if key in keys and self._records[key].merged_into is None]
            if len(keys) > 1
            else list(keys)
        )

    def _free(self, key: str) -> str:
        taken = (f"{key}-{number}" for number in count(2))
        return next(candidate for candidate in chain([key], taken) if candidate not in self._given)


def _record(plain: Mapping[str, object]) -> Record:
    members = frozenset((str(document), str(chain)) for document, chain in plain.get("members", ()))  # type: ignore[attr-defined]
    merged = plain.get("merged_into")
    link = plain.get("link")
    return Record(
        str(plain["key"]),
        str(plain["kind"]),
        str(plain["name"]),
        str(link) if link else None,
        members,
        str(merged) if merged else None,
    )


def _key(kind: str, name: str, link: str | None) -> str:
    folder = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind).lower()
    if link:
        host, _, rest = link.partition("://")[2].partition("/")
        authority = _AUTHORITIES.get(host, fold(host).replace(" ", "-"))
        return f"{folder}/{authority}-{rest.rstrip('/').rsplit('/', 1)[-1]}"
    return f"{folder}/{fold(name).replace(' ', '-') or 'unnamed'}"
