"""Comparison: two sources side by side - what each tells alone, the figures, the words, the same utterances."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.errors import QuestionError
from kg.export.dataset import Dataset, listed, rows
from kg.export.dossier import spelt, title
from kg.export.occurrences import Occurrence, occurrences
from kg.export.page import Page, Section
from kg.export.told import Report, Told, sources, told

_EVENTS = """SELECT DISTINCT ?event WHERE { VALUES ?source { %s } GRAPH ?source { ?report a kg:EventReport }
    GRAPH $world { ?report kg:denotes ?event . ?event a kg:Event } }"""

_UTTERANCES = """SELECT DISTINCT ?utterance ?speaker ?source ?quote ?start WHERE { VALUES ?source { %s }
    GRAPH $world { ?utterance a kg:Utterance ; kg:claimant/rdfs:label ?speaker ; prov:wasDerivedFrom ?passage }
    GRAPH ?source { ?passage kg:quote ?quote ; kg:start ?start } } ORDER BY ?utterance ?source ?start"""

_NAMES = """SELECT DISTINCT ?source ?entity ?label ?kind WHERE { VALUES ?source { %s }
    VALUES ?kind { kg:Person kg:Organisation kg:MilitaryUnit }
    GRAPH ?source { ?own a kg:DocumentEntity , ?kind . ?mention kg:mentions ?own ; kg:form kg:named }
    GRAPH $world { ?own kg:denotes ?entity . ?entity rdfs:label ?label } } ORDER BY ?label ?entity ?source"""

_TERMS = """SELECT DISTINCT ?source ?quote ?voice WHERE { VALUES ?source { %s }
    GRAPH ?source { ?term a kg:LoadedTerm ; kg:quote ?quote ; kg:voice/rdfs:label ?voice } } ORDER BY ?source ?quote ?voice"""


def compare(dataset: Dataset, one: str, other: str) -> Page:
    """Return the page that compares the documents with the ids `one` and `other`; QuestionError if one of them is not there."""
    known = {report.identifier: report for report in sources(dataset)}
    pair = [known[name] if name in known else _unknown(name, known) for name in (one, other)]
    asked = listed(report.source for report in pair)
    events = list(occurrences(dataset, [row["event"] for row in rows(dataset, _EVENTS % asked)]))
    claims = [claim for claim in told(dataset, {report.source for report in pair}) if claim.as_written]
    return Page(
        f"{pair[0].label} and {pair[1].label}",
        tuple(_about(report) for report in pair),
        (
            _shared_events(events, pair),
            _figures(claims, pair, {event.event: title(event) for event in events}),
            _utterances(dataset, asked, pair),
            _loaded(dataset, asked, pair),
            *(_alone(events, pair, number) for number in (0, 1)),
            _named(dataset, asked, pair),
        ),
    )


def _unknown(name: str, known: Sequence[str] | dict[str, Report]) -> Report:
    raise QuestionError(f"there is no document {name!r}; `kg ask sources` lists them: {', '.join(sorted(known)[:5])} …")


def _about(report: Report) -> str:
    facts = [report.identifier, report.publisher, str(report.issued) if report.issued else "no date", report.url]
    return f"{report.label}: {', '.join(fact for fact in facts if fact)}"


def _columns(first: str, pair: Sequence[Report]) -> tuple[str, ...]:
    return (first, *(report.identifier for report in pair))


def _words(event: Occurrence, report: Report) -> str | None:
    return ", ".join(dict.fromkeys(row["trigger"] for row in event.reports if row["source"] == report.source)) or None


def _shared_events(events: Sequence[Occurrence], pair: Sequence[Report]) -> Section:
    told_by = [(title(event), *(_words(event, report) for report in pair)) for event in events]
    both = tuple(row for row in told_by if all(row))
    return Section(
        "Told by both",
        "Events of both, with the words of each.",
        _columns("event", pair),
        both,
        "No event of both was recognised.",
    )


def _alone(events: Sequence[Occurrence], pair: Sequence[Report], number: int) -> Section:
    own, other = pair[number], pair[1 - number]
    found = [(title(event), _words(event, own)) for event in events if _words(event, own) and not _words(event, other)]
    return Section(f"Only in {own.identifier}", "Events that the other does not tell.", ("event", "words"), tuple(found))


def _figures(claims: Sequence[Told], pair: Sequence[Report], names: dict[str, str]) -> Section:
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for claim in claims:
        groups[claim.measure or "other", names.get(claim.event or "", "")].append(claim)
    table = tuple(
        (spelt(measure), event, *[_said(found, report) for report in pair])
        for (measure, event), found in sorted(groups.items())
    )
    about = (
        "What each claims of one measure and, where it is known, of one event. Different numbers may count different things."
    )
    return Section(
        "Figures side by side",
        about,
        ("measure", "event", *(report.identifier for report in pair)),
        table,
        "Neither gives a number.",
    )


def _said(claims: Sequence[Told], report: Report) -> str | None:
    return "; ".join(f"“{claim.quote}” ({claim.name})" for claim in claims if claim.report == report) or None


def _utterances(dataset: Dataset, asked: str, pair: Sequence[Report]) -> Section:
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(dataset, _UTTERANCES % asked):
        found[row["utterance"], row["speaker"]][row["source"]].append(row["quote"])
    lines = [(speaker, *[_quoted(cuts.get(report.source, ())) for report in pair]) for (_, speaker), cuts in found.items()]
    both = tuple(line for line in lines if all(line))
    about = "Sentences of one speaker that both quote, in the cut or translation of each."
    return Section("The same utterance", about, _columns("speaker", pair), both, "No utterance in both was recognised.")


def _quoted(quotes: Sequence[str]) -> str | None:
    return " … ".join(f"“{quote}”" for quote in quotes) or None


def _loaded(dataset: Dataset, asked: str, pair: Sequence[Report]) -> Section:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows(dataset, _TERMS % asked):
        found[row["source"]][f"{row['quote']} ({row['voice']})"] = None
    cells = tuple("; ".join(found[report.source]) or None for report in pair)
    about = "Words that take a side, with whose voice uses them."
    return Section("Loaded words", about, tuple(report.identifier for report in pair), (cells,) if any(cells) else ())


def _named(dataset: Dataset, asked: str, pair: Sequence[Report]) -> Section:
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(dataset, _NAMES % asked):
        named[row["label"], row["entity"]].add(row["source"])
    alone = [[label for (label, _), held in named.items() if held == {report.source}] for report in pair]
    about = "People, organisations and units that the other does not name."
    return Section("Named by one only", about, tuple(report.identifier for report in pair), tuple(_side_by_side(alone)))


def _side_by_side(lists: Sequence[Sequence[str]]) -> Iterator[tuple[str | None, ...]]:
    for number in range(max(map(len, lists))):
        yield tuple(each[number] if number < len(each) else None for each in lists)
