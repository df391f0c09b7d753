"""Observe: every request gets an id, is counted, noted in the log, and its answer carries what every answer carries."""

import json
import logging
import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.metrics import Metrics
from kg.serve.responses import CORS, SECURITY

log = logging.getLogger("kg.serve")

_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_COMMON = [(key.lower().encode(), value.encode()) for key, value in {**SECURITY, **CORS}.items()]
_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}


class AsJson(logging.Formatter):
    """One JSON object a line: time, level, and what the record says."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for `record`."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        more: dict[str, Any] = getattr(record, "request", None) or {"message": record.getMessage()}
        return json.dumps({"at": at, "level": record.levelname.lower(), **more}, ensure_ascii=True)


@dataclass(slots=True)
class _Seen:
    """What went out of one response."""

    status: int = 0
    sent: int = 0
    ended: bool = False


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
        given = Headers(scope=scope).get("x-request-id", "")
        name = given if _ID.fullmatch(given) else secrets.token_hex(8)
        scope["request_id"], seen, began = name, _Seen(), time.monotonic()
        headers = [*_COMMON, (b"x-request-id", name.encode())]

        async def observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {key for key, _ in message["headers"]}
                message = {**message, "headers": [*message["headers"], *(one for one in headers if one[0] not in present)]}
                seen.status = message["status"]
            else:
                seen.sent += len(message.get("body", b""))
                seen.ended = not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            self._note(scope, name, seen, time.monotonic() - began)

    def _note(self, scope: Scope, name: str, seen: _Seen, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.count(method, self._route(scope), seen.status, seconds, seen.sent)
        self._metrics.cut_off += bool(seen.status) and not seen.ended
        if log.isEnabledFor(logging.INFO):
            client = scope["client"][0] if scope.get("client") else ""
            said: dict[str, Any] = {"request": name, "client": client, "method": method, "path": scope["path"][:200]}
            said |= {"status": seen.status, "bytes": seen.sent, "ms": round(1000 * seconds, 1)}
            log.info("request", extra={"request": said if seen.ended else {**said, "aborted": True}})

    def _route(self, scope: Scope) -> str:
        """The path of the route that took it: few values, whatever is asked."""
        path: str = scope["path"]
        return path if path in self._paths else self._taken.get(scope.get("endpoint"), "other")
