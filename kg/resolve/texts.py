"""Same origin: documents that share their text, whole or in large part (copies, syndicated reports, later editions)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, count
from operator import eq

from rensa import RMinHash

from kg.model import Document, SharedText
from kg.resolve.clusters import Cluster, Clusters, Joined
from kg.resolve.identity import Register
from kg.resolve.longer import all_members, is_longer
from kg.resolve.memory import Blank
from kg.resolve.names import fold

SAME = 0.5
"""From this share of common word sequences on two documents share their text: Jaccard, estimated to about 0.04 (the
standard error of 128 hashes)."""

NEAR = 12
"""Texts that one band leads to, at most, on either side of a document's day."""

_WORDS, _HASHES, _BANDS, _SEED = 5, 128, 32, 20220911
"""Shingles of five words, 128 hashes in 32 bands of four: two documents that share half of their shingles meet in a band with
a probability of 0.87, those that share 0.7 with 0.9998 (1 - (1 - s⁴)³²)."""


COPIED = 0.5
"""From this share on of the words of the shorter text that stand in sentences which the other has word for word, two documents
share their text: one has taken paragraphs of the other's."""

_SENTENCE, _SENTENCES, _LOOKED_UP = 10, 24, 6
"""Words from which on a sentence is not said twice by chance; sentences of a text that are compared, from its beginning; the
longest of them, by which texts that have one in common are found."""

_ENDS = re.compile(r"(?<=[.!?][\"”’)])\s+|(?<=[.!?])\s+(?=[A-Z“\"‘(])|\n+")

_DATELINE = re.compile(r"^[A-Z][^\n]{2,60}? [-–—]+ ", re.M)
"""What stands before the first sentence of a report, and differs between copies."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a text: the smallest hashes of its word sequences; the hashes of its long sentences, in order, with
    their numbers of words, and the number of words of the text."""

    digest: tuple[int, ...]
    sentences: tuple[tuple[str, int], ...] = ()
    size: int = 0

    def likeness(self, other: "Sketch") -> float:
        """Return the share of common word sequences, estimated, in [0, 1]; or what the other has of the shorter text, sentence
        by sentence, if it is greater and at least `COPIED`."""
        common = sum(map(bool, map(eq, self.digest, other.digest))) / _HASHES
        copied = self._copied(other)
        return max(common, copied) if copied >= COPIED else common

    def _copied(self, other: "Sketch") -> float:
        shared, shorter = dict(self.sentences).keys() & dict(other.sentences).keys(), min(self.size, other.size)
        words = sum(size for sentence, size in set(self.sentences) if sentence in shared)
        return min(1.0, words / shorter) if len(shared) > 1 else 0.0

    @property
    def bands(self) -> list[str]:
        """The keys of which two texts that share most of their words, or long sentences, have at least one in common."""
        rows = _HASHES // _BANDS
        bands = (f"{band}:{'-'.join(map(str, self.digest[band * rows : (band + 1) * rows]))}" for band in range(_BANDS))
        return [*bands, *(f"s:{sentence}" for sentence, _ in self._longest)]

    @property
    def _longest(self) -> list[tuple[str, int]]:
        return sorted(set(self.sentences), key=lambda one: (-one[1], one[0]))[:_LOOKED_UP]


Texts = Clusters[Sketch]


@dataclass(frozen=True, slots=True)
class Sketched:
    """The text of one document, by its id; `day` is that of its publication, 0 if it is not known."""

    document: str
    day: int
    sketch: Sketch


def shared_texts(documents: Iterable[Document], register: Register) -> tuple[SharedText, ...]:
    """Return the groups of documents that share their text, by key; keys are recorded in `register`. Independent of order."""
    clusters: Texts = Clusters("text", Sketch, Blank(), count(1))
    place_texts(map(sketched, documents), clusters)
    return name_texts(clusters, register)


def sketched(document: Document) -> Sketched:
    """Return what is compared of `document`."""
    return Sketched(document.id, document.published.toordinal() if document.published else 0, sketch(document.text))


def sketch(text: str) -> Sketch:
    """Return what is compared of `text`."""
    words = fold.__wrapped__(text).split()
    made = RMinHash(_HASHES, _SEED)
    made.update(sorted({" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1))}))
    sentences = [fold.__wrapped__(sentence).split() for sentence in _ENDS.split(_DATELINE.sub("", text))]
    long = ((" ".join(words), len(words)) for words in sentences if len(words) >= _SENTENCE)
    told = tuple((blake2b(words.encode(), digest_size=8).hexdigest(), size) for words, size in long)
    return Sketch(tuple(made.digest()), told[:_SENTENCES], sum(map(len, sentences)))


def place_texts(found: Iterable[Sketched], clusters: Texts) -> None:
    """Put each of `found` with all documents that it shares its text with, directly or through another."""
    for one in sorted(found, key=lambda one: one.document):
        bands = one.sketch.bands
        near = dict.fromkeys(cluster for band in bands for cluster in clusters.near(band, one.day, NEAR))
        alike = [cluster for cluster in near if any(one.sketch.likeness(form) >= SAME for form in cluster.profile)]
        home = clusters.new()
        clusters.add(home, one.sketch, Joined((one.document, "text"), 0, 0), ((band, one.day) for band in bands))
        for cluster in alike:
            home = clusters.join(home, cluster)


def name_texts(clusters: Texts, register: Register) -> tuple[SharedText, ...]:
    """Return the groups of at least two documents that changed, by key, which they are given here if they have none: of those
    that have only become longer, the new documents."""
    found = []
    for old, new in clusters.merged:
        register.merge(old, new)
    for cluster in clusters.by_age(register.knows):
        longer = is_longer(cluster, clusters)
        members = sorted(cluster.members if longer else all_members(cluster, clusters))
        if longer or len(members) > 1:
            found.append(_shared(cluster, [document for document, _ in members], register))
        elif cluster.key:
            clusters.lapse(cluster)
    return tuple(sorted(found, key=lambda shared: shared.key))


def _shared(cluster: Cluster[Sketch], documents: list[str], register: Register) -> SharedText:
    if cluster.key:
        register.more(cluster.key, "text", cluster.members)
    else:
        cluster.key = register.key("text", documents[0], None, [(document, "text") for document in documents])
    shares = (one.likeness(other) for one, other in combinations(cluster.profile, 2))
    return SharedText(
        cluster.key.removeprefix("text/"), tuple(documents), round(min((s for s in shares if s >= SAME), default=1.0), 3)
    )
