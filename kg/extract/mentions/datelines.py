"""Datelines: the place that an agency's report is dated from, at the head of a paragraph ("BAMAKO - ", "PORT SUDAN, March 6
(AP) —")."""

import re
from collections.abc import Iterator

from kg.extract.mentions import ranks
from kg.extract.mentions.proposal import Material, Proposal
from kg.lexicon.gazetteer import gazetteer
from kg.model import Form, Kind, Span

_CAPITALS = r"[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?: [A-ZÀ-Ý][A-ZÀ-Ý.'’-]+){0,3}"
_NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_REST = r"(?:,[^\n—–(]{0,40}?)?"
_AGENCY = r"\s*\([A-Za-z][^)\n]{1,40}\)"
_DASH = r"\s*(?:--+|[—–-])\s"
_DATELINE = re.compile(rf"(?P<capitals>{_CAPITALS}){_REST}(?:{_AGENCY})?{_DASH}|(?P<name>{_NAME}){_REST}{_AGENCY}{_DASH}")


def datelines(material: Material) -> Iterator[Proposal]:
    """Yield the places that datelines begin with."""
    for paragraph in material.reading.paragraphs:
        match = _DATELINE.match(material.text, paragraph.start, paragraph.end)
        group = match.lastgroup if match else None
        if match and group and gazetteer().find(match[group]):
            span = Span(*match.span(group))
            yield Proposal(span, span, Kind.PLACE, Form.NAMED, ranks.LONG_NAME + 1, "places")
