"""The nouns of Byline: frozen values that flow from room to room. Standard library only."""

from kg.model.annotation import Annotation, Noun
from kg.model.claim import Attribution, Claim, Relay
from kg.model.document import Document
from kg.model.entity import Entity, EventCluster, Feature, Link, Resolution, Saying, SharedText, Utterance
from kg.model.event import Event, FillerKind, Role
from kg.model.figure import Figure, Number
from kg.model.mention import Candidate, Chain, Mention, Post, UnitDetails
from kg.model.plain import from_plain, to_plain
from kg.model.sayings import sayings
from kg.model.span import Span, covering
from kg.model.term import Term
from kg.model.time import Time
from kg.model.values import (
    Anchor,
    Bound,
    Certainty,
    ClaimKind,
    Form,
    Grain,
    Kind,
    Manner,
    Measure,
    Polarity,
    Realis,
    Scope,
    Stance,
)

__all__ = [
    "Anchor",
    "Annotation",
    "Attribution",
    "Bound",
    "Candidate",
    "Certainty",
    "Chain",
    "Claim",
    "ClaimKind",
    "Document",
    "Entity",
    "Event",
    "EventCluster",
    "Feature",
    "Figure",
    "FillerKind",
    "Form",
    "Grain",
    "Kind",
    "Link",
    "Manner",
    "Measure",
    "Mention",
    "Noun",
    "Number",
    "Polarity",
    "Post",
    "Realis",
    "Relay",
    "Resolution",
    "Role",
    "Saying",
    "Scope",
    "SharedText",
    "Span",
    "Stance",
    "Term",
    "Time",
    "UnitDetails",
    "Utterance",
    "covering",
    "from_plain",
    "sayings",
    "to_plain",
]
