"""Observe: every request gets an id, is counted, noted in the log, and its answer carries what every answer carries."""

import json
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.heads import EVERYWHERE, request_id
from kg.serve.metrics import Metrics

log = logging.getLogger("kg.serve")

_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}


class AsJson(logging.Formatter):
    """One JSON object a line: time, level, and what the record says."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for `record`."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        more: dict[str, Any] = getattr(record, "request", None) or {"message": record.getMessage()}
        return json.dumps({"at": at, "level": record.levelname.lower(), **more}, ensure_ascii=True)


@dataclass(slots=True)
class Seen:
    """A request, and what has gone out in answer to it. `began` is by the monotonic clock."""

    name: str
    client: str
    method: str
    path: str
    began: float = field(default_factory=time.monotonic)
    status: int = 0
    sent: int = 0
    ended: bool = False

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """What every answer carries, and the request's id."""
        return [*EVERYWHERE, (b"x-request-id", self.name.encode())]

    def went_out(self, message: Message) -> None:
        """Take note of what was sent."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.sent += len(message.get("body", b""))
            self.ended = not message.get("more_body", False)

    def note(self, metrics: Metrics, route: str) -> None:
        """Count the request, and write it to the log."""
        seconds = time.monotonic() - self.began
        metrics.count(self._counted, route, self.status, seconds, self.sent)
        metrics.cut_off += bool(self.status) and not self.ended
        self.log(seconds)

    def log(self, seconds: float) -> None:
        """Write the request, which took so many `seconds`, to the log."""
        if log.isEnabledFor(logging.INFO):
            said: dict[str, Any] = {"request": self.name, "client": self.client, "method": self._counted}
            said |= {"path": self.path[:200], "status": self.status, "bytes": self.sent, "ms": round(1000 * seconds, 1)}
            log.info("request", extra={"request": said if self.ended else {**said, "aborted": True}})

    @property
    def _counted(self) -> str:
        return self.method if self.method in _METHODS else "other"


class Observe:
    """The application `app`, all of whose requests are counted in `metrics` by the one of `routes` that takes them."""

    def __init__(self, app: ASGIApp, metrics: Metrics, routes: Iterable[BaseRoute]) -> None:
        known = [route for route in routes if isinstance(route, Route)]
        self._app, self._metrics, self._paths = app, metrics, {route.path for route in known}
        self._taken: dict[object, str] = {route.endpoint: route.path for route in reversed(known)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what is sent back goes out with the headers of every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name, client = request_id(Headers(scope=scope).get("x-request-id")), scope["client"][0] if scope.get("client") else ""
        scope["request_id"], seen = name, Seen(name, client, scope["method"], scope["path"])

        async def observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {key for key, _ in message["headers"]}
                more = (one for one in seen.headers if one[0] not in present)
                message = {**message, "headers": [*message["headers"], *more]}
            seen.went_out(message)
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            seen.note(self._metrics, self._route(scope))

    def _route(self, scope: Scope) -> str:
        """The path of the route that took it: few values, whatever is asked."""
        path: str = scope["path"]
        return path if path in self._paths else self._taken.get(scope.get("endpoint"), "other")
