"""First page: what there is, in a few words."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.serve.service import service_of


async def first_page(request: Request) -> Response:
    """Say what there is."""
    asked = f"{request.url.replace(path='/sparql', query='')}?query="
    return PlainTextResponse(f"Byline, the graph {service_of(request).folder.name}\n\nSPARQL 1.1 queries: {asked}\n")
