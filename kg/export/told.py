"""Told: a claim in full, as the formats for claims need it - the words, who says them, through whom, and in which report."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.export.dataset import Dataset, Row, rows
from kg.vocab import local_name

Number = int | float

_SOURCES = """SELECT ?source ?identifier ?title ?publisher ?author ?issued ?url ?language ?sha256 ?label WHERE { GRAPH ?source {
    ?source a kg:Source ; rdfs:label ?label ; dcterms:identifier ?identifier ; kg:sha256 ?sha256 .
    OPTIONAL { ?source dcterms:title ?title } OPTIONAL { ?source dcterms:publisher ?publisher }
    OPTIONAL { ?source dcterms:creator ?author } OPTIONAL { ?source dcterms:issued ?issued }
    OPTIONAL { ?source schema:url ?url } OPTIONAL { ?source dcterms:language ?language } } } ORDER BY ?source"""

_CLAIMS = """SELECT ?claim ?kind ?quote ?start ?end ?attribution ?claimant ?stance ?name ?manner ?certainty ?sentence ?cue
    ?about ?measure ?as_written ?bound ?low ?high ?strict ?unit ?victims ?side ?scope ?rule ?who ?who_name ?event WHERE {
    GRAPH <%(source)s> {
        ?claim a kg:Claim ; a ?kind ; kg:quote ?quote ; kg:start ?start ; kg:end ?end ; kg:madeIn ?attribution ;
            kg:claimant ?claimant ; kg:stance ?stance .
        ?claimant rdfs:label ?name . ?attribution kg:manner ?manner ; kg:certainty ?certainty .
        FILTER(?kind != kg:Claim)
        OPTIONAL { ?claim kg:sentence ?sentence } OPTIONAL { ?claim kg:cue ?cue } OPTIONAL { ?claim kg:about ?about }
        OPTIONAL { ?claim kg:measure ?measure } OPTIONAL { ?claim kg:asWritten ?as_written } OPTIONAL { ?claim kg:bound ?bound }
        OPTIONAL { ?claim kg:low ?low } OPTIONAL { ?claim kg:high ?high } OPTIONAL { ?claim kg:strict ?strict }
        OPTIONAL { ?claim kg:unit ?unit } OPTIONAL { ?claim kg:victimClass ?victims } OPTIONAL { ?claim kg:sideCode ?side }
        OPTIONAL { ?claim kg:scope ?scope } OPTIONAL { ?claim kg:rule ?rule } }
    OPTIONAL { GRAPH $world { ?claimant kg:denotes ?who . ?who rdfs:label ?who_name } }
    OPTIONAL { GRAPH <%(source)s> { ?claim kg:about ?report } GRAPH $world { ?report kg:denotes ?event } } }
    ORDER BY ?start ?end ?claim"""

_RELAYS = """SELECT ?attribution ?words WHERE { GRAPH <%(source)s> {
    ?attribution kg:relay ?relay . ?relay kg:position ?position ; kg:quote ?words } } ORDER BY ?attribution ?position"""

_TERMS = ("kind", "stance", "manner", "certainty", "measure", "bound", "scope")


@dataclass(frozen=True, slots=True)
class Report:
    """A source: its IRI, and what is known of it."""

    source: str
    identifier: str
    label: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    issued: date | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One claim. `claimant` is the entity of the source that claims it, `who` the canonical one; `name` the best name of
    either; `relays` the words for those it came through; `about` an event report, `event` the event; all closed values are
    local names of the ontology, `start` and `end` code points of the source's text."""

    claim: str
    report: Report
    kind: str
    quote: str
    start: int
    end: int
    attribution: str
    claimant: str
    name: str
    stance: str
    manner: str
    certainty: str
    who: str | None = None
    relays: tuple[str, ...] = ()
    sentence: str | None = None
    cue: str | None = None
    about: str | None = None
    event: str | None = None
    measure: str | None = None
    as_written: str | None = None
    bound: str | None = None
    low: Number | None = None
    high: Number | None = None
    strict: bool = False
    unit: str | None = None
    victims: str | None = None
    side: str | None = None
    scope: str | None = None
    rule: str | None = None

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and behind the quotation in its sentence; empty where the quotation is longer than that."""
        before, _, behind = (self.sentence or "").partition(self.quote)
        return (before, behind) if self.sentence and self.quote in self.sentence else ("", "")

    @property
    def said(self) -> str:
        """The sentence the claim stands in, else its own words."""
        return self.sentence if self.sentence and self.quote in self.sentence else self.quote


def sources(dataset: Dataset) -> Iterator[Report]:
    """Yield the sources of `dataset` in the order of their IRIs."""
    for row in rows(dataset, _SOURCES):
        yield Report(**row)


def told(dataset: Dataset, only: Container[str] | None = None) -> Iterator[Told]:
    """Yield every claim of `dataset`, or of the sources in `only`, source by source (one source's are in memory at once), in
    the order of the text."""
    for report in (one for one in sources(dataset) if only is None or one.source in only):
        relays = _relays(dataset, report)
        for row in rows(dataset, _CLAIMS % {"source": report.source}):
            yield _claim(report, row, relays)


def _relays(dataset: Dataset, report: Report) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in rows(dataset, _RELAYS % {"source": report.source}):
        found[row["attribution"]] += (row["words"],)
    return found


def _claim(report: Report, row: Row, relays: Mapping[str, tuple[str, ...]]) -> Told:
    values: dict[str, Any] = {name: local_name(part) if name in _TERMS else part for name, part in row.items()}
    values["name"] = values.pop("who_name", values["name"])
    return Told(report=report, relays=relays.get(row["attribution"], ()), **values)
