"""Asked: what a worker is told of a query, and the word that stands for it."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import blake2s
from typing import Any

from kg.serve.limits import RequestError
from kg.serve.negotiate import RESULTS, TRIPLES, Choice, accepts_gzip, choose
from kg.serve.protocol import Query

_OTHERWISE_EACH_TIME = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)

Settings = Callable[[str | None, str | None], bytes]


@dataclass(frozen=True, slots=True)
class Manner:
    """How queries are understood: `base` is what relative IRIs are resolved against; whether the `prefixes` of the house need
    no declaration; whether all named graphs together, in `union`, are the default graph."""

    base: str
    prefixes: bool
    union: bool


def ready(manner: Manner, asked: Query, accept: str | None, encoding: str | None) -> bytes:
    """Return what a worker has to know beside the words of a query, from a client with these Accept and Accept-Encoding
    headers; RequestError (406) if the answer comes in no format that it likes."""
    results, triples = _formats(accept)
    if results is None and triples is None:
        raise RequestError(406, f"Accept names none of {', '.join([*RESULTS, *TRIPLES])}")
    own = bool(asked.default or asked.named)
    question = {
        "kind": "query",
        **asdict(manner),
        "default": asked.default if own else None,
        "named": asked.named if own else None,
        "results": results,
        "triples": triples,
    }
    return settings(question, encoding)


def remembered(manner: Manner) -> Settings:
    """Return `ready` for queries that name no graphs of their own, of which it is remembered for clients that say the same."""
    return lru_cache(256)(lambda accept, encoding: ready(manner, Query(""), accept, encoding))


def settings(asked: dict[str, Any], encoding: str | None) -> bytes:
    """Return what is `asked` as a worker reads it, by a client whose Accept-Encoding header is `encoding`."""
    return json.dumps({**asked, "gzip": accepts_gzip(encoding)}).encode()


def lasting(text: str) -> bool:
    """Return whether the query `text` is answered in the same way as long as the graph is the same."""
    return "(" not in text or not _OTHERWISE_EACH_TIME.search(text)


def request_for(asked: bytes, text: str) -> bytes:
    """Return how a worker is asked for what was made ready by `settings`; of a query, `text` are the words."""
    return b"%b\n%b" % (asked, text.encode())


def word_of(request: bytes) -> str:
    """Return the word that stands for a request to a worker."""
    return blake2s(request, digest_size=16).hexdigest()


@lru_cache(64)  # clients send few headers, each of them often
def _formats(accept: str | None) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The formats for results and for triples that a client likes best."""
    return _plain(choose(accept, RESULTS)), _plain(choose(accept, TRIPLES))


def _plain(choice: Choice | None) -> dict[str, str] | None:
    return asdict(choice) if choice else None
