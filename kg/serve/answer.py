"""Answer: what a worker says, sent on as it comes."""

import asyncio
import json
from collections.abc import Awaitable
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from kg.serve.frames import BEGIN, DATA, END
from kg.serve.limits import RequestError
from kg.serve.negotiate import accepts_gzip
from kg.serve.responses import refusal
from kg.serve.service import Service, client_of, service_of

KEPT = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
"""An answer may be kept, and is asked for again with its ETag, which changes with the graph."""


def answer(request: Request, asked: dict[str, Any], *, lasting: bool = True) -> "Answer | Response":
    """Return the answer of a worker to what is `asked`, or the one that is kept; "not modified" for a client that has it.
    `lasting` says that the same graph gives the same answer."""
    service = service_of(request)
    asked = {**asked, "gzip": accepts_gzip(request.headers.get("accept-encoding"))}
    word = _word(asked) if lasting else None
    version = service.version()
    known = request.headers.get("if-none-match")
    if word and version and known and request.method != "POST" and _etag(version, word) in known:
        return Response(status_code=304, headers={**KEPT, "ETag": _etag(version, word)})
    kept = service.kept.find(version, word) if word and version else None
    if kept:
        return Response(kept[1], headers=_headers(kept[0], word))
    return Answer(service, client_of(request), {**asked, "head": request.method == "HEAD"}, word)


def _word(asked: dict[str, Any]) -> str:
    return blake2s(json.dumps(asked, sort_keys=True).encode(), digest_size=16).hexdigest()


def _etag(version: str, word: str) -> str:
    return f'W/"{version}-{word}"'


SHORT = 0.1
"""Seconds after which it is worth watching whether the client is still there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, as an ASGI application. An error before the first byte is a status; after it, the connection is aborted: a
    client never takes half an answer for a whole one."""

    service: Service
    client: str
    asked: dict[str, Any]
    word: str | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; kill its worker when the client goes away first."""
        loop, watching = asyncio.get_running_loop(), list[asyncio.Task[None]]()
        staying = asyncio.timeout(None)
        late = loop.call_later(SHORT, lambda: watching.append(loop.create_task(_watch(receive, staying))))
        try:
            async with staying:
                await self._answer(scope, receive, send)
        except TimeoutError:
            if not staying.expired():
                raise
        finally:
            late.cancel()
            for one in watching:
                one.cancel()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = _Body(send, self.service, self.word, self.asked["head"])
        deadline = asyncio.get_running_loop().time() + self.service.limits.seconds
        try:
            await self._by(deadline, body)
        except RequestError as error:
            if not body.begun:
                await refusal(error, scope)(scope, receive, send)
        except _StuckError:
            return  # the client took nothing for too long; an answer that is not ended makes the server abort the connection

    async def _by(self, deadline: float, body: "_Body") -> None:
        busy = "all workers were busy; try again later"
        try:
            async with asyncio.timeout_at(deadline) as limit, self.service.pool.worker(self.client) as worker:
                busy = "the query takes longer; ask for less, or add LIMIT"
                await worker.ask(self.asked)
                while not body.ended:
                    await body.send(*await worker.frame())
        except TimeoutError:
            assert limit.expired()
            raise RequestError(503, f"no answer within {self.service.limits.seconds:g} seconds: {busy}") from None


class _StuckError(Exception):
    """The client does not take what is sent."""


class _Body:
    """What has been sent of a response: nothing before the worker has sent some of the body."""

    def __init__(self, send: Send, service: Service, word: str | None, head: bool) -> None:
        self._send, self._service, self._word, self._head = send, service, word, head
        self._said: dict[str, Any] | None = None
        self.begun = self.ended = False

    async def send(self, kind: bytes, body: bytes) -> None:
        """Send a frame of the worker; _StuckError if the client does not take it."""
        if kind == BEGIN:
            self._said = json.loads(body)
            return
        if self._said is None:
            raise RequestError(500, "the process that answered has lost its place; ask again")
        whole = kind == END and not self.begun
        if not self.begun:
            self.begun = True
            length = len(body) if kind == END and not self._head else None
            if self._word and length is not None:
                self._service.kept.keep(self._word, self._said, body)
            await self._send(_start(self._said, self._word, length))
        sending = self._send({"type": "http.response.body", "body": body, "more_body": kind == DATA})
        await (sending if whole else self._timely(sending))  # a whole answer is small: the deadline does
        self.ended = kind == END

    async def _timely(self, sending: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(self._service.limits.idle) as limit:
                await sending
        except TimeoutError:
            if limit.expired():
                raise _StuckError from None
            raise


async def _watch(receive: Receive, staying: asyncio.Timeout) -> None:
    """End `staying` when the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    staying.reschedule(0)


def _start(said: dict[str, Any], word: str | None, length: int | None) -> Message:
    headers = _headers(said, word)
    if length is not None:
        headers["Content-Length"] = str(length)
    raw = [(key.lower().encode("latin-1"), value.encode("latin-1")) for key, value in headers.items()]
    return {"type": "http.response.start", "status": 200, "headers": raw}


def _headers(said: dict[str, Any], word: str | None) -> dict[str, str]:
    name = said["media_type"]
    headers = dict(KEPT) if word else {**KEPT, "Cache-Control": "no-store"}
    headers["Content-Type"] = f"{name}; charset=utf-8" if name.startswith("text/") else name
    if word and said["version"]:
        headers["ETag"] = _etag(said["version"], word)
    if said["gzip"]:
        headers["Content-Encoding"] = "gzip"
    return headers
