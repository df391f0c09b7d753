"""Coreference across documents: which words of which reports speak of the same thing, and which of the same act, whether or not
the graph has an entity or event for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Annotation, Chain, Document, Form, Mention, Part, Span, Word
from kg.resolve.spellings import spellings
from kg.resolve.stories import Story, stories
from kg.resolve.wordings import idea

Place = tuple[str, int, int]
"""A document id, and where a word begins and ends in its text."""

_THINGS = frozenset({Part.NOUN, Part.NAME, Part.NUMBER, Part.PRONOUN, Part.MODIFIER})
_ACTS = frozenset({Part.NOUN, Part.NAME, Part.VERB, Part.MODIFIER})

_RELATIVE = frozenset({"who", "whom", "which", "that"})
_SHORTLY = 4
"""Words within which a relative pronoun stands behind what it speaks of."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with what was found in it, and its words."""

    document: Document
    annotation: Annotation
    words: Sequence[Word]


@dataclass(frozen=True, slots=True)
class Coreference:
    """Groups of words that speak of the same thing (`entities`) or act (`events`); a word is in at most one group of each."""

    entities: tuple[tuple[Place, ...], ...]
    events: tuple[tuple[Place, ...], ...]


def coreference(parsed: Iterable[Parsed]) -> Coreference:
    """Return what the words of `parsed` speak of. Independent of their order.

    Things are one if their head words are, in any spelling that an entity has, among documents on one topic; a pronoun is what
    its chain names, a relative one what stands before it. Acts are one if their words have one idea, among documents on one
    happening; of sayings, who says it must be one as well.
    """
    read = {one.document.id: one for one in parsed}
    found = stories({name: one.words for name, one in read.items()})
    written = spellings((one.document, one.annotation, one.words) for one in read.values())
    entities = (pair for name in sorted(read) for pair in _things(read[name], found[name], written))
    events = (pair for name in sorted(read) for pair in _deeds(read[name], found[name]))
    return Coreference(_grouped(entities), _grouped(events))


def _grouped(pairs: Iterable[tuple[object, Place]]) -> tuple[tuple[Place, ...], ...]:
    groups: dict[object, list[Place]] = defaultdict(list)
    for key, place in pairs:
        groups[key].append(place)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def _things(one: Parsed, story: Story, written: Mapping[str, str]) -> Iterator[tuple[object, Place]]:
    """Yield each word of `one` that may denote something, with the key of what it denotes."""
    named = _antecedents(one)
    meant = _relatives(one, named) | named
    for word in one.words:
        if word.part in _THINGS:
            lemma = meant.get(word.span, word.lemma)
            yield (story.topic, written.get(lemma, lemma)), _place(one, word)


def _antecedents(one: Parsed) -> dict[Span, str]:
    """Return the head lemma that stands for each pronoun: that of the first name of its chain, else of its first noun."""
    lemmas = {word.span: word.lemma for word in one.words}
    mentions = {mention.id: mention for mention in one.annotation.mentions}
    meant = {}
    for chain in one.annotation.entities:
        best = _naming(chain, mentions)
        lemma = lemmas.get(best.head) if best else None
        for mention in (mentions[key] for key in chain.mentions if lemma and key in mentions):
            if mention.form is Form.PRONOUN and lemma:
                meant[mention.head] = lemma
    return meant


def _relatives(one: Parsed, named: Mapping[Span, str]) -> dict[Span, str]:
    """Return the lemma that stands for each relative pronoun: that of the noun or name shortly before it."""
    meant, last = dict[Span, str](), None
    for at, word in enumerate(one.words):
        if word.part in (Part.NOUN, Part.NAME):
            last = at
        elif word.part is Part.PRONOUN and word.lemma in _RELATIVE and last is not None and at - last <= _SHORTLY:
            meant[word.span] = named.get(one.words[last].span, one.words[last].lemma)
    return meant


def _naming(chain: Chain, mentions: Mapping[str, Mention]) -> Mention | None:
    found = [mentions[key] for key in chain.mentions if key in mentions and mentions[key].form is not Form.PRONOUN]
    return min(found, key=lambda mention: (mention.form is not Form.NAMED, mention.span.start), default=None)


def _deeds(one: Parsed, story: Story) -> Iterator[tuple[object, Place]]:
    """Yield each word of `one` that may tell of an act, with the key of the act."""
    said = {event.trigger.start for event in one.annotation.events if event.type == "Saying"}
    for word in one.words:
        if word.part in _ACTS:
            who = (word.subject or str(_place(one, word))) if word.span.start in said else None
            yield (story.happening, idea(word.lemma), who), _place(one, word)


def _place(one: Parsed, word: Word) -> Place:
    return one.document.id, word.span.start, word.span.end
