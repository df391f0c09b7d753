"""Heads: what stands before the body of an answer."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from http import HTTPStatus
from typing import Any

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
}
"""Headers of every response: nothing that it holds is run, framed, or taken for something else."""

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Location, X-Request-ID, Retry-After",
}
"""Headers that let the pages of other sites read the answers. There are no cookies that they could misuse."""

EVERYWHERE = [(key.lower().encode(), value.encode()) for key, value in {**SECURITY, **CORS}.items()]
"""Headers of every answer."""

KEPT = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
"""An answer may be kept, and is asked for again with its ETag, which changes with the graph."""

_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)


def request_id(given: str | None) -> str:
    """Return the id that a client has `given` its request, a new one if that is none."""
    return given if given and _ID.fullmatch(given) else os.urandom(8).hex()


@lru_cache(64)  # a worker says the same of most answers
def read(said: bytes) -> Mapping[str, Any]:
    """Return what a worker has `said` of an answer."""
    found: dict[str, Any] = json.loads(said)
    return found


def etag(version: str, word: str) -> str:
    """Return the ETag of the answer that `version` of the graph gives to what `word` stands for."""
    return f'W/"{version}-{word}"'


def headers_of(said: Mapping[str, Any], word: str | None) -> dict[str, str]:
    """Return the headers of an answer of which a worker has `said` this; `word` stands for what was asked, None if the same
    graph may answer otherwise."""
    name = said["media_type"]
    headers = dict(KEPT) if word else {**KEPT, "Cache-Control": "no-store"}
    headers["Content-Type"] = f"{name}; charset=utf-8" if name.startswith("text/") else name
    if word and said["version"]:
        headers["ETag"] = etag(said["version"], word)
    if said["gzip"]:
        headers["Content-Encoding"] = "gzip"
    return headers


def whole(said: bytes, word: str | None, common: Sequence[bytes], length: int) -> bytes:
    """Return the head, to its end, of an answer of `length` bytes of which a worker has `said` the rest; `common` are the lines
    that are said of each answer anew."""
    fixed, tag = _fixed(said, word is not None)
    parts = [fixed, *common, b"content-length: %d" % length]
    if tag and word:
        parts.append(tag % word.encode())
    return b"\r\n".join([*parts, b"", b""])


@lru_cache(64)
def _fixed(said: bytes, lasting: bool) -> tuple[bytes, bytes | None]:
    """What the head of an answer begins with, and its ETag, with ``%b`` in the place of the word for what was asked."""
    headers = headers_of(read(said), "%b" if lasting else None)
    tag = headers.pop("ETag", None)
    lines = [f"{key.lower()}: {value}".encode("latin-1") for key, value in headers.items()]
    return b"\r\n".join([status_line(200), everywhere(), *lines]), f"etag: {tag}".encode("latin-1") if tag else None


def status_line(status: int) -> bytes:
    """Return the first line of an answer with `status`."""
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode()


def lines_of(headers: Sequence[tuple[bytes, bytes]]) -> list[bytes]:
    """Return the lines in which `headers` are sent."""
    return [b"%b: %b" % one for one in headers]


@lru_cache(1)
def everywhere() -> bytes:
    """Return the lines of the headers of every answer."""
    return b"\r\n".join(lines_of(EVERYWHERE))
