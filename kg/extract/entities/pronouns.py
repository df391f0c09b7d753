"""Pronouns: what "he", "she", "it" and "they" take up.

Candidates are the things mentioned in the last sentences that agree in number, sex and kind. They are weighed by how near and
how prominent they are: subjects before objects, things often spoken of before others, the same part of the sentence before
another.
"""

from bisect import bisect_left
from collections.abc import Mapping

from kg.extract.entities.clues import Clue
from kg.extract.entities.cluster import Cluster
from kg.extract.entities.partition import Partition
from kg.model import Form, Kind

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "pobj", "attr", "oprd"})
REACH = {"sg": 4, "it": 2, "pl": 3, "there": 2}
"""Sentences back that each sort of pronoun looks."""
LEAST = -2.2
"""The weight below which a candidate is not taken."""


def third_person(partition: Partition, speakers: Mapping[int, int]) -> None:
    """Join the pronouns of the third person with what they take up, in text order.

    `speakers` gives for the place of a quotation the clue of its speaker, who is not "he" inside of it.
    """
    for i, clue in enumerate(partition.clues):
        if clue.form is Form.PRONOUN and clue.person == 3 and clue.use != "relative" and len(partition.members(i)) == 1:
            best = max(((_weight(partition, i, j, speakers), j) for j in _before(partition, i)), default=(LEAST - 1, -1))
            if best[0] >= LEAST:
                partition.join(best[1], i)


def _sort(clue: Clue) -> str:
    if clue.kind is Kind.PLACE:
        return "there"
    if clue.root.lower_ in ("it", "its", "itself"):
        return "it"
    return "pl" if clue.number == "pl" else "sg"


def _before(partition: Partition, i: int) -> list[int]:
    """Return the latest mention before `i` of each thing that `i` can take up."""
    clue, seen, found = partition.clues[i], set[int](), []
    sort = _sort(clue)
    for j in range(i - 1, -1, -1):
        other = partition.clues[j]
        if clue.sentence - other.sentence > REACH[sort]:
            break
        first = partition.members(j)[0]
        if first in seen or other.mention.span.touches(clue.mention.span):
            continue
        if _possible(partition, i, j, sort) and not _bound(clue, other):
            seen.add(first)
            found.append(j)
    return found


def _possible(partition: Partition, i: int, j: int, sort: str) -> bool:
    other = partition.clues[j]
    cluster = partition.cluster(j)
    if not cluster.third or (other.person < 3 and other.quotation == -1):
        return False
    if _in_compound(other):
        return False
    kinds, plural = cluster.kinds, "pl" in cluster.numbers
    if sort == "sg":
        return kinds <= {Kind.PERSON} and not plural and partition.agree(i, j)
    if sort == "there":
        return bool(kinds) and kinds <= {Kind.PLACE, Kind.FACILITY}
    if sort == "it":
        return Kind.PERSON not in kinds and not plural and bool(kinds)
    return _many(cluster, plural)


def _in_compound(clue: Clue) -> bool:
    """Return whether the name only helps to make an adjective ("the al-Qaeda-linked alliance"): nothing takes it up."""
    after = clue.root.i + 1
    return after < len(clue.root.doc) and clue.root.doc[after].text == "-"


def _many(cluster: Cluster, plural: bool) -> bool:
    """Return whether "they" can take up the cluster: people, or a body, force or country."""
    if cluster.someone:
        return False
    return plural or (not cluster.families.isdisjoint(("body", "group")) and Kind.PERSON not in cluster.kinds)


def _bound(clue: Clue, other: Clue) -> bool:
    """Return whether the two are subject and object of one verb: then only a reflexive pronoun can be the same thing."""
    if clue.use == "reflexive" or clue.root.dep_ == "poss":
        return False
    return clue.root.head.i == other.root.head.i and clue.root.dep_ in OBJECTS and other.root.dep_ in SUBJECTS


def _weight(partition: Partition, i: int, j: int, speakers: Mapping[int, int]) -> float:
    clue, other = partition.clues[i], partition.clues[j]
    cluster = partition.cluster(j)
    score = -1.0 * (clue.sentence - other.sentence) - 0.25 * (clue.paragraph - other.paragraph)
    score += 1.0 * (other.root.dep_ in SUBJECTS) + 0.4 * (other.root.dep_ == clue.root.dep_)
    score -= 1.0 * (other.root.dep_ in ("poss", "compound", "amod", "nmod")) * (other.form is not Form.PRONOUN)
    score += 0.3 * min(bisect_left(cluster.members, i), 4) + 0.4 * (other.form is Form.NAMED)
    score += 0.6 * (other.form is Form.PRONOUN and _sort(other) == _sort(clue))
    score += 0.6 * bool(clue.sex and clue.sex in cluster.sexes)
    score += 0.8 * _governs(other, clue) + 3.0 * _has_done(other, clue) - 0.015 * min(clue.root.i - other.root.i, 60)
    return score + _number_bonus(clue, other) + _quotation_bonus(partition, i, j, speakers)


def _governs(subject: Clue, clue: Clue) -> bool:
    """Return whether `subject` is the subject of a verb that `clue` stands below: "the rebels buried their dead"."""
    return subject.root.dep_ in SUBJECTS and clue.sentence == subject.sentence and subject.root.head.is_ancestor(clue.root)


def _has_done(owner: Clue, clue: Clue) -> bool:
    """Return whether `owner` has the noun that `clue` says more of: "Russia's redeployment of its forces"."""
    deed = owner.root.head
    return owner.root.dep_ == clue.root.dep_ == "poss" and deed != clue.root.head and deed.is_ancestor(clue.root)


def _number_bonus(clue: Clue, other: Clue) -> float:
    return 0.8 if _sort(clue) == "pl" and other.number == "pl" else 0.0


def _quotation_bonus(partition: Partition, i: int, j: int, speakers: Mapping[int, int]) -> float:
    clue, other = partition.clues[i], partition.clues[j]
    if clue.quotation >= 0 and clue.quotation in speakers and partition.same(speakers[clue.quotation], j):
        return -5.0
    return -0.7 if clue.quotation != other.quotation and (clue.quotation >= 0 or other.quotation >= 0) else 0.0
