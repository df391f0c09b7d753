"""Multipart: the files of a posted form (RFC 7578)."""

from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP

from kg.serve.limits import RequestError

MOST = 100
"""Files of one form."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a form: its media type, "" if none is given, its file name and its bytes."""

    media_type: str
    name: str
    data: bytes


def files(content_type: str, body: bytes) -> list[File]:
    """Return the parts of `body`, whose header says `content_type`; RequestError if it is no form of at most 100 parts."""
    head = content_type.encode("latin-1", "replace").replace(b"\r", b"").replace(b"\n", b"")
    form = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + head + b"\r\n\r\n" + body)
    parts = list(form.iter_parts()) if form.is_multipart() else []
    broken = any(part.defects or part.is_multipart() for part in parts)
    if form.defects or broken or not 0 < len(parts) <= MOST:
        raise RequestError(400, f"the form cannot be read: it begins and ends with its boundary, and has 1 to {MOST} files")
    return [_file(part) for part in parts]


def _file(part: Message) -> File:
    data = part.get_payload(decode=True)
    media_type = part.get_content_type() if part["content-type"] else ""
    return File(media_type, part.get_filename() or "", data if isinstance(data, bytes) else b"")
