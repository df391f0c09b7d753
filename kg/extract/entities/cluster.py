"""Cluster: mentions that are one thing, with what they say together, so that asking it does not go through them all."""

from bisect import insort
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from kg.extract.entities.clues import BODIES, Clue
from kg.model import Form, Kind

_FAMILY = {
    Kind.PERSON: "person",
    Kind.ORGANISATION: "body",
    Kind.UNIT: "body",
    Kind.PLACE: "place",
    Kind.FACILITY: "place",
    Kind.WEAPON: "weapon",
    Kind.VEHICLE: "vehicle",
    Kind.PLATFORM: "vehicle",
    Kind.GROUP: "group",
}
VAGUE = frozenset({"area", "areas"})
"""Nouns for a stretch of land that may hold several places: "the area" takes up "the areas of Goma and Rutshuru"."""
_PEOPLE = frozenset({"person", "group", "body"})


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions that are one thing: `members` are the places of their clues, in text order; `meant` what their names mean;
    `kinds` and `families` those of names and phrases, since a pronoun's kind is a guess from the word alone; `numbers` as
    the words have them, `count` as they bear on identity; `third` whether one is not "I", "we" or "you", `someone` whether
    one is a pronoun for a single person. It lives as long as one partition, which alone changes it."""

    members: list[int]
    meant: set[str]
    kinds: set[Kind]
    families: set[str]
    forms: set[Form]
    sexes: set[str]
    numbers: set[str]
    count: set[str]
    units: set[str]
    words: set[str]
    sides: Counter[str]
    third: bool
    someone: bool

    @classmethod
    def of(cls, place: int, clue: Clue, sense: str | None) -> "Cluster":
        """Return the cluster of `clue` alone, the one at `place`, whose name means `sense`."""
        named = clue.form is not Form.PRONOUN
        return cls(
            members=[place],
            meant={sense} if sense is not None else set(),
            kinds={clue.kind} if named else set(),
            families={_FAMILY[clue.kind]} if named else set(),
            forms={clue.form},
            sexes={clue.sex},
            numbers={clue.number},
            count={_number(clue)},
            units={(clue.mention.unit.number or "") if clue.mention.unit else ""},
            words=set(clue.words),
            sides=Counter([own_side(clue)]),
            third=clue.person >= 3,
            someone=not named and clue.number == "sg" and clue.kind is Kind.PERSON,
        )

    def agrees(self, other: "Cluster") -> bool:
        """Return whether nothing known of the two speaks against their being one."""
        if self is other or not self.meant.isdisjoint(other.meant):
            return True
        if self.meant and other.meant:
            return False
        return (
            self._kinds_agree(other)
            and _one_value(self.sexes, other.sexes)
            and _one_value(self.count, other.count)
            and _one_value(self.units, other.units)
            and _one_value(self.sides.keys(), other.sides.keys())
        )

    def _kinds_agree(self, other: "Cluster") -> bool:
        left, right = self.families, other.families
        if not left or not right or not left.isdisjoint(right):
            return True
        both_named = Form.NAMED in self.forms and Form.NAMED in other.forms
        return left | right <= _PEOPLE and not both_named and "sg" not in self.numbers and "sg" not in other.numbers

    def absorb(self, other: "Cluster") -> None:
        """Take in the members of `other`, and what they say."""
        for member in other.members:
            insort(self.members, member)
        for mine, more in zip(self._sets(), other._sets(), strict=True):
            mine |= more
        self.sides.update(other.sides)
        self.third |= other.third
        self.someone |= other.someone

    def _sets(self) -> tuple[set[str] | set[Kind] | set[Form], ...]:
        return (
            self.meant, self.kinds, self.families, self.forms, self.sexes, self.numbers, self.count, self.units, self.words,
        )  # fmt: skip

    def exchange_side(self, old: str, new: str) -> None:
        """Count one member of the country `new` that was counted for `old`."""
        self.sides[old] -= 1
        self.sides[new] += 1
        if not self.sides[old]:
            del self.sides[old]


def family(kind: Kind) -> str:
    """Return the family of kinds that mentions of one thing share: person, body, place, weapon, vehicle, group."""
    return _FAMILY[kind]


def own_side(clue: Clue) -> str:
    """Return the country that `clue` belongs to by its own words, ``""`` if they do not say."""
    return clue.mention.side or "" if clue.kind in BODIES else ""


def _one_value(one: Set[str], two: Set[str]) -> bool:
    return len((one | two) - {""}) < 2


def _number(clue: Clue) -> str:
    # "They" may take up a body or a country, which is single by its form.
    if clue.form is Form.PRONOUN and clue.kind is not Kind.PERSON:
        return ""
    if clue.kind is Kind.PLACE and clue.form is not Form.PRONOUN:
        if clue.form is Form.NOMINAL and clue.lemma in VAGUE:
            return ""
        return "pl" if clue.form is Form.NOMINAL and clue.root.tag_ == "NNS" else "sg"
    return clue.number
