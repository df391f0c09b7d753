"""Responses: what every answer carries, and how a refusal looks."""

from http import HTTPStatus

from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.serve.limits import RequestError

API = ("/questions", "/search", "/places", "/openapi.json")
"""Addresses below which programs ask: an error there is JSON."""

_MORE = {
    401: {"WWW-Authenticate": 'Bearer realm="byline", Basic realm="byline", charset="UTF-8"'},
    429: {"Retry-After": "1"},
    503: {"Retry-After": "10"},
}


def refusal(error: RequestError, path: str = "") -> Response:
    """Return the response that says why a request for `path` is not carried out, in one line; for the API as a problem
    (RFC 9457)."""
    headers, reason = {"Cache-Control": "no-store", **_MORE.get(error.status, {})}, " ".join(error.reason.split())
    if path.startswith(API):
        problem = {"type": "about:blank", "title": HTTPStatus(error.status).phrase, "status": error.status, "detail": reason}
        return JSONResponse(problem, error.status, headers, media_type="application/problem+json")
    return PlainTextResponse(f"{reason}\n", error.status, headers)
