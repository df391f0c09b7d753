"""Limits: what a request may ask, judged before anything is parsed."""

from dataclasses import dataclass

from kg.errors import KgError
from kg.store.tokens import tokens


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost. `seconds` cover waiting for a worker, parsing, planning and answering; `memory` is in
    megabytes; `body` in bytes; `depth` in nested brackets; `idle` the seconds that a client may take to accept a piece."""

    seconds: float = 30.0
    memory: int = 2048
    body: int = 1 << 20
    depth: int = 128
    idle: float = 60.0


class RequestError(KgError):
    """A request that is not carried out: an HTTP status, and what to do instead."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


_REACHING_OUT = frozenset({"SERVICE", "LOAD"})


def check_query(sparql: str, limits: Limits) -> None:
    """RequestError if `sparql` reaches for other servers (403) or nests deeper than a parser survives (400)."""
    depth = 0
    for kind, text in tokens(sparql):
        if kind == "word" and text.upper() in _REACHING_OUT:
            raise RequestError(403, f"{text.upper()} reaches for other servers, which this one does not; ask them yourself")
        depth += (kind == "open") - (kind == "close")
        if depth > limits.depth:
            raise RequestError(400, f"brackets are nested more than {limits.depth} deep; write the query flatter")
