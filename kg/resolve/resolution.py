"""Resolution: sightings are clustered in a fixed order, and each cluster becomes an entity."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import chain, count, permutations

from kg.lexicon.demonyms import demonyms
from kg.model import Entity, Feature, Kind, Link, Resolution
from kg.resolve.clusters import PROFILE, Cluster, Clusters, Joined, Member
from kg.resolve.compare import (
    BODIES,
    DOUBTFUL,
    acronyms,
    bare_name,
    compare,
    is_government,
    is_whole_force,
    known_as,
    score,
    side,
)
from kg.resolve.constraints import Constraints
from kg.resolve.decided import DECISION, Decided
from kg.resolve.identity import Register
from kg.resolve.memory import Blank, Memory
from kg.resolve.names import fold, initials, parts, romanise, skeleton, slips
from kg.resolve.people import SAME, is_bare
from kg.resolve.sides import country_name, is_force
from kg.resolve.sighting import Sighting

NEAR = 16
"""Entities that a block leads to, at most: a word that more names have in common ("ministry", "Mohammed") is no clue."""

_SCORES = 200_000
"""Scores that are kept for the next document."""

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)

Entities = Clusters[Sighting]
Counts = Mapping[Sighting, int]
"""Forms of a cluster, each with the number of members that have it."""

Ranked = tuple[float, tuple[Feature, ...], Cluster[Sighting]]


def resolve(found: Iterable[Sighting], register: Register) -> Resolution:
    """Return the entities behind `found` with a link for every sighting; their keys are recorded in `register`.

    The result does not depend on the order of `found`: sightings are taken by document and chain, those with an outside
    link and full names first, so that a bare name finds the full one that stands in a later document.
    """
    clusters: Entities = Clusters("entity", Sighting, Blank(), count(1))
    place_sightings(found, clusters, Decided(Constraints()))
    name_entities(clusters, register)
    return Resolution(entities(clusters), links(clusters))


def place_sightings(found: Iterable[Sighting], clusters: Entities, decided: Decided) -> None:
    """Put each of `found` in one of `clusters`, or in a new one."""
    placing = _Placing(clusters, decided)
    for sighting in sorted(found, key=lambda one: (not decided.binds((one.document, one.chain)), *_certainty(one))):
        placing.place(sighting)


def name_entities(clusters: Entities, register: Register) -> None:
    """Give every cluster that changed its key, those first that had one before."""
    fresh = [cluster for cluster in clusters.changed.values() if cluster.forms]
    for cluster in sorted(
        fresh, key=lambda one: (not one.key, not register.knows(one.members), min(one.members, default=("", "")))
    ):
        forms = clusters.leading(cluster)
        kind = _naming(cluster, forms).kind.value
        if cluster.key:
            register.more(cluster.key, kind, cluster.members)
        else:
            cluster.key = register.key(kind, _name(cluster, forms), _link(forms), cluster.members)


def entities(clusters: Entities) -> tuple[Entity, ...]:
    """Return the entities that changed, by key; of one that is written in very many ways with those aliases only that are at
    hand: `in_full` has them all, `new_names` those that are new."""
    alive = (_entity(cluster, clusters) for cluster in clusters.changed.values() if cluster.forms)
    return tuple(sorted(alive, key=lambda entity: entity.key))


def in_part(clusters: Entities) -> dict[str, Cluster[Sighting]]:
    """Return the clusters that changed of which not all forms are at hand, by key."""
    return {cluster.key: cluster for cluster in clusters.changed.values() if cluster.forms and not cluster.whole}


def in_full(cluster: Cluster[Sighting], clusters: Entities) -> Entity:
    """Return the entity that `cluster` is, with all its aliases."""
    clusters.fill(cluster)
    return _entity(cluster, clusters)


def new_names(cluster: Cluster[Sighting], clusters: Entities) -> frozenset[str]:
    """Return the names in the forms of `cluster` that nobody had before this run."""
    return frozenset(name for form in clusters.fresh(cluster) for name in (form.name, *form.names))


def entity_in(number: int, memory: Memory) -> Entity:
    """Return the entity that `memory` knows as the cluster with that number."""
    clusters: Entities = Clusters("entity", Sighting, memory, count(memory.next_number()))
    return in_full(clusters.cluster(number), clusters)


def links(clusters: Entities) -> tuple[Link, ...]:
    """Return the links of the sightings that came in this run, by document and chain."""
    found = (_linked(cluster, one) for cluster in clusters.changed.values() for one in cluster.joined)
    return tuple(sorted(found, key=lambda link: (link.document, link.chain)))


def key_of_body(name: str, types: Set[str], clusters: Entities) -> str | None:
    """Return the key of the organisation of one of `types` that documents call `name`; None if there is none."""
    wanted, asked = fold(name), Sighting("", "", Kind.ORGANISATION, name, (name,))
    near = dict.fromkeys(cluster for block in sorted(_blocks(asked)) for cluster in clusters.near(block, 0, NEAR))
    for cluster in near:
        called = {fold(word) for form in cluster.forms for word in (form.name, *form.names)}
        if wanted in called and any(form.type in types for form in cluster.forms):
            return cluster.key
    return None


def _linked(cluster: Cluster[Sighting], one: Joined) -> Link:
    others = tuple(sorted({rival.key for rival in one.rivals if rival.key} - {cluster.key}))
    return Link(*one.member, cluster.key, one.score, one.features, others)


def _certainty(sighting: Sighting) -> tuple[bool, int, str, str]:
    return (sighting.link is None, -len(parts(sighting.name)), sighting.document, sighting.chain)


class _Placing:
    """Puts sightings in clusters, one by one."""

    def __init__(self, clusters: Entities, decided: Decided) -> None:
        self.clusters, self.decided = clusters, decided
        self._scores: dict[tuple[Sighting, int, int], tuple[float, tuple[Feature, ...]]] = {}

    def place(self, sighting: Sighting) -> None:
        """Put `sighting` in the cluster it belongs to."""
        member, form = (sighting.document, sighting.chain), replace(sighting, document="", chain="")
        home = self.decided.home(member, self.clusters)
        ranked = self._ranked(member, form)
        best = _best(form, ranked)
        cluster = home or (best[2] if best else self.clusters.new())
        reason = DECISION if home else best[1] if best else ()
        rivals = tuple(row[2] for row in ranked if row[2] is not cluster and row[0] >= DOUBTFUL)
        joined = Joined(member, 0, 0, score(reason) if reason else 1.0, reason, rivals)
        self.clusters.add(cluster, form, joined, ((block, 0) for block in _blocks(sighting)))

    def _ranked(self, member: Member, form: Sighting) -> list[Ranked]:
        near = self.decided.allowed(member, self._near(form), self.clusters)
        rows = ((*self._against(form, cluster), cluster) for cluster in near)
        return sorted(rows, key=lambda row: (-row[0], row[2].number))

    def _against(self, form: Sighting, cluster: Cluster[Sighting]) -> tuple[float, tuple[Feature, ...]]:
        """The score against a cluster changes with its profile only; most documents name what others have named."""
        key = (form, cluster.number, min(len(cluster.forms), PROFILE))
        if key not in self._scores:
            if len(self._scores) >= _SCORES:
                self._scores.clear()
            self._scores[key] = against(form, cluster.profile)
        return self._scores[key]

    def _near(self, form: Sighting) -> list[Cluster[Sighting]]:
        """Return the clusters that share a block with `form`; a block that leads to too many is no clue, unless it is exact."""
        found: dict[Cluster[Sighting], None] = {}
        for block in sorted(_blocks(form)):
            near = self.clusters.near(block, 0, NEAR + 1)
            if len(near) <= NEAR or block.startswith(_EXACT):
                found |= dict.fromkeys(near)
        return list(found)


def _best(form: Sighting, ranked: list[Ranked]) -> Ranked | None:
    """Return that of `ranked`, best first, which `form` belongs to; None if none is near enough, or several are.

    Of a place that may be any of several known ones it is as unclear in one report as in the next which is meant: such places
    are one.
    """
    if not ranked or ranked[0][0] < SAME:
        return None
    if not _tied(ranked):
        return ranked[0]
    unclear = [row for row in ranked if row[0] == ranked[0][0] and _link(row[2].forms) is None]
    return unclear[0] if form.kind is Kind.PLACE and len(unclear) == 1 else None


def _tied(ranked: list[Ranked]) -> bool:
    """Return whether two clusters that are surely two are equally good: then the sighting stays apart, rather than wrong."""
    if len(ranked) < 2 or ranked[1][0] != ranked[0][0]:
        return False
    one, other = ranked[0][2], ranked[1][2]
    apart = _link(one.forms) != _link(other.forms)
    return apart or not any(compare(form, against) for form in one.profile for against in other.profile)


def against(sighting: Sighting, profile: list[Sighting]) -> tuple[float, tuple[Feature, ...]]:
    """Return the best score against the forms of a cluster, and its features; 0.0 if any of them forbids it."""
    best: tuple[float, tuple[Feature, ...]] = (0.0, ())
    called_in_full = any(form.kind is Kind.PERSON and not is_bare(form) for form in profile)
    for form in profile:
        if sighting.link and form.link and sighting.link != form.link:
            return (0.0, ())
        if called_in_full and is_bare(sighting) and is_bare(form) and not sighting.offices & form.offices:
            continue  # that both are called so does not make them one, since others know more of the one than its name
        features = compare(sighting, form)
        best = max(best, (score(features), features), key=lambda pair: pair[0])
    return best


_EXACT = "="
"""What the key of a block begins with that only names of one spelling share, or what there is one of."""


_BODY = "Body"


def _blocks(sighting: Sighting) -> set[str]:
    """Return the keys of which two sightings must share one to be compared at all: the cost of one more document does not
    grow with the number of those that are there."""
    kind, words = _BODY if sighting.kind in BODIES else sighting.kind.value, fold(bare_name(sighting)).split()
    keys = {f"{kind}:{skeleton(word)}" for word in words}
    keys |= {f"{kind}:{initials(sighting.name)}"} if " " in sighting.name else {f"{kind}:{fold(sighting.name)}"}
    if sighting.kind in BODIES:
        keys |= {f"{kind}:{fold(name)}" for name in acronyms(sighting)} | {f"{kind}:{skeleton(''.join(words))}"}
    keys.add(f"={kind}:{' '.join(sorted(skeleton(word) for word in words))}")
    if sighting.kind is Kind.PERSON:
        pairs = chain.from_iterable(permutations(parts(name)[:4], 2) for name in {sighting.name, *sighting.names})
        keys |= {f"{kind}:{skeleton(one)}/{romanise(other)[:1]}" for one, other in pairs}
    if sighting.kind is Kind.PLACE:
        keys |= {f"{kind}:{left}" for word in words for left in slips(word)}
    if sighting.link:
        keys.add(f"={sighting.link}")
    if known := known_as(sighting):
        keys.add(f"={kind}:{known}")
    return keys | set(_alone(sighting))


def _alone(sighting: Sighting) -> Iterator[str]:
    """Yield the key of what a country has one of."""
    country = side(sighting)
    if country and sighting.kind is Kind.UNIT and is_whole_force(sighting):
        yield f"=force:{country}"
    if country and is_government(sighting):
        yield f"={sighting.type}:{country}"


def _naming(cluster: Cluster[Sighting], forms: Counts) -> Sighting:
    """Return that of the leading `forms` which names the entity: one with a name rather than a description or a demonym, then
    the fullest, then the most frequent, then the one by which it is well known, then the first by the alphabet."""
    if cluster.naming is None:
        counts = Counter[str]()
        for form, many in forms.items():
            counts[form.name] += many
        ranks = {form: (*_rank(form), -counts[form.name]) for form in forms}
        best = min(ranks.values())
        cluster.naming = min((form for form, rank in ranks.items() if rank == best), key=_tie)
    return cluster.naming


def _rank(form: Sighting) -> tuple[bool, bool, bool, bool, int]:
    """A place that is known outside is called as most call it: what else stands with its name is no part of it."""
    words = 0 if form.kind is Kind.PLACE and form.link else -len(form.name.split())
    return (form.link is None, not form.names, form.name in demonyms(), known_as(form) != form.name, words)


def _tie(form: Sighting) -> tuple[str, ...]:
    known = "" if known_as(form) == form.name else "other"
    return (known, form.name, form.kind.value, form.type or "", form.side or "", form.precision or "", *form.names)


def _link(forms: Iterable[Sighting]) -> str | None:
    """Return the outside IRI that the members of a cluster share."""
    return next((form.link for form in forms if form.link), None)


def _most[V](forms: Counts, values: Callable[[Sighting], V | None]) -> V | None:
    """Return what `values` says of most members of a cluster, of as many the first in order; None if it is silent on all."""
    counts = Counter[V]()
    for form, many in forms.items():
        if (value := values(form)) is not None:
            counts[value] += many
    return min(counts, key=lambda value: (-counts[value], str(value))) if counts else None


def _name(cluster: Cluster[Sighting], forms: Counts) -> str:
    """Return the canonical name: of a country's one government or armed force its title, of any other the best that documents
    use."""
    first = _naming(cluster, forms)
    country = country_name(side(first) or "")
    if country and first.link is None and is_government(first):
        return f"Government of {country}"
    if country and first.link is None and first.kind is Kind.UNIT and is_force(first.name):
        return f"Armed forces of {country}"
    return _ARTICLE.sub("", first.name)


def _entity(cluster: Cluster[Sighting], clusters: Entities) -> Entity:
    forms = clusters.leading(cluster)
    first, name, link = _naming(cluster, forms), _name(cluster, forms), _link(forms)
    aliases = {alias for form in cluster.forms for alias in (form.name, *form.names)} - {name}
    lat, lon, precision = _most(forms, _point) or (None, None, first.precision)
    return Entity(
        cluster.key,
        first.kind,
        name,
        _most(forms, lambda form: form.type),
        tuple(sorted(aliases)),
        (link,) if link else (),
        lat,
        lon,
        precision,
        _most(forms, side),
    )


def _point(form: Sighting) -> tuple[float | None, float | None, str | None] | None:
    return None if form.lat is None else (form.lat, form.lon, form.precision)
