"""Nominals: phrases such as "the ministry", "the town" or "the soldiers", and what they take up."""

from collections import defaultdict
from collections.abc import Mapping

from spacy.tokens import Token

from kg.extract.entities.clues import COLLECTIVE, Clue
from kg.extract.entities.cluster import VAGUE
from kg.extract.entities.partition import Partition
from kg.lexicon import mapping
from kg.lexicon.demonyms import demonyms
from kg.lexicon.gazetteer import Place
from kg.lexicon.known import capitals, known
from kg.model import Form, Kind

FAR = 40
"""Sentences back to which a definite phrase takes up one with the same noun."""
NEAR = 8
"""Sentences back to which it takes up a name ("the town")."""
AREA = 2
"""Sentences back to which "the area" takes up the name of a place, never that of its own sentence."""

_EMPTY = frozenset(
    ["the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "such", "s", "a", "an"],
)

_LOYAL = frozenset(
    {"loyal", "allied", "aligned", "affiliated", "faithful", "answering", "belonging", "backed", "led", "linked"}
)


def same_heads(partition: Partition) -> None:
    """Join each definite phrase with the nearest earlier phrase of the same noun and no other qualities."""
    earlier: defaultdict[str, list[int]] = defaultdict(list)
    for i, clue in enumerate(partition.clues):
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


def _takes_up(clue: Clue) -> bool:
    if clue.indefinite:
        return False
    if clue.definite or clue.lemma in VAGUE:
        return clue.definite or bool(_qualities(clue))
    counted = any(child.dep_ == "nummod" for child in clue.root.children) or clue.lemma == "people"
    return not counted and (clue.lemma in COLLECTIVE or (clue.number != "pl" and clue.kind is not Kind.PERSON))


def _fits(partition: Partition, i: int, j: int) -> bool:
    """Return whether phrase `i` says nothing that phrase `j` and its cluster do not."""
    clue, other = partition.clues[i], partition.clues[j]
    if (
        (clue.number != other.number and clue.lemma not in VAGUE)
        or clue.mention.span.touches(other.mention.span)
        or not _same_owner(partition, clue, other)
    ):
        return False
    mine, theirs = _qualities(clue), _qualities(other)
    if clue.mention.side and clue.mention.side == other.mention.side:
        mine, theirs = _without_country(mine), _without_country(theirs)
    return mine <= partition.cluster(j).words or (not (mine and theirs) and clue.sentence - other.sentence <= NEAR)


def _without_country(words: set[str]) -> set[str]:
    return {word for word in words if not _is_land(word)}


def _is_land(word: str) -> bool:
    name = word.title()
    return name in demonyms() or (name in known() and known()[name].kind == Kind.PLACE.value)


def _same_owner(partition: Partition, clue: Clue, other: Clue) -> bool:
    """Return whether two phrases may belong to one owner: "his wife" is not "Kovalenko's wife" before we know who he is."""
    mine, theirs = _owner(clue), _owner(other)
    if mine is None and theirs is None:
        return True
    if mine is None or theirs is None:
        bare, owner = (other, mine) if theirs is None else (clue, theirs)
        of_country = bool(clue.mention.side) and clue.mention.side == other.mention.side and _of_land(owner)
        return of_country or not _qualities(bare)
    one, two = partition.by_root.get(mine.i), partition.by_root.get(theirs.i)
    if mine.lower_ == theirs.lower_:
        return mine.pos_ != "PRON" or one is None or two is None or _may_be_one(partition, one, two)
    return one is not None and two is not None and mine.i != theirs.i and partition.same(one, two)


def _may_be_one(partition: Partition, one: int, two: int) -> bool:
    """Return whether two pronouns ("his … his") may stand for one thing: they do, or it is not known what one of them does."""
    return partition.same(one, two) or min(len(partition.members(one)), len(partition.members(two))) == 1


def _of_land(owner: Token | None) -> bool:
    """Return whether `owner` is a country: both sides of a civil war are of one country, and not one thing."""
    return owner is not None and (_is_land(owner.text) or owner.text in capitals() or owner.pos_ == "PRON")


def _owner(clue: Clue) -> Token | None:
    """Return whose it is: "Haftar's forces", "forces loyal to Haftar", "forces of the government"."""
    own = next((child for child in clue.root.children if child.dep_ == "poss"), None) or _liege(clue.root)
    of = [child for child in clue.root.children if child.lower_ == "of"] if own is None and clue.kind is Kind.UNIT else []
    return own or next((child for preposition in of for child in preposition.children if child.dep_ == "pobj"), None)


def _liege(noun: Token) -> Token | None:
    """Return to whom `noun` is said to be loyal, or with whom allied, right behind it, whatever the parser makes of that."""
    after = [token for token in noun.doc[noun.i + 1 : noun.sent.end] if token.tag_ != "RB"][:2]
    if len(after) < 2 or after[0].lower_ not in _LOYAL or after[1].lower_ not in ("to", "with", "by"):
        return None
    return next((child for child in after[1].children if child.dep_ == "pobj"), None)


def _qualities(clue: Clue) -> set[str]:
    return {word for word in clue.words if word not in _EMPTY} - {clue.lemma, clue.root.lower_}


def _alone(partition: Partition, i: int) -> bool:
    clue = partition.clues[i]
    if clue.form is not Form.NOMINAL or not clue.definite or clue.number == "pl" or Form.NAMED in partition.cluster(i).forms:
        return False
    if clue.lemma in VAGUE and partition.members(i)[0] != i:
        return False
    bound = any(child.dep_ in ("poss", "relcl") or child.lower_ == "of" for child in clue.root.children)
    return not bound and not _qualities(clue)


def _antecedent(partition: Partition, i: int, wanted: list[str], places: Mapping[str, Place]) -> int | None:
    clue = partition.clues[i]
    vague = clue.lemma in VAGUE
    for j in range(i - 1, -1, -1):
        other = partition.clues[j]
        if clue.sentence - other.sentence > (AREA if vague else NEAR):
            return None
        if vague and other.sentence == clue.sentence:
            continue
        if other.form is Form.NAMED and _class_of(other, places) in wanted and partition.agree(i, j):
            return j
    return None


def _class_of(clue: Clue, places: Mapping[str, Place]) -> str:
    if clue.kind in (Kind.ORGANISATION, Kind.UNIT):
        return clue.mention.type or "-"
    place = places.get(clue.mention.id)
    return place.kind if place else ""
