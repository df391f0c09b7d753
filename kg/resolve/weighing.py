"""Weighing: what claims of several documents come to, once it is known what they are about and whose words they are."""

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Annotation, Document, Origin, Resolution, Tally
from kg.resolve.disagreements import compared
from kg.resolve.memory import Memory
from kg.resolve.origins import Speakers
from kg.resolve.rows import decode, encode
from kg.resolve.tallies import Concluded, tallies
from kg.resolve.tolls import tolls

WEIGHED = 60
"""Claims on one topic up to which one more document has it weighed anew: every pair of them is looked at. `conclude` weighs
topics of any size."""

Pairs = Iterable[tuple[Document, Annotation]]


def weighed(resolution: Resolution, pairs: Pairs, memory: Memory) -> Resolution:
    """Return `resolution` with the disagreements, origins and tolls of the documents in `pairs`, which are all of its own.

    What each document counts is noted in `memory`.
    """
    found, origins = _told(Concluded.of(resolution), pairs)
    _note(found, memory)
    return _with(resolution, _judged(found), origins)


def reweighed(
    concluded: Concluded, now: Resolution, gone: Iterable[str], pairs: Pairs, memory: Memory
) -> tuple[Resolution, Resolution]:
    """Return `now` with the origins of the documents in `pairs`, and with the disagreements and tolls on every topic that they
    or the documents `gone` speak on, unless very many do; and those that there were before.

    `concluded` is what is known of the documents' entities.

    Other documents' tallies are those that `memory` holds, whose tallies of `gone` are forgotten here.
    """
    left = set(gone)
    found, origins = _told(concluded, pairs)
    lost = {topic for document in left for topic in memory.topics(document)}
    known = {topic: memory.tallies(topic) for topic in sorted({*lost, *(tally.topic for tally in found)})}
    weighed_anew = {topic: texts for topic, texts in known.items() if topic in lost or len(texts) <= WEIGHED}
    old = [decode(Tally, text) for texts in weighed_anew.values() for text in texts]
    come = (tally for tally in found if tally.topic in weighed_anew)
    after = _judged([*come, *(tally for tally in old if tally.document not in left)])
    for document in left:
        memory.drop(document)
    _note(found, memory)
    return _with(now, after, origins), _judged(old)


def _with(resolution: Resolution, judged: Resolution, origins: tuple[Origin, ...]) -> Resolution:
    return replace(resolution, disagreements=judged.disagreements, tolls=judged.tolls, origins=origins)


def _judged(found: list[Tally]) -> Resolution:
    given = tuple(sorted(tolls(found), key=lambda toll: (toll.document, toll.claim, toll.event)))
    return Resolution(disagreements=compared(found), tolls=given)


def _note(found: list[Tally], memory: Memory) -> None:
    memory.put("tallies", ((one.topic, one.document, place, encode(one)) for place, one in enumerate(found)))


def _told(concluded: Concluded, pairs: Pairs) -> tuple[list[Tally], tuple[Origin, ...]]:
    """Return the tallies and origins of the documents in `pairs`."""
    found, origins = list[Tally](), list[Origin]()
    for document, annotation in pairs:
        found += tallies(document, annotation, concluded)
        origins += Speakers(document, annotation, concluded.known).origins()
    return found, tuple(sorted(origins, key=lambda origin: (origin.document, origin.attribution)))
