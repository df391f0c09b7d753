"""SPARQL: queries by GET, by a form and directly; updates likewise, but by POST; without either, what this service is."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answer import Answer, answer, prepared
from kg.serve.asked import lasting, ready
from kg.serve.description import description
from kg.serve.limits import RequestError
from kg.serve.negotiate import RESULTS, TRIPLES
from kg.serve.protocol import EXAMPLE, Query, Update
from kg.serve.receiving import operation_of
from kg.serve.responses import refusal
from kg.serve.service import Caller, Service, service_of

BY_SUFFIX = {name: media_type for media_type, name in reversed({**RESULTS, **TRIPLES}.items())}


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


async def sparql_as(request: Request) -> Answer | Response:
    """Answer a query in the format that the address names by its suffix: as a page (html), or as data."""
    suffix, given = request.path_params["suffix"], request.query_params
    try:
        if suffix == "html":
            words = given.get("query", "")
            asked = {"kind": "tabled", "query": words, "union": service_of(request).options.union}
            page = {**asked, "format": "html", "media_type": "text/html"}
            return answer(Caller.of(request), page, lasting=lasting(words))
        if suffix not in BY_SUFFIX:
            raise RequestError(404, f"an answer comes as {', '.join(BY_SUFFIX)}, or html")
        caller, found = Caller.of(request), await operation_of(request, service_of(request).limits)
        if not isinstance(found, Query):
            raise RequestError(400, f"add the query: {EXAMPLE}")
        wanted = ready(caller.service.manner, found, BY_SUFFIX[suffix], caller.headers.get("accept-encoding"))
        return prepared(caller, wanted, found.text, lasting=lasting(found.text))
    except RequestError as error:
        return refusal(error)


def query(caller: Caller, asked: Query) -> Answer | Response:
    """Return the answer to a query; RequestError if it comes in no format that `caller` likes."""
    accept, encoding = caller.headers.get("accept"), caller.headers.get("accept-encoding")
    return prepared(caller, ready(caller.service.manner, asked, accept, encoding), asked.text, lasting=lasting(asked.text))


async def _update(request: Request, asked: Update, service: Service) -> Response:
    service.access.check(request)
    assert service.writing
    change: dict[str, Any] = {"kind": "update", "update": asked.text, "base": service.base}
    await service.writing.change({**change, "using": asked.using, "using_named": asked.named})
    return Response(status_code=204)
