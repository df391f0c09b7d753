"""Change: what one more document, or one less, changes in what was concluded across documents."""

from dataclasses import dataclass, field

from kg.model.entity import Resolution


@dataclass(frozen=True, slots=True)
class Gone:
    """What is no more: keys of entities, events, utterances and shared texts, and what said something of a document that is
    withdrawn or has a newer version: (document id, id) of its entities, events and attributions."""

    entities: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    utterances: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    chains: tuple[tuple[str, str], ...] = ()
    reports: tuple[tuple[str, str], ...] = ()
    attributions: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a run concluded anew: `now` holds the entities, utterances and shared texts that are new or no longer as they were,
    each whole, the links that are new, and the events that have new reports, with these; `gone` what is no more. Of utterances,
    shared texts and events whose key is in `longer` nothing is new but members, of entities but names, and `now` holds these
    only. On the topics that it touches `now` has all disagreements and tolls, and `before` those that there were."""

    now: Resolution = field(default_factory=Resolution)
    gone: Gone = field(default_factory=Gone)
    before: Resolution = field(default_factory=Resolution)
    longer: frozenset[str] = frozenset()
