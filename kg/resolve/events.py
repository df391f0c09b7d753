"""Events across documents: reports that agree on what, who, where and when tell of one event, whatever words they use."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.model import EventCluster
from kg.resolve.identity import Register
from kg.resolve.likeness import SAME, compare_reports, total
from kg.resolve.reports import Report
from kg.vocab import Vocabulary


def cluster_events(found: Iterable[Report], vocabulary: Vocabulary, register: Register) -> tuple[EventCluster, ...]:
    """Return the events behind `found`, by key; keys are recorded in `register`. Independent of the order of `found`."""
    clusters: list[list[Report]] = []
    blocks: dict[str, set[int]] = defaultdict(set)
    for report in sorted(found, key=lambda report: (report.document, report.order, report.event)):
        near = sorted({number for block in _blocks(report) for number in blocks[block]})
        scores = {number: against(report, clusters[number], vocabulary) for number in near}
        best = max(scores, key=lambda number: (scores[number], -number), default=None)
        if best is None or scores[best] < SAME:
            best = len(clusters)
            clusters.append([])
        clusters[best].append(report)
        for block in _blocks(report):
            blocks[block].add(best)
    known_first = sorted(clusters, key=lambda reports: not register.knows(_members(reports)))
    return tuple(sorted((_event(reports, vocabulary, register) for reports in known_first), key=lambda cluster: cluster.key))


def against(report: Report, cluster: list[Report], vocabulary: Vocabulary) -> float:
    """Return the mean score of `report` against the members of `cluster`; 0.0 if one of them rules it out."""
    scores = [total(compare_reports(report, other, vocabulary), report, other) for other in cluster]
    return 0.0 if 0.0 in scores else max(scores)


def _blocks(report: Report) -> Iterator[str]:
    """Yield the keys of which two reports must share one to be compared: a place, or an actor on a day."""
    yield from (f"{report.coarse}:{site.key}" for site in report.sites)
    yield from (f"{report.coarse}:{name}:{report.earliest}" for name in report.actors | report.targets)


def _members(reports: list[Report]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((report.document, report.event) for report in reports))


def _event(reports: list[Report], vocabulary: Vocabulary, register: Register) -> EventCluster:
    """The type is the one that most reports give, the more special on a tie; the key is made of type, place and day."""
    types = Counter(report.type for report in reports)
    type_ = min(types, key=lambda name: (-types[name], -len(vocabulary.ancestors.get(name, ())), name))
    place = next((site.key.rsplit("/", 1)[-1] for report in reports for site in report.sites), "")
    day = next((report.earliest.isoformat() for report in reports if report.earliest), "")
    name = " ".join(part for part in (type_, place, day) if part)
    members = _members(reports)
    return EventCluster(register.key("event", name, None, members).removeprefix("event/"), type_, members)
