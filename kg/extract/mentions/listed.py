"""Listed names: well-known people, bodies, countries, weapons and vehicles, and demonyms, found by look-up."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions import ranks
from kg.extract.mentions.nominals import body_branch
from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon import Row, table
from kg.lexicon.demonyms import demonym_phrases
from kg.lexicon.known import known_phrases
from kg.lexicon.phrases import Phrases
from kg.model import Form, Kind, Span, UnitDetails

# "T-72B3", "Su-25SM", "BMP-2s", "M777A2": a model of a family of the list, with letters and figures behind it.
_VARIANT = re.compile(r"(?<![\w-])([A-Z][A-Za-z]{0,3}-?\d{1,3})(?:[A-Z]{1,3}\d?|[A-Z]\d[A-Z]?|s)\b")
# A name of one letter is known by the words before it alone.
_X = re.compile(
    r"\b(?:on|to) (X)(?![\w'’-])(?! [A-Z0-9])(?=,? (?:formerly|that|on|late|early|in|by|and|after)\b|[.,;:!?)\n\"”]|$)"
)


def known(material: Material) -> Iterator[Proposal]:
    """Yield the well-known names of the text."""
    for hit in known_phrases().find(material.text, material.words):
        span = Span(hit.start, hit.end)
        what = hit.value
        rank = ranks.PHRASE if re.search("[ -]", span.of(material.text)) else ranks.WORD
        unit = (
            UnitDetails(branch=body_branch(what.name), nationality=what.side or None) if what.kind == "MilitaryUnit" else None
        )
        yield Proposal(span, span, Kind(what.kind), Form.NAMED, rank, "known", what.type or None, what.side or None, unit)
    for match in _X.finditer(material.text):
        span = Span(*match.span(1))
        yield Proposal(span, span, Kind.ORGANISATION, Form.NAMED, ranks.PHRASE, "known", "MediaPlatform", "US")


def arms(material: Material) -> Iterator[Proposal]:
    """Yield the weapons, vehicles and craft that are called by a family's or model's name."""
    for hit in _arms().find(material.text, material.words):
        yield _arm(Span(hit.start, hit.end), hit.value)
    for match in _VARIANT.finditer(material.text):
        if (row := _families().get(match[1])) is not None:
            yield _arm(Span(match.start(), match.end()), row)


def demonyms(material: Material) -> Iterator[Proposal]:
    """Yield the demonyms that stand for people ("the Syrians", "a Russian") or, as adjectives, for their country's."""
    for hit in demonym_phrases().find(material.text, material.words):
        span = Span(hit.start, hit.end)
        yield Proposal(span, span, Kind.GROUP, Form.NAMED, ranks.DEMONYM, "demonyms", None, hit.value.side or None)


def _arm(span: Span, row: Row) -> Proposal:
    return Proposal(span, span, Kind(row["kind"]), Form.NAMED, ranks.ARM, "arms", row["type"] or None)


@cache
def _arms() -> Phrases[Row]:
    return Phrases((row["name"], row) for row in table("arms"))


@cache
def _families() -> dict[str, Row]:
    return {row["name"]: row for row in table("arms")}
