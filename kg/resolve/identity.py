"""Identity: the keys that entities were given once and keep for ever (``identity.jsonl``)."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.errors import ReadError
from kg.model import Kind
from kg.resolve.names import fold

Member = tuple[str, str]
"""A document id and the id of one of its chains."""

_AUTHORITIES = {"sws.geonames.org": "geonames", "www.wikidata.org": "wikidata"}


@dataclass(frozen=True, slots=True)
class Record:
    """One key, and what it was given for. `merged_into` names the older key that took its entity over."""

    key: str
    kind: Kind
    name: str
    link: str | None = None
    members: frozenset[Member] = frozenset()
    merged_into: str | None = None


@dataclass(slots=True)
class Identity:
    """All records of a graph, in the order in which keys were given."""

    records: dict[str, Record] = field(default_factory=dict)

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
            plain: dict[str, object] = {"key": record.key, "kind": record.kind.value, "name": record.name, "link": record.link}
            plain |= {"members": sorted(map(list, record.members)), "merged_into": record.merged_into}
            yield json.dumps({key: value for key, value in plain.items() if value is not None}, ensure_ascii=False)

    def keys_of(self, members: Iterable[Member]) -> list[str]:
        """Return the keys that `members` were given before, oldest first."""
        return [key for key, record in self.records.items() if record.members & set(members)]

    def assign(self, kind: Kind, name: str, link: str | None, members: Iterable[Member]) -> str:
        """Return the key of the entity of `members`, and record it.

        A key once given to any of them, or to the same link, is kept (the oldest, if two entities have become one); else
        a new one is made from the link or the name.
        """
        members = frozenset(members)
        held = [key for key in self.keys_of(members) if self.records[key].merged_into is None]
        new = _key(kind, name, link)
        key = held[0] if held else new if link or new not in self.records else self._numbered(new)
        for other in held[1:]:
            old = self.records[other]
            self.records[other] = Record(other, old.kind, old.name, old.link, frozenset(), merged_into=key)
        before = self.records.get(key)
        known = before.members if before else frozenset[Member]()
        self.records[key] = Record(key, kind, before.name if before else name, link, known | members)
        return key

    def _numbered(self, key: str) -> str:
        taken = (f"{key}-{number}" for number in range(2, len(self.records) + 3))
        return next(candidate for candidate in taken if candidate not in self.records)


def _record(plain: Mapping[str, object]) -> Record:
    members = frozenset((str(document), str(chain)) for document, chain in plain.get("members", ()))  # type: ignore[attr-defined]
    merged = plain.get("merged_into")
    link = plain.get("link")
    return Record(
        str(plain["key"]),
        Kind(str(plain["kind"])),
        str(plain["name"]),
        str(link) if link else None,
        members,
        str(merged) if merged else None,
    )


def _key(kind: Kind, name: str, link: str | None) -> str:
    folder = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.value).lower()
    if link:
        host, _, rest = link.partition("://")[2].partition("/")
        authority = _AUTHORITIES.get(host, fold(host).replace(" ", "-"))
        return f"{folder}/{authority}-{rest.rstrip('/').rsplit('/', 1)[-1]}"
    return f"{folder}/{fold(name).replace(' ', '-') or 'unnamed'}"
