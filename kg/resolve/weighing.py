"""Weighing: what claims of several documents come to, once it is known what they are about and whose words they are."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Annotation, Document, Origin, Resolution, Tally, Toll
from kg.resolve.disagreements import compared
from kg.resolve.origins import Speakers
from kg.resolve.tallies import LOSSES, Concluded, tallies


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
        tolls=tuple(sorted(tolls(found), key=lambda toll: (toll.document, toll.claim))),
    )


def tolls(found: Iterable[Tally]) -> Iterator[Toll]:
    """Yield the tolls of events among tallies."""
    for tally in found:
        kind, _, key = tally.topic.partition("/")
        if kind == "event" and tally.measure in LOSSES and not tally.denied:
            yield Toll(tally.document, tally.claim, key)
