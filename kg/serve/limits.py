"""Limits: what a request may ask, judged before anything is parsed."""

from dataclasses import dataclass

from kg.errors import KgError
from kg.store.tokens import scan


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost. `seconds` cover waiting for a worker, parsing, planning and answering; `memory` is in
    megabytes; `body`, `upload` and `bytes` are bytes of a query, of a graph that is sent, and of an answer; `rows` those of
    an answer; `depth` nested brackets; `idle` the seconds that a client may take to accept or send a piece; `queue` how many
    requests wait for a worker; `rate` the requests a second of one address (0: any)."""

    seconds: float = 30.0
    memory: int = 2048
    body: int = 1 << 20
    upload: int = 1 << 26
    rows: int = 1_000_000
    bytes: int = 1 << 29
    depth: int = 128
    idle: float = 60.0
    queue: int = 64
    rate: float = 0.0


class RequestError(KgError):
    """A request that is not carried out: an HTTP status, and what to do instead."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


def check_query(sparql: str, limits: Limits) -> None:
    """RequestError if `sparql` reaches for other servers (403) or nests deeper than a parser survives (400)."""
    _check(sparql, limits, ("SERVICE", "LOAD"))


def check_update(sparql: str, limits: Limits) -> None:
    """RequestError if a pattern of the update `sparql` reaches for other servers (403) or nests too deep (400)."""
    _check(sparql, limits, ("SERVICE",))


def _check(sparql: str, limits: Limits, reaching_out: tuple[str, ...]) -> None:
    opening = sparql.count("(") + sparql.count("[") + sparql.count("{")
    upper, depth = sparql.upper(), 0
    if opening <= limits.depth and not [word for word in reaching_out if word in upper]:
        return  # most queries: without a look at each token
    for token in scan(sparql):
        if token.says(*reaching_out):
            word = token.text.upper()
            raise RequestError(403, f"{word} reaches for other servers, which this one does not; ask them yourself")
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > limits.depth:
            raise RequestError(400, f"brackets are nested more than {limits.depth} deep; write the query flatter")
