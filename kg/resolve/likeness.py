"""Likeness of event reports: how far two of them agree on what, who, where and when."""

from kg.model import Feature, Realis
from kg.resolve.reports import ATTACK, METROPOLIS, Report, Site, kilometres
from kg.resolve.retold import RARE, TOWNS
from kg.resolve.scenes import MEANS, SELDOM
from kg.vocab import Vocabulary

SAME = 0.78
"""From this score on two reports tell of one event. With the weights below it takes the same kind of act and two of who,
where and when; inside one document, where a story goes on, the same act at the same place will do."""

WEIGHTS = {"who": 0.3, "where": 0.45, "when": 0.25}
GOES_ON = 0.06
"""What it adds that a story goes on in one document, or that two use the same word: of attacks, which are all called so, on
one town."""

SAME_TOWN = 0.95
"""What it counts for, at least, that two reports share a town or two that are near each other."""

TOLL, MANY = 0.06, 10
"""What it adds that two reports give the same toll, and from which number on it adds twice as much; within one document twice
as much again, since there nobody else may have counted the same number of others."""

OTHER_MEANS = 0.8
"""What kinds of attack are to each other that kill by other means: an air strike is no car bomb, nor the battle around it."""

UNKNOWN = 0.5
"""What a side that says nothing counts for: neither for nor against."""

NEAR = 25.0
"""Kilometres within which two settlements are the scene of one event."""

INSIDE, BESIDE, THENCE = 0.85, 0.6, 0.95
"""What it counts for that one army leaves a town in the one report and its region in the other; towns beside each other; or, in
one document, that it says only once what they leave: an army runs, regroups and is pulled back in one story as a rule once."""

REGION, FRONT = 150.0, 100.0
"""Kilometres from the middle of a region within which a town may be in it; between towns that one army may leave at once."""

VIOLENT = ("Attack", "Riot")
"""Types of events, with all below them, of which there are many in one region and one week."""

ONE_REGION = 0.75
"""What it counts for that two reports of violence share a region, and not both name a town."""

ONE_CITY = 0.8
"""What it counts for that two reports of violence share a city where there is some every day."""

TOLD_THAT_DAY = 0.85
"""What it counts for that a report, which does not date its event, was printed on the day of the other's, and that both say
how many were harmed: who counts the dead of a town tells of that day's attack."""

ONE_COUNTRY = 0.7
"""What it counts for that two reports share a country, and nothing nearer."""

NEWS, FRESH = 3, 14
"""Days for which an event that is told without a date is news, and for which it may still be told of."""

NO_OTHER = 0.16
"""What it adds that two reports are of one kind of violence that is seldom, and place it not far from each other."""

_DATED_ONCE = 0.7
_PERSON = "person/"
_MOVES = {"Withdrawal", "Movement"}
_TOO_WIDE = frozenset({"Event", "Situation", "Thing"})


def compare_reports(one: Report, other: Report, vocabulary: Vocabulary) -> tuple[Feature, ...]:
    """Return what speaks on `one` and `other` being the same event, each in [0, 1]; a feature of 0.0 rules it out, and then
    others may be left out."""
    what, when = Feature("what", _what(one, other, vocabulary)), Feature("when", _when(one, other))
    if not (what.score and when.score):
        return what, when
    who, where = Feature("who", _who(one, other)), Feature("where", _scene(one, other, vocabulary))
    found = (what, who, where, when)
    return (*found, Feature("toll", 1.0)) if one.tolls & other.tolls else found


def total(features: tuple[Feature, ...], one: Report, other: Report) -> float:
    """Return the score that `features` of `one` and `other` come to, in [0, 1]; 0.0 if one of them rules it out."""
    scores = {feature.name: feature.score for feature in features}
    if 0.0 in scores.values() or (one.realis is Realis.BACKGROUND) != (other.realis is Realis.BACKGROUND):
        return 0.0
    same_word = one.words.casefold() == other.words.casefold() and (one.coarse != ATTACK or scores["where"] >= SAME_TOWN)
    goes_on = one.document == other.document or same_word
    bonus = GOES_ON if goes_on and scores["where"] + scores["who"] > 1.0 else 0.0
    bonus += _toll(one, other) + (NO_OTHER if one.type == other.type and one.type in RARE else 0.0)
    return min(1.0, scores["what"] * (sum(weight * scores[name] for name, weight in WEIGHTS.items()) + bonus))


def _toll(one: Report, other: Report) -> float:
    """Return what it adds that both give the same toll."""
    shared = [float(toll.split()[-1]) for toll in one.tolls & other.tolls]
    if not shared:
        return 0.0
    return TOLL * (2 if max(shared) >= MANY else 1) * (2 if one.document == other.document else 1)


def _what(one: Report, other: Report, vocabulary: Vocabulary) -> float:
    if one.type == other.type:
        return 1.0
    if vocabulary.is_a(one.type, other.type) or vocabulary.is_a(other.type, one.type):
        return 0.97
    if MEANS.get(one.type, one.type) != MEANS.get(other.type, other.type) and {one.type, other.type} <= MEANS.keys():
        return OTHER_MEANS
    above = [vocabulary.ancestors.get(report.type, frozenset()) - _TOO_WIDE for report in (one, other)]
    return 0.93 if above[0] & above[1] else 0.0


