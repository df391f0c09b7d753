"""Documents with their annotations → one world: entities first, then what they take part in and say."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import blake2b
from itertools import count

from kg.model import Annotation, Change, Document, Entity, Gone, Origin, Resolution, SharedText, Utterance
from kg.resolve.clusters import Clusters
from kg.resolve.constraints import Constraints, Member
from kg.resolve.decided import Decided
from kg.resolve.decisions import Rulings
from kg.resolve.events import events, name_events, place_reports
from kg.resolve.identity import Identity, Register
from kg.resolve.longer import is_longer
from kg.resolve.memory import Blank, Memory
from kg.resolve.names import fold
from kg.resolve.origins import MEDIA
from kg.resolve.reports import Report, reports
from kg.resolve.resolution import entities, in_full, in_part, key_of_body, links, name_entities, new_names, place_sightings
from kg.resolve.rows import encode
from kg.resolve.ruled import Ruled
from kg.resolve.sayings import Heard, Wording, heard
from kg.resolve.sighting import Sighting, sightings
from kg.resolve.tallies import Concluded
from kg.resolve.texts import Sketch, Sketched, name_texts, place_texts, sketched
from kg.resolve.utterances import name_utterances, only_longer, place_sayings
from kg.resolve.weighing import reweighed, weighed
from kg.vocab import Vocabulary

Pairs = Callable[[], Iterable[tuple[Document, Annotation]]]
"""Gives documents with their annotations, each time it is called: they need not be in memory together."""

_NONE = Constraints()
_ORIGIN = "origin"


def conclude(
    pairs: Pairs, vocabulary: Vocabulary, identity: Identity | None = None, memory: Memory | None = None
) -> tuple[Resolution, Identity]:
    """Return what follows from all documents together, and the identity with every key that was given.

    The result is the same for any order of documents; a key of `identity` is never given to anything else. `memory`, which must
    be empty, keeps what `revise` needs to know, but for the keys.
    """
    register = Register(identity)
    return _Run(memory or Blank(), register, _NONE).all(pairs, vocabulary), register.identity


def conclude_ruled(
    pairs: Pairs, vocabulary: Vocabulary, identity: Identity, rulings: Rulings, memory: Memory | None = None
) -> tuple[Resolution, Ruled]:
    """Return what follows from all documents together and from what people decided, which comes before what the words say; and
    what gave it its keys.

    `identity` must be complete: what `identify` returns for the same documents.
    """

    def present(member: Member) -> bool:
        return run.seats(member)

    register = Ruled(identity, rulings.moved, rulings.named, present)
    run = _Run(memory or Blank(), register, rulings.constraints)
    return run.all(pairs, vocabulary), register


def identify(pairs: Pairs, vocabulary: Vocabulary, identity: Identity | None = None) -> Identity:
    """Return the identity that `conclude` returns, without the rest of its work."""
    register = Register(identity)
    run = _Run(Blank(), register, _NONE)
    run.place(pairs, vocabulary)
    run.name()
    return register.identity


def revise(
    gone: Iterable[str],
    come: Iterable[str],
    pairs: Pairs,
    vocabulary: Vocabulary,
    memory: Memory,
) -> tuple[Change, Identity]:
    """Return what changes once the documents `gone` have left what `memory` knows and those called `come`, which are those of
    `pairs`, have come; and the records of keys that are new or have new members, with these alone.

    `memory` is brought up to date, but for the keys. What is there is not torn apart, nor put together unless a new document
    shows two utterances or texts to be one: `conclude` over all documents may see more.
    """
    register = Register(Identity.of(memory.records(sorted(come))), memory.in_use)
    run = _Run(memory, register, _NONE)
    for document in sorted(gone):
        run.drop(document)
    run.place(pairs, vocabulary)
    here, longer = run.now(vocabulary), run.longer()
    concluded = run.concluded(here, (document.publisher for document, _ in pairs()))
    now, before = reweighed(concluded, here, run.gone, pairs(), memory)
    lost, (told, same) = run.no_more(), run.tell(now)
    run.forget(lost)
    run.keep(now.origins)
    return Change(replace(now, entities=told), lost, before, longer | same), Identity(register.news)


class _Run:
    """One run over documents: the clusters of each kind that it works on."""

    def __init__(self, memory: Memory, register: Register, constraints: Constraints) -> None:
        self._numbers = numbers = count(memory.next_number())
        self.memory, self.register, self.decided = memory, register, Decided(constraints)
        self.entities = Clusters("entity", Sighting, memory, numbers)
        self.events = Clusters("event", Report, memory, numbers)
        self.sayings = Clusters("saying", Wording, memory, numbers)
        self.texts = Clusters("text", Sketch, memory, numbers)
        self.gone: list[str] = []
        self._spoken: list[tuple[str, str]] = []

    def all(self, pairs: Pairs, vocabulary: Vocabulary) -> Resolution:
        """Return what follows from all documents, those of `pairs`, and have it remembered."""
        self.place(pairs, vocabulary)
        resolution = weighed(self.now(vocabulary), pairs(), self.memory)
        self.tell(resolution)
        self.keep(resolution.origins)
        return resolution

    def seats(self, member: Member) -> bool:
        """Return whether `member` came in this run."""
        return any(member in clusters.seats for clusters in (self.entities, self.events, self.sayings, self.texts))

    def drop(self, document: str) -> None:
        """Take `document` out of everything."""
        for clusters in (self.entities, self.events, self.sayings, self.texts):
            clusters.drop(document)
        self._spoken += (seat[:2] for seat in self.memory.seats(_ORIGIN, document))
        self.gone.append(document)

    def place(self, pairs: Pairs, vocabulary: Vocabulary) -> None:
        """Put what the documents of `pairs` tell in clusters, and give these their keys."""
        seen = (sighting for document, annotation in pairs() for sighting in sightings(document, annotation))
        place_sightings(seen, self.entities, self.decided)
        name_entities(self.entities, self.register)
        keys = {(link.document, link.chain): link.entity for link in links(self.entities)}
        found, said, texts = list[Report](), list[Heard](), list[Sketched]()
        for document, annotation in pairs():
            found += reports(document, annotation, keys, vocabulary)
            said += heard(document, annotation, keys)
            texts.append(sketched(document))
        place_reports(found, self.events, self.decided, vocabulary)
        name_events(self.events, self.register, vocabulary)
        place_sayings(said, self.sayings)
        place_texts(texts, self.texts)

    def now(self, vocabulary: Vocabulary) -> Resolution:
        """Return what is new, or no longer as it was."""
        told = entities(self.entities), links(self.entities), events(self.events, vocabulary)
        return Resolution(*told, *self.name())

    def name(self) -> tuple[tuple[Utterance, ...], tuple[SharedText, ...]]:
        """Give utterances and shared texts their keys, and return those that are new, or no longer as they were."""
        return name_utterances(self.sayings, self.register), name_texts(self.texts, self.register)

    def concluded(self, now: Resolution, publishers: Iterable[str | None]) -> Concluded:
        """Return what is known of the documents in `now`, and of outlets called as one of `publishers` in any document."""
        found = Concluded.of(now)
        names = {publisher for publisher in publishers if publisher}
        media = {fold(name): key for name in sorted(names) if (key := key_of_body(name, MEDIA, self.entities))}
        return replace(found, known=replace(found.known, media={**media, **found.known.media}))

    def longer(self) -> frozenset[str]:
        """Return the keys of the utterances and shared texts of which `now` tells the new members only."""
        said = (one for one in self.sayings.changed.values() if one.forms and only_longer(one, self.sayings))
        printed = (one for one in self.texts.changed.values() if one.forms and is_longer(one, self.texts))
        return frozenset({*(one.key for one in said), *(one.key for one in printed)})

    def tell(self, now: Resolution) -> tuple[tuple[Entity, ...], frozenset[str]]:
        """Note what `now` tells of entities and events, but for their members; return the entities that are new or not as they
        were, and the keys of these, and of events, of which nothing is new but names, and reports."""
        part, told, same = in_part(self.entities), list[Entity](), set[str]()
        for entity in now.entities:
            cluster = part.get(entity.key)
            before, whole = self.memory.told(entity.key), _told(entity)
            if cluster is None and before != whole:
                told.append(entity)
            elif cluster and before.split(" ")[0] != whole.split(" ")[0]:
                told.append(in_full(cluster, self.entities))
            elif cluster and (names := new_names(cluster, self.entities) - {entity.name}):
                told.append(replace(entity, aliases=tuple(sorted(names))))
                same.add(entity.key)
        known = {f"event/{one.key}" for one in now.events if self.memory.told(f"event/{one.key}") == one.type}
        self.memory.put("told", [(one.key, _told(one)) for one in told])
        self.memory.put("told", [(f"event/{one.key}", one.type) for one in now.events if f"event/{one.key}" not in known])
        return tuple(told), frozenset(same | known)

    def forget(self, gone: Gone) -> None:
        """Have it forgotten what was told of what is no more: should it come back, it is told again."""
        self.memory.put("told", ((key, "") for key in (*gone.entities, *(f"event/{key}" for key in gone.events))))

    def no_more(self) -> Gone:
        """Return what is no more."""
        return Gone(
            self.entities.gone(),
            tuple(key.removeprefix("event/") for key in self.events.gone()),
            tuple(key.removeprefix("utterance/") for key in self.sayings.gone()),
            tuple(key.removeprefix("text/") for key in self.texts.gone()),
            tuple(sorted(self.entities.left)),
            tuple(sorted(self.events.left)),
            tuple(self._spoken),
            tuple(self.gone),
        )

    def keep(self, origins: Iterable[Origin]) -> None:
        """Have it all remembered, and which attributions of the documents that came have `origins`."""
        self.memory.put("members", ((one.document, _ORIGIN, one.attribution, 0, 0, 0) for one in origins))
        for clusters in (self.entities, self.events, self.sayings, self.texts):
            clusters.keep()
        self.memory.put("about", [("next", str(next(self._numbers)))])


def _told(entity: Entity) -> str:
    return f"{_digest(encode(replace(entity, aliases=())))} {_digest(encode(entity.aliases))}"


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
