"""Same utterance: one speaker's sentence as two documents print it, in other cuts, words or translations."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count, groupby

from kg.model import Saying, Span, Utterance
from kg.resolve.clusters import Cluster, Clusters, Joined
from kg.resolve.identity import Register
from kg.resolve.longer import all_members, is_longer
from kg.resolve.memory import Blank
from kg.resolve.sayings import Heard, Wording, run

SAME = 0.5
"""From this likeness on two sentences are one utterance."""

VERY = 0.6
"""The likeness that is asked for of two speakers of one country, but for its ministry of defence and its army."""

BESIDE = 0.3
"""The likeness that will do for a sentence whose neighbour was recognised: what was said goes on."""

NEAR = 12
"""Sentences that a word leads to, at most, on either side of the day: what was said is printed on the days after."""

COMMON = 2
"""Words that sentences must share to be compared; one where there is only one."""

Sayings = Clusters[Wording]


def same_utterances(found: Iterable[Heard], register: Register) -> tuple[Utterance, ...]:
    """Return the utterances that at least two documents print, by key; keys are recorded in `register`.

    Independent of the order of `found`. Sentences of one speaker are compared, and of two who speak for one country (a
    ministry and its spokesman), which must be more alike.
    """
    clusters: Sayings = Clusters("saying", Wording, Blank(), count(1))
    place_sayings(found, clusters)
    return name_utterances(clusters, register)


def place_sayings(found: Iterable[Heard], clusters: Sayings) -> None:
    """Put each of `found` with the sentences that are the same utterance, document by document."""
    ordered = sorted(found, key=lambda heard: (heard.saying.document, heard.order))
    for _, sentences in groupby(ordered, key=lambda heard: heard.saying.document):
        _place_document(list(sentences), clusters)


def _place_document(sentences: list[Heard], clusters: Sayings) -> None:
    """Sentences are compared with those of other documents first; then, beside those that were recognised, with less."""
    alike = [_alike(one, clusters) for one in sentences]
    for one in sentences:
        blocks = ((block, one.day) for block in _blocks(one))
        clusters.add(clusters.new(), one.wording, Joined((one.saying.document, one.item), one.order, 0), blocks)
    weak = [pair for place, one in enumerate(sentences) for pair in _goes_on(one, place, alike, clusters)]
    strong = ((one, cluster) for one, near in zip(sentences, alike, strict=True) for cluster in near)
    for one, cluster in (*strong, *weak):
        home = clusters.home((one.saying.document, one.item))
        if home is not None:
            clusters.join(home, clusters.cluster(cluster.number))


def _alike(one: Heard, clusters: Sayings) -> list[Cluster[Wording]]:
    """Return the clusters that hold a sentence which is the same utterance as `one`."""
    shared = Counter(cluster for block in _blocks(one) for cluster in clusters.near(block, one.day, NEAR))
    near = (cluster for cluster, words in shared.items() if words >= min(COMMON, len(one.wording.stems)))
    return [cluster for cluster in near if any(_same(one.wording, form) for form in cluster.profile)]


def _blocks(one: Heard) -> list[str]:
    said = one.wording
    return [f"{voice} {stem}" for voice in (said.speaker, said.side) if voice for stem in sorted(said.stems)]


def _same(one: Wording, other: Wording) -> bool:
    if one.speaker != other.speaker and (one.side is None or one.side != other.side):
        return False
    one_voice = one.speaker == other.speaker or (one.defence and other.defence)
    return likeness(one, other) >= (SAME if one_voice else VERY)


def _goes_on(
    one: Heard, place: int, alike: list[list[Cluster[Wording]]], clusters: Sayings
) -> Iterator[tuple[Heard, Cluster[Wording]]]:
    """Yield the sentences beside those that the neighbours of `one` were recognised in, where they are a little alike."""
    for step in (-1, 1):
        for cluster in alike[place + step] if 0 <= place + step < len(alike) else ():
            for (document, _), order in clusters.members(cluster, NEAR):
                found = clusters.at(document, order - step)
                if found and one.wording.speaker == found[1].speaker and likeness(one.wording, found[1]) >= BESIDE:
                    yield one, found[0]


def likeness(one: Wording, other: Wording) -> float:
    """Return how alike two sentences are, in [0, 1]: the mean of the share of common stems in both and in the shorter, or
    the share of the shorter one that is word for word in the other. Two common stems of more are never enough alone."""
    left, right = one.stems, other.stems
    common, shorter = len(left & right), min(len(left), len(right))
    stems = (common / len(left | right) + common / shorter) / 2 if common > 1 else 0.0
    longest = run(one.words, other.words)
    verbatim = longest / min(len(one.words), len(other.words)) if longest > 4 else 0.0
    return max(stems if common > 2 or common == shorter else min(stems, SAME - 0.01), verbatim)


def name_utterances(clusters: Sayings, register: Register) -> tuple[Utterance, ...]:
    """Return the utterances that changed, by key, which they are given here if they have none: of those that have only become
    longer, the new sayings."""
    found = []
    for old, new in clusters.merged:
        register.merge(old, new)
    for cluster in clusters.by_age(register.knows):
        longer = only_longer(cluster, clusters)
        members = cluster.members if longer else all_members(cluster, clusters)
        sayings = sorted((_saying(*member) for member in members), key=lambda one: (one.document, one.span))
        if longer or len({saying.document for saying in sayings}) > 1:
            found.append(_utterance(cluster, clusters.commonest(cluster), tuple(sayings), register))
        elif cluster.key:
            clusters.lapse(cluster)
    return tuple(sorted(found, key=lambda utterance: utterance.key))


def only_longer(cluster: Cluster[Wording], clusters: Sayings) -> bool:
    """Return whether nothing is new about the utterance `cluster` but sayings, which all that was said of it agrees with."""
    same = is_longer(cluster, clusters)
    return same and clusters.commonest(cluster, now=False).speaker == clusters.commonest(cluster).speaker


def _saying(document: str, item: str) -> Saying:
    attribution, _, span = item.rpartition(":")
    start, _, end = span.partition("-")
    return Saying(document, attribution, Span(int(start), int(end)))


def _utterance(cluster: Cluster[Wording], first: Wording, sayings: tuple[Saying, ...], register: Register) -> Utterance:
    """The speaker, and the words of the key, are those of the form that most documents print, which is `first`."""
    if cluster.key:
        register.more(cluster.key, "utterance", cluster.members)
    else:
        name = f"{first.speaker.rsplit('/', 1)[-1]} {' '.join(first.words[:6])}"
        members = [(one.document, f"{one.attribution}:{one.span.start}-{one.span.end}") for one in sayings]
        cluster.key = register.key("utterance", name, None, members)
    return Utterance(cluster.key.removeprefix("utterance/"), first.speaker, sayings)
