"""Disagreements: the tallies of one topic are set side by side where they count the same thing, and judged by their bounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, combinations, product

from kg.model import Agreement, ClaimRef, Disagreement, Measure, Tally
from kg.model.figure import Number
from kg.resolve.ranges import figure, in_words, overlap, value
from kg.resolve.tallies import LOSSES
from kg.resolve.things import Thing, things

CONFUSED = frozenset({frozenset({Measure.KILLED, Measure.CASUALTIES}), frozenset({Measure.WOUNDED, Measure.CASUALTIES})})
"""Measures that are taken for each other: "20 killed and wounded" is no toll of killed."""

UNMEASURED = frozenset({None, Measure.OTHER})
"""What says nothing of what is counted: six strikes and 35 people are no figures of one thing."""

FAR = 2.0
"""How many times above or below the median of all others a figure is an outlier, if no other is; three origins at least."""

Pair = tuple[Tally, Tally]


def compared(tallies: Iterable[Tally]) -> tuple[Disagreement, ...]:
    """Return how `tallies`, of any topics in any order, agree."""
    topics: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        topics[tally.topic].append(tally)
    return tuple(found for topic in sorted(topics) for found in disagreements(topics[topic]))


def disagreements(tallies: Iterable[Tally]) -> tuple[Disagreement, ...]:
    """Return how `tallies` of one topic agree: one Disagreement for each thing that two or more voices count, for each pair of
    things that are easily taken for each other, and for what one says happened and another denies. Independent of order."""
    ordered = sorted(tallies, key=lambda tally: (tally.document, tally.at, tally.claim))
    counted = [tally for tally in ordered if tally.measure not in UNMEASURED and value(tally) is not None]
    grouped = things(counted)
    found = [
        *(one for thing, members in grouped.items() if (one := _agreement(thing, members))),
        *(_side_by_side(*pair) for pair in _confusable(grouped)),
        *_denied([tally for tally in ordered if tally.measure is None]),
    ]
    return tuple(sorted(found, key=lambda one: one.key))


def _agreement(thing: Thing, members: list[Tally]) -> Disagreement | None:
    asserted = wholes([tally for tally in members if not tally.denied])
    answers = _answers([tally for tally in members if tally.denied], asserted)
    voices = {(tally.document, tally.claimant) for tally in asserted}
    if _told_elsewhere(asserted) or (not answers and (len(asserted) < 2 or (len(voices) < 2 and not _noted(asserted)))):
        return None
    revised = list(_revised(asserted))
    stale = {earlier.told for _, earlier in revised}
    current = [tally for tally in asserted if tally.told not in stale]
    agreement = Agreement.CONTRADICTORY if answers else _class(asserted, current)
    return replace(
        _made(thing, agreement, [*asserted, *(denial for denial, _ in answers)]),
        difference=_explained(agreement, asserted, revised, bool(answers)),
        outlier=_outlier(current),
        admission=_admission(thing, current),
        revises=_pairs(revised),
        answers=_pairs(answers),
    )


def _explained(agreement: Agreement, asserted: list[Tally], revised: list[Pair], denied: bool) -> str | None:
    """Return in words why `asserted` agree as they do; None if they are the same."""
    ordered = sorted(asserted, key=lambda tally: (value(tally) or 0, tally.bound))
    figures = ", ".join(dict.fromkeys(map(in_words, ordered)))
    if agreement is Agreement.CONTRADICTORY:
        return f"denied: {figures}" if denied else f"no number fits all: {figures}"
    if agreement is Agreement.COMPATIBLE:
        return f"one number may fit all: {figures}"
    if agreement is Agreement.REVISED and revised:
        return "replaced: " + "; ".join(dict.fromkeys(f"{in_words(old)} by {in_words(new)}" for new, old in revised))
    return f"it rose: {figures}" if agreement is Agreement.REVISED else None


def _told_elsewhere(asserted: list[Tally]) -> bool:
    """Return whether those that tell of one event differ as much as all: then they stand side by side under that event, and not
    under its day as well."""
    if not asserted or not asserted[0].topic.startswith("day/"):
        return False
    events: dict[str, list[Number]] = defaultdict(list)
    for tally in asserted:
        events[tally.event or ""].append(value(tally) or 0)
    least, most = (pick(value(tally) or 0 for tally in asserted) for pick in (min, max))
    return any(event and min(told) == least and max(told) == most for event, told in events.items())


def _noted(asserted: list[Tally]) -> bool:
    """Return whether one voice's figures are worth setting side by side: its figures of ground, where they differ."""
    return asserted[0].topic.startswith("document/") and len(_figures(asserted)) > 1


