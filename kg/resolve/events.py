"""Events across documents: reports that agree on what, who, where and when tell of one event, whatever words they use."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from kg.model import EventCluster, Feature, Told
from kg.resolve.clusters import Cluster, Clusters, Joined
from kg.resolve.constraints import Constraints
from kg.resolve.decided import DECISION, Decided
from kg.resolve.identity import Register
from kg.resolve.likeness import SAME, compare_reports, total
from kg.resolve.memory import Blank
from kg.resolve.reports import ATTACK, Report
from kg.resolve.retold import RARE, TOWNS
from kg.vocab import Vocabulary

LEAVES = "Withdrawal"
"""The coarse type of leaving, which a document goes on about under other words and without names."""

NEAR = 8
"""Events that a block leads to, at most, on either side of a report's day: those that are nearest to it in time."""

Events = Clusters[Report]
Score = tuple[float, tuple[Feature, ...]]


def cluster_events(found: Iterable[Report], vocabulary: Vocabulary, register: Register) -> tuple[EventCluster, ...]:
    """Return the events behind `found`, by key; keys are recorded in `register`. Independent of the order of `found`."""
    clusters: Events = Clusters("event", Report, Blank(), count(1))
    place_reports(found, clusters, Decided(Constraints()), vocabulary)
    name_events(clusters, register, vocabulary)
    return events(clusters, vocabulary)


def place_reports(found: Iterable[Report], clusters: Events, decided: Decided, vocabulary: Vocabulary) -> None:
    """Put each of `found` in one of `clusters`, or in a new one: of attacks first those that tell the town and the day, so that
    others find what they belong to."""
    for report in sorted(found, key=lambda one: (not decided.binds((one.document, one.event)), -_told(one), *_place(one))):
        _place_report(report, clusters, decided, vocabulary)


def name_events(clusters: Events, register: Register, vocabulary: Vocabulary) -> None:
    """Give every cluster that changed its key, those first that had one before."""
    for cluster in clusters.by_age(register.knows):
        if cluster.key:
            register.more(cluster.key, "event", cluster.members)
        else:
            name = _name(cluster, _type(_types(cluster, clusters), vocabulary))
            cluster.key = register.key("event", name, None, cluster.members)


def events(clusters: Events, vocabulary: Vocabulary) -> tuple[EventCluster, ...]:
    """Return the events that changed, by key, with the reports that came in this run."""
    alive = (cluster for cluster in clusters.changed.values() if cluster.forms)
    typed = ((cluster, _type(_types(cluster, clusters), vocabulary)) for cluster in alive)
    return tuple(sorted((_event(*pair) for pair in typed), key=lambda event: event.key))


def _told(report: Report) -> int:
    """Return how much of where and when `report`, if it is of an attack, tells: the town or the area, the day. An army leaves
    an area and several of its towns, and no town is the surer one."""
    if report.coarse != ATTACK:
        return 0
    return 2 * any(site.precision in TOWNS for site in report.sites) + bool(report.sites) + 2 * (report.earliest is not None)


def _place(report: Report) -> tuple[str, int, str]:
    return (report.document, report.order, report.event)


def _place_report(report: Report, clusters: Events, decided: Decided, vocabulary: Vocabulary) -> None:
    member, form = (report.document, report.event), replace(report, document="", event="", order=0)
    day, blocks = _day(report), sorted(set(_blocks(report)))
    near = dict.fromkeys(cluster for block in blocks for cluster in clusters.near(block, day, NEAR))
    scores = {cluster: against(report, cluster, vocabulary) for cluster in decided.allowed(member, list(near), clusters)}
    best = max(scores, key=lambda cluster: (scores[cluster][0], _told_here(report, cluster), -cluster.number), default=None)
    home = decided.home(member, clusters)
    if best and scores[best][0] < SAME:
        best = None
    score, reason = (1.0, DECISION) if home else scores[best] if best else (1.0, ())
    cluster = home or best or clusters.new()
    clusters.add(cluster, form, Joined(member, report.order, 0, score, reason), ((block, day) for block in blocks))


def against(report: Report, cluster: Cluster[Report], vocabulary: Vocabulary) -> Score:
    """Return the best score of `report` against what members of `cluster` say, and the features behind it; 0.0 if one of them
    rules it out."""
    here = {joined.form for joined in cluster.joined if joined.member[0] == report.document}
    best: Score = (0.0, ())
    for form in cluster.profile:
        other = replace(form, document=report.document) if cluster.forms[form].number in here else form
        features = compare_reports(report, other, vocabulary)
        score = total(features, report, other)
        if score == 0.0:
            return (0.0, ())
        best = max(best, (score, features), key=lambda pair: pair[0])
    return best


def _told_here(report: Report, cluster: Cluster[Report]) -> int:
    """Return how often the document of `report` tells of `cluster`: of equals it goes on about what it tells most of."""
    return sum(joined.member[0] == report.document for joined in cluster.joined)


def _day(report: Report) -> int:
    """Return the day that `report` is of: that of its event or, as news is new, its own."""
    when = report.earliest or report.published
    return when.toordinal() if when else 0


def _blocks(report: Report) -> Iterator[str]:
    """Yield the keys of which two reports must share one to be compared: a place, an actor on a day, a kind of
    attack that is seldom, or the document where it says but once who leaves."""
    yield from (f"{report.coarse}:{site.spot}" for site in report.sites)
    yield from (f"{report.coarse}:{name}:{report.earliest}" for name in report.actors | report.targets)
    if report.type in RARE:
        yield report.type
    if report.coarse == LEAVES:
        yield f"{report.coarse} in {report.document}"


def _types(cluster: Cluster[Report], clusters: Events) -> Counter[str]:
    """Return how many reports speak for each type."""
    types = Counter[str]()
    for form, many in clusters.leading(cluster).items():
        types[form.type] += many
    return types


def _type(types: Counter[str], vocabulary: Vocabulary) -> str:
    """Return the type that most reports speak for, of which `types` are, the more special on a tie: who says attack speaks for
    any kind of attack."""
    spoken = {name: sum(types[other] for other in types if vocabulary.is_a(name, other)) for name in types}
    return min(types, key=lambda name: (-spoken[name], -len(vocabulary.ancestors.get(name, ())), name))


def _name(cluster: Cluster[Report], type_: str) -> str:
    """Return what the key is made of: type, place and day."""
    place = next((site.key.rsplit("/", 1)[-1] for form in cluster.forms for site in form.sites), "")
    day = next((form.earliest.isoformat() for form in cluster.forms if form.earliest), "")
    return " ".join(part for part in (type_, place, day) if part)


def _event(cluster: Cluster[Report], type_: str) -> EventCluster:
    joined = sorted(cluster.joined, key=lambda one: one.member)
    told = [Told(*one.member, round(one.score, 4), one.features) for one in joined]
    return EventCluster(cluster.key.removeprefix("event/"), type_, tuple(one.report for one in told), tuple(told))
