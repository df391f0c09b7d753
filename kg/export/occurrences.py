"""Occurrence: an event of the world in full, as the formats for events need it - its reports, who takes part, where, when,
and the tolls that are claimed of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import batched, groupby
from operator import itemgetter
from typing import Any

from kg.export.dataset import Dataset, Row, listed, rows
from kg.vocab import load_vocabulary, local_name

Number = int | float

BATCH = 200
"""Events that are asked for, and in memory, at once."""

PRECISIONS = ("site", "settlement", "region", "country")
SCENES = ("place", "venue", "origin", "destination", "target")
GRAINS = ("hour", "day", "week", "month", "season", "year", "decade", "interval", "duration", "unknown")

_EVENTS = "SELECT ?event ?type WHERE { %s GRAPH $world { ?event a kg:Event , ?type } } ORDER BY ?event ?type"

_REPORTS = """SELECT DISTINCT * WHERE { VALUES ?event { %s } GRAPH $world { ?report kg:denotes ?event } GRAPH ?source {
    ?report kg:eventType ?type ; kg:quote ?trigger ; kg:start ?start ; kg:end ?end ; kg:realis ?realis ; kg:polarity ?polarity .
    ?source rdfs:label ?label ; dcterms:identifier ?identifier .
    OPTIONAL { ?source dcterms:publisher ?publisher } OPTIONAL { ?source dcterms:issued ?issued }
    OPTIONAL { ?source schema:url ?url } } } ORDER BY ?event ?source ?start ?report"""

_TAKING_PART = """{ SELECT DISTINCT ?event ?source ?role ?part WHERE { VALUES ?event { %s }
        GRAPH $world { ?report kg:denotes ?event }
        GRAPH ?source { ?report a kg:EventReport ; ?role ?part FILTER(ISIRI(?part)) } } }"""
# A sub-select, for the planner: it would start from all entities of all documents.

_PARTS = f"""SELECT DISTINCT ?event ?role ?part ?name ?side WHERE {{ {_TAKING_PART}
    GRAPH ?source {{ ?part a kg:DocumentEntity ; rdfs:label ?name . OPTIONAL {{ ?part kg:sideCode ?side }} }} }}
    ORDER BY ?event ?part ?role"""

_WHO = """SELECT ?part ?who ?who_name ?who_side ?wkt ?precision WHERE {
    { SELECT ?part ?who WHERE { VALUES ?part { %s } GRAPH $world { ?part kg:denotes ?who } } }
    GRAPH $world { ?who rdfs:label ?who_name } OPTIONAL { GRAPH $world { ?who kg:sideCode ?who_side } }
    OPTIONAL { GRAPH $world { ?who geo:hasGeometry ?shape ; kg:precision ?precision . ?shape geo:asWKT ?wkt } } }"""

_KINDS = f"""SELECT DISTINCT ?part ?kind WHERE {{ {_TAKING_PART}
    GRAPH ?source {{ ?part a kg:DocumentEntity , ?kind FILTER(?kind != kg:DocumentEntity) }} }} ORDER BY ?part ?kind"""

_TIMES = """SELECT ?event ?earliest ?latest ?grain WHERE { VALUES ?event { %s } GRAPH $world { ?report kg:denotes ?event }
    GRAPH ?source { ?report kg:time ?time . ?time kg:earliest ?earliest ; kg:latest ?latest ; kg:grain ?grain } }
    ORDER BY ?event ?earliest ?latest"""

_TOLLS = """SELECT DISTINCT * WHERE { { SELECT DISTINCT ?event ?source ?claim WHERE { VALUES ?event { %s }
        GRAPH $world { ?report kg:denotes ?event } GRAPH ?source { ?claim kg:about ?report } } }
    GRAPH ?source { ?claim a kg:CasualtyClaim ; kg:measure ?measure ; kg:quote ?quote ; kg:stance ?stance ;
        kg:claimant ?claimant . ?claimant rdfs:label ?name .
        OPTIONAL { ?claim kg:low ?low } OPTIONAL { ?claim kg:high ?high } OPTIONAL { ?claim kg:bound ?bound }
        OPTIONAL { ?claim kg:asWritten ?as_written } OPTIONAL { ?claim kg:victimClass ?victims }
        OPTIONAL { ?claim kg:sideCode ?side } }
    OPTIONAL { GRAPH $world { ?claimant kg:denotes ?who . ?who rdfs:label ?who_name } } } ORDER BY ?event ?source ?claim"""

_COUNTED = """SELECT ?event ?claim ?counted WHERE { VALUES ?event { %s }
    GRAPH $world { ?claim kg:tollOf ?event ; kg:countedAs ?counted } }"""  # beside _TOLLS, for the planner


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody or something that takes part: `role` and `kinds` are local names of the ontology, `lat` and `lon` degrees."""

    role: str
    iri: str
    name: str
    kinds: tuple[str, ...] = ()
    side: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """One claim of how many came to harm: `name` is who claims it, `source` the IRI of the report that says so, `counted` what
    it gives the whole number of (``kg:countedAs``); None if it gives a part, or no number."""

    claim: str
    source: str
    name: str
    measure: str
    stance: str
    quote: str
    low: Number | None = None
    high: Number | None = None
    bound: str | None = None
    as_written: str | None = None
    victims: str | None = None
    side: str | None = None
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event. `type` is the most special class that was concluded; `reports` the rows of its reports (source, identifier,
    label, publisher, issued, url, trigger, realis, polarity); `when` the most exact days any of them gives, with its grain."""

    event: str
    type: str
    reports: tuple[Row, ...]
    parts: tuple[Part, ...] = ()
    when: tuple[date, date, str] | None = None
    tolls: tuple[Toll, ...] = field(default=())

    @property
    def scene(self) -> list[Part]:
        """Where reports place it, as they call it: with coordinates or without."""
        return [part for part in self.parts if part.role in SCENES and (part.lat is not None or "Place" in part.kinds)]

    @property
    def place(self) -> Part | None:
        """The most exact place with coordinates that a report gives; of equals where it began, and the one that most give. No
        whole country, if a report names a place in another."""
        placed = [part for part in self.scene if part.lat is not None and not self._elsewhere(part)]
        often = Counter(part.iri for part in placed)
        order = {name: rank for rank, name in enumerate(PRECISIONS)}

        def fits(part: Part) -> tuple[int, bool, int, str]:
            return order.get(part.precision or "", 9), part.role == "destination", -often[part.iri], part.iri

        return min(placed, key=fits, default=None)

    @property
    def where(self) -> str | None:
        """What its place is called: the most exact one with coordinates, else the place or site with a name that most give."""
        scene = [part for part in self.parts if part.role in SCENES and {"Place", "Facility"} & set(part.kinds)]
        named = Counter(part.name for part in scene if "/source/" not in part.iri)
        return self.place.name if self.place else min(named, key=lambda name: (-named[name], name), default=None)

    def _elsewhere(self, part: Part) -> bool:
        return part.precision == "country" and any(other.side not in (None, part.side) for other in self.scene)

    @property
    def country(self) -> str | None:
        """The ISO 3166-1 alpha-2 code of the country of its place, else of what most reports name for one."""
        often = Counter(part.side for part in self.scene if part.side and not self._elsewhere(part))
        named = min(often, key=lambda side: (-often[side], side), default=None)
        return self.place.side or named if self.place else named

    @property
    def actual(self) -> bool:
        """Whether a report tells it as something that happened."""
        return any(row["realis"] == "actual" and row["polarity"] == "positive" for row in self.reports)

    def actors(self, *roles: str) -> list[Part]:
        """Return who takes part in one of `roles`, each once, the first role's first."""
        found = {part.iri: part for role in reversed(roles) for part in self.parts if part.role == role}
        return sorted(found.values(), key=lambda part: (roles.index(part.role), part.name, part.iri))


