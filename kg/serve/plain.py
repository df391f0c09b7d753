"""Plain: the head of a request read without a parser, if it is as simple as most are."""

from dataclasses import dataclass

KNOWN = frozenset(
    {
        *("accept", "accept-encoding", "accept-language", "cache-control", "connection", "content-length", "content-type"),
        *("dnt", "host", "if-none-match", "origin", "pragma", "referer", "sec-fetch-dest", "sec-fetch-mode"),
        *("sec-fetch-site", "user-agent", "x-request-id"),
    }
)
"""Headers that change nothing about how a request is read, or that are looked at here."""

DIGITS = 12
"""More than any length has that is accepted."""


@dataclass(frozen=True, slots=True)
class Line:
    """The first line of a request: for `path`, with the `parameters` behind its question mark."""

    method: str
    path: str
    parameters: bytes


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a request, whose names are in small letters, and the length of its body."""

    values: dict[str, str]
    length: int


def line_of(line: bytes) -> Line | None:
    """Return what the first line of an HTTP/1.1 GET or POST says; None for any other, or if it holds what it should not."""
    method, _, rest = line.decode("latin-1").partition(" ")
    target, _, version = rest.partition(" ")
    if version != "HTTP/1.1" or method not in ("GET", "POST") or not target.isascii() or not target.isprintable():
        return None
    path, _, parameters = target.partition("?")
    return Line(method, path, parameters.encode("ascii"))


def headers_of(block: bytes) -> Headers | None:
    """Return the headers in the lines of `block`; None if they are not so plain that their meaning is beyond doubt (each once
    and known, kept alive, no transfer coding): a parser has to read them."""
    found = dict[str, str]()
    for line in block.decode("latin-1").split("\r\n"):
        name, _, value = line.partition(":")
        name, value = name.lower(), value.strip(" \t")
        if name not in KNOWN or name in found or not value.isprintable():
            return None
        found[name] = value
    length = found.get("content-length", "0")
    plain = length.isascii() and length.isdigit() and len(length) < DIGITS
    if not plain or found.get("connection", "keep-alive").lower() != "keep-alive":
        return None
    return Headers(found, int(length))
