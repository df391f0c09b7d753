"""Operating: whether the server lives, whether it answers, and what it has done."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.serve.metrics import MEDIA_TYPE
from kg.serve.service import service_of

UNKEPT = {"Cache-Control": "no-store"}


async def health(request: Request) -> Response:
    """Say that requests are answered, and which snapshot is the newest."""
    service = service_of(request)
    said = {"status": "ok", "graph": service.folder.name, "snapshot": service.graph.newest()}
    return JSONResponse(said, headers=UNKEPT)


async def ready(request: Request) -> Response:
    """Say whether queries are answered now: 503 while there is no graph, no worker, or the server ends."""
    service = service_of(request)
    lacks = {
        "stopping": service.stopping,
        "no snapshot": service.version() is None,
        "no worker": not any(worker.alive for worker in service.pool.workers),
        "queue full": service.pool.waiting >= service.limits.queue,
    }
    missing = [name for name, lacking in lacks.items() if lacking]
    return JSONResponse({"ready": not missing, "missing": missing}, 503 if missing else 200, headers=UNKEPT)


async def metrics(request: Request) -> Response:
    """Show what was counted, for Prometheus."""
    service = service_of(request)
    pool, lending = service.pool, service.lending
    lending.count()
    gauges = {
        "kg_snapshot": ("Number of the newest snapshot.", float(service.graph.newest() or 0)),
        "kg_workers": ("Processes that answer queries.", float(len(pool.workers))),
        "kg_workers_busy": ("Processes that answer one now.", float(pool.busy)),
        "kg_workers_replaced_total": ("Processes that were ended and started anew.", float(pool.replaced)),
        "kg_borrowers": ("Processes that answer short queries on connections lent to them.", float(len(lending.loans))),
        "kg_borrowers_replaced_total": ("Such processes that were ended.", float(lending.replaced)),
        "kg_lent": ("Connections that are lent.", float(lending.lent)),
        "kg_waiting": ("Requests that wait for a process.", float(pool.waiting)),
    }
    return Response(service.metrics.text(gauges), headers={**UNKEPT, "Content-Type": MEDIA_TYPE})
