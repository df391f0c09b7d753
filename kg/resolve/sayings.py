"""Sayings: the sentences of quotations, with who says them and the words that two translations of one would share."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import word_set
from kg.model import Annotation, Document, Manner, Saying, sayings
from kg.resolve.names import fold
from kg.resolve.reports import Keys

LEAST = 4
"""Words below which a quotation says too little to be recognised in another translation."""

_STEM = 5
"""Letters of a word that are compared: enough to tell words apart, few enough for liberate, liberated and liberation."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of a sentence: `speaker` is an entity key, `side` the country it speaks for, `words` all of its words in
    order, `stems` those that carry meaning."""

    speaker: str
    side: str | None
    words: tuple[str, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of somebody's words; `order` is its place among the sentences that its document quotes, `day` that of the
    document (0 if it is not known)."""

    saying: Saying
    wording: Wording
    order: int
    day: int = 0

    @property
    def item(self) -> str:
        """The id of the sentence in its document."""
        return f"{self.saying.attribution}:{self.saying.span.start}-{self.saying.span.end}"


def heard(document: Document, annotation: Annotation, keys: Keys) -> Iterator[Heard]:
    """Yield the sentences that `document` quotes of speakers who are known across documents."""
    chains = {mention: chain for chain in annotation.entities for mention in chain.mentions}
    quoted = [a for a in annotation.attributions if a.manner in {Manner.DIRECT, Manner.MIXED}]
    order, day = 0, document.published.toordinal() if document.published else 0
    for attribution in sorted(quoted, key=lambda attribution: attribution.content[0]):
        chain = chains.get(attribution.source_mention or "")
        speaker = keys.get((document.id, chain.id)) if chain else None
        said = (span for content in attribution.content for span in sayings(document.text, annotation, content))
        for span in said if chain and speaker else ():
            words = tuple(fold.__wrapped__(span.of(document.text)).split())
            if chain and speaker and len(words) >= LEAST:
                said_so = Wording(speaker, chain.side, words, stems(words))
                yield Heard(Saying(document.id, attribution.id, span), said_so, order, day)
                order += 1


def stems(words: tuple[str, ...]) -> frozenset[str]:
    """Return what two translations of the same sentence would share of `words`.

    >>> sorted(stems(("we", "have", "liberated", "2,000", "kilometres")))
    ['2,000', 'kilom', 'liber']
    """
    return frozenset(word if word[0].isdigit() else word[:_STEM] for word in words if word not in word_set("function_words"))


def run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the length of the longest run of words that both have."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        places.setdefault(word, []).append(place)
    best, lengths = 0, dict[int, int]()
    for word in one:
        lengths = {place: lengths.get(place - 1, 0) + 1 for place in places.get(word, ())}
        best = max(best, *lengths.values()) if lengths else best
    return best
