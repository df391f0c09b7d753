"""Nominals: phrases such as "the ministry", "the town" or "the soldiers", and what they take up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from kg.extract.entities.clues import COLLECTIVE, Clue
from kg.extract.entities.partition import Partition
from kg.lexicon import mapping
from kg.lexicon.gazetteer import Place
from kg.model import Form, Kind, Post

FAR = 12
"""Sentences back to which a definite phrase takes up one with the same noun."""
NEAR = 4
"""Sentences back to which it takes up a name ("the town")."""

_EMPTY = frozenset(
    ["the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "such", "s", "a", "an"],
)


def same_heads(partition: Partition, posts: Iterable[Post] = ()) -> None:
    """Join each definite phrase with the nearest earlier phrase of the same noun and no other qualities.

    A post ("President Boric") counts as a phrase of its title's last word ("the president").
    """
    earlier = defaultdict(list)
    titles = _titles(partition, posts)
    for i, clue in enumerate(partition.clues):
        for title in titles.get(i, ()):
            earlier[title].append(i)
        if clue.form is not Form.NOMINAL:
            continue
        if _takes_up(clue):
            for j in reversed(earlier[clue.lemma]):
                if clue.sentence - partition.clues[j].sentence > FAR:
                    break
                if _fits(partition, i, j) and partition.join(j, i):
                    break
        earlier[clue.lemma].append(i)


def by_type(partition: Partition, places: Mapping[str, Place]) -> None:
    """Join each phrase such as "the town" or "the militia" that stands alone with the nearest name of that class."""
    for i, clue in enumerate(partition.clues):
        wanted = mapping("anaphors").get(clue.lemma, "").split() if _alone(partition, i) else []
        if wanted and (j := _antecedent(partition, i, wanted, places)) is not None:
            partition.join(j, i)


def _titles(partition: Partition, posts: Iterable[Post]) -> dict[int, list[str]]:
    by_id = {clue.mention.id: i for i, clue in enumerate(partition.clues)}
    found: dict[int, list[str]] = defaultdict(list)
    for post in posts:
        if post.holder in by_id:
            found[by_id[post.holder]].append(post.title.split()[-1])
    return found


def _takes_up(clue: Clue) -> bool:
    if clue.indefinite:
        return False
    if clue.definite:
        return True
    counted = any(child.dep_ == "nummod" for child in clue.root.children) or clue.lemma == "people"
    return not counted and (clue.lemma in COLLECTIVE or (clue.number != "pl" and clue.kind is not Kind.PERSON))


def _fits(partition: Partition, i: int, j: int) -> bool:
    """Return whether phrase `i` says nothing that phrase `j` and its cluster do not."""
    clue, other = partition.clues[i], partition.clues[j]
    if other.form is Form.NOMINAL and clue.number != other.number:
        return False
    if clue.mention.span.touches(other.mention.span) or not _same_owner(partition, clue, other):
        return False
    said = {word for k in partition.members(j) for word in partition.clues[k].words}
    mine = _qualities(clue)
    return mine <= said or (not (mine and _qualities(other)) and clue.sentence - other.sentence <= NEAR)


def _same_owner(partition: Partition, clue: Clue, other: Clue) -> bool:
    """Return whether two phrases may belong to one owner: "his wife" is not "Kovalenko's wife" before we know who he is."""
    mine, theirs = _owner(clue), _owner(other)
    if mine is None or theirs is None:
        return True
    places = {c.root.i: i for i, c in enumerate(partition.clues)}
    if mine.i in places and theirs.i in places and partition.same(places[mine.i], places[theirs.i]):
        return True
    return mine.lower_ == theirs.lower_


def _owner(clue: Clue) -> Token | None:
    return next((child for child in clue.root.children if child.dep_ == "poss"), None)


def _qualities(clue: Clue) -> set[str]:
    return {word for word in clue.words if word not in _EMPTY} - {clue.lemma, clue.root.lower_}


def _alone(partition: Partition, i: int) -> bool:
    clue = partition.clues[i]
    named = any(partition.clues[k].form is Form.NAMED for k in partition.members(i))
    bound = any(child.dep_ in ("poss", "relcl") or child.lower_ == "of" for child in clue.root.children)
    return (
        clue.form is Form.NOMINAL and clue.definite and clue.number != "pl" and not named and not bound and not _qualities(clue)
    )


def _antecedent(partition: Partition, i: int, wanted: list[str], places: Mapping[str, Place]) -> int | None:
    clue = partition.clues[i]
    for j in range(i - 1, -1, -1):
        other = partition.clues[j]
        if clue.sentence - other.sentence > NEAR:
            return None
        if other.form is Form.NAMED and _class_of(other, places) in wanted and partition.agree(i, j):
            return j
    return None


def _class_of(clue: Clue, places: Mapping[str, Place]) -> str:
    if clue.kind in (Kind.ORGANISATION, Kind.UNIT):
        return clue.mention.type or "-"
    place = places.get(clue.mention.id)
    return place.kind if place else ""