def _figures(tallies: Iterable[Tally]) -> dict[object, list[Tally]]:
    """Return `tallies` by the figure that they give: many sources give few figures."""
    found: dict[object, list[Tally]] = defaultdict(list)
    for tally in tallies:
        found[figure(tally)].append(tally)
    return found


def _class(asserted: list[Tally], current: list[Tally]) -> Agreement:
    figures = _figures(asserted).values()
    if not any(not overlap(some[0], more[0]) for some, more in combinations(figures, 2)):
        return Agreement.COMPATIBLE if len(figures) > 1 else Agreement.SAME
    standing = _figures(current).values()
    apart = ((some, more) for some, more in combinations(standing, 2) if not overlap(some[0], more[0]))
    pairs = (pair for some, more in apart for pair in product(some, more))
    clash = (pair for pair in pairs if not _one_voice(*pair) and not _rose(*pair))
    return Agreement.CONTRADICTORY if any(clash) else Agreement.REVISED


def wholes(members: list[Tally]) -> list[Tally]:
    """Return `members` without parts: of the figures that one voice gives in one document the greatest, and what fits it."""
    greatest: dict[tuple[str, str], Tally] = {}
    for tally in members:
        voice = tally.document, tally.claimant
        if voice not in greatest or (value(tally) or 0) > (value(greatest[voice]) or 0):
            greatest[voice] = tally
    return [tally for tally in members if overlap(tally, greatest[tally.document, tally.claimant])]


def _speaker(tally: Tally) -> str:
    """Return who would correct itself: the claimant, of one that is known in its document only whoever it comes from."""
    return tally.origin if tally.claimant.startswith("document/") else tally.claimant


def _one_voice(one: Tally, other: Tally) -> bool:
    return one.document != other.document and _speaker(one) == _speaker(other)


def _rose(one: Tally, other: Tally) -> bool:
    """Return whether one figure holds as of a later day than the other, and is higher: tolls rise."""
    for early, late in ((one, other), (other, one)):
        if early.latest and late.earliest and early.latest < late.earliest and early.measure in LOSSES:
            return (value(late) or 0) > (value(early) or 0)
    return False


def _revised(asserted: list[Tally]) -> Iterator[Pair]:
    """Yield (later, earlier) where a source replaces its figure by one that does not fit it."""
    by_speaker: dict[str, list[Tally]] = defaultdict(list)
    for tally in asserted:
        by_speaker[_speaker(tally)].append(tally)
    for told in by_speaker.values():
        dated = sorted((t for t in told if _day(t)), key=lambda t: (_day(t), t.document, t.at))
        for number, late in enumerate(dated):
            before = [early for early in dated[:number] if _day(early) < _day(late) and _one_voice(early, late)]
            if before and not overlap(before[-1], late):
                yield late, before[-1]


def _day(tally: Tally) -> str:
    return ((tally.latest or tally.published) or "") and str(tally.latest or tally.published)


def _answers(denials: list[Tally], asserted: list[Tally]) -> list[Pair]:
    """Return (denial, what it denies): what others say in the same document, or where nobody does, who said it first."""
    return [(denial, told) for denial in denials for told in _answered(denial, asserted)]


def _answered(denial: Tally, asserted: list[Tally]) -> list[Tally]:
    others = [told for told in asserted if told.claimant != denial.claimant]
    alike = [told for told in others if denial.measure is None or overlap(told, denial)]
    here = [told for told in alike if told.document == denial.document]
    before = [told for told in alike if not (told.published and denial.published and told.published > denial.published)]
    return here or sorted(before, key=lambda told: (_day(told), told.document, told.at))[:1]


def _denied(told: list[Tally]) -> Iterator[Disagreement]:
    """Yield what one claimant says happened and another says did not."""
    denials = [tally for tally in told if tally.denied]
    asserted = [tally for tally in told if not tally.denied]
    answers = [pair for denial in denials for pair in _answers([denial], _of_kind(denial, asserted))]
    if answers:
        members = sorted({tally.told for pair in answers for tally in pair})
        key = f"{told[0].topic}/denied"
        yield Disagreement(
            key, told[0].topic, Agreement.CONTRADICTORY, tuple(members), difference="denied", answers=_pairs(answers)
        )


