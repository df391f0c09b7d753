"""Ride: one query on the short way: a worker is asked and answers by calls from the event loop, without a task of its own."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import Message
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.serve.answer import BUSY, SLOW, Answer, Body, StuckError, keep, late
from kg.serve.frames import BEGIN, DATA, END, ERROR
from kg.serve.heads import everywhere, lines_of, status_line, whole
from kg.serve.limits import RequestError
from kg.serve.observe import Seen
from kg.serve.process import CRASHED, Process
from kg.serve.responses import refusal
from kg.serve.workers import LONG, Turn


class Sender:
    """Puts the messages of an answer on the wire of `connection`: whole where its length is known, in chunks where not."""

    def __init__(self, connection: HttpToolsProtocol, seen: Seen) -> None:
        self._connection, self.seen = connection, seen
        self._head, self._chunked = b"", False

    def whole(self, response: Response) -> None:
        """Send `response`, which is all here."""
        self._start(response.status_code, response.raw_headers)
        self._body(bytes(response.body), more=False)

    def answer(self, said: bytes, word: str | None, body: bytes) -> None:
        """Send the `body` of an answer of which a worker has `said` the rest; `word` stands for what was asked."""
        self.seen.status = 200
        self._head = whole(said, word, self._common(), len(body))
        self._body(body, more=False)

    async def send(self, message: Message) -> None:
        """Send one of ASGI's messages, and wait while the client has enough to read."""
        if message["type"] == "http.response.start":
            self._start(message["status"], message["headers"])
            return
        self._body(message["body"], message.get("more_body", False))
        if self._connection.flow.write_paused:
            await self._connection.flow.drain()

    def _start(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        self.seen.status = status
        lines = [status_line(status), everywhere(), *self._common(), *lines_of(headers)]
        self._chunked = status != HTTPStatus.NOT_MODIFIED and all(name != b"content-length" for name, _ in headers)
        if self._chunked:
            lines.append(b"transfer-encoding: chunked")
        self._head = b"\r\n".join([*lines, b"", b""])

    def _common(self) -> list[bytes]:
        """What is said of each answer anew."""
        return [*lines_of(self._connection.server_state.default_headers), b"x-request-id: " + self.seen.name.encode()]

    def _body(self, body: bytes, more: bool) -> None:
        self.seen.sent += len(body)
        self.seen.ended = not more
        if self._chunked:
            body = b"%x\r\n%b\r\n" % (len(body), body) if body else b""
            body += b"" if more else b"0\r\n\r\n"
        self._connection.transport.write(self._head + body)
        self._head = b""


class Ride:
    """The way of `answer` to the client of `connection`. `over` is called at its end, whatever that is."""

    def __init__(self, connection: HttpToolsProtocol, answer: Answer, seen: Seen, over: Callable[[Seen], None]) -> None:
        self._connection, self._answer, self._over = connection, answer, over
        self._sender, self._said, self._done = Sender(connection, seen), b"", False
        self._worker: Process | None = None
        self._task: asyncio.Task[None] | None = None
        service = answer.caller.service
        self._pool, self._limits, self._turn = service.pool, service.limits, Turn(answer.caller.client, self._given)
        self._timer = connection.loop.call_later(min(LONG, self._limits.seconds), self._long)

    def start(self) -> None:
        """Wait for a worker."""
        try:
            self._pool.take(self._turn)
        except RequestError as error:
            self._refuse(error)

    def drop(self) -> None:
        """Give up: the client is gone. What works for it is killed."""
        if self._task:
            self._task.cancel()
        elif not self._done:
            self._release(clean=False)
            self._end()

    def _given(self, worker: Process) -> None:
        self._worker, worker.clean = worker, False
        worker.wire.post(self._answer.frame, self._received)

    def _received(self, kind: bytes, body: bytes) -> None:
        if kind == BEGIN:
            self._said = body
        elif kind == END and self._said:
            self._release(clean=True)  # it works for the next one, while this answer goes out
            keep(self._answer, self._said, body)
            self._sender.answer(self._said, self._answer.word, body)
            self._end()
        elif kind == DATA and self._said:
            self._stream(body)
        else:
            self._release(clean=kind == ERROR)
            self._refuse(RequestError(*json.loads(body)) if kind == ERROR else RequestError(503, CRASHED))

    def _stream(self, first: bytes) -> None:
        """Go on in a task: the answer is long, and the client may be slow."""
        assert self._worker
        self._worker.wire.put_back((BEGIN, self._said), (DATA, first))
        loop = self._connection.loop
        self._timer.cancel()
        self._timer = loop.call_later(LONG, self._pool.lengthen, self._worker, self._turn.client)
        self._task = loop.create_task(self._streamed(self._worker))
        self._connection.tasks.add(self._task)
        self._task.add_done_callback(self._connection.tasks.discard)

    async def _streamed(self, worker: Process) -> None:
        """Send all. It has been begun, so that only an answer without an end can tell that something went wrong."""
        try:
            with suppress(TimeoutError, RequestError, StuckError):
                async with asyncio.timeout(max(0.0, self._limits.seconds - LONG)):
                    await Body(self._answer, self._sender.send).take_all(worker)
        finally:
            self._release(clean=worker.clean)
            self._end()

    def _long(self) -> None:
        if self._worker:
            self._pool.lengthen(self._worker, self._turn.client)
        self._timer = self._connection.loop.call_later(max(0.0, self._limits.seconds - LONG), self._too_late)

    def _too_late(self) -> None:
        why = SLOW if self._worker else BUSY
        self._release(clean=False)
        self._refuse(late(self._limits, why))

    def _release(self, *, clean: bool) -> None:
        self._timer.cancel()
        worker, self._worker = self._worker, None
        if worker:
            worker.clean, worker.wire.receiver = clean, None
            self._pool.give_back(worker, self._turn.client)
        else:
            self._pool.leave(self._turn)

    def _refuse(self, error: RequestError) -> None:
        self._timer.cancel()
        self._sender.whole(refusal(error, self._answer.caller.path))
        self._end()

    def _end(self) -> None:
        self._done = True
        self._over(self._sender.seen)
