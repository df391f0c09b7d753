"""Documents with their annotations → one world: entities first, then what they take part in and say."""

from collections.abc import Callable, Iterable
from itertools import count

from kg.model import Annotation, Change, Document, Gone, Resolution
from kg.resolve.clusters import Clusters
from kg.resolve.constraints import Constraints
from kg.resolve.decided import Decided
from kg.resolve.events import events, name_events, place_reports
from kg.resolve.identity import Identity, Register
from kg.resolve.memory import Blank, Memory
from kg.resolve.reports import Report, reports
from kg.resolve.resolution import entities, links, name_entities, place_sightings
from kg.resolve.sayings import Heard, Wording, heard
from kg.resolve.sighting import Sighting, sightings
from kg.resolve.texts import Sketch, Sketched, name_texts, place_texts, sketched
from kg.resolve.utterances import name_utterances, place_sayings
from kg.resolve.weighing import weighed
from kg.vocab import Vocabulary

Pairs = Callable[[], Iterable[tuple[Document, Annotation]]]
"""Gives documents with their annotations, each time it is called: they need not be in memory together."""

_NONE = Constraints()


def conclude(
    pairs: Pairs,
    vocabulary: Vocabulary,
    identity: Identity | None = None,
    constraints: Constraints = _NONE,
    memory: Memory | None = None,
) -> tuple[Resolution, Identity]:
    """Return what follows from all documents together, and the identity with every key that was given.

    The result is the same for any order of documents; a key of `identity` is never given to anything else. `constraints`
    come before what the words say. `memory`, which must be empty, keeps what `revise` needs to know, but for the keys.
    """
    register = Register(identity)
    run = _Run(memory or Blank(), register, constraints)
    change = run.change(pairs, vocabulary)
    return change.now, register.identity


def revise(
    gone: Iterable[str],
    come: Iterable[str],
    pairs: Pairs,
    vocabulary: Vocabulary,
    memory: Memory,
    constraints: Constraints = _NONE,
) -> tuple[Change, Identity]:
    """Return what changes once the documents `gone` have left what `memory` knows and those called `come`, which are those of
    `pairs`, have come; and the records of keys that are new or have new members, with these alone.

    `memory` is brought up to date, but for the keys. What is there is not torn apart, nor put together unless a new document
    shows two utterances or texts to be one: `conclude` over all documents may see more.
    """
    register = Register(Identity.of(memory.records(sorted(come))), memory.in_use)
    run = _Run(memory, register, constraints)
    for document in sorted(gone):
        run.drop(document)
    return run.change(pairs, vocabulary), Identity(register.news)


class _Run:
    """One run over documents: the clusters of each kind that it works on."""

    def __init__(self, memory: Memory, register: Register, constraints: Constraints) -> None:
        self._numbers = numbers = count(memory.next_number())
        self.memory, self.register, self.decided = memory, register, Decided(constraints)
        self.entities = Clusters("entity", Sighting, memory, numbers)
        self.events = Clusters("event", Report, memory, numbers)
        self.sayings = Clusters("saying", Wording, memory, numbers)
        self.texts = Clusters("text", Sketch, memory, numbers)
        self._gone: list[str] = []

    def drop(self, document: str) -> None:
        """Take `document` out of everything."""
        for clusters in (self.entities, self.events, self.sayings, self.texts):
            clusters.drop(document)
        self._gone.append(document)

    def change(self, pairs: Pairs, vocabulary: Vocabulary) -> Change:
        """Return what the documents of `pairs` change, and have it remembered."""
        seen = (sighting for document, annotation in pairs() for sighting in sightings(document, annotation))
        place_sightings(seen, self.entities, self.decided)
        name_entities(self.entities, self.register)
        linked = links(self.entities)
        keys = {(link.document, link.chain): link.entity for link in linked}
        found, said, texts = list[Report](), list[Heard](), list[Sketched]()
        for document, annotation in pairs():
            found += reports(document, annotation, keys, vocabulary)
            said += heard(document, annotation, keys)
            texts.append(sketched(document))
        place_reports(found, self.events, self.decided, vocabulary)
        name_events(self.events, self.register, vocabulary)
        place_sayings(said, self.sayings)
        place_texts(texts, self.texts)
        now = Resolution(
            entities(self.entities),
            linked,
            events(self.events, vocabulary),
            name_utterances(self.sayings, self.register),
            name_texts(self.texts, self.register),
        )
        change = Change(weighed(now, pairs()), self._no_more())
        self._keep()
        return change

    def _no_more(self) -> Gone:
        return Gone(
            self.entities.gone(),
            tuple(key.removeprefix("event/") for key in self.events.gone()),
            tuple(key.removeprefix("utterance/") for key in self.sayings.gone()),
            tuple(key.removeprefix("text/") for key in self.texts.gone()),
            tuple(sorted(self.entities.left)),
            tuple(sorted(self.events.left)),
            tuple(sorted({(document, item.rpartition(":")[0]) for document, item in self.sayings.left})),
            tuple(self._gone),
        )

    def _keep(self) -> None:
        for document in self._gone:
            self.memory.drop(document)
        for clusters in (self.entities, self.events, self.sayings, self.texts):
            clusters.keep()
        self.memory.put("about", [("next", str(next(self._numbers)))])
