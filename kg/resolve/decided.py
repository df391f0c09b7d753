"""Decided: what follows from people's decisions for the members that a run places."""

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Feature
from kg.resolve.clusters import Cluster, Clusters, Member
from kg.resolve.constraints import Constraints

DECISION = (Feature("decision", 1.0),)
"""The reason for what a person decided."""


class Decided:
    """Constraints with what follows from them: what is the same as the same is the same, and apart from what that is apart
    from."""

    def __init__(self, constraints: Constraints) -> None:
        self._group = firsts(constraints.together)
        self._members: dict[Member, list[Member]] = defaultdict(list)
        for member in sorted({*self._group, *(member for pair in constraints.apart for member in pair)}):
            self._members[self._of(member)].append(member)
        self._apart: dict[Member, set[Member]] = defaultdict(set)
        for one, other in constraints.apart:
            self._apart[self._of(one)].add(self._of(other))
            self._apart[self._of(other)].add(self._of(one))

    def _of(self, member: Member) -> Member:
        return self._group.get(member, member)

    def binds(self, member: Member) -> bool:
        """Return whether `member` was said to be the same as another: such members are placed first."""
        return member in self._group

    def home[T](self, member: Member, clusters: Clusters[T]) -> Cluster[T] | None:
        """Return the cluster that `member` must be in; None if there is none yet."""
        if member not in self._group:
            return None
        homes = (clusters.home(other) for other in self._members[self._of(member)] if other != member)
        return next((home for home in homes if home is not None and home.forms), None)

    def allowed[T](self, member: Member, near: list[Cluster[T]], clusters: Clusters[T]) -> list[Cluster[T]]:
        """Return those of `near` in which nothing is that must be apart from `member`."""
        apart = self._apart.get(self._of(member))
        if not apart:
            return near
        barred = {clusters.home(other) for group in apart for other in self._members[group]}
        return [cluster for cluster in near if cluster not in barred]


def firsts[T: (str, Member)](together: Iterable[tuple[T, T]]) -> dict[T, T]:
    """Return the first of the group that each of those in `together` is in, pairs of which are one."""
    groups: dict[T, set[T]] = {}
    for one, other in together:
        group = groups.get(one, {one}) | groups.get(other, {other})
        groups |= dict.fromkeys(group, group)
    return {member: min(group) for member, group in groups.items()}
