"""Entity, link and resolution: what was concluded across documents."""

from dataclasses import dataclass

from kg.model.disagreement import Disagreement, Origin, Toll
from kg.model.span import Span
from kg.model.values import Kind


@dataclass(frozen=True, slots=True)
class Entity:
    """A canonical entity. `key` is ``<kind>/<slug>``, assigned once and kept in ``identity.jsonl``; `same_as` the IRIs of
    outside authorities; `aliases` the other names that documents use."""

    key: str
    kind: Kind
    name: str
    type: str | None = None
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for a link, with its score in [0, 1]."""

    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """The statement that a document's entity (`document`, `chain`) is the canonical entity `entity` (a key), with its
    score in [0, 1], the features behind it, and the keys it was preferred to."""

    document: str
    chain: str
    entity: str
    score: float
    features: tuple[Feature, ...] = ()
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One report of an event (`document`, `event`), with the score in [0, 1] that brought it to those that were there before,
    and the features behind it: none for the report that came first."""

    document: str
    event: str
    score: float
    features: tuple[Feature, ...] = ()

    @property
    def report(self) -> tuple[str, str]:
        """The document id and the event id."""
        return (self.document, self.event)


@dataclass(frozen=True, slots=True)
class EventCluster:
    """Event reports of one or more documents that tell of the same event: `reports` are (document id, event id), `told` the
    same with the reasons."""

    key: str
    type: str
    reports: tuple[tuple[str, str], ...]
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of somebody's words as one document prints it."""

    document: str
    attribution: str
    span: Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """Sentences of different documents that are the same utterance in other words, cuts or translations. `speaker` is the
    key of who said it."""

    key: str
    speaker: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class SharedText:
    """Documents of which one copies another or all copy a third: `likeness` is the smallest share, in [0, 1], of word
    sequences that two of them have in common."""

    key: str
    documents: tuple[str, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """One world: entities, the links of every document's entities to them, clusters of event reports, utterances that
    several documents quote, documents that share their text, how far claims of one thing agree, whose words attributions print
    in the end, and which claims give the toll of an event."""

    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[EventCluster, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    shared: tuple[SharedText, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    origins: tuple[Origin, ...] = ()
    tolls: tuple[Toll, ...] = ()
