"""Receiving: the body of a request, and what it asks for, as it comes through the application."""

import asyncio

from starlette.requests import Request

from kg.serve.limits import Limits, RequestError
from kg.serve.protocol import Query, Update, checked, content_type, looked_at, posted

SLOWEST = 1 << 10
"""Bytes a second that a body has to come with, beside the time that any may take: a letter now and then is no way to keep a
connection."""


async def operation_of(request: Request, limits: Limits) -> Query | Update | None:
    """Return what `request` asks for, None for the description of the service; RequestError with the status that the
    protocol asks for, if that is not clear."""
    address = request.scope["query_string"]
    if request.method != "POST":
        return looked_at(address)
    kind = content_type(request.headers)
    checked(kind)
    return posted(address, kind, await body(request, limits.body, limits.idle))


async def body(request: Request, most: int, idle: float) -> bytes:
    """Return the body of `request`; RequestError if it is longer than `most` bytes (413), packed (415), or does not come within
    `idle` seconds and the time that its bytes may take (408)."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError(415, "a body is sent as it is, without Content-Encoding")
    found, more, began = bytearray(), True, asyncio.get_running_loop().time()
    while more:
        try:
            async with asyncio.timeout_at(began + idle + len(found) / SLOWEST):
                piece = await request.receive()
        except TimeoutError:
            raise RequestError(408, f"the body did not come within {idle:g} seconds, or too slowly") from None
        if piece["type"] == "http.disconnect":
            raise RequestError(400, "the body ended too early")
        found += piece.get("body", b"")
        more = piece.get("more_body", False)
        if len(found) > most:
            raise RequestError(413, f"a body has at most {most} bytes here; make it shorter")
    return bytes(found)
