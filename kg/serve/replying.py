"""Replying: the whole answer to a plain query, head and body, if it is a small one and all is well."""

import time
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache

from kg.errors import KgError
from kg.serve.asked import Manner, lasting, remembered, request_for, word_of
from kg.serve.evaluating import LargeError, Reader, Task, in_one_piece, settled
from kg.serve.gate import Gate
from kg.serve.heads import read, request_id, whole
from kg.serve.kept import Kept
from kg.serve.limits import Limits
from kg.serve.plain import Begun, asked_in


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to the request that is called `name`."""

    head: bytes
    body: bytes
    name: str


class Replying:
    """What is needed to answer plain queries as the server does: from what `reader` reads, within `limits`, understood in a
    certain `manner`, from those whom `gate` lets in."""

    def __init__(self, reader: Reader, limits: Limits, manner: Manner, gate: Gate) -> None:
        self._reader, self._limits, self._gate = reader, limits, gate
        self._settings, self._kept = remembered(manner), Kept()

    def current(self) -> bool:
        """Return whether there is a snapshot to read; the newest one is open then."""
        try:
            self._reader.snapshot()
        except (KgError, OSError):
            return False
        return True

    def reply(self, begun: Begun, body: bytes) -> Reply | None:
        """Return the answer to a request; None if it is no plain query, or if its answer is large, an error, or depends on what
        the client has."""
        values = begun.headers.values
        if "if-none-match" in values:
            return None
        try:
            self._gate.check([values["host"]] if "host" in values else [], "")
            asked = asked_in(begun, body)
            if asked is None or asked.default or asked.named:
                return None
            settings = self._settings(values.get("accept"), values.get("accept-encoding"))
            word, said, found = self._found(settings, asked.text)
        except (LargeError, KgError, RuntimeError, OSError, ValueError, MemoryError):
            return None  # the server says what is wrong
        name = request_id(values.get("x-request-id"))
        common = (_date(int(time.time())), b"x-request-id: " + name.encode())
        return Reply(whole(said, word, common, len(found)), found, name)

    def _found(self, settings: bytes, text: str) -> tuple[str | None, bytes, bytes]:
        """The word that stands for a query, what is said of the answer, and its body."""
        word, version = word_of(request_for(settings, text)) if lasting(text) else None, self._reader.version
        kept = self._kept.find(version, word) if word and version else None
        if kept:
            return word, *kept
        said, body = in_one_piece(self._reader, Task(False, settled(settings), text), self._limits)
        if word:
            self._kept.keep(read(said)["version"], word, said, body)
        return word, said, body


@lru_cache(1)
def _date(second: int) -> bytes:
    return b"date: " + formatdate(second, usegmt=True).encode()
