"""schema.org: each claim as a Claim with its appearance, for fact-checkers' tools."""

from collections.abc import Mapping
from typing import Any, BinaryIO

from kg.export.dataset import Dataset, Row, rows
from kg.export.skins import skins
from kg.export.stream import known, write_array
from kg.export.told import Report, Told, told
from kg.vocab import local_name

RATINGS = {"reject": 1, "accept": 5}
"""Between 1 and 5, as those who read ClaimReview expect: a 1 is false."""

_REVIEWS = """SELECT ?decision ?on ?verdict ?who ?when ?reason WHERE { GRAPH ?decisions {
    ?decision a kg:Decision ; kg:verdict ?verdict ; kg:decidedOn ?on ; kg:decidedBy ?who ; kg:decidedAt ?when .
    OPTIONAL { ?decision kg:reason ?reason } FILTER NOT EXISTS { ?decision kg:undoneBy ?other }
    FILTER(?verdict IN (kg:accept, kg:reject)) } } ORDER BY ?when ?decision"""

HEAD = b'{"@context": {"@vocab": "https://schema.org/"}, "@graph": ['


@skins.register(
    "claimreview",
    suffix=".jsonld",
    media_type="application/ld+json",
    record="claims",
    leaves_out="a verdict of its own: there is a ClaimReview only of what a person has accepted or rejected; any other claim "
    "is the schema:Claim that a review names as its itemReviewed. Events' details, relays and offsets are left out",
)
def write_claims(dataset: Dataset, out: BinaryIO) -> int:
    """Write every claim as a schema:Claim, inside a schema:ClaimReview where people judged it; return their number."""
    reviews = {row["on"]: row for row in rows(dataset, _REVIEWS)}  # oldest first: the last word counts
    return write_array(out, HEAD, (_record(claim, reviews.get(claim.claim)) for claim in told(dataset)), b"]}\n")


def _record(claim: Told, review: Row | None) -> Mapping[str, Any]:
    if review is None:
        return _claim(claim)
    verdict = local_name(review["verdict"])
    rating = {
        "@type": "Rating",
        "ratingValue": RATINGS[verdict],
        "worstRating": RATINGS["reject"],
        "bestRating": RATINGS["accept"],
        "alternateName": f"{verdict}ed",
    }
    return {
        "@id": review["decision"],
        "@type": "ClaimReview",
        "url": review["decision"],
        "claimReviewed": claim.said,
        "itemReviewed": _claim(claim),
        "reviewRating": rating,
        "author": {"@type": "Person", "name": review["who"]},
        "datePublished": review["when"].isoformat(),
        **known(reviewBody=review.get("reason")),
    }


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


def _measured(claim: Told) -> Mapping[str, Any] | None:
    if claim.as_written is None:
        return None
    value = known(unitText=claim.unit, minValue=claim.low, maxValue=claim.high, description=claim.bound)
    return {"@type": "PropertyValue", "name": claim.measure, "value": claim.as_written, **value}
