"""Same utterance: one speaker's sentence as two documents print it, in other cuts, words or translations."""

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Utterance
from kg.resolve.identity import Register
from kg.resolve.sayings import Heard, run

SAME = 0.5
"""From this likeness on two sentences are one utterance."""

VERY = 0.6
"""The likeness that is asked for of two speakers of one country."""

BESIDE = 0.3
"""The likeness that will do for a sentence whose neighbour was recognised: what was said goes on."""


def same_utterances(found: Iterable[Heard], register: Register) -> tuple[Utterance, ...]:
    """Return the utterances that at least two documents print, by key; keys are recorded in `register`.

    Independent of the order of `found`. Sentences of one speaker are compared, and of two who speak for one country (a
    ministry and its spokesman), which must be more alike.
    """
    ordered = sorted(found, key=lambda heard: (heard.saying.document, heard.saying.span))
    several = [group for group in _groups(ordered) if len({one.saying.document for one in group}) > 1]
    return tuple(sorted((_utterance(group, register) for group in several), key=lambda utterance: utterance.key))


def likeness(one: Heard, other: Heard) -> float:
    """Return how alike two sentences are, in [0, 1]: the mean of the share of common stems in both and in the shorter, or
    the share of the shorter one that is word for word in the other. Two common stems of more are never enough alone."""
    common, shorter = len(one.stems & other.stems), min(len(one.stems), len(other.stems))
    stems = (common / len(one.stems | other.stems) + common / shorter) / 2 if common > 1 else 0.0
    longest = run(one.words, other.words)
    verbatim = longest / min(len(one.words), len(other.words)) if longest > 4 else 0.0
    return max(stems if common > 2 or common == shorter else min(stems, SAME - 0.01), verbatim)


def _groups(ordered: list[Heard]) -> list[list[Heard]]:
    pairs = _pairs(ordered)
    sure = {pair for pair, alike in pairs.items() if alike >= (SAME if _one_speaker(pair, ordered) else VERY)}
    places = {(one.saying.document, one.order): number for number, one in enumerate(ordered)}
    weak = (pair for pair, alike in pairs.items() if alike >= BESIDE and _one_speaker(pair, ordered))
    beside = {pair for pair in weak if _has_neighbour(pair, sure, ordered, places)}
    return _joined(ordered, sure | beside)


def _pairs(ordered: list[Heard]) -> dict[tuple[int, int], float]:
    """Return the likeness of all sentences of different documents that share a stem and a speaker or a speaker's side."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    pairs: dict[tuple[int, int], float] = {}
    for number, one in enumerate(ordered):
        blocks = [(voice, stem) for voice in (one.speaker, one.side) if voice for stem in one.stems]
        for other in {other for block in blocks for other in holders[block]}:
            if ordered[other].saying.document != one.saying.document:
                pairs[other, number] = likeness(ordered[other], one)
        for block in blocks:
            holders[block].append(number)
    return pairs


def _one_speaker(pair: tuple[int, int], ordered: list[Heard]) -> bool:
    return ordered[pair[0]].speaker == ordered[pair[1]].speaker


def _has_neighbour(
    pair: tuple[int, int], sure: set[tuple[int, int]], ordered: list[Heard], places: dict[tuple[str, int], int]
) -> bool:
    left, right = (ordered[number] for number in pair)
    for step in (-1, 1):
        near = tuple(places.get((one.saying.document, one.order + step), -1) for one in (left, right))
        if near in sure:
            return True
    return False


def _joined(ordered: list[Heard], pairs: set[tuple[int, int]]) -> list[list[Heard]]:
    """Return the connected groups of `ordered` under `pairs`."""
    group = list(range(len(ordered)))
    for one, other in sorted(pairs):
        old, new = group[other], group[one]
        group = [new if number == old else number for number in group]
    members: dict[int, list[Heard]] = defaultdict(list)
    for number, sentence in zip(group, ordered, strict=True):
        members[number].append(sentence)
    return list(members.values())


def _utterance(group: list[Heard], register: Register) -> Utterance:
    sayings = tuple(sorted((one.saying for one in group), key=lambda saying: (saying.document, saying.span)))
    members = [(saying.document, f"{saying.attribution}:{saying.span.start}") for saying in sayings]
    name = f"{group[0].speaker.rsplit('/', 1)[-1]} {' '.join(group[0].words[:6])}"
    key = register.key("utterance", name, None, members)
    return Utterance(key.removeprefix("utterance/"), group[0].speaker, sayings)
