"""Patience: how long a connection may be open without a whole request on it, and how long the head of one may be."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD = 1 << 17
"""Bytes of the head of a request; the parser itself has no bound."""


class Patient(HttpToolsProtocol):
    """HTTP/1.1 of a server that hangs up on who has not sent the head of a request after `idle` seconds, and refuses one of
    more than `HEAD` bytes."""

    idle = 60.0
    late: asyncio.TimerHandle | None = None
    head: int | None = 0
    """Bytes of the head that is awaited; None while a body comes."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.watch()

    def data_received(self, data: bytes) -> None:
        if self.head is not None:
            self.head += len(data)
        super().data_received(data)  # which begins to count anew where a head ends
        if self.head is not None and self.head > HEAD and not self.transport.is_closing():
            self.send_400_response("The head of the request is too long.")
        self.watch()

    def on_headers_complete(self) -> None:
        self.head = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.head = 0

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop()
        super().connection_lost(exc)

    def watch(self) -> None:
        if not self.waiting():
            self.stop()
        elif self.late is None:
            self.late = self.loop.call_later(self.idle, self.hang_up)

    def waiting(self) -> bool:
        cycle = self.cycle
        return cycle is None or cycle.response_complete

    def hang_up(self) -> None:
        self.late = None
        if self.waiting():
            self.transport.close()

    def stop(self) -> None:
        if self.late:
            self.late.cancel()
            self.late = None
