"""UCDP: a table in the shape of UCDP's Georeferenced Event Dataset (GED), a row for each event with deaths."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from kg.export.dataset import Dataset, Row
from kg.export.deaths import BEST, HIGH, LOW, Deaths, deaths, policies
from kg.export.occurrences import Occurrence, Part, occurrences
from kg.export.parties import country, parties, sector, type_of_violence
from kg.export.skins import skins
from kg.export.table import write_table

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date"),
    *("source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2"),
    *("latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec"),
    *(
        "date_start",
        "date_end",
        "deaths_a",
        "deaths_b",
        "deaths_civilians",
        "deaths_unknown",
        "best",
        "high",
        "low",
        "gwnoa",
        "gwnob",
    ),
)
"""The columns of GED 24.1, in its order (its codebook lists them)."""

WHERE = {"site": 1, "settlement": 1, "region": 4, "country": 6}
"""GED's where_prec: 1 the exact place, 4 a first-level division, 6 a country."""

_WITHIN = ((1, 1), (6, 2), (7, 3), (31, 4))
"""GED's date_prec by the days between which an event happened: 1 a day, 2 up to six, 3 a week, 4 a month, else 5."""


@skins.register(
    "ucdp",
    suffix=".csv",
    media_type="text/csv",
    record="events with deaths",
    leaves_out="events without a number of deaths; ids of conflicts, dyads and countries, PRIO-GRID cells, divisions; "
    "who claims which number: low, best and high are what `kg ask toll` gives under the policies of those names",
)
def write_ucdp(dataset: Dataset, out: BinaryIO) -> int:
    """Write the events that somebody claims deaths of as a table in the shape of UCDP GED; return their number."""
    return write_table(out, COLUMNS, _records(dataset))


def _records(dataset: Dataset) -> Iterator[Mapping[str, Any]]:
    counted = policies(dataset)
    for event in occurrences(dataset):
        sides = parties(event)
        toll = deaths(event, counted.get(event.event, {}), *sides)
        if event.actual and toll and toll.total.get(HIGH, 0) > 0:
            yield {**_sides(event, sides), **_numbers(toll), **_scene(event), **_days(event), **_sources(event)}


def _sides(event: Occurrence, sides: tuple[Part | None, Part | None]) -> Mapping[str, Any]:
    one, other = map(_name, sides)
    return {
        "id": event.event,
        "relid": event.event,
        "type_of_violence": type_of_violence(sides),
        "side_a": one,
        "side_b": other,
        "dyad_name": f"{one} - {other}" if one and other else None,
    }


def _name(part: Part | None) -> str | None:
    """Return what GED calls a party: governments and civilians have names of its own."""
    kind = sector(part)
    if part and kind == "State forces" and country(part.side):
        return f"Government of {country(part.side)}"
    return "Civilians" if kind == "Civilians" else part.name if part else None


def _numbers(toll: Deaths) -> Mapping[str, Any]:
    parts = [part.get(BEST, 0) for part in (toll.of_first, toll.of_second, toll.civilians)]
    return {
        **dict(zip(("deaths_a", "deaths_b", "deaths_civilians"), parts, strict=True)),
        "deaths_unknown": max(0, toll.total[BEST] - sum(parts)),
        "best": toll.total[BEST],
        "high": toll.total[HIGH],
        "low": toll.total[LOW],
    }


def _scene(event: Occurrence) -> Mapping[str, Any]:
    place = event.place
    known: dict[str, Any] = {"event_clarity": 1, "country": country(event.country)}
    known["where_description"] = "; ".join(dict.fromkeys(part.name for part in event.scene)) or None
    if place:
        known |= {"where_coordinates": place.name, "latitude": place.lat, "longitude": place.lon}
        known |= {"geom_wkt": f"POINT ({place.lon} {place.lat})", "where_prec": WHERE.get(place.precision or "")}
    return known


def _days(event: Occurrence) -> Mapping[str, Any]:
    if event.when is None:
        return {}
    start, end, _ = event.when
    return {"year": start.year, "date_start": start, "date_end": end, "date_prec": _date_precision(start, end)}


def _date_precision(earliest: date, latest: date) -> int:
    days = (latest - earliest).days + 1
    return next((precision for most, precision in _WITHIN if days <= most), 5)


def _sources(event: Occurrence) -> Mapping[str, Any]:
    """Return what is known of the articles, in lists of one order: the oldest first."""
    articles = {row["source"]: row for row in event.reports}
    listed = sorted(articles.values(), key=lambda row: (str(row.get("issued", "9999")), row["source"]))
    outlets = {row.get("publisher") for row in listed}
    named = {toll.name for toll in event.tolls if toll.measure == "killed" and toll.name not in outlets}
    return {
        "number_of_sources": len(listed),
        "source_article": _listed(_reference(row) for row in listed),
        "source_office": _listed(row.get("publisher", "") for row in listed),
        "source_date": _listed(str(row.get("issued", "")) for row in listed),
        "source_headline": _listed(row["label"] for row in listed),
        "source_original": _listed(sorted(named)),
    }


def _reference(row: Row) -> str:
    """Return an article as GED cites it, outlet, day and headline, and where it is."""
    known = (row.get("publisher", ""), str(row.get("issued", "")), row["label"], row.get("url", row["identifier"]))
    return ",".join(known)


def _listed(values: Iterable[str]) -> str:
    return "; ".join(value.replace(";", ",") for value in values)