def _of_kind(denial: Tally, asserted: list[Tally]) -> list[Tally]:
    """Return the claims of the kind of `denial` (that it happened, who did it), all where there is none."""
    return [told for told in asserted if told.kind is denial.kind] or asserted


def _outlier(current: list[Tally]) -> ClaimRef | None:
    ranked = sorted((number, tally.told, tally) for tally in current if (number := value(tally)) is not None)
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, _, tally) in enumerate(ranked):
        places[tally.origin].append(place)
    if len(places) < 3:
        return None
    numbers = [number for number, _, _ in ranked]
    middles = {origin: _median(numbers, without) for origin, without in places.items()}
    apart = ((own, middles[tally.origin], tally) for own, _, tally in ranked)
    far = [tally.told for own, middle, tally in apart if own > FAR * middle or own * FAR < middle]
    return far[0] if len(far) == 1 else None


def _median(numbers: list[Number], without: list[int]) -> float:
    """Return the median of the sorted `numbers` but for those at the places `without`, which are in order."""
    left = len(numbers) - len(without)
    middle = []
    for rank in ((left - 1) // 2, left // 2):
        for place in without:
            rank += place <= rank
        middle.append(numbers[rank])
    return sum(middle) / 2


def _admission(thing: Thing, current: list[Tally]) -> ClaimRef | None:
    own = [tally for tally in current if tally.claimant_side == thing.side]
    others = [value(tally) or 0 for tally in current if tally.claimant_side != thing.side]
    if thing.side is None or thing.measure not in LOSSES or not own or not others:
        return None
    highest = max(own, key=lambda tally: value(tally) or 0)
    return highest.told if (value(highest) or 0) > max(others) else None


def _confusable(grouped: dict[Thing, list[Tally]]) -> Iterator[tuple[Thing, list[Tally], Thing, list[Tally], str]]:
    alike: dict[object, list[tuple[Thing, list[Tally]]]] = defaultdict(list)
    for thing, members in grouped.items():
        alike[thing.victim, thing.side, thing.means, thing.apart].append((thing, members))
    for (one, some), (other, more) in chain.from_iterable(combinations(pairs, 2) for pairs in alike.values()):
        difference = one.differs(other)
        confused = difference != "measure" or frozenset({one.measure, other.measure}) in CONFUSED
        if difference and confused and not _all_fit(some, more):
            yield one, some, other, more, difference


def _all_fit(some: list[Tally], more: list[Tally]) -> bool:
    pairs = product(_figures(some).values(), _figures(more).values())
    return all(overlap(left[0], right[0]) for left, right in pairs)


def _side_by_side(one: Thing, some: list[Tally], other: Thing, more: list[Tally], difference: str) -> Disagreement:
    made = _made(one, Agreement.NOT_COMPARABLE, [*some, *more])
    names = sorted((one.name, other.name))
    words = sorted((one.words(difference), other.words(difference)))
    return replace(
        made,
        key=f"{made.topic}/{names[0]}/{names[1]}",
        difference=f"{difference}: {words[0]}, {words[1]}",
        low=None,
        high=None,
        unit=one.unit if one.unit == other.unit else None,
        measure=one.measure if one.measure is other.measure else None,
        scope=one.scope if one.scope is other.scope else None,
    )


def _made(thing: Thing, agreement: Agreement, members: list[Tally]) -> Disagreement:
    lows = [number for tally in members if (number := value(tally, thing.unit)) is not None]
    highs = [number for tally in members if (number := value(tally, thing.unit, most=True)) is not None]
    topic = members[0].topic
    told = tuple(sorted({tally.told for tally in members}))
    return Disagreement(
        f"{topic}/{thing.name}",
        topic,
        agreement,
        told,
        thing.measure,
        thing.unit,
        thing.victim,
        thing.side,
        thing.scope,
        min(lows, default=None),
        max(highs, default=None),
    )


def _pairs(pairs: Iterable[Pair]) -> tuple[tuple[ClaimRef, ClaimRef], ...]:
    return tuple(sorted({(one.told, other.told) for one, other in pairs}))
