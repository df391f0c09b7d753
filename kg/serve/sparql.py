"""SPARQL: queries by GET, by a form and directly; updates likewise, but by POST; without either, what this service is."""

import re
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answer import Answer, prepared, settings
from kg.serve.description import description
from kg.serve.limits import RequestError
from kg.serve.negotiate import RESULTS, TRIPLES, Choice, choose
from kg.serve.protocol import Query, Update, operation_of
from kg.serve.responses import refusal
from kg.serve.service import Caller, Service, service_of

_OTHERWISE_EACH_TIME = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)


async def sparql(request: Request) -> Answer | Response:
    """Answer a query, make an update, or describe the service."""
    service = service_of(request)
    try:
        asked = await operation_of(request, service.limits)
        if isinstance(asked, Query):
            return query(Caller.of(request), asked)
        if isinstance(asked, Update):
            return await _update(request, asked, service)
        return description(request)
    except RequestError as error:
        return refusal(error)


def query(caller: Caller, asked: Query) -> Answer | Response:
    """Return the answer to a query; RequestError if it comes in no format that `caller` likes."""
    accept, encoding = caller.headers.get("accept"), caller.headers.get("accept-encoding")
    return prepared(caller, ready(caller.service, asked, accept, encoding), asked.text, lasting=lasting(asked.text))


def ready(service: Service, asked: Query, accept: str | None, encoding: str | None) -> bytes:
    """Return what a worker has to know beside the words of a query, from a client with these Accept and Accept-Encoding
    headers; RequestError as for `query`."""
    results, triples = _formats(accept)
    if results is None and triples is None:
        raise RequestError(406, f"Accept names none of {', '.join([*RESULTS, *TRIPLES])}")
    own = bool(asked.default or asked.named)
    question = {
        "kind": "query",
        "base": service.base,
        "prefixes": not service.options.scratch,
        "union": service.options.union,
        "default": asked.default if own else None,
        "named": asked.named if own else None,
        "results": results,
        "triples": triples,
    }
    return settings(question, encoding)


def lasting(text: str) -> bool:
    """Return whether the query `text` is answered in the same way as long as the graph is the same."""
    return not _OTHERWISE_EACH_TIME.search(text)


async def _update(request: Request, asked: Update, service: Service) -> Response:
    service.access.check(request)
    assert service.writing
    change: dict[str, Any] = {"kind": "update", "update": asked.text, "base": service.base}
    await service.writing.change({**change, "using": asked.using, "using_named": asked.named})
    return Response(status_code=204)


@lru_cache(64)  # clients send few headers, each of them often
def _formats(accept: str | None) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The formats for results and for triples that a client likes best."""
    return _plain(choose(accept, RESULTS)), _plain(choose(accept, TRIPLES))


def _plain(choice: Choice | None) -> dict[str, str] | None:
    return asdict(choice) if choice else None
