"""SPARQL 1.1 Protocol, its query half: by GET, by a form, and directly; the answer streams from a worker."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from kg.serve.frames import BEGIN, DATA, END
from kg.serve.limits import Limits, RequestError, check_query
from kg.serve.negotiate import RESULTS, TRIPLES, Choice, choose
from kg.serve.workers import Pool

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
NO_UPDATES = "this graph is changed by `kg add` and `kg remove`, not by SPARQL updates; build it anew to change what it holds"
HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache", "Vary": "Accept"}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: the query, and the graphs that take the place of its own dataset."""

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


async def query_of(request: Request, limits: Limits) -> Query:
    """Return the query in `request`; RequestError with the status the protocol asks for, if there is not exactly one."""
    address = _parameters(request.scope["query_string"], "the address")
    if request.method != "POST":
        return _query(address)
    media_type, charset = _content_type(request)
    if media_type == UPDATE:
        raise RequestError(403, NO_UPDATES)
    if media_type not in (FORM, QUERY):
        raise RequestError(415, f"a query is posted as {FORM} or as {QUERY}, in UTF-8")
    if charset not in ("utf-8", "utf8", ""):
        raise RequestError(415, f"a query is posted in UTF-8, not in {charset}")
    body = await _body(request, limits)
    if media_type == FORM:
        return _query(_parameters(body, "the form"), address)
    return _query({**address, "query": [_utf8(body, "the query")]})


async def _body(request: Request, limits: Limits) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limits.body:
            raise RequestError(413, f"a query has at most {limits.body} bytes; make it shorter")
    return bytes(body)


def _content_type(request: Request) -> tuple[str, str]:
    media_type, _, rest = request.headers.get("content-type", "").partition(";")
    charset = next((part.strip()[8:] for part in rest.split(";") if part.strip().lower().startswith("charset=")), "")
    return media_type.strip().lower(), charset.strip('"').lower()


def _parameters(raw: bytes, where: str) -> dict[str, list[str]]:
    try:
        return parse_qs(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise RequestError(400, f"{where} cannot be read ({error}); percent-encode it, as UTF-8") from error


def _utf8(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, f"{what} is not UTF-8 at byte {error.start}") from error


def _query(given: Mapping[str, Sequence[str]], address: Mapping[str, Sequence[str]] | None = None) -> Query:
    if "update" in given:
        raise RequestError(403, NO_UPDATES)
    both = [*given.get("query", ()), *(address or {}).get("query", ())]
    if len(both) != 1:
        raise RequestError(400, f"a request holds one query; this one holds {len(both)}, e.g. /sparql?query=ASK{{}}")
    default, named = (tuple(given.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    return Query(both[0], default, named)


class Answer:
    """The response to `query`, as an ASGI application. An error before the first byte is a status; after it, the connection
    is aborted: a client never takes half an answer for a whole one."""

    def __init__(self, query: Query, accept: str | None, pool: Pool) -> None:
        self._query, self._pool, self._limits = query, pool, pool.limits
        self._results, self._triples = choose(accept, RESULTS), choose(accept, TRIPLES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; kill its worker when the client goes away first."""
        answering = asyncio.create_task(self._answer(scope, receive, send))
        leaving = asyncio.create_task(_gone(receive))
        await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = _Body(send, self._limits.idle)
        deadline = asyncio.get_running_loop().time() + self._limits.seconds
        try:
            if self._results is None and self._triples is None:
                raise RequestError(406, f"Accept names none of {', '.join([*RESULTS, *TRIPLES])}")
            worker = await self._by(deadline, self._pool.take(), "all workers were busy; try again later")
            try:
                await worker.ask(self._request())
                while not body.ended:
                    slow = "the query takes longer; ask for less, or add LIMIT"
                    await body.send(*await self._by(deadline, worker.frame(), slow))
            finally:
                await asyncio.shield(self._pool.give_back(worker))
        except RequestError as error:
            if not body.begun:
                await refusal(error)(scope, receive, send)
        except TimeoutError:
            return  # the client took nothing for too long; an answer that is not ended makes the server abort the connection

    async def _by[T](self, deadline: float, waited: Awaitable[T], otherwise: str) -> T:
        try:
            async with asyncio.timeout_at(deadline):
                return await waited
        except TimeoutError:
            raise RequestError(503, f"no answer within {self._limits.seconds:g} seconds: {otherwise}") from None

    def _request(self) -> dict[str, object]:
        own = bool(self._query.default or self._query.named)
        return {
            "query": self._query.text,
            "union": True,
            "default": self._query.default if own else None,
            "named": self._query.named if own else None,
            "results": _plain(self._results),
            "triples": _plain(self._triples),
        }


class _Body:
    """What has been sent of a response: nothing before the worker has sent some of the body."""

    def __init__(self, send: Send, idle: float) -> None:
        self._send, self._idle = send, idle
        self._start: Message | None = None
        self.begun = self.ended = False

    async def send(self, kind: bytes, body: bytes) -> None:
        """Send a frame of the worker; TimeoutError if the client does not take it."""
        if kind == BEGIN:
            self._start = _start(body)
            return
        async with asyncio.timeout(self._idle):
            if self._start and not self.begun:
                self.begun = True
                await self._send(self._start)
            await self._send({"type": "http.response.body", "body": body, "more_body": kind == DATA})
        self.ended = kind == END


def refusal(error: RequestError) -> PlainTextResponse:
    """Return the response that says why a request is not carried out, in one line."""
    headers = dict(HEADERS)
    if error.status == 503:
        headers["Retry-After"] = "10"
    return PlainTextResponse(f"{' '.join(error.reason.split())}\n", error.status, headers)


async def sparql(request: Request) -> Answer | PlainTextResponse:
    """Answer a query."""
    pool: Pool = request.app.state.pool
    try:
        query = await query_of(request, pool.limits)
        check_query(query.text, pool.limits)
    except RequestError as error:
        return refusal(error)
    return Answer(query, request.headers.get("accept"), pool)


async def update(request: Request) -> PlainTextResponse:
    """Refuse an update."""
    return refusal(RequestError(403, NO_UPDATES))


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _start(media_type: bytes) -> Message:
    name = media_type.decode().strip('"')
    text = name if name.startswith("application/") else f"{name}; charset=utf-8"
    headers = {"content-type": text, **{key.lower(): value for key, value in HEADERS.items()}}
    raw = [(key.encode(), value.encode()) for key, value in headers.items()]
    return {"type": "http.response.start", "status": 200, "headers": raw}


def _plain(choice: Choice | None) -> dict[str, str] | None:
    return asdict(choice) if choice else None
