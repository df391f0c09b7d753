"""Annotations → quads: how what was found, and who said it, is written down as RDF."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.lift.attributions import lift_attributions
from kg.lift.budget import BUDGET, cost
from kg.lift.change import Revision, lift_change
from kg.lift.claims import lift_claims
from kg.lift.decisions import corrected_value, lift_decisions, lift_merged
from kg.lift.documents import lift_document
from kg.lift.entities import lift_entities
from kg.lift.events import lift_events
from kg.lift.figures import lift_figures
from kg.lift.quads import canonical_hash
from kg.lift.runs import Run, lift_entry, lift_run
from kg.lift.source import Source
from kg.lift.terms import lift_terms
from kg.lift.times import lift_times
from kg.lift.world import lift_world
from kg.model import Annotation, Document
from kg.vocab import Iris, Vocabulary, load_vocabulary

PARTS = (lift_document, lift_entities, lift_times, lift_events, lift_attributions, lift_figures, lift_claims, lift_terms)

__all__ = [
    "BUDGET",
    "Revision",
    "Run",
    "Source",
    "canonical_hash",
    "corrected_value",
    "cost",
    "lift_change",
    "lift_decisions",
    "lift_entry",
    "lift_merged",
    "lift_run",
    "lift_source",
    "lift_world",
]


def lift_source(document: Document, annotation: Annotation, iris: Iris, vocabulary: Vocabulary | None = None) -> Iterator[Quad]:
    """Yield the named graph of `document`: every subject is minted below the document's IRI, no triple comes twice.

    It does not depend on any other document, nor on what was concluded across documents. `vocabulary` (the ontology that
    ships, if None) says which event types are events.
    """
    source = Source(document, annotation, iris, vocabulary or load_vocabulary())
    seen = set()
    for part in PARTS:
        for quad in part(source):
            if quad not in seen:
                seen.add(quad)
                yield quad
