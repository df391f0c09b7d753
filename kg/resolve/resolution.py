"""Resolution: sightings are clustered in a fixed order, and each cluster becomes an entity."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.lexicon.demonyms import demonyms
from kg.model import Entity, Feature, Kind, Link, Resolution
from kg.resolve.compare import DOUBTFUL, SAME, bare_name, compare, score, side
from kg.resolve.identity import Register
from kg.resolve.names import fold, initials, parts, skeleton
from kg.resolve.sides import country_name, is_force
from kg.resolve.sighting import Sighting

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)


@dataclass(slots=True)
class Cluster:
    """Sightings that are one entity, with the features that brought each in and the clusters it was nearly put in."""

    sightings: list[Sighting] = field(default_factory=list)
    reasons: list[tuple[Feature, ...]] = field(default_factory=list)
    rivals: list[list["Cluster"]] = field(default_factory=list)
    key: str = ""

    def add(self, sighting: Sighting, features: tuple[Feature, ...], rivals: list["Cluster"]) -> None:
        """Take `sighting` in."""
        self.sightings.append(sighting)
        self.reasons.append(features)
        self.rivals.append(rivals)

    @property
    def link(self) -> str | None:
        """The outside IRI that its sightings share."""
        return next((sighting.link for sighting in self.sightings if sighting.link), None)


def resolve(found: Iterable[Sighting], register: Register) -> Resolution:
    """Return the entities behind `found` with a link for every sighting; their keys are recorded in `register`.

    The result does not depend on the order of `found`: sightings are taken by document and chain, those with an outside
    link and full names first, so that a bare name finds the full one that stands in a later document.
    """
    clusters = _clusters(sorted(found, key=_certainty))
    for cluster in sorted(clusters, key=lambda cluster: (not register.knows(_members(cluster)), _first(cluster))):
        kind = _naming(cluster).kind
        cluster.key = register.key(kind.value, _name(cluster), cluster.link, _members(cluster))
    links = sorted((link for cluster in clusters for link in _links(cluster)), key=lambda link: (link.document, link.chain))
    entities = sorted((_entity(cluster) for cluster in clusters), key=lambda entity: entity.key)
    return Resolution(tuple(entities), tuple(links))


def _certainty(sighting: Sighting) -> tuple[bool, int, str, str]:
    return (sighting.link is None, -len(parts(sighting.name)), sighting.document, sighting.chain)


def _first(cluster: Cluster) -> tuple[str, str]:
    return min(_members(cluster))


def _members(cluster: Cluster) -> list[tuple[str, str]]:
    return [(sighting.document, sighting.chain) for sighting in cluster.sightings]


def _clusters(ordered: list[Sighting]) -> list[Cluster]:
    clusters: list[Cluster] = []
    blocks: dict[str, dict[int, Cluster]] = defaultdict(dict)
    for sighting in ordered:
        near = {number: cluster for block in _blocks(sighting) for number, cluster in blocks[block].items()}
        ranked = sorted(
            ((*_against(sighting, cluster), number, cluster) for number, cluster in near.items()), key=lambda r: (-r[0], r[2])
        )
        best = ranked[0] if ranked and ranked[0][0] >= SAME and not _tied(ranked) else None
        rivals = [row[3] for row in ranked if row is not best and row[0] >= DOUBTFUL]
        number = best[2] if best else len(clusters)
        if best is None:
            clusters.append(Cluster())
        clusters[number].add(sighting, best[1] if best else (), rivals)
        for block in _blocks(sighting):
            blocks[block][number] = clusters[number]
    return clusters


def _tied(ranked: list[tuple[float, tuple[Feature, ...], int, Cluster]]) -> bool:
    """Return whether two clusters are equally good: then the sighting stays apart, rather than wrong."""
    return len(ranked) > 1 and ranked[1][0] == ranked[0][0] and ranked[0][3].link != ranked[1][3].link


def _against(sighting: Sighting, cluster: Cluster) -> tuple[float, tuple[Feature, ...]]:
    """Return the best score against the members of `cluster`, and its features; 0.0 if any of them forbids it."""
    best: tuple[float, tuple[Feature, ...]] = (0.0, ())
    for member in cluster.sightings:
        if sighting.link and member.link and sighting.link != member.link:
            return (0.0, ())
        features = compare(sighting, member)
        best = max(best, (score(features), features), key=lambda pair: pair[0])
    return best


def _blocks(sighting: Sighting) -> set[str]:
    """Return the keys of which two sightings must share one to be compared at all: the cost of one more document does not
    grow with the number of those that are there."""
    kind = sighting.kind.value
    keys = {f"{kind}:{skeleton(word)}" for word in fold(bare_name(sighting)).split()}
    keys |= {f"{kind}:{initials(sighting.name)}"} if " " in sighting.name else {f"{kind}:{fold(sighting.name)}"}
    if sighting.link:
        keys.add(sighting.link)
    if sighting.side and sighting.type:
        keys.add(f"{sighting.type}:{sighting.side}")
    return keys


def _naming(cluster: Cluster) -> Sighting:
    """Return the sighting that names the entity: one with a name rather than a description or a demonym, then the
    fullest, then the most frequent, then the first."""
    counts = Counter(sighting.name for sighting in cluster.sightings)
    return min(
        cluster.sightings,
        key=lambda s: (
            s.link is None,
            not s.names,
            s.name in demonyms(),
            -len(s.name.split()),
            -counts[s.name],
            s.document,
            s.chain,
        ),
    )


def _name(cluster: Cluster) -> str:
    """Return the canonical name: of a country's one government or armed force its title, of any other the best that documents
    use."""
    first = _naming(cluster)
    country = country_name(side(first) or "")
    if country and first.link is None and first.type == "Government":
        return f"Government of {country}"
    if country and first.link is None and first.kind is Kind.UNIT and is_force(first.name):
        return f"Armed forces of {country}"
    return _ARTICLE.sub("", first.name)


def _entity(cluster: Cluster) -> Entity:
    first, name = _naming(cluster), _name(cluster)
    aliases = {alias for sighting in cluster.sightings for alias in (sighting.name, *sighting.names)} - {name}
    types = Counter(sighting.type for sighting in cluster.sightings if sighting.type)
    type_ = min(types, key=lambda name: (-types[name], name)) if types else None
    placed = next((s for s in cluster.sightings if s.lat is not None), first)
    return Entity(
        cluster.key,
        first.kind,
        name,
        type_,
        tuple(sorted(aliases)),
        (cluster.link,) if cluster.link else (),
        placed.lat,
        placed.lon,
        placed.precision,
        next((known for sighting in cluster.sightings if (known := side(sighting))), None),
    )


def _links(cluster: Cluster) -> Iterator[Link]:
    for sighting, features, rivals in zip(cluster.sightings, cluster.reasons, cluster.rivals, strict=True):
        others = tuple(sorted({rival.key for rival in rivals} - {cluster.key}))
        yield Link(sighting.document, sighting.chain, cluster.key, score(features) if features else 1.0, features, others)
