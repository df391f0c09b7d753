"""Partition: which mentions are the same thing, kept free of contradictions."""

from collections.abc import Mapping, Sequence

from kg.extract.entities.clues import Clue
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


class Partition:
    """Clusters of the clues `clues`; every clue starts alone. A cluster is known by the places of its clues in `clues`.
    `senses` says what the names of some clues mean (any token, equal for equal things): it decides where it is known."""

    def __init__(self, clues: Sequence[Clue], senses: Mapping[int, str] | None = None) -> None:
        self.clues = clues
        self._senses = senses or {}
        self._cluster = {i: [i] for i in range(len(clues))}
        self._sides: dict[int, str] = {}

    def members(self, i: int) -> list[int]:
        """Return the clues that are the same thing as clue `i`, itself among them, in text order."""
        return self._cluster[i]

    def clusters(self) -> list[list[int]]:
        """Return all clusters, in the order of their first clues."""
        return sorted({id(members): members for members in self._cluster.values()}.values())

    def same(self, i: int, j: int) -> bool:
        """Return whether `i` and `j` are in one cluster."""
        return self._cluster[i] is self._cluster[j]

    def tell_side(self, i: int, side: str) -> None:
        """Remember that clue `i` belongs to the country `side`, though its own words do not say so ("its troops")."""
        self._sides[i] = side

    def side(self, i: int) -> str:
        """Return the country that clue `i` belongs to, by its words or as told, ``""`` if that is not known."""
        return _side(self.clues[i]) or self._sides.get(i, "")

    def agree(self, i: int, j: int) -> bool:
        """Return whether nothing known of the clusters of `i` and `j` speaks against their being one."""
        left, right = self._meant(i), self._meant(j)
        if self.same(i, j) or left & right:
            return True
        if left and right:
            return False
        a, b = [self.clues[k] for k in self._cluster[i]], [self.clues[k] for k in self._cluster[j]]
        sides = {self.side(k) for k in (*self._cluster[i], *self._cluster[j])}
        return _kinds_agree(a, b) and _values_agree(a, b) and _one_value(sides)

    def join(self, i: int, j: int) -> bool:
        """Make one cluster of those of `i` and `j` if they agree; return whether they are one now."""
        if not self.agree(i, j):
            return False
        if not self.same(i, j):
            merged = sorted(self._cluster[i] + self._cluster[j])
            for k in merged:
                self._cluster[k] = merged
        return True

    def _meant(self, i: int) -> set[str]:
        return {self._senses[k] for k in self._cluster[i] if k in self._senses}


def family(kind: Kind) -> str:
    """Return the family of kinds that mentions of one thing share: person, body, place, weapon, vehicle, group."""
    return _FAMILY[kind]


def _kinds_agree(a: Sequence[Clue], b: Sequence[Clue]) -> bool:
    left, right = _families(a), _families(b)
    if not left or not right or left & right:
        return True
    return {*left, *right} <= {"person", "group", "body"} and "named" not in _forms(a) & _forms(b) and _plural(a) and _plural(b)


def _families(cluster: Sequence[Clue]) -> set[str]:
    # A pronoun's kind is a guess from the word alone; what it stands for decides.
    return {_FAMILY[clue.kind] for clue in cluster if clue.form is not Form.PRONOUN}


def _forms(cluster: Sequence[Clue]) -> set[str]:
    return {str(clue.form) for clue in cluster}


def _plural(cluster: Sequence[Clue]) -> bool:
    return all(clue.number != "sg" for clue in cluster)


def _values_agree(a: Sequence[Clue], b: Sequence[Clue]) -> bool:
    return all(_one_value({value(clue) for clue in (*a, *b)}) for value in (_sex, _number, _unit_number))


def _one_value(values: set[str]) -> bool:
    return len(values - {""}) < 2


def _sex(clue: Clue) -> str:
    return clue.sex


def _number(clue: Clue) -> str:
    # "They" may take up a body or a country, which is single by its form.
    if clue.form is Form.PRONOUN and clue.kind is not Kind.PERSON:
        return ""
    if clue.kind is Kind.PLACE and clue.form is not Form.PRONOUN:
        return "pl" if clue.form is Form.NOMINAL and clue.root.tag_ == "NNS" else "sg"
    return clue.number


def _side(clue: Clue) -> str:
    return clue.mention.side or "" if clue.kind in (Kind.ORGANISATION, Kind.UNIT, Kind.GROUP) else ""


def _unit_number(clue: Clue) -> str:
    return (clue.mention.unit.number or "") if clue.mention.unit else ""
