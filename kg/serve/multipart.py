"""Multipart: the files of a posted form (RFC 7578).

It is read by the process that answers everybody, so that the work grows with the number of bytes only, whatever they are: a
form is cut at its boundary a bounded number of times, and no grammar is applied to more than a short head.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.serve.limits import RequestError

MOST = 100
"""Files of one form."""

HEAD = 1 << 12
"""Bytes of the head of a file."""

_BOUNDARY = re.compile(r";\s*boundary=(?:\"([^\"]{1,70})\"|([^\s;\"]{1,70}))\s*(?:;|$)", re.IGNORECASE | re.ASCII)
_PLAIN = ("", "7bit", "8bit", "binary")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a form: its media type, "" if none is given, and its bytes."""

    media_type: str
    data: bytes


def files(content_type: str, body: bytes) -> list[File]:
    """Return the parts of `body`, whose header says `content_type`; RequestError if it is no form of at most 100 files."""
    named = _BOUNDARY.search(content_type[:HEAD])
    if not named:
        raise RequestError(400, "the form cannot be read: its Content-Type names no boundary of 1 to 70 characters")
    mark = f"\r\n--{named[1] or named[2]}".encode("latin-1", "replace")
    _, *parts = (b"\r\n" + body).split(mark, MOST + 1)  # what stands before the first mark is for readers who know no forms
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise RequestError(400, f"the form cannot be read: it begins and ends with its boundary, and has 1 to {MOST} files")
    return [_file(part) for part in parts[:-1]]


def _file(part: bytes) -> File:
    line, _, rest = part.partition(b"\r\n")  # blanks may follow a boundary
    head, blank, data = (b"\r\n" + rest).partition(b"\r\n\r\n")
    if line.strip(b" \t") or not blank or len(head) > HEAD:
        raise RequestError(400, f"a file in the form cannot be read: before it stands a head of at most {HEAD} bytes")
    given = _headers(head)
    media_type = given.get("content-type", "").partition(";")[0].strip().lower()
    if media_type.startswith(("multipart/", "message/")) or given.get("content-transfer-encoding", "").lower() not in _PLAIN:
        raise RequestError(400, "a file in the form is sent as it is, neither in parts of its own nor in another coding")
    return File(media_type, data)


def _headers(head: bytes) -> Mapping[str, str]:
    lines = (line.partition(":") for line in head.decode("latin-1").split("\r\n"))
    return {name.strip().lower(): value.strip() for name, _, value in lines}
