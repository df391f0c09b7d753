"""Negotiate: which format a client wants, by its Accept header."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media types of SELECT and ASK results, the preferred one first, and the short name of each format."""

TRIPLES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/n-quads": "nq",
    "application/trig": "trig",
}
"""Media types of CONSTRUCT and DESCRIBE results, likewise."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A media type to answer with, and the short name of its format."""

    media_type: str
    format: str


def choose(accept: str | None, offers: dict[str, str]) -> Choice | None:
    """Return which of `offers` the header `accept` likes best, the first one if it does not say; None if it likes none."""
    wanted = _ranges(accept or "*/*")
    best, liked = None, 0.0
    for media_type, name in offers.items():
        quality = _quality(media_type, wanted)
        if quality > liked:
            best, liked = Choice(media_type, name), quality
    return best


LONGEST = 1 << 12
"""Characters of a header that are read: no client has that many wishes, and what is read is remembered."""


def _ranges(accept: str) -> Mapping[str, float]:
    return _read(accept[:LONGEST])


@lru_cache(512)  # clients send few headers, each of them often
def _read(accept: str) -> Mapping[str, float]:
    found = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((value[2:] for value in parameters if value.lower().startswith("q=")), "1")
        found[name.lower()] = _number(quality)
    return found


def _number(written: str) -> float:
    try:
        return min(max(float(written), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media_type: str, wanted: Mapping[str, float]) -> float:
    """The most specific range that fits says how much a media type is liked."""
    for name in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if name in wanted:
            return wanted[name]
    return 0.0


def accepts_gzip(accept_encoding: str | None) -> bool:
    """Return whether a client that sends this header can unpack gzip."""
    wanted = _ranges(accept_encoding or "identity")
    return wanted.get("gzip", wanted.get("*", 0.0)) > 0
