"""Index: from a head lemma to the event types whose triggers it may head; built once for a vocabulary."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import VocabularyError
from kg.extract.events.patterns import Pattern, WordClass, parse, parse_exclusion
from kg.vocab import EventType, Slot, Vocabulary


@dataclass(frozen=True, slots=True)
class Entry:
    """One trigger of one event type; `depth` is how specific the type is, `exclusions` when the type is not meant, `needed` the
    words beside its head, one of each set of which its sentence must have; a `weapon` is a trigger only where it does harm."""

    type: EventType
    pattern: Pattern
    depth: int
    exclusions: tuple[Pattern, ...] = ()
    needed: tuple[frozenset[str], ...] = ()
    weapon: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        """Of the entries that match one word, the one of the highest rank is right."""
        return self.pattern.weight, self.depth


@dataclass(frozen=True, slots=True)
class Index:
    """The triggers of a vocabulary by word class and head lemma, its role frames with what they inherit, and the
    participles of its verbs (``wounded`` to ``wound``), for words that a tagger takes for adjectives."""

    entries: Mapping[tuple[WordClass, str], tuple[Entry, ...]]
    frames: Mapping[str, tuple[Slot, ...]]
    participles: Mapping[str, str]


_built: list[tuple[Vocabulary, Index]] = []


def index_of(vocabulary: Vocabulary) -> Index:
    """Return the index of `vocabulary`, built when first asked for; VocabularyError if a trigger cannot be read."""
    for known, index in _built:
        if known is vocabulary:
            return index
    _built[:] = [(vocabulary, build(vocabulary)), *_built[:3]]
    return _built[0][1]


def build(vocabulary: Vocabulary) -> Index:
    """Return a new index of `vocabulary`; VocabularyError if a trigger cannot be read."""
    entries: dict[tuple[WordClass, str], list[Entry]] = defaultdict(list)
    for kind in vocabulary.event_types.values():
        for entry in _entries(kind, len(vocabulary.ancestors.get(kind.name, ()))):
            for lemma in entry.pattern.head:
                entries[entry.pattern.word_class, lemma].append(entry)
    ordered = {key: tuple(sorted(found, key=lambda e: (e.rank, e.type.name), reverse=True)) for key, found in entries.items()}
    verbs = {lemma for word_class, lemma in entries if word_class == "verb"}
    frames = {name: _frame(kind, vocabulary) for name, kind in vocabulary.event_types.items()}
    return Index(ordered, frames, {form: lemma for lemma in sorted(verbs) for form in _participles(lemma)})


def _entries(kind: EventType, depth: int) -> Iterator[Entry]:
    try:
        weapons = [parse(words, "noun") for words in kind.weapons]
        patterns = [*_patterns(kind), *weapons]
        heads = frozenset(lemma for pattern in patterns for lemma in pattern.head)
        exclusions = tuple(parse_exclusion(written, heads) for written in kind.exclusions)
    except ValueError as error:
        raise VocabularyError(f"{kind.name}: {error}") from error
    for pattern in patterns:
        needed = tuple(element.words for element in (*pattern.before, *pattern.after) if not element.slot)
        unmeant = tuple(x for x in exclusions if x.head & pattern.head)
        yield Entry(kind, pattern, depth, unmeant, needed, pattern in weapons)


def _patterns(kind: EventType) -> Iterator[Pattern]:
    listed: tuple[tuple[WordClass, tuple[str, ...]], ...] = (
        ("noun", kind.nouns),
        ("verb", kind.verbs + kind.phrases),
        ("adjective", kind.adjectives),
    )
    for word_class, written in listed:
        for words in written:
            yield parse(words, word_class)


def _frame(kind: EventType, vocabulary: Vocabulary) -> tuple[Slot, ...]:
    """The slots of `kind`, then those of its ancestors for roles that it does not fill itself."""
    slots = {slot.role: slot for slot in kind.frame}
    for parent in kind.parents:
        if parent in vocabulary.event_types:
            for slot in _frame(vocabulary.event_types[parent], vocabulary):
                slots.setdefault(slot.role, slot)
    return tuple(slots.values())


def _participles(verb: str) -> Iterator[str]:
    if verb.endswith("e"):
        yield f"{verb}d"
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        yield f"{verb[:-1]}ied"
    else:
        yield f"{verb}ed"
        yield f"{verb}{verb[-1]}ed"