def _who(one: Report, other: Report) -> float:
    """Actors and targets each agree or are unknown. Of an act among equals (a clash, a meeting) the two may change places, and
    who moves is one, whether it moves or is moved. What is hit and has no name ("a market", "a clinic") tells two events of one
    document apart: another may call it something else."""
    if one.document == other.document and one.aims and other.aims and not one.aims & other.aims:
        return 0.0
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
    """Return 1.0 if the two share somebody, 0.0 if not, `silent` if one of them names nobody, or people alone beside
    others: who they act for is not known."""
    if one & other:
        return 1.0
    people = [bool(names) and all(name.startswith(_PERSON) for name in names) for names in (one, other)]
    return silent if not one or not other or people[0] != people[1] else 0.0


def _scene(one: Report, other: Report, vocabulary: Vocabulary) -> float:
    """Return how near each other the scenes are. Of violence a country or, across documents, a region says little: where both
    reports name a town, the towns decide."""
    if _one_leaves(one, other, vocabulary):
        return _left(one, other)
    where = _where(one.sites, other.sites)
    if not all(any(vocabulary.is_a(report.type, name) for name in VIOLENT) for report in (one, other)):
        return where
    left, right = (tuple(site for site in report.sites if site.precision in TOWNS) for report in (one, other))
    if left and right:
        found = _where(left, right)
        shared = {site.key for site in left if site.precision != METROPOLIS} & {site.key for site in right}
        huge = any(site.precision == METROPOLIS for site in (*left, *right))
        known = shared or _seldom(one, other) or _one_spot(one, other) or one.document == other.document
        daily = huge and not known
        return min(found, UNKNOWN if _other_quarters(one, other) else ONE_CITY) if daily else found
    if (left or right) and where == ONE_COUNTRY:
        return UNKNOWN
    if one.document == other.document or _one_spot(one, other):
        return where
    return min(where, ONE_REGION) or (UNKNOWN if _unplaced(one, other) else 0.0)


def _seldom(one: Report, other: Report) -> bool:
    """Return whether both are of a kind of attack of which there are not several a day in a city, or the one that names none
    may be of the other's."""
    kinds = {MEANS.get(report.type, report.type) for report in (one, other)} - {ATTACK}
    return len(kinds) == 1 and kinds <= SELDOM | RARE


def _one_spot(one: Report, other: Report) -> bool:
    """Return whether both name one place that is no wide area: a camp or a road that no gazetteer knows."""
    return bool(_spots(one) & _spots(other))


def _other_quarters(one: Report, other: Report) -> bool:
    """Return whether each names quarters of the city, and none that the other names."""
    return bool(_spots(one) and _spots(other) and not _one_spot(one, other))


def _unplaced(one: Report, other: Report) -> bool:
    """Return whether nobody knows where what one of the two names lies: it may be where the other was."""
    return any(report.sites and all(site.lat is None for site in report.sites) for report in (one, other))


def _spots(report: Report) -> set[str]:
    return {site.key for site in report.sites if site.precision is None}


def _where(one: tuple[Site, ...], other: tuple[Site, ...]) -> float:
    if not one or not other:
        return UNKNOWN
    return max(_near(a, b) for a in one for b in other)


def _near(one: Site, other: Site) -> float:
    if one.key == other.key:
        return ONE_COUNTRY if one.precision == "country" else 1.0
    coarse = {one.precision, other.precision} & {"region", "country"}
    if coarse:
        reach = 1000.0 if "country" in coarse else REGION
        return UNKNOWN if kilometres(one, other) <= reach or kilometres(one, other) == float("inf") else 0.0
    return SAME_TOWN if kilometres(one, other) <= NEAR else 0.0


def _one_leaves(one: Report, other: Report, vocabulary: Vocabulary) -> bool:
    """Return whether both reports tell of troops that leave, and do not name different ones."""
    leave = all(vocabulary.is_a(report.type, "Withdrawal") for report in (one, other))
    return leave and _agree(one.actors | one.targets, other.actors | other.targets, UNKNOWN) > 0.0


def _left(one: Report, other: Report) -> float:
    """Return how near each other are what one army leaves in two reports: a front gives way in more towns than one."""
    if not one.sites or not other.sites:
        return THENCE if one.document == other.document else UNKNOWN
    return max(max(_near(a, b), _one_front(a, b)) for a in one.sites for b in other.sites)


def _one_front(one: Site, other: Site) -> float:
    apart, kinds = kilometres(one, other), {one.precision, other.precision}
    if kinds in ({"region", "settlement"}, {"region", METROPOLIS}) and apart <= REGION:
        return INSIDE
    return BESIDE if kinds <= {"settlement", METROPOLIS} and apart <= FRONT else 0.0


def _when(one: Report, other: Report) -> float:
    """Days that overlap or touch; of a report that does not date its event, the days since that of the other on which it is
    news; where neither does, the days on which they were published."""
    if one.earliest and one.latest and other.earliest and other.latest:
        gap = max((one.earliest - other.latest).days, (other.earliest - one.latest).days)
        return 1.0 if gap <= 0 else 0.8 if gap == 1 else 0.0
    if one.document == other.document:
        return _DATED_ONCE
    dated, undated = (one, other) if one.earliest else (other, one)
    if dated.earliest and dated.latest and undated.published:
        if dated.earliest <= undated.published <= dated.latest and one.tolls and other.tolls:
            return TOLD_THAT_DAY
        return 0.0 if undated.published < dated.earliest else _fresh((undated.published - dated.latest).days)
    if one.published and other.published:
        return _fresh(abs((one.published - other.published).days))
    return UNKNOWN


def _fresh(days: int) -> float:
    return _DATED_ONCE if days <= NEWS else 0.4 if days <= FRESH else 0.2
