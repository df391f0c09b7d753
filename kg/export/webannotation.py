"""Web Annotation: each claim's words, marked in the report (W3C Web Annotation Data Model)."""

from collections.abc import Mapping
from typing import Any, BinaryIO

from kg.export.dataset import Dataset
from kg.export.skins import skins
from kg.export.stream import known, write_array
from kg.export.told import Told, told

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
HEAD = f'{{"@context": "{CONTEXT}", "type": "AnnotationPage", "startIndex": 0, "items": ['.encode()


@skins.register(
    "webannotation",
    suffix=".jsonld",
    media_type="application/ld+json",
    record="annotations",
    leaves_out="all but a claim's words, who says them and its number; positions count in the text as Byline read it, "
    "which a web page need not share: there the quotation finds it",
)
def write_annotations(dataset: Dataset, out: BinaryIO) -> int:
    """Write an annotation for each claim, with the quotation and its position as selectors; return their number."""
    return write_array(out, HEAD, map(_annotation, told(dataset)), b"]}\n")


def _annotation(claim: Told) -> Mapping[str, Any]:
    return {
        "id": f"{claim.claim}/annotation",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "SpecificResource", "source": claim.claim},
            {"type": "TextualBody", "format": "text/plain", "value": _told(claim)},
        ],
        "target": {"source": claim.report.url or claim.report.source, "selector": _selectors(claim)},
    }


def _selectors(claim: Told) -> list[Mapping[str, Any]]:
    prefix, suffix = claim.around
    quotation = {"type": "TextQuoteSelector", "exact": claim.quote, **known(prefix=prefix, suffix=suffix)}
    return [quotation, {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}]


def _told(claim: Told) -> str:
    through = f", through {' and '.join(claim.relays)}" if claim.relays else ""
    number = f": {claim.measure} {claim.bound or ''} {claim.as_written}".replace("  ", " ") if claim.as_written else ""
    return f"{claim.kind} by {claim.name}{through}{number}"
