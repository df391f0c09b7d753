"""Weighing: what claims of several documents come to, once it is known what they are about and whose words they are."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import replace

from kg.model import Annotation, Document, Origin, Resolution, Tally
from kg.resolve.disagreements import compared
from kg.resolve.memory import Memory
from kg.resolve.origins import Speakers
from kg.resolve.rows import decode, encode
from kg.resolve.tallies import Concluded, tallies
from kg.resolve.tolls import tolls

WEIGHED, SHARE = 100, 0.1
"""Claims on one topic up to which one more document has it weighed anew at once. A topic of more is weighed anew whenever it
has grown by this share since, so that the cost of a claim does not grow with what is there. `conclude` weighs all of them."""

Pairs = Iterable[tuple[Document, Annotation]]


def weighed(resolution: Resolution, pairs: Pairs, memory: Memory) -> Resolution:
    """Return `resolution` with the disagreements, origins and tolls of the documents in `pairs`, which are all of its own.

    What each document counts is noted in `memory`.
    """
    found, origins = _told(Concluded.of(resolution), pairs)
    sizes = Counter(tally.topic for tally in found)
    _note(found, sizes.keys(), memory)
    memory.put("topics", ((topic, many, 0) for topic, many in sizes.items()))
    return _with(resolution, _judged(found), origins)


def reweighed(
    concluded: Concluded, now: Resolution, gone: Iterable[str], pairs: Pairs, memory: Memory
) -> tuple[Resolution, Resolution]:
    """Return `now` with the origins of the documents in `pairs`, and with the disagreements and tolls on every topic that they
    or the documents `gone` speak on, but those of very many claims that have hardly grown; and those that there were before.

    `concluded` is what is known of the documents' entities.

    Other documents' tallies are those that `memory` holds, whose tallies of `gone` are forgotten here.
    """
    left = set(gone)
    found, origins = _told(concluded, pairs)
    lost, come = {topic for document in left for topic in memory.topics(document)}, Counter(tally.topic for tally in found)
    sizes = {topic: memory.size(topic) for topic in sorted({*lost, *come})}
    due = {topic for topic, (many, waiting) in sizes.items() if topic in lost or _is_due(many, waiting + come[topic])}
    known = [(decode(Tally, text), old) for topic in sizes if topic in due for text, old in memory.tallies(topic)]
    after = [tally for tally in found if tally.topic in due] + [tally for tally, _ in known if tally.document not in left]
    for document in left:
        memory.drop(document)
    _note(found, due, memory)
    memory.put("weighed", ((topic,) for topic in due if sizes[topic][1]))
    weighed = Counter(tally.topic for tally in after)
    memory.put("topics", ((topic, weighed[topic], 0) for topic in due))
    memory.put("topics", ((one, many, waiting + come[one]) for one, (many, waiting) in sizes.items() if one not in due))
    return _with(now, _judged(after), origins), _judged([tally for tally, old in known if old])


def _is_due(weighed: int, waiting: int) -> bool:
    return weighed + waiting <= WEIGHED or waiting > SHARE * weighed


def _with(resolution: Resolution, judged: Resolution, origins: tuple[Origin, ...]) -> Resolution:
    return replace(resolution, disagreements=judged.disagreements, tolls=judged.tolls, origins=origins)


def _judged(found: list[Tally]) -> Resolution:
    given = tuple(sorted(tolls(found), key=lambda toll: (toll.document, toll.claim, toll.event)))
    return Resolution(disagreements=compared(found), tolls=given)


def _note(found: list[Tally], weighed: Container[str], memory: Memory) -> None:
    rows = ((one.topic, one.document, place, encode(one), one.topic in weighed) for place, one in enumerate(found))
    memory.put("tallies", rows)


def _told(concluded: Concluded, pairs: Pairs) -> tuple[list[Tally], tuple[Origin, ...]]:
    """Return the tallies and origins of the documents in `pairs`."""
    found, origins = list[Tally](), list[Origin]()
    for document, annotation in pairs:
        found += tallies(document, annotation, concluded)
        origins += Speakers(document, annotation, concluded.known).origins()
    return found, tuple(sorted(origins, key=lambda origin: (origin.document, origin.attribution)))
