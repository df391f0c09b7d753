"""Tolls: which claims give the whole number of those harmed in an event, and which of them count the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Tally, Toll
from kg.resolve.disagreements import wholes
from kg.resolve.tallies import LOSSES
from kg.resolve.things import things


def tolls(tallies: Iterable[Tally]) -> Iterator[Toll]:
    """Yield the tolls of events among `tallies`, of any topics: vague ones too, but no part of what the same voice counts."""
    events: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        if tally.topic.startswith("event/") and tally.measure in LOSSES and not tally.denied:
            events[tally.topic.removeprefix("event/")].append(tally)
    for event, told in events.items():
        for thing, members in things(told).items():
            for tally in wholes(members):
                yield Toll(tally.document, tally.claim, event, thing.name)
