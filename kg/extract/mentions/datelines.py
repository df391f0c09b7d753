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
_END = rf"(?:{_DASH}|: )"
_DATELINE = re.compile(
    rf"(?P<capitals>{_CAPITALS})(?:/(?P<second>{_CAPITALS}))?(?P<rest>{_REST}(?:{_AGENCY})?){_END}"
    rf"|(?P<name>{_NAME}){_REST}{_AGENCY}{_DASH}"
)


def datelines(material: Material) -> Iterator[Proposal]:
    """Yield the places that datelines begin with."""
    for paragraph in material.reading.paragraphs:
        match = _DATELINE.match(material.text, paragraph.start, paragraph.end)
        for group in ("capitals", "second", "name") if match else ():
            if match and match[group] and (_dated(match) or gazetteer().find(match[group])):
                span = Span(*match.span(group))
                yield Proposal(span, span, Kind.PLACE, Form.NAMED, ranks.LONG_NAME + 1, "places")


def _dated(match: re.Match[str]) -> bool:
    """Return whether an agency stands behind the first name, or a second name beside it: then it is a place's, known or not."""
    return bool(match["second"] or (match["rest"] or "").endswith(")"))
