"""Answer: what a worker says, sent on as it comes."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from kg.serve.asked import request_for, settings, word_of
from kg.serve.frames import BEGIN, DATA, END, HEAD_ONLY, REQUEST, framed
from kg.serve.heads import KEPT, etag, headers_of, read
from kg.serve.limits import Limits, RequestError
from kg.serve.process import Process
from kg.serve.responses import refusal
from kg.serve.service import Caller


def answer(caller: Caller, asked: dict[str, Any], text: str = "", *, lasting: bool = True) -> "Answer | Response":
    """Return the answer of a worker to what `caller` has `asked` (of a query, `text` are the words), or the one that is kept;
    "not modified" for a client that has it. `lasting` says that the same graph gives the same answer."""
    return prepared(caller, settings(asked, caller.headers.get("accept-encoding")), text, lasting=lasting)


def prepared(caller: Caller, asked: bytes, text: str, *, lasting: bool) -> "Answer | Response":
    """Return what `answer` does for what was made ready by `settings`."""
    request = request_for(asked, text)
    word = word_of(request) if lasting else None
    version = caller.service.version()
    if word and version:
        known = caller.headers.get("if-none-match")
        if known and caller.method != "POST" and etag(version, word) in known:
            return Response(status_code=304, headers={**KEPT, "ETag": etag(version, word)})
        kept = caller.service.kept.find(version, word)
        if kept:
            return Response(kept[1], headers=headers_of(read(kept[0]), word))
    return Answer(caller, request, word)


SHORT = 0.1
"""Seconds after which it is worth watching whether the client is still there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, as an ASGI application. An error before the first byte is a status; after it, the connection is aborted: a
    client never takes half an answer for a whole one."""

    caller: Caller
    request: bytes
    word: str | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; kill its worker when the client goes away first."""
        loop, watching = asyncio.get_running_loop(), list[asyncio.Task[None]]()
        staying = asyncio.timeout(None)
        late = loop.call_later(SHORT, lambda: watching.append(loop.create_task(_watch(receive, staying))))
        try:
            async with staying:
                await self._through(send)
        except TimeoutError:
            if not staying.expired():
                raise
        finally:
            late.cancel()
            for one in watching:
                one.cancel()

    @property
    def frame(self) -> bytes:
        """The frame that asks a worker."""
        return framed(HEAD_ONLY if self.caller.method == "HEAD" else REQUEST, self.request)

    async def _through(self, send: Send) -> None:
        service = self.caller.service
        body, busy = Body(self, send), BUSY
        try:
            async with asyncio.timeout(service.limits.seconds) as limit, service.pool.worker(self.caller.client) as worker:
                busy = SLOW
                await worker.ask([self.frame])
                await body.take_all(worker)
        except TimeoutError:
            assert limit.expired()
            await body.refuse(late(service.limits, busy))
        except RequestError as error:
            await body.refuse(error)
        except StuckError:
            return  # an answer that is not ended makes the server abort the connection


BUSY = "all workers were busy; try again later"
SLOW = "the query takes longer; ask for less, or add LIMIT"


def late(limits: Limits, why: str) -> RequestError:
    """Return the error of who gets no answer in time."""
    return RequestError(503, f"no answer within {limits.seconds:g} seconds: {why}")


class StuckError(Exception):
    """The client does not take what is sent, for too long."""


class Body:
    """What has been sent of `answer`, in ASGI's messages: nothing before the worker has sent some of the body."""

    def __init__(self, answer: Answer, send: Send) -> None:
        self._answer, self._send, self._said = answer, send, b""
        self.begun = self.ended = False

    async def take_all(self, worker: Process) -> None:
        """Send what `worker` says; StuckError if the client does not take it, RequestError if the worker refuses or dies."""
        while not self.ended:
            await self._take(*await worker.frame())

    async def refuse(self, error: RequestError) -> None:
        """Send `error`, if that is still possible."""
        if not self.begun:
            refused = refusal(error, self._answer.caller.path)
            await self._send({"type": "http.response.start", "status": refused.status_code, "headers": refused.raw_headers})
            await self._send({"type": "http.response.body", "body": refused.body})

    async def _take(self, kind: bytes, body: bytes) -> None:
        if kind == BEGIN:
            self._said = body
            return
        if not self._said:
            raise RequestError(500, "the process that answered has lost its place; ask again")
        whole = kind == END and not self.begun
        if not self.begun:
            self.begun = True
            head = self._answer.caller.method == "HEAD"
            if whole:
                keep(self._answer, self._said, body)
            await self._send(_start(self._said, self._answer.word, len(body) if whole and not head else None))
        sending = self._send({"type": "http.response.body", "body": body, "more_body": kind == DATA})
        await (sending if whole else self._timely(sending))  # a whole answer is small: the deadline does
        self.ended = kind == END

    async def _timely(self, sending: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(self._answer.caller.service.limits.idle) as limit:
                await sending
        except TimeoutError:
            if limit.expired():
                raise StuckError from None
            raise


def keep(answer: Answer, said: bytes, body: bytes) -> None:
    """Keep a whole `answer` for whoever asks the same."""
    if answer.word and answer.caller.method != "HEAD":
        answer.caller.service.kept.keep(read(said)["version"], answer.word, said, body)


async def _watch(receive: Receive, staying: asyncio.Timeout) -> None:
    """End `staying` when the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    staying.reschedule(0)


def _start(said: bytes, word: str | None, length: int | None) -> Message:
    headers = headers_of(read(said), word)
    if length is not None:
        headers["Content-Length"] = str(length)
    raw = [(key.lower().encode("latin-1"), value.encode("latin-1")) for key, value in headers.items()]
    return {"type": "http.response.start", "status": 200, "headers": raw}
