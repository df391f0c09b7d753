"""Well-known names: people, organisations, armed forces and groups, media, countries and their seats of government."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.lexicon.phrases import Phrases
from kg.lexicon.words import Row, table

WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a name: the fullest `name` of what it denotes, its kind and ontology class (``""``: none), its
    Wikidata id (``""``: not known for certain), and the ISO alpha-2 code of its country (``""``: none)."""

    name: str
    kind: str
    type: str
    qid: str
    side: str

    @property
    def link(self) -> str | None:
        """Its IRI at Wikidata, where the id is known."""
        return WIKIDATA + self.qid if self.qid else None


@cache
def known() -> dict[str, Known]:
    """Return all well-known names, each with what it denotes; countries among them."""
    return areas() | dict(_countries()) | dict(_curated())


@cache
def areas() -> dict[str, Known]:
    """Return the well-known areas and sites that are no administrative units ("Darfur", "the Sahel"), by their names."""
    return dict(_areas())


@cache
def known_phrases() -> Phrases[Known]:
    """Return the well-known names, ready to be looked for in a text."""
    return Phrases(known().items())


@cache
def capitals() -> dict[str, str]:
    """Return the capitals and seats of government: name to ISO alpha-2 code of the country they stand for."""
    sides = {row["code"]: row["side"] for row in table("territories")}
    found = {row["capital"]: row["side"] for row in table("territories") if row["capital"] and row["type"] == "Country"}
    return found | {row["name"]: sides[row["code"]] for row in table("territory_names") if row["use"] == "capital"}


def _curated() -> Iterator[tuple[str, Known]]:
    for row in table("known"):
        names = row["names"].split("|")
        for name in names:
            yield name, Known(names[0], row["kind"], row["type"], row["qid"], row["side"])


def _areas() -> Iterator[tuple[str, Known]]:
    for row in table("places"):
        kind = "Facility" if row["precision"] == "site" else "Place"
        for name in filter(None, (row["name"], *row["aliases"].split("|"))):
            yield name.removeprefix("the "), Known(row["name"], kind, row["type"], row["wikidata"], row["country"])


def _countries() -> Iterator[tuple[str, Known]]:
    rows = {row["code"]: row for row in table("territories") if row["type"] != "Region" or "-" not in row["code"]}
    for row in rows.values():
        for name in filter(None, (row["name"], row["full"])):
            yield name, _country(row)
    for row in table("territory_names"):
        if row["use"] == "name" and row["code"] in rows:
            yield row["name"], _country(rows[row["code"]])


def _country(row: Row) -> Known:
    return Known(row["name"], "Place", row["type"], row["qid"], row["side"])
