"""GeoJSON: events on a map (RFC 7946)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from kg.export.dataset import Dataset
from kg.export.occurrences import Occurrence, occurrences
from kg.export.skins import skins
from kg.export.stream import known, write_array


@skins.register(
    "geojson",
    suffix=".geojson",
    media_type="application/geo+json",
    record="events with coordinates",
    leaves_out="events without coordinates, and claims that are about no event; a region or country is one point: see "
    "precision",
)
def write_geojson(dataset: Dataset, out: BinaryIO) -> int:
    """Write the events that have coordinates as a FeatureCollection of points; return their number."""
    return write_array(out, b'{"type": "FeatureCollection", "features": [', _features(dataset), b"]}\n")


def _features(dataset: Dataset) -> Iterator[Mapping[str, Any]]:
    for event in occurrences(dataset):
        place = event.place
        if place:
            point = {"type": "Point", "coordinates": [place.lon, place.lat]}
            yield {"type": "Feature", "id": event.event, "geometry": point, "properties": _properties(event)}


def _properties(event: Occurrence) -> Mapping[str, Any]:
    place, when = event.place, event.when
    return {
        "type": event.type,
        "place": place.name if place else None,
        "precision": place.precision if place else None,
        "earliest": str(when[0]) if when else None,
        "latest": str(when[1]) if when else None,
        "told_as_actual": event.actual,
        "words": list(dict.fromkeys(row["trigger"] for row in event.reports)),
        "sources": list(dict.fromkeys(row["source"] for row in event.reports)),
        "participants": [{"role": p.role, "name": p.name, "iri": p.iri} for p in event.parts if p != place],
        "claims": [known(**asdict(toll)) for toll in event.tolls],
    }
