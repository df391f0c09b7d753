"""The nouns of Byline: frozen values that flow from room to room. Standard library only."""

from kg.model.annotation import Annotation, Noun
from kg.model.change import Change, Gone
from kg.model.claim import Attribution, Claim, Relay
from kg.model.decision import Decision, Effect, Judgement, Standing, in_force, in_order, undone
from kg.model.decision_lines import decision_id, read_decisions, written
from kg.model.disagreement import Agreement, ClaimRef, Disagreement, Origin, Tally, Toll
from kg.model.document import Document
from kg.model.entity import Entity, EventCluster, Feature, Link, Resolution, Saying, SharedText, Told, Utterance
from kg.model.event import Event, FillerKind, Role
from kg.model.figure import Figure, Number, is_share, totals
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
from kg.model.word import Part, Word

__all__ = [
    "Agreement",
    "Anchor",
    "Annotation",
    "Attribution",
    "Bound",
    "Candidate",
    "Certainty",
    "Chain",
    "Change",
    "Claim",
    "ClaimKind",
    "ClaimRef",
    "Decision",
    "Disagreement",
    "Document",
    "Effect",
    "Entity",
    "Event",
    "EventCluster",
    "Feature",
    "Figure",
    "FillerKind",
    "Form",
    "Gone",
    "Grain",
    "Judgement",
    "Kind",
    "Link",
    "Manner",
    "Measure",
    "Mention",
    "Noun",
    "Number",
    "Origin",
    "Part",
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
    "Standing",
    "Tally",
    "Term",
    "Time",
    "Told",
    "Toll",
    "UnitDetails",
    "Utterance",
    "Word",
    "covering",
    "decision_id",
    "from_plain",
    "in_force",
    "in_order",
    "is_share",
    "read_decisions",
    "sayings",
    "to_plain",
    "totals",
    "undone",
    "written",
]
