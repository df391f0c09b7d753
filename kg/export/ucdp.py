"""UCDP: a table in the shape of UCDP's Georeferenced Event Dataset (GED), a row for each event with deaths."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from kg.export.dataset import Dataset
from kg.export.deaths import CIVILIANS, Deaths, deaths
from kg.export.occurrences import Occurrence, occurrences
from kg.export.parties import parties, type_of_violence
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
    leaves_out="events without deaths; ids of conflicts, dyads and countries, PRIO-GRID cells, divisions; who claims "
    "which number: low, best and high are the lowest, median and highest of what claimants say",
)
def write_ucdp(dataset: Dataset, out: BinaryIO) -> int:
    """Write the events that somebody claims deaths of as a table in the shape of UCDP GED; return their number."""
    return write_table(out, COLUMNS, _records(dataset))


def _records(dataset: Dataset) -> Iterator[Mapping[str, Any]]:
    for event in occurrences(dataset):
        toll = deaths(event.tolls)
        if event.actual and toll and toll.highest > 0:
            yield {**_sides(event, toll), **_scene(event), **_sources(event)}


def _sides(event: Occurrence, toll: Deaths) -> Mapping[str, Any]:
    one, other = parties(event)
    civilians = deaths(each for each in event.tolls if each.victims in CIVILIANS)
    of_sides = [deaths(each for each in event.tolls if each.side and part and each.side == part.side) for part in (one, other)]
    known = [each.middle if each else 0 for each in (*of_sides, civilians)]
    return {
        "id": event.event,
        "relid": event.event,
        "type_of_violence": type_of_violence((one, other)),
        "side_a": one.name if one else None,
        "side_b": other.name if other else None,
        "dyad_name": f"{one.name} - {other.name}" if one and other else None,
        **dict(zip(("deaths_a", "deaths_b", "deaths_civilians"), known, strict=True)),
        "deaths_unknown": max(0, toll.middle - sum(known)),
        "best": toll.middle,
        "high": toll.highest,
        "low": toll.lowest,
    }


def _scene(event: Occurrence) -> Mapping[str, Any]:
    place, when = event.place, event.when
    scene: dict[str, Any] = {"event_clarity": 1, "country": event.country}
    if place:
        scene |= {"where_coordinates": place.name, "latitude": place.lat, "longitude": place.lon}
        scene |= {"geom_wkt": f"POINT ({place.lon} {place.lat})", "where_prec": WHERE.get(place.precision or "")}
    if when:
        scene |= {
            "year": when[0].year,
            "date_start": when[0],
            "date_end": when[1],
            "date_prec": _date_precision(when[0], when[1]),
        }
    return scene


def _date_precision(earliest: date, latest: date) -> int:
    days = (latest - earliest).days + 1
    return next((precision for most, precision in _WITHIN if days <= most), 5)


def _sources(event: Occurrence) -> Mapping[str, Any]:
    rows = {row["source"]: row for row in event.reports}
    days = [row["issued"] for row in rows.values() if "issued" in row]
    return {
        "number_of_sources": len(rows),
        "source_article": "; ".join(str(row.get("url", row["identifier"])) for row in rows.values()),
        "source_office": "; ".join(dict.fromkeys(row.get("publisher", "") for row in rows.values())),
        "source_date": "; ".join(str(day) for day in days),
        "source_headline": "; ".join(row["label"] for row in rows.values()),
        "source_original": "; ".join(sorted({toll.name for toll in event.tolls if toll.measure == "killed"})),
    }
