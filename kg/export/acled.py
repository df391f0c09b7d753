"""ACLED: a table in the shape of ACLED's export, a row for each event that its types have a name for."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.export.dataset import Dataset, rows
from kg.export.deaths import deaths
from kg.export.occurrences import Occurrence, occurrences
from kg.export.parties import parties, sector
from kg.export.skins import skins
from kg.export.table import write_table
from kg.vocab import local_name

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1"),
    *("assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region"),
    *("country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale"),
    *("notes", "fatalities", "tags", "timestamp"),
)
"""The columns of ACLED's export (its codebook, 2024), in its order."""

GEO = {"site": 1, "settlement": 1, "region": 3, "country": 3}
_GRAINS = {"hour": 1, "day": 1, "week": 2}
_MATCHES = ("closeMatch", "broadMatch", "narrowMatch")

_TYPES = """SELECT ?type ?match ?name ?broader WHERE { GRAPH ?ontology { ?type ?match ?theirs .
    ?theirs skos:inScheme <https://w3id.org/byline/acled> ; skos:notation ?name .
    FILTER(?match IN (skos:closeMatch, skos:broadMatch, skos:narrowMatch))
    OPTIONAL { ?theirs skos:broader/skos:notation ?broader } } } ORDER BY ?type ?name"""


@skins.register(
    "acled",
    suffix=".csv",
    media_type="text/csv",
    record="events",
    leaves_out="events that ACLED has no type for; divisions, regions, numeric country codes, associated actors; who "
    "claims which number: fatalities is the lowest that anybody claims (ACLED's rule), empty where nobody "
    "gives one; the notes say who says what",
)
def write_acled(dataset: Dataset, out: BinaryIO) -> int:
    """Write the events that ACLED has a type for as a table in the shape of its export; return their number."""
    return write_table(out, COLUMNS, _records(dataset, _types(dataset)))


def _types(dataset: Dataset) -> Mapping[str, tuple[str, str]]:
    """Return ACLED's event type and sub-event type for each event type of the ontology: of several matches the closest."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for row in rows(dataset, _TYPES):
        rank = _MATCHES.index(local_name(row["match"]))
        found.setdefault(local_name(row["type"]), []).append((rank, row["name"], row.get("broader", row["name"])))
    return {name: min(matches)[:0:-1] for name, matches in found.items()}


def _records(dataset: Dataset, types: Mapping[str, tuple[str, str]]) -> Iterator[Mapping[str, Any]]:
    for event in occurrences(dataset):
        if event.actual and event.type in types:
            yield {**_what(event, types[event.type]), **_where_and_when(event), **_said(event)}


def _what(event: Occurrence, types: tuple[str, str]) -> Mapping[str, Any]:
    one, other = parties(event)
    sectors = (sector(one), sector(other))
    return {
        "event_id_cnty": event.event,
        "event_type": types[0],
        "sub_event_type": types[1],
        "actor1": one.name if one else None,
        "actor2": other.name if other else None,
        "inter1": sectors[0],
        "inter2": sectors[1],
        "interaction": "-".join(sectors) if all(sectors) else None,  # type: ignore[arg-type]
        "civilian_targeting": "Civilian targeting" if sectors[1] == "Civilians" else None,
    }


def _where_and_when(event: Occurrence) -> Mapping[str, Any]:
    place, when = event.place, event.when
    known: dict[str, Any] = {"country": event.country}
    if place:
        known |= {
            "location": place.name,
            "latitude": place.lat,
            "longitude": place.lon,
            "geo_precision": GEO.get(place.precision or ""),
        }
    if when:
        known |= {"event_date": when[0], "year": when[0].year, "time_precision": _GRAINS.get(when[2], 3)}
    return known


def _said(event: Occurrence) -> Mapping[str, Any]:
    toll = deaths(event.tolls)
    notes = [f"{each.name}: {each.quote}" for each in event.tolls if each.measure == "killed"]
    words = dict.fromkeys(row["trigger"] for row in event.reports)
    return {
        "source": "; ".join(dict.fromkeys(str(row.get("publisher", row["identifier"])) for row in event.reports)),
        "notes": "; ".join([f"reported as: {', '.join(words)}", *notes]),
        "fatalities": toll.lowest if toll else None,
    }
