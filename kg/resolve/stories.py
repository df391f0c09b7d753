"""Stories: which documents tell of one happening, by the words that they share and others do not have."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations

from kg.lexicon import word_set
from kg.model import Part, Word

Term = tuple[str, float]
"""A lemma, and how much more than others it weighs."""

Vector = Mapping[Term, float]

TOPIC, HAPPENING = 0.06, 0.06
"""Mean cosines from which on documents have one topic ("a film award"), and, with weights counted among the documents of one
topic only, one happening ("the award of that year"). Chosen on general news: ECB+, its training and development topics."""

NAMES = 2.0
"""How much more a name or a number tells two happenings of one kind apart than any other word."""

MANY_TOPICS, MANY_HAPPENINGS = 80, 12
"""Documents that a collection is counted as if it has fewer, when topics and when happenings are told apart: among few reports
of one happening the words that tell of it are in all of them, and would count for nothing. Chosen on samples of 2 to 16
documents of one or two topics of ECB+ (``benchmarks.crossdoc --few``), large collections being as they were."""

FEW = 10
"""Documents up to which a word that only one of them has counts in full: in a small collection most words are such."""

_HEAVIEST = 40
"""Words of a document by which its like are looked for: two documents that share none of them have little in common."""

_TELLING = frozenset({Part.NOUN, Part.NAME, Part.NUMBER, Part.VERB, Part.MODIFIER})


@dataclass(frozen=True, slots=True)
class Story:
    """Where a document belongs: its topic, and the happening within it; both are numbers that mean nothing else."""

    topic: int
    happening: tuple[int, int]


def stories(documents: Mapping[str, Sequence[Word]]) -> dict[str, Story]:
    """Return the story of each document, by document id. Independent of the order of `documents`."""
    found: dict[str, Story] = {}
    for number, topic in enumerate(_groups({name: documents[name] for name in sorted(documents)}, 1.0, TOPIC, MANY_TOPICS)):
        alike = {name: documents[name] for name in topic}
        for part, happening in enumerate(_groups(alike, NAMES, HAPPENING, MANY_HAPPENINGS)):
            found |= {name: Story(number, (number, part)) for name in happening}
    return found


def _groups(documents: Mapping[str, Sequence[Word]], names: float, least: float, many: int) -> list[list[str]]:
    """Return groups of documents whose mean likeness is at least `least` (average linkage)."""
    vectors = _vectors(documents, names, many)
    return _linked(list(documents), _likenesses(vectors), least)


def _vectors(documents: Mapping[str, Sequence[Word]], names: float, many: int) -> dict[str, Vector]:
    """Return the documents as vectors of length 1: term frequency (logarithmic) by inverse document frequency, as if there were
    `many` of them at least."""
    counts = {name: Counter(_terms(words, names)) for name, words in documents.items()}
    spread, alone = Counter(term for count in counts.values() for term in count), min(1.0, FEW / max(1, len(documents)))
    number = max(many, len(documents)) + 0.5
    rarity = {term: math.log(number / n) * (alone if n == 1 else 1.0) for term, n in spread.items()}
    return {
        name: _unit({term: (1 + math.log(n)) * rarity[term] * term[1] for term, n in c.items()}) for name, c in counts.items()
    }


def _unit(weights: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _terms(words: Iterable[Word], names: float) -> Iterable[Term]:
    for word in words:
        if word.part in _TELLING and word.lemma not in word_set("function_words"):
            yield word.lemma, names if word.part in (Part.NAME, Part.NUMBER) else 1.0


def _likenesses(vectors: Mapping[str, Vector]) -> dict[tuple[str, str], float]:
    """Return the cosine of the pairs of documents that share one of their heaviest words."""
    having: dict[Term, list[str]] = defaultdict(list)
    for name, vector in vectors.items():
        for term in sorted(vector, key=lambda term: (-vector[term], term))[:_HEAVIEST]:
            having[term].append(name)
    pairs = {pair for names in having.values() for pair in combinations(names, 2)}
    return {pair: _cosine(vectors[pair[0]], vectors[pair[1]]) for pair in sorted(pairs)}


def _cosine(one: Vector, other: Vector) -> float:
    short, long = sorted((one, other), key=len)
    return sum(weight * long[term] for term, weight in short.items() if term in long)


def _linked(names: list[str], alike: Mapping[tuple[str, str], float], least: float) -> list[list[str]]:
    """Return the groups that average linkage makes of `names`; a pair that is not in `alike` has nothing in common."""
    number = {name: n for n, name in enumerate(names)}
    groups = {n: [name] for n, name in enumerate(names)}
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), share in alike.items():
        near[number[one]][number[other]] = near[number[other]][number[one]] = share
    heap = [(-share, number[one], number[other]) for (one, other), share in alike.items()]
    heapify(heap)
    while heap and -heap[0][0] >= least:
        _, first, second = heappop(heap)
        if first in groups and second in groups:
            _join(groups, near, heap, first, second)
    return sorted(groups.values())


def _join(
    groups: dict[int, list[str]], near: dict[int, dict[int, float]], heap: list[tuple[float, int, int]], one: int, other: int
) -> None:
    """Make one group of two; `near` holds the sum of likenesses between the members of each two groups."""
    made = max(groups) + 1
    groups[made] = sorted(groups.pop(one) + groups.pop(other))
    for third in sorted((near[one].keys() | near[other].keys()) & groups.keys()):
        total = near[one].get(third, 0.0) + near[other].get(third, 0.0)
        near[made][third] = near[third][made] = total
        heappush(heap, (-total / (len(groups[made]) * len(groups[third])), third, made))
