"""Access: who may change a graph: those who present its token, of which only the hash is kept."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request

from kg.serve.limits import RequestError
from kg.serve.options import Options

FILE = "token"
CLOSED = (
    "this graph is changed by `kg add` and `kg remove`, not over HTTP; "
    "`kg serve --writable` lets those who have its token write to graphs of their own"
)


@dataclass(frozen=True, slots=True)
class Access:
    """Who may write: nobody if not `open`; whoever presents the token whose SHA-256 is `hashed`; anybody if there is none."""

    open: bool = False
    hashed: str | None = None

    @classmethod
    def of(cls, graph: Path, options: Options) -> "Access":
        """Return the access that `options` give to `graph`. A graph of articles is never written to without a token."""
        if not options.writable:
            return cls()
        hashed = _hash(options.token) if options.token else _kept(graph)
        return cls(open=options.scratch or hashed is not None, hashed=hashed)

    def check(self, request: Request) -> None:
        """RequestError if `request` may not change anything: 403 if nobody may, 401 without the right token."""
        if not self.open:
            raise RequestError(403, CLOSED)
        if self.hashed is None:
            _same_origin(request)
        elif not hmac.compare_digest(_hash(_presented(request)), self.hashed):
            raise RequestError(401, "changes need this graph's token: send it as `Authorization: Bearer …`")


def new_token(graph: Path) -> str:
    """Return a new token for the graph in the folder `graph`, and keep its hash there. Older tokens are good no more."""
    token = secrets.token_urlsafe(32)  # 256 random bits: nothing that a slower hash would make harder to guess
    part = graph / f".{FILE}.part"
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(f"{_hash(token)}\n")
    part.replace(graph / FILE)
    return token


def has_token(graph: Path) -> bool:
    """Return whether a token was made for the graph in the folder `graph`."""
    return _kept(graph) is not None


def _kept(graph: Path) -> str | None:
    try:
        return (graph / FILE).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def _presented(request: Request) -> str:
    """The token of `request`: a Bearer one, or the password of Basic with any name, which is what many clients can send."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(given, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def _same_origin(request: Request) -> None:
    """Where no token is asked for, a page of another site must not write through its visitor's browser."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise RequestError(403, "a page of another origin may not change this store; serve it with a token")
