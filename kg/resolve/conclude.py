"""Documents with their annotations → one world: entities first, then what they take part in and say."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.model import Annotation, Document, Resolution
from kg.resolve.constraints import Constraints
from kg.resolve.events import cluster_events
from kg.resolve.identity import Identity, Register
from kg.resolve.reports import reports
from kg.resolve.resolution import resolve
from kg.resolve.sayings import heard
from kg.resolve.sighting import sightings
from kg.resolve.texts import shared_texts
from kg.resolve.utterances import same_utterances
from kg.vocab import Vocabulary

Pairs = Callable[[], Iterable[tuple[Document, Annotation]]]
"""Gives all documents with their annotations, each time it is called: they need not be in memory together."""

_NONE = Constraints()


def conclude(
    pairs: Pairs, vocabulary: Vocabulary, identity: Identity | None = None, constraints: Constraints = _NONE
) -> tuple[Resolution, Identity]:
    """Return what follows from all documents together, and the identity with every key that was given.

    The result is the same for any order of documents; a key of `identity` is never given to anything else. `constraints`
    come before what the words say.
    """
    register = Register(identity)
    resolution = resolve(
        (sighting for document, annotation in pairs() for sighting in sightings(document, annotation)), register
    )
    keys = {(link.document, link.chain): link.entity for link in resolution.links}
    found = (report for document, annotation in pairs() for report in reports(document, annotation, keys, vocabulary))
    said = (sentence for document, annotation in pairs() for sentence in heard(document, annotation, keys))
    return replace(
        resolution,
        events=cluster_events(found, vocabulary, register),
        utterances=same_utterances(said, register),
        shared=shared_texts((document for document, _ in pairs()), register),
    ), register.identity
