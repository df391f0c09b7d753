"""Guard: the application behind the gate."""

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serve.gate import Gate
from kg.serve.limits import RequestError
from kg.serve.responses import refusal


class Guard:
    """The application `app`, for requests that `gate` lets in."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or turn it away."""
        try:
            if scope["type"] == "http":
                hosts = [value.decode("latin-1") for key, value in scope["headers"] if key == b"host"]
                self._gate.check(hosts, scope["client"][0] if scope.get("client") else "")
        except RequestError as error:
            await refusal(error)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
