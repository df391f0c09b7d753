"""Search as an API: words in claims, quotations and documents; places in a box or around a point."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answer import Answer, answer
from kg.serve.limits import RequestError
from kg.serve.negotiate import Choice, choose
from kg.serve.questions import BY_SUFFIX, FORMATS
from kg.serve.responses import refusal
from kg.serve.service import Caller
from kg.store.search import KINDS

MOST = 1000
"""Texts that one answer holds."""

LONGEST = 1000
"""Characters of the words that are looked for: some thousand words would keep a process busy until the time limit."""


async def search(request: Request) -> Answer | Response:
    """Find words: ``/search?q=shelling&kind=claim&limit=20``."""
    try:
        asked = _words(request)
    except RequestError as error:
        return refusal(error, request.scope["path"])
    return answer(Caller.of(request), asked)


async def places(request: Request) -> Answer | Response:
    """Find places: ``/places?near=49.98,36.25,100`` (latitude, longitude, kilometres) or ``?bbox=west,south,east,north``."""
    try:
        asked = _where(request)
    except RequestError as error:
        return refusal(error, request.scope["path"])
    return answer(Caller.of(request), {"kind": "places", "format": "geojson", "media_type": "application/geo+json", **asked})


def _words(request: Request) -> dict[str, object]:
    suffix = str(request.path_params.get("suffix", ""))
    chosen = Choice(BY_SUFFIX[suffix], suffix) if suffix in BY_SUFFIX else choose(request.headers.get("accept"), FORMATS)
    given = request.query_params
    words, kind, limit = given.get("q", ""), given.get("kind") or None, given.get("limit", "50")
    if chosen is None or (suffix and suffix not in BY_SUFFIX):
        raise RequestError(406, f"an answer comes as {', '.join(FORMATS)}")
    if kind not in (None, *KINDS):
        raise RequestError(400, f"kind is one of {', '.join(KINDS)}, or left out")
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit) <= MOST):
        raise RequestError(400, f"limit is a number from 1 to {MOST}")
    if len(words) > LONGEST:
        raise RequestError(400, f"q holds at most {LONGEST} characters")
    if not words.strip() and chosen.format != "html":
        raise RequestError(400, "q holds the words to look for, e.g. /search?q=shelling")
    asked = {"kind": "search", "words": words, "of": kind, "limit": int(limit)}
    return {**asked, "format": chosen.format, "media_type": chosen.media_type}


def _where(request: Request) -> dict[str, Sequence[float]]:
    near, bbox = request.query_params.get("near"), request.query_params.get("bbox")
    if (near is None) == (bbox is None):
        raise RequestError(400, "give near=latitude,longitude,kilometres or bbox=west,south,east,north")
    if near is not None:
        lat, lon, far = _numbers(near, 3, "near=latitude,longitude,kilometres")
        _degrees(lat, lon)
        return {"near": (lat, lon, max(0.0, far))}
    west, south, east, north = _numbers(bbox or "", 4, "bbox=west,south,east,north")
    _degrees(south, west)
    _degrees(north, east)
    if south > north:
        raise RequestError(400, "bbox=west,south,east,north: south is not above north")
    return {"bbox": (west, south, east, north)}


def _numbers(text: str, count: int, form: str) -> list[float]:
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) != count or any(number != number for number in found):
        raise RequestError(400, f"{form} holds {count} numbers")
    return found


def _degrees(lat: float, lon: float) -> None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise RequestError(400, "latitude is from -90 to 90, longitude from -180 to 180")
