"""Dossier: all that the sources say of one event, with citations that can be pasted."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.errors import QuestionError
from kg.export.dataset import Dataset
from kg.export.occurrences import Occurrence, Toll, occurrences
from kg.export.page import Page, Section
from kg.export.told import Told, told

_FACET = re.compile(r"-(\d{4}-\d\d-\d\d)|-geonames-\d+|-\d+|-([^-]+)")
COUNTED = ("killed", "wounded", "missing", "captured", "casualties", "displaced", "arrested")


def dossier(dataset: Dataset, event: str) -> Page:
    """Return the page about `event`: its IRI, or the part of it behind the graph's base, with or without ``event/``.

    QuestionError if there is no such event.
    """
    found = next(occurrences(dataset, [_iri(dataset, event)]), None)
    if found is None:
        raise QuestionError(
            f"there is no event {event!r}; `kg timeline` and `kg ask names-of-events` show events with their IRIs"
        )
    claims = [claim for claim in told(dataset, {row["source"] for row in found.reports}) if claim.event == found.event]
    marks = {claim.claim: number for number, claim in enumerate(claims, 1)}
    return Page(
        title(found),
        tuple(_lead(found)),
        (_figures(claims, marks), _said(claims, marks), _named(found), _who(found), _cited(claims, marks)),
    )


def _iri(dataset: Dataset, event: str) -> str:
    return event if "://" in event else f"{dataset.iris.base}event/{event.removeprefix('/').removeprefix('event/')}"


def title(event: Occurrence) -> str:
    """Return what `event` is called on a page: its type, place and day."""
    place = f", {event.where}" if event.where else ""
    when = f", {days(event)}" if event.when else ""
    return f"{type_in_words(event.type)}{place}{when}"


def type_in_words(name: str) -> str:
    """Return the local name of a class as words: ``AirStrike`` is "Air strike"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip().capitalize()


def days(event: Occurrence) -> str | None:
    """Return the days between which `event` happened, as one ISO date or two; None if nobody says."""
    if event.when is None:
        return None
    earliest, latest, _ = event.when
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _lead(event: Occurrence) -> Iterable[str]:
    sources = {row["source"] for row in event.reports}
    yield f"{event.event}"
    told = len(event.reports)
    yield f"{_many(told, 'passage')} in {_many(len(sources), 'source')} {'tells' if told == 1 else 'tell'} of it."
    if not event.actual:
        yield "No source tells it as something that has happened."
    place = event.place
    if place:
        yield f"Where: {place.name} ({place.lat:.4f}, {place.lon:.4f}), as exact as a {place.precision}."
    yield f"When: {days(event)} (grain: {event.when[2]})." if event.when else "When: no source gives a day."
    yield from _tolls(event)


def _tolls(event: Occurrence) -> Iterable[str]:
    """Say between what numbers the claims of each thing lie that is counted; none of them is preferred here."""
    things: dict[str, list[Toll]] = defaultdict(list)
    for toll in event.tolls:
        if toll.counted and (toll.low is not None or toll.high is not None):
            things[toll.counted].append(toll)
    for name, tolls in sorted(things.items(), key=lambda one: (_rank(one[0].partition("-")[0]), one[0])):
        ends = sorted(number for toll in tolls for number in (toll.low, toll.high) if number is not None)
        what = f"{ends[0]}" if ends[0] == ends[-1] else f"{ends[0]} to {ends[-1]}"
        yield f"{counted(name)}: {what} ({len(tolls)} claim{'s' if len(tolls) > 1 else ''})."
    if things:
        yield "The question “toll” says which number each policy takes: UCDP's three, ACLED's, the median, the latest."


def counted(name: str) -> str:
    """Return in words what is counted (``kg:countedAs``): ``killed-soldier-2024-04-12`` is "Killed (soldier, 2024-04-12)"."""
    told = [day or word for day, word in _FACET.findall(name) if day or word]
    return spelt(name.partition("-")[0]).capitalize() + (f" ({', '.join(told)})" if told else "")


def spelt(name: str | None) -> str:
    """Return a local name of the ontology as words: ``at_least`` is "at least"; nothing for None."""
    return (name or "").replace("_", " ")


def _named(event: Occurrence) -> Section:
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for row in event.reports:
        words[row["trigger"]][row["label"]] += 1
    rows = [(word, sum(labels.values()), "; ".join(sorted(labels))) for word, labels in words.items()]
    return Section(
        "In whose words",
        "What the sources call it.",
        ("words", "times", "sources"),
        tuple(sorted(rows, key=lambda r: (-r[1], r[0]))),
    )


def _who(event: Occurrence) -> Section:
    parts = dict.fromkeys((part.role, part.name, part.iri) for part in event.parts)
    return Section(
        "Who, what and where",
        "Everybody and everything that a source gives a role in it.",
        ("role", "name", "entity"),
        tuple(parts),
    )


def _figures(claims: Sequence[Told], marks: dict[str, int]) -> Section:
    counted = [claim for claim in claims if claim.as_written]
    rows = [
        (spelt(c.measure), c.quote, spelt(c.bound), c.victims, c.name, c.stance, c.report.label, f"({marks[c.claim]})")
        for c in counted
    ]
    columns = ("measure", "as written", "bound", "who is counted", "claimed by", "stance", "source", "see")
    return Section(
        "Figures",
        "Each number with who claims it. Different numbers are not errors: they may count others, or at another time.",
        columns,
        tuple(sorted(rows, key=lambda row: (_rank(str(row[0])), str(row[4])))),
        "No source gives a number. That is not zero.",
    )


def _rank(measure: str) -> int:
    return COUNTED.index(measure) if measure in COUNTED else len(COUNTED)


def _said(claims: Sequence[Told], marks: dict[str, int]) -> Section:
    seen: dict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for c in claims:
        row = (c.name, c.stance, ", ".join(c.relays) or None, c.cue, c.said, c.report.label)
        seen[row].append(f"({marks[c.claim]})")
    columns = ("claimant", "stance", "through", "cue", "sentence", "source", "see")
    about = "Each sentence that tells of it, with who says so; the outlet's own voice is one too."
    return Section("Who says so", about, columns, tuple((*row, " ".join(see)) for row, see in seen.items()))


def _cited(claims: Sequence[Told], marks: dict[str, int]) -> Section:
    rows = [(f"({marks[claim.claim]})", citation(claim)) for claim in claims]
    return Section(
        "Citations",
        "Where each claim stands: characters of the text whose bytes have that hash.",
        ("", "citation"),
        tuple(rows),
    )


def citation(claim: Told) -> str:
    """Return the line that cites `claim`: outlet, title, day, address, hash, characters, words."""
    report = claim.report
    known = [
        report.publisher,
        f"“{report.title}”" if report.title else report.identifier,
        str(report.issued or "no date"),
        report.url,
    ]
    where = f"sha256 {report.sha256[:12]}, characters {claim.start}-{claim.end}"
    return f"{', '.join(part for part in known if part)} ({where}): “{claim.quote}” ({claim.name})"
