"""Patience: how long a connection may be open without a whole request on it."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol


def patient(seconds: float) -> type[H11Protocol]:
    """Return the protocol of a server that hangs up on who has not sent the head of a request after `seconds`."""

    class Patient(H11Protocol):
        """HTTP/1.1, and a clock that runs while the head of a request is awaited."""

        late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self.watch()

        def connection_lost(self, exc: Exception | None) -> None:
            self.stop()
            super().connection_lost(exc)

        def watch(self) -> None:
            if not self.waiting():
                self.stop()
            elif self.late is None:
                self.late = self.loop.call_later(seconds, self.hang_up)

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

    return Patient
