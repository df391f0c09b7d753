"""Weighing: what claims of several documents come to, once it is known what they are about and whose words they are."""

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Annotation, Document, Origin, Resolution, Tally
from kg.resolve.disagreements import compared
from kg.resolve.origins import Speakers
from kg.resolve.tallies import Concluded, tallies
from kg.resolve.tolls import tolls


def weighed(resolution: Resolution, pairs: Iterable[tuple[Document, Annotation]]) -> Resolution:
    """Return `resolution` with the disagreements, origins and tolls of the documents in `pairs`, which are all of its own."""
    concluded = Concluded.of(resolution)
    found, origins = list[Tally](), list[Origin]()
    for document, annotation in pairs:
        found += tallies(document, annotation, concluded)
        origins += Speakers(document, annotation, concluded.known).origins()
    return replace(
        resolution,
        disagreements=compared(found),
        origins=tuple(sorted(origins, key=lambda origin: (origin.document, origin.attribution))),
        tolls=tuple(sorted(tolls(found), key=lambda toll: (toll.document, toll.claim, toll.event))),
    )
