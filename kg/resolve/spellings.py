"""Spellings: which words of several reports are one name, written differently, of one entity."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.fuzz import ratio

from kg.model import Annotation, Document, Form, Word
from kg.resolve.decided import firsts
from kg.resolve.identity import Register
from kg.resolve.resolution import resolve
from kg.resolve.sighting import sightings

Read = tuple[Document, Annotation, Sequence[Word]]

ALIKE = 70.0
"""Per cent of letters in order (rapidfuzz's `ratio`) from which on two words for one entity are one name: "Balakliya" and
"Balakleya", not "Russia" and "Moscow". Chosen on ECB+, its training and development topics; 80 is as good there."""


def spellings(read: Iterable[Read]) -> Mapping[str, str]:
    """Return for each lemma of a head word, if there are several spellings of it, that one which stands for all of them."""
    documents = list(read)
    seen = (sighting for document, annotation, _ in documents for sighting in sightings(document, annotation))
    denoted = {(link.document, link.chain): link.entity for link in resolve(seen, Register()).links}
    lemmas: dict[str, set[str]] = defaultdict(set)
    for document, annotation, words in documents:
        for chain, lemma in _names(annotation, words):
            if (document.id, chain) in denoted:
                lemmas[denoted[document.id, chain]].add(lemma)
    return firsts(pair for names in lemmas.values() for pair in _alike(sorted(names)))


def _names(annotation: Annotation, words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Yield the lemma of the head of each mention by name, with its chain."""
    lemma = {word.span: word.lemma for word in words}
    named = {mention.id: mention.head for mention in annotation.mentions if mention.form is Form.NAMED}
    for chain in annotation.entities:
        heads = (named[name] for name in chain.mentions if name in named)
        yield from ((chain.id, lemma[head]) for head in heads if head in lemma)


def _alike(names: list[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for n, one in enumerate(names) for other in names[n + 1 :] if ratio(one, other) >= ALIKE)
