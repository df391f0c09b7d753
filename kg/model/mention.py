"""Mention, chain and post: who and what a document names, and which of its mentions are the same thing."""

from dataclasses import dataclass

from kg.model.span import Span
from kg.model.values import Form, Kind


@dataclass(frozen=True, slots=True)
class UnitDetails:
    """What the words of a military unit's mention say of it; `nationality` is an ISO 3166 alpha-2 code, `parent` the id
    of the mention of the unit it belongs to."""

    number: str | None = None
    echelon: str | None = None
    branch: str | None = None
    nationality: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that denotes an entity.

    `head` is its head word; `type` the most specific ontology class, if known (City, Government, NewsAgency …);
    `side` the ISO 3166 alpha-2 code of the country it belongs to, where the words say so ("Russian troops": RU).
    """

    id: str
    span: Span
    head: Span
    kind: Kind
    form: Form
    type: str | None = None
    side: str | None = None
    unit: UnitDetails | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible meaning of a chain: an IRI of an outside authority with a score in [0, 1]."""

    link: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Chain:
    """An entity of one document: the mentions that denote it.

    `link` is the IRI of an outside authority (``https://sws.geonames.org/706483/``,
    ``http://www.wikidata.org/entity/Q212``) where one is sure enough, with its coordinates; `candidates` the rivals,
    best first. `precision` is site, settlement, region or country. JSON calls chains ``entities``.
    """

    id: str
    kind: Kind
    name: str
    mentions: tuple[str, ...]
    type: str | None = None
    side: str | None = None
    link: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A role that a person is said to hold: `span` is its words ("Defence Ministry spokesman"), `title` the role alone in
    lower case ("spokesman"), `holder` and `of` are mention ids ("Igor Konashenkov", "Defence Ministry")."""

    id: str
    span: Span
    title: str
    holder: str
    of: str | None = None
