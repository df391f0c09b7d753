"""Same origin: documents that share their text, whole or in large part (copies, syndicated reports, later editions)."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from rensa import RMinHash

from kg.model import Document, SharedText
from kg.resolve.identity import Register
from kg.resolve.names import fold

SAME = 0.5
"""From this share of common word sequences on two documents share their text: Jaccard, estimated to about 0.04 (the
standard error of 128 hashes)."""

_WORDS, _HASHES, _BANDS, _SEED = 5, 128, 32, 20220911
"""Shingles of five words, 128 hashes in 32 bands of four: two documents that share half of their shingles meet in a band with
a probability of 0.87, those that share 0.7 with 0.9998 (1 - (1 - s⁴)³²)."""


def shared_texts(documents: Iterable[Document], register: Register) -> tuple[SharedText, ...]:
    """Return the groups of documents that share their text, by key; keys are recorded in `register`. Independent of order."""
    sketches: dict[str, RMinHash] = {}
    bands: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for document in documents:
        sketches[document.id] = _sketch(document.text)
        for band in _bands(sketches[document.id]):
            bands[band].append(document.id)
    near = {(min(pair), max(pair)) for ids in bands.values() for pair in combinations(ids, 2)}
    alike = {(one, other): float(sketches[one].jaccard(sketches[other])) for one, other in sorted(near)}
    return tuple(_groups({pair: share for pair, share in alike.items() if share >= SAME}, register))


def _sketch(text: str) -> RMinHash:
    words = fold(text).split()
    shingles = {" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1))}
    sketch = RMinHash(_HASHES, _SEED)
    sketch.update(sorted(shingles))
    return sketch


def _bands(sketch: RMinHash) -> list[tuple[int, ...]]:
    digest, rows = sketch.digest(), _HASHES // _BANDS
    return [(band, *digest[band * rows : (band + 1) * rows]) for band in range(_BANDS)]


def _groups(alike: dict[tuple[str, str], float], register: Register) -> list[SharedText]:
    group: dict[str, set[str]] = {}
    for one, other in alike:
        joined = group.get(one, {one}) | group.get(other, {other})
        group |= dict.fromkeys(joined, joined)
    found = []
    for documents in sorted({tuple(sorted(members)) for members in group.values()}):
        share = min(share for pair, share in alike.items() if pair[0] in documents)
        key = register.key("text", documents[0], None, [(document, "text") for document in documents])
        found.append(SharedText(key.removeprefix("text/"), documents, round(share, 3)))
    return sorted(found, key=lambda shared: shared.key)
