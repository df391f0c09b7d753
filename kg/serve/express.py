"""Express: the short way for plain queries, past all that a server does for any other request. What is answered is the same."""

from dataclasses import dataclass
from functools import lru_cache

from starlette.responses import Response

from kg.serve.answer import Answer, prepared
from kg.serve.limits import RequestError
from kg.serve.observe import Seen, request_id
from kg.serve.patience import HEAD, Patient
from kg.serve.plain import Headers, Line, headers_of, line_of
from kg.serve.protocol import QUERY, Query, checked, content_type, looked_at, posted, utf8
from kg.serve.ride import Ride, Sender
from kg.serve.service import Caller, Service
from kg.serve.sparql import lasting, query, ready

PATHS = frozenset({"/sparql", "/sparql/", "/query"})
"""Where queries are asked."""

STARTS = (b"POST /sparql", b"GET /sparql", b"POST /query", b"GET /query")
LONGEST = 1 << 13
"""Bytes of a head that is read here: what is read of some is remembered."""

_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Begun:
    """A plain query of which the head has come: the whole request has `size` bytes, of which the body begins at `body`."""

    line: Line
    headers: Headers
    body: int
    size: int


_read = lru_cache(256)(headers_of)


class Express(Patient):
    """A connection to `service`. Whatever is not a plain query, whole and one at a time, is left to the parser and the
    application."""

    service: Service
    ready: "Ready"
    begun: Begun | None = None
    """What is known of a plain query whose body has not all come."""
    ride: Ride | None = None
    """The answer that is waited for, or being sent."""
    held: bytes | bytearray = b""
    """What has come of a query, or what came while an answer was under way."""
    last = False
    """Whether the connection is closed after it."""

    def data_received(self, data: bytes) -> None:
        if self.ride:
            self.hold(data)
        elif self.begun:
            self.held += data
            self.go_on(self.begun)
        elif self.head == 0 and data.startswith(STARTS) and super().waiting() and (begun := self.plain(data)):
            self.held = bytearray(data)  # to which pieces are added without copying what is there
            self.go_on(begun)
        else:
            super().data_received(data)

    def hold(self, data: bytes) -> None:
        self.held = self.held or bytearray()
        self.held += data
        if len(self.held) > HEAD:
            self.flow.pause_reading()

    def plain(self, data: bytes) -> Begun | None:
        """Return what `data` begins with if it may be a plain query."""
        end, first = data.find(_END), data.find(b"\r\n")
        if not 0 < first < end < LONGEST or self.transport.is_closing():
            return None
        line, headers = line_of(data[:first]), _read(data[first + 2 : end])
        if not line or not headers or line.path not in PATHS or headers.length > self.service.limits.body:
            return None
        if line.method == "POST" and headers.length == 0:
            return None
        body = end + len(_END)
        return Begun(line, headers, body, body + headers.length)

    def go_on(self, begun: Begun) -> None:
        """Answer what is held if it is all there; leave it to the parser if it is more than that, or not plain at last."""
        self.begun = begun if len(self.held) < begun.size else None
        if self.begun:
            return
        data, self.held = bytes(self.held), b""
        if len(data) > begun.size or not self.taken(begun, data[begun.body :]):
            super().data_received(data)

    def hang_up(self) -> None:
        if self.begun:  # its body does not come: the application says so
            self.late, self.begun = None, None
            data, self.held = bytes(self.held), b""
            super().data_received(data)
        else:
            super().hang_up()

    def taken(self, begun: Begun, body: bytes) -> bool:
        """Return whether this is a plain query, which is answered then."""
        line, headers = begun.line, begun.headers.values
        client = self.client[0] if self.client else ""
        caller = Caller(self.service, client, line.method, line.path, headers)
        try:
            found = self.ready.found(caller, begun, body)
            if found is None:
                return False
            self.service.gate.check([headers["host"]] if "host" in headers else [], client)
        except RequestError:
            return False  # the application says why
        self.answered(found, Seen(request_id(headers.get("x-request-id")), client, line.method, line.path))
        return True

    def answered(self, found: Answer | Response, seen: Seen) -> None:
        """Send what was `found`: now if it is here, when it comes if not."""
        self.stop()
        self._unset_keepalive_if_required()
        if isinstance(found, Answer):
            self.ride = Ride(self, found, seen, self.over)
            self.ride.start()
        else:
            Sender(self, seen).whole(found)
            self.over(seen)

    def over(self, seen: Seen) -> None:
        """Count what was sent, and go on with what came meanwhile; an answer without an end is the last."""
        self.ride = None
        seen.note(self.service.metrics, seen.path)
        if not seen.ended:
            self.transport.abort()
        elif self.last:
            self.transport.close()
        if self.transport.is_closing():
            return
        self.watch()
        self.flow.resume_reading()
        if self.held:
            data, self.held = bytes(self.held), b""
            self.data_received(data)

    def waiting(self) -> bool:
        return self.ride is None and super().waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        if self.ride:
            self.ride.drop()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        self.last = True
        if self.ride is None:
            super().shutdown()


class Ready:
    """What a worker has to know beside the words of a query, made once for clients that say the same of themselves."""

    def __init__(self, service: Service) -> None:
        self._made = lru_cache(256)(lambda accept, encoding: ready(service, Query(""), accept, encoding))

    def found(self, caller: Caller, begun: Begun, body: bytes) -> Answer | Response | None:
        """Return the answer to what is asked; None if that is no query. RequestError if it is not clear."""
        asked = _asked(begun, body)
        if asked is None or asked.default or asked.named:
            return query(caller, asked) if asked else None
        settings = self._made(caller.headers.get("accept"), caller.headers.get("accept-encoding"))
        return prepared(caller, settings, asked.text, lasting=lasting(asked.text))


def _asked(begun: Begun, body: bytes) -> Query | None:
    """Return the query that a request asks; None if it asks for anything else. RequestError if it is not clear."""
    line, headers = begun.line, begun.headers
    if line.method == "GET":
        return looked_at(line.parameters)
    if headers.values.get("content-type") == QUERY and not line.parameters:
        return Query(utf8(body))
    kind = content_type(headers.values)
    checked(kind)
    found = posted(line.parameters, kind, body)
    return found if isinstance(found, Query) else None


def express(service: Service) -> type[Express]:
    """Return the protocol of the server of `service`: HTTP/1.1 as it is always spoken, but plain queries go the short way."""
    return type("Served", (Express,), {"service": service, "ready": Ready(service), "idle": service.limits.idle})
