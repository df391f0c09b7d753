"""schema.org: each claim as a Claim with its appearance, for fact-checkers' tools."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kg.export.dataset import Dataset
from kg.export.skins import skins
from kg.export.stream import known, write_array
from kg.export.told import Report, Told, told

HEAD = b'{"@context": {"@vocab": "https://schema.org/"}, "@graph": ['


@skins.register(
    "claimreview",
    suffix=".jsonld",
    media_type="application/ld+json",
    record="claims",
    leaves_out="a rating: a ClaimReview is a verdict, and Byline gives none; each record is the schema:Claim that a "
    "review names as its itemReviewed. Bounds are words; events' details, relays and offsets are left out",
)
def write_claims(dataset: Dataset, out: BinaryIO) -> int:
    """Write every claim as a schema:Claim; return their number."""
    return write_array(out, HEAD, map(_claim, told(dataset)), b"]}\n")


def _claim(claim: Told) -> Mapping[str, Any]:
    return {
        "@id": claim.claim,
        "@type": "Claim",
        "text": claim.said,
        "claimInterpreter": {"@type": "SoftwareApplication", "name": "Byline", "url": "https://w3id.org/byline"},
        "author": known(**{"@type": "Thing", "@id": claim.who or claim.claimant, "name": claim.name}),
        "appearance": _article(claim.report),
        "additionalType": f"https://w3id.org/byline#{claim.kind}",
        **known(variableMeasured=_measured(claim), about={"@id": claim.event} if claim.event else None),
    }


def _article(report: Report) -> Mapping[str, Any]:
    publisher = {"@type": "NewsMediaOrganization", "name": report.publisher} if report.publisher else None
    return {
        "@id": report.source,
        "@type": "NewsArticle",
        "identifier": report.identifier,
        "headline": report.label,
        **known(url=report.url, publisher=publisher, inLanguage=report.language),
        **known(datePublished=str(report.issued) if report.issued else None),
    }


def _measured(claim: Told) -> Iterator[Mapping[str, Any]] | Mapping[str, Any] | None:
    if claim.as_written is None:
        return None
    value = known(unitText=claim.unit, minValue=claim.low, maxValue=claim.high, description=claim.bound)
    return {"@type": "PropertyValue", "name": claim.measure, "value": claim.as_written, **value}
