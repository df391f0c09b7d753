"""Partition: which mentions are the same thing, kept free of contradictions."""

from collections.abc import Mapping, Sequence

from kg.extract.entities.clues import Clue
from kg.extract.entities.cluster import Cluster, own_side


class Partition:
    """Clusters of the clues `clues`; every clue starts alone. A cluster is known by the places of its clues in `clues`.
    `senses` says what the names of some clues mean (any token, equal for equal things): it decides where it is known."""

    def __init__(self, clues: Sequence[Clue], senses: Mapping[int, str] | None = None) -> None:
        self.clues = clues
        self.by_root = {clue.root.i: i for i, clue in enumerate(clues)}
        meant = senses or {}
        self._cluster = [Cluster.of(i, clue, meant.get(i)) for i, clue in enumerate(clues)]
        self._told: dict[int, str] = {}

    def cluster(self, i: int) -> Cluster:
        """Return what is known of the cluster of clue `i`; whoever asks changes nothing in it."""
        return self._cluster[i]

    def members(self, i: int) -> list[int]:
        """Return the clues that are the same thing as clue `i`, itself among them, in text order."""
        return self._cluster[i].members

    def clusters(self) -> list[list[int]]:
        """Return all clusters, in the order of their first clues."""
        return sorted({id(cluster): cluster.members for cluster in self._cluster}.values())

    def same(self, i: int, j: int) -> bool:
        """Return whether `i` and `j` are in one cluster."""
        return self._cluster[i] is self._cluster[j]

    def tell_side(self, i: int, side: str) -> None:
        """Remember that clue `i` belongs to the country `side`, though its own words do not say so ("its troops")."""
        if not own_side(self.clues[i]):
            self._cluster[i].exchange_side(self._told.get(i, ""), side)
        self._told[i] = side

    def side(self, i: int) -> str:
        """Return the country that clue `i` belongs to, by its words or as told, ``""`` if that is not known."""
        return own_side(self.clues[i]) or self._told.get(i, "")

    def agree(self, i: int, j: int) -> bool:
        """Return whether nothing known of the clusters of `i` and `j` speaks against their being one."""
        return self._cluster[i].agrees(self._cluster[j])

    def join(self, i: int, j: int) -> bool:
        """Make one cluster of those of `i` and `j` if they agree; return whether they are one now."""
        one, two = self._cluster[i], self._cluster[j]
        if one is two:
            return True
        if not one.agrees(two):
            return False
        large, small = (one, two) if len(one.members) >= len(two.members) else (two, one)
        large.absorb(small)
        for k in small.members:
            self._cluster[k] = large
        return True
