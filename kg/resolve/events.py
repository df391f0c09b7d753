"""Events across documents: reports that agree on what, who, where and when tell of one event, whatever words they use."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.model import EventCluster, Feature, Realis
from kg.resolve.identity import Register
from kg.resolve.reports import Report, Site, kilometres
from kg.vocab import Vocabulary

SAME = 0.78
"""From this score on two reports tell of one event. With the weights below it takes the same kind of act and two of who,
where and when; inside one document, where a story goes on, the same act at the same place will do."""

WEIGHTS = {"who": 0.3, "where": 0.45, "when": 0.25}
GOES_ON = 0.06
"""What it adds that a story goes on in one document, or that two use the same word."""

UNKNOWN = 0.5
"""What a side that says nothing counts for: neither for nor against."""

NEAR = 25.0
"""Kilometres within which two settlements are the scene of one event."""

NEWS = 3
"""Days for which an event that is told without a date is news."""

_MOVES = {"Withdrawal", "Movement"}
_TOO_WIDE = frozenset({"Event", "Situation", "Thing"})


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
    scores = [_total(compare_reports(report, other, vocabulary), report, other) for other in cluster]
    return 0.0 if 0.0 in scores else max(scores)


def compare_reports(one: Report, other: Report, vocabulary: Vocabulary) -> tuple[Feature, ...]:
    """Return what speaks on `one` and `other` being the same event, each in [0, 1]; a feature of 0.0 rules it out."""
    return (
        Feature("what", _what(one, other, vocabulary)),
        Feature("who", _who(one, other)),
        Feature("where", _where(one.sites, other.sites)),
        Feature("when", _when(one, other)),
    )


def _total(features: tuple[Feature, ...], one: Report, other: Report) -> float:
    scores = {feature.name: feature.score for feature in features}
    if 0.0 in scores.values() or (one.realis is Realis.BACKGROUND) != (other.realis is Realis.BACKGROUND):
        return 0.0
    goes_on = one.document == other.document or one.words.casefold() == other.words.casefold()
    bonus = GOES_ON if goes_on and scores["where"] + scores["who"] > 1.0 else 0.0
    return scores["what"] * (sum(weight * scores[name] for name, weight in WEIGHTS.items()) + bonus)


def _what(one: Report, other: Report, vocabulary: Vocabulary) -> float:
    if one.type == other.type:
        return 1.0
    if vocabulary.is_a(one.type, other.type) or vocabulary.is_a(other.type, one.type):
        return 0.97
    above = [vocabulary.ancestors.get(report.type, frozenset()) - _TOO_WIDE for report in (one, other)]
    return 0.93 if above[0] & above[1] else 0.0


def _who(one: Report, other: Report) -> float:
    """Actors and targets each agree or are unknown. Of an act among equals (a clash, a meeting) the two may change places, and
    who moves is one, whether it moves or is moved."""
    if (one.actors | one.targets) == (other.actors | other.targets) != frozenset():
        return 1.0
    if {one.coarse, other.coarse} <= _MOVES:
        return _agree(one.actors | one.targets, other.actors | other.targets, UNKNOWN)
    return (
        min(_agree(one.actors, other.actors, 1.0), _agree(one.targets, other.targets, 1.0))
        if _comparable(one, other)
        else UNKNOWN
    )


def _comparable(one: Report, other: Report) -> bool:
    return bool((one.actors and other.actors) or (one.targets and other.targets))


def _agree(one: frozenset[str], other: frozenset[str], silent: float) -> float:
    """Return 1.0 if the two share somebody, 0.0 if not, `silent` if one of them names nobody."""
    if not one or not other:
        return silent
    return 1.0 if one & other else 0.0


def _where(one: tuple[Site, ...], other: tuple[Site, ...]) -> float:
    if not one or not other:
        return UNKNOWN
    return max(_near(a, b) for a in one for b in other)


def _near(one: Site, other: Site) -> float:
    if one.key == other.key:
        return 0.7 if one.precision == "country" else 1.0
    coarse = {one.precision, other.precision} & {"region", "country"}
    if coarse:
        reach = 1000.0 if "country" in coarse else 150.0
        return UNKNOWN if kilometres(one, other) <= reach or kilometres(one, other) == float("inf") else 0.0
    return 0.95 if kilometres(one, other) <= NEAR else 0.0


def _when(one: Report, other: Report) -> float:
    """Days that overlap or touch; of reports that do not date their event, the days on which they were published."""
    if one.earliest and one.latest and other.earliest and other.latest:
        gap = max((one.earliest - other.latest).days, (other.earliest - one.latest).days)
        return 1.0 if gap <= 0 else 0.8 if gap == 1 else 0.0
    if one.published and other.published:
        apart = abs((one.published - other.published).days)
        return 0.7 if apart <= NEWS else 0.2
    return UNKNOWN


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
