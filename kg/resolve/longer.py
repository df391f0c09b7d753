"""Longer: groups that one more document has only made longer, of which nothing need be said again but who has come."""

from collections.abc import Iterator

from kg.resolve.clusters import Cluster, Clusters, Member

_ALL = 1 << 40
"""More members than a cluster has."""


def is_longer[T](cluster: Cluster[T], clusters: Clusters[T]) -> bool:
    """Return whether `cluster` was one of several documents before this run, under the key that it has, and has neither lost
    a member since nor taken in those of another one that was there."""
    memory = clusters.memory
    return (
        memory.key(cluster.number) == cluster.key != ""
        and all(seat[3] != cluster.number for seat in clusters.left.values())
        and not any(memory.members(number, 1) for number in cluster.absorbed)
    )


def all_members[T](cluster: Cluster[T], clusters: Clusters[T]) -> Iterator[Member]:
    """Yield the members of `cluster`, those of earlier runs first."""
    for number in (cluster.number, *cluster.absorbed):
        for document, item, *_ in clusters.memory.members(number, _ALL):
            if (document, item) not in clusters.left:
                yield document, item
    yield from cluster.members