def occurrences(dataset: Dataset, only: Iterable[str] | None = None) -> Iterator[Occurrence]:
    """Yield every event of `dataset`, or those with an IRI in `only`, in the order of their IRIs."""
    for batch in batched(_typed(dataset, only), BATCH):
        yield from _batch(dataset, dict(batch))


def _typed(dataset: Dataset, only: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    """Yield events with the most special of their types."""
    above = load_vocabulary().ancestors
    asked = "" if only is None else f"VALUES ?event {{ {listed(only)} }}"
    for event, found in groupby(rows(dataset, _EVENTS % asked), key=itemgetter("event")):
        names = [local_name(row["type"]) for row in found]
        yield event, max(names, key=lambda name: (len(above.get(name, ())), name))


def _batch(dataset: Dataset, events: Mapping[str, str]) -> Iterator[Occurrence]:
    asked = listed(events)
    kinds = _grouped(rows(dataset, _KINDS % asked), "part")
    counted = {(row["event"], row["claim"]): row["counted"] for row in rows(dataset, _COUNTED % asked)}
    texts = (_REPORTS, _PARTS, _TIMES, _TOLLS)
    reports, parts, times, tolls = (_grouped(rows(dataset, text % asked), "event") for text in texts)
    who = {row["part"]: row for row in rows(dataset, _WHO % listed({row["part"] for of in parts.values() for row in of}))}
    for event, told in reports.items():
        yield Occurrence(
            event,
            events[event],
            tuple({**row, "realis": local_name(row["realis"]), "polarity": local_name(row["polarity"])} for row in told),
            tuple(_part({**row, **who.get(row["part"], {})}, kinds) for row in parts.get(event, ())),
            _when(times.get(event, ())),
            tuple(_toll(row, counted.get((event, row["claim"]))) for row in tolls.get(event, ())),
        )


def _grouped(found: Iterable[Row], key: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[key]].append(row)
    return groups


def _part(row: Row, kinds: Mapping[str, list[Row]]) -> Part:
    lon, lat = map(float, row["wkt"][6:-1].split()) if "wkt" in row else (None, None)
    return Part(
        local_name(row["role"]),
        row.get("who", row["part"]),
        row.get("who_name", row["name"]),
        tuple(local_name(kind["kind"]) for kind in kinds[row["part"]]),
        row.get("who_side", row.get("side")),
        lat,
        lon,
        row.get("precision"),
    )


def _when(found: Iterable[Row]) -> tuple[date, date, str] | None:
    days = [(row["earliest"], row["latest"], local_name(row["grain"])) for row in found]
    often = Counter(days)
    return min(days, key=lambda when: (when[1] - when[0], GRAINS.index(when[2]), -often[when], when), default=None)


def _toll(row: Row, counted: str | None) -> Toll:
    named: dict[str, Any] = {name: row[name] for name in ("low", "high", "as_written", "victims", "side") if name in row}
    named |= {name: local_name(row[name]) for name in ("measure", "stance", "bound") if name in row}
    return Toll(row["claim"], row["source"], row.get("who_name", row["name"]), quote=row["quote"], counted=counted, **named)
