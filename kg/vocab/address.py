"""Address: what stands behind the base of an IRI, and what it is the address of."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kg.errors import UsageError

_IN_SOURCE = re.compile(r"source/(?P<document>.+)/(?P<version>[0-9a-f]{12})/(?P<kind>[a-z-]+)/(?P<local>.+)")
_OTHER = re.compile(r"(?P<kind>entity|event|source|utterance|text|decision)/(?P<local>.+)")


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: the `kind` of what it names (entity, event, claim …), its name there, and of what stands inside a
    source the `document` id and the first twelve digits of its `version`."""

    kind: str
    local: str
    document: str | None = None
    version: str | None = None

    @property
    def member(self) -> tuple[str, str] | None:
        """Document id and local id of an entity or event report of a document; None of anything else."""
        return (self.document, self.local) if self.document and self.kind in ("entity", "event") else None

    @property
    def key(self) -> str | None:
        """The key that ``identity.jsonl`` has for a canonical entity or event; None of anything else."""
        if self.document:
            return None
        return {"entity": self.local, "event": f"event/{self.local}"}.get(self.kind)


def address(text: str) -> Address:
    """Return what the address `text` names; UsageError if it is none."""
    found = _IN_SOURCE.fullmatch(text) or _OTHER.fullmatch(text)
    if not found:
        raise UsageError(f"{text!r} is no address in a graph; copy an IRI from `kg ask … --json` or `kg review`")
    parts = {name: unquote(part) for name, part in found.groupdict().items()}
    return Address(**parts)


def behind(iri: str, base: str) -> str:
    """Return the address of `iri` in the graph of `base`: what stands behind the base; an address as it is."""
    return iri.removeprefix("<").removesuffix(">").removeprefix(base)


def address_of(key: str) -> str:
    """Return the address of the canonical entity or event that has `key` in ``identity.jsonl``."""
    return quote(key, safe="/") if key.startswith("event/") else f"entity/{quote(key, safe='/')}"
