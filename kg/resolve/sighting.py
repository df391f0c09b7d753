"""Sighting: an entity of one document, reduced to what identity is decided on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.lexicon.epithets import without_epithet
from kg.model import Annotation, Chain, Document, Form, Kind, Mention, UnitDetails
from kg.resolve.offices import offices
from kg.resolve.sides import is_force, side_of

_DAY = re.compile(r"(?<=\w)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One chain of one document. `names` are the words of its named mentions, in text order, each once; `unit` what the
    document says of a numbered unit, all its mentions taken together, `parent` the name of the unit it belongs to, `offices`
    those that a person holds."""

    document: str
    chain: str
    kind: Kind
    name: str
    names: tuple[str, ...]
    type: str | None = None
    side: str | None = None
    link: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    unit: UnitDetails | None = None
    parent: str | None = None
    offices: frozenset[str] = frozenset()


def sightings(document: Document, annotation: Annotation) -> Iterator[Sighting]:
    """Yield the entities of `document` that can be told apart from others: those with a name, a link, or a side."""
    mentions, held = {mention.id: mention for mention in annotation.mentions}, offices(annotation)
    for chain in annotation.entities:
        found = [mentions[key] for key in chain.mentions if key in mentions]
        names = _names(document, found)
        if (names or chain.link or is_collective(chain)) and not _is_anybodys(chain, names):
            above = (mentions.get(mention.unit.parent or "") for mention in found if mention.unit)
            parent = next((mention.span.of(document.text) for mention in above if mention), None)
            yield replace(_sighting(document, chain, found, names, parent), offices=held.get(chain.id, frozenset()))


def is_collective(chain: Chain) -> bool:
    """Return whether `chain` is a body of which a country has one ("the Ukrainian army", "Kyiv's government", "the Sudanese
    finance ministry"), named or not."""
    return chain.side is not None and (
        chain.type in {"Government", "Ministry"} or (chain.kind is Kind.UNIT and is_force(chain.name))
    )


def _is_anybodys(chain: Chain, names: tuple[str, ...]) -> bool:
    """Return whether nothing tells whose `chain` is: "Army" or "the police" of a report that names no country."""
    if chain.side or chain.link or any(side_of(name) for name in names):
        return False
    words = names or (chain.name,)
    return chain.type in {"Government", "PoliceForce"} or (chain.kind is Kind.UNIT and all(is_force(name) for name in words))


def _sighting(document: Document, chain: Chain, found: list[Mention], names: tuple[str, ...], parent: str | None) -> Sighting:
    unit = next((mention.unit for mention in found if mention.unit and mention.unit.number), None)
    known = without_day(chain.name)
    name = known if not names or known in names or chain.link else max(names, key=len)
    return Sighting(
        document.id,
        chain.id,
        chain.kind,
        name,
        names,
        chain.type,
        chain.side,
        chain.link,
        chain.lat,
        chain.lon,
        chain.precision,
        unit,
        parent,
    )


def _names(document: Document, found: list[Mention]) -> tuple[str, ...]:
    words = (without_epithet(without_day(mention.span.of(document.text))) for mention in found if mention.form is Form.NAMED)
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words))


def without_day(name: str) -> str:
    """Return `name` without the weekday that only stands behind it ("told Sputnik Sunday"); a party may begin with one."""
    return _DAY.sub("", name)
