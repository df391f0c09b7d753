"""Lock: one writer at a time."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import StoreError


class BusyError(StoreError):
    """Another writer is at work."""


@contextmanager
def locked(file: Path, who: str) -> Iterator[None]:
    """Hold `file` as the only writer; BusyError naming who holds it otherwise. A writer that was killed holds nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(f"{file.parent} is being written by {_holder(file)}: wait until it is done, or end it") from None
        handle.truncate(0)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        json.dump({"who": who, "pid": os.getpid(), "host": socket.gethostname(), "since": now}, handle)
        handle.flush()
        try:
            yield
        finally:
            handle.truncate(0)


def _holder(file: Path) -> str:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        return f"{known['who']} (process {known['pid']} on {known['host']}, since {known['since']})"
    except (ValueError, KeyError):
        return "another process"
