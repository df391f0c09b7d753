"""ACLED: a table in the shape of ACLED's export, a row for each event that its types have a name for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from kg.export.dataset import Dataset, rows
from kg.export.deaths import CAREFUL, CIVILIANS, Deaths, deaths, policies
from kg.export.occurrences import Occurrence, Part, occurrences
from kg.export.parties import ARMED, country, parties, sector
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
_MATCHES = ("closeMatch", "broadMatch", "narrowMatch", "relatedMatch")

DISORDER = {
    **dict.fromkeys(
        ("Battles", "Explosions/Remote violence", "Violence against civilians", "Mob violence"), "Political violence"
    ),
    **dict.fromkeys(("Protests", "Riots"), "Demonstrations"),
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Strategic developments": "Strategic developments",
}
"""ACLED's disorder type of each of its event types; where a sub-event type has another, of that."""

Sectors = tuple[str | None, str | None]

BY_PARTIES: Mapping[str, Callable[[Sectors], bool]] = {
    "Armed clash": lambda sectors: set(sectors) <= set(ARMED),
    "Attack": lambda sectors: sectors[1] == "Civilians",
    "Government regains territory": lambda sectors: sectors[0] == "State forces",
    "Non-state actor overtakes territory": lambda sectors: sectors[0] in ARMED[1:],
}
"""Sub-event types that are told by who fights whom; an event type that is only related to one is of it if its parties are."""

_TYPES = """SELECT ?type ?match ?name ?broader WHERE { GRAPH ?ontology { ?type ?match ?theirs .
    ?theirs skos:inScheme <https://w3id.org/byline/acled> ; skos:notation ?name .
    FILTER(?match IN (skos:closeMatch, skos:broadMatch, skos:narrowMatch, skos:relatedMatch))
    OPTIONAL { ?theirs skos:broader/skos:notation ?broader } } } ORDER BY ?type ?name"""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """What ACLED has for an event type of the ontology: `rank` is 0 for the closest, 3 for what is no more than related."""

    rank: int
    sub_event: str
    event: str


@skins.register(
    "acled",
    suffix=".csv",
    media_type="text/csv",
    record="events",
    leaves_out="events that ACLED has no type for; divisions, regions, numeric country codes, associated actors; who "
    "claims which number: fatalities is what `kg ask toll` gives under the policy acled-lowest, empty where nobody "
    "gives a number; the notes say who says what",
)
def write_acled(dataset: Dataset, out: BinaryIO) -> int:
    """Write the events that ACLED has a type for as a table in the shape of its export; return their number."""
    return write_table(out, COLUMNS, _records(dataset, _types(dataset)))


def _types(dataset: Dataset) -> Mapping[str, list[Match]]:
    """Return what ACLED has for each event type of the ontology, the closest first."""
    found: dict[str, list[Match]] = {}
    for row in rows(dataset, _TYPES):
        match = Match(_MATCHES.index(local_name(row["match"])), row["name"], row.get("broader", row["name"]))
        found.setdefault(local_name(row["type"]), []).append(match)
    return {name: sorted(matches) for name, matches in found.items()}


def _records(dataset: Dataset, types: Mapping[str, Sequence[Match]]) -> Iterator[Mapping[str, Any]]:
    counted = policies(dataset)
    for event in occurrences(dataset):
        one, other = parties(event)
        sectors = sector(one), sector(other) or _only_civilians(event, other)
        named = _type(types.get(event.type, ()), sectors)
        if event.actual and named:
            toll = deaths(event, counted.get(event.event, {}))
            yield {**_what(event, named), **_who((one, other), sectors, event), **_where_and_when(event), **_said(event, toll)}


def _only_civilians(event: Occurrence, other: Part | None) -> str | None:
    """Return who an act was done to that killed nobody but civilians, where no report names another party."""
    killed = {toll.victims for toll in event.tolls if toll.measure == "killed" and toll.counted and toll.victims != "person"}
    return "Civilians" if other is None and killed and killed <= CIVILIANS else None


def _type(matches: Sequence[Match], sectors: Sectors) -> tuple[str, str | None] | None:
    """Return the event type and sub-event type that an event with such parties is of; None if there is none."""
    fitting = [match for match in matches if match.sub_event in BY_PARTIES and BY_PARTIES[match.sub_event](sectors)]
    direct = [match for match in matches if match.rank < len(_MATCHES) - 1]
    best = next(iter((*fitting, *direct)), None)
    if best is None:
        return None
    several = [match for match in direct if match.rank == best.rank == _MATCHES.index("narrowMatch")]
    return best.event, None if len(several) > 1 else best.sub_event


def _what(event: Occurrence, named: tuple[str, str | None]) -> Mapping[str, Any]:
    general, special = named
    disorder = DISORDER.get(special or "", DISORDER.get(general))
    return {"event_id_cnty": event.event, "disorder_type": disorder, "event_type": general, "sub_event_type": special}


def _who(sides: tuple[Part | None, Part | None], sectors: Sectors, event: Occurrence) -> Mapping[str, Any]:
    one, other = (_name(part, kind, event) for part, kind in zip(sides, sectors, strict=True))
    return {
        "actor1": one,
        "actor2": other,
        "inter1": sectors[0],
        "inter2": sectors[1],
        "interaction": "-".join(sectors) if all(sectors) else None,  # type: ignore[arg-type]
        "civilian_targeting": "Civilian targeting" if sectors[1] == "Civilians" else None,
    }


def _name(part: Part | None, kind: str | None, event: Occurrence) -> str | None:
    """Return what ACLED calls an actor: its name, but "Civilians (Syria)"."""
    if kind in ("Civilians", "Protesters"):
        where = country(event.country)
        return f"{kind} ({where})" if where else kind
    return part.name if part else None


def _where_and_when(event: Occurrence) -> Mapping[str, Any]:
    place, when = event.place, event.when
    known: dict[str, Any] = {"country": country(event.country)}
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


def _said(event: Occurrence, toll: Deaths | None) -> Mapping[str, Any]:
    notes = [f"{each.name}: “{each.quote}”" for each in event.tolls if each.measure == "killed" and each.as_written]
    words = dict.fromkeys(row["trigger"] for row in event.reports)
    return {
        "source": "; ".join(dict.fromkeys(str(row.get("publisher", row["identifier"])) for row in event.reports)),
        "notes": "; ".join([f"reported as: {', '.join(words)}", *notes]),
        "fatalities": toll.total.get(CAREFUL) if toll else None,
    }
