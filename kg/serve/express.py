"""Express: the short way for plain queries, past all that a server does for any other request. What is answered is the same."""

import asyncio

from starlette.responses import Response

from kg.serve.answer import Answer, prepared
from kg.serve.asked import lasting, remembered
from kg.serve.heads import request_id
from kg.serve.limits import RequestError
from kg.serve.loans import Loans
from kg.serve.notes import Note
from kg.serve.observe import Seen
from kg.serve.patience import HEAD, Patient
from kg.serve.plain import STARTS, Begun, asked_in, begun_in
from kg.serve.ride import Ride, Sender
from kg.serve.service import Caller, Service
from kg.serve.sparql import query
from kg.serve.trust import Trust


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
    loans: Loans | None = None
    """Who answers on it, if it is lent."""
    trust: Trust

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.trust = Trust()
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        if self.ride:
            self.hold(data)
        elif self.begun:
            self.held += data
            self.go_on(self.begun)
        elif (
            self.head == 0
            and data.startswith(STARTS)
            and super().waiting()
            and not self.transport.is_closing()
            and (begun := begun_in(data, self.service.limits.body))
        ):
            self.held = bytearray(data)  # to which pieces are added without copying what is there
            self.go_on(begun)
        else:
            super().data_received(data)

    def hold(self, data: bytes) -> None:
        self.held = self.held or bytearray()
        self.held += data
        if len(self.held) > HEAD:
            self.flow.pause_reading()

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
        elif self.trust.after(seen):
            self.loop.call_soon(self.lend)  # what was sent is out of the transport by then

    def waiting(self) -> bool:
        return self.ride is None and self.loans is None and super().waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        if self.ride:
            self.ride.drop()
        if self.loans:
            self.loans.recall(self)
        super().connection_lost(exc)

    def shutdown(self) -> None:
        self.last = True
        if self.loans:
            self.loans.recall(self)
        elif self.ride is None:
            super().shutdown()

    def lend(self) -> None:
        """Lend the connection if nothing is under way on it."""
        quiet = self.waiting() and not self.begun and self.head == 0 and not self.last
        if quiet and not self.transport.is_closing() and not self.transport.get_write_buffer_size():
            self.flow.pause_reading()
            self.loans = self.service.lending.lend(self)
            if self.loans:
                self.stop()
            else:
                self.flow.resume_reading()

    def file(self) -> int:
        """Return the file of the connection."""
        found: int = self.transport.get_extra_info("socket").fileno()
        return found

    def noted(self, note: Note) -> None:
        """Write a request to the log that was answered while the connection was lent."""
        client = self.client[0] if self.client else ""
        seen = Seen(note.name, client, note.method, note.path, status=200, sent=note.sent, ended=True)
        seen.log(note.seconds)

    def back(self, *, trusted: bool, rest: bytes) -> None:
        """Go on after the connection was lent, with what has come and was not read; first the `rest` of an answer is sent."""
        self.loans = None
        if not trusted:
            self.trust.lost()
        if self.transport.is_closing():
            return
        if rest:
            self.transport.write(rest)
        if self.last:
            self.transport.close()
        else:
            self.watch()
            self.flow.resume_reading()

    def cut(self) -> None:
        """End the connection: nobody knows how much of an answer has gone out on it while it was lent."""
        self.loans = None
        self.service.metrics.cut_off += 1
        self.transport.abort()


class Ready:
    """What a worker has to know beside the words of a query, made once for clients that say the same of themselves."""

    def __init__(self, service: Service) -> None:
        self._settings = remembered(service.manner)

    def found(self, caller: Caller, begun: Begun, body: bytes) -> Answer | Response | None:
        """Return the answer to what is asked; None if that is no query. RequestError if it is not clear."""
        asked = asked_in(begun, body)
        if asked is None or asked.default or asked.named:
            return query(caller, asked) if asked else None
        settings = self._settings(caller.headers.get("accept"), caller.headers.get("accept-encoding"))
        return prepared(caller, settings, asked.text, lasting=lasting(asked.text))


def express(service: Service) -> type[Express]:
    """Return the protocol of the server of `service`: HTTP/1.1 as it is always spoken, but plain queries go the short way."""
    return type("Served", (Express,), {"service": service, "ready": Ready(service), "idle": service.limits.idle})
