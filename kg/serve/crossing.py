"""Crossing: OPTIONS, for the pages of other sites whose browser asks first, and for whoever wants to know the methods."""

from collections.abc import Iterable

from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

ALLOWED = {
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match, X-Request-ID",
    "Access-Control-Max-Age": "86400",
}


class Crossing:
    """The application `app`, which need not answer OPTIONS itself: `routes` know their methods."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self._app, self._routes = app, list(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS; pass on everything else."""
        methods = self._methods(scope) if scope["type"] == "http" and scope["method"] == "OPTIONS" else set()
        if not methods:
            await self._app(scope, receive, send)
            return
        allow = ", ".join(sorted(methods | {"OPTIONS"}))
        await Response(status_code=204, headers={"Allow": allow, "Access-Control-Allow-Methods": allow, **ALLOWED})(
            scope, receive, send
        )

    def _methods(self, scope: Scope) -> set[str]:
        for route in self._routes:
            if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE:
                return set(route.methods or ())
        return set()
