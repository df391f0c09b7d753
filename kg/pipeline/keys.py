"""Keys: ``identity.jsonl``, the log of the keys that were given: written whole by a build, appended to by whatever adds."""

import os
from pathlib import Path
from typing import IO

from kg.resolve import Identity


def read_keys(file: Path) -> Identity | None:
    """Return what `file` holds, None if there is none; ReadError naming the line that is broken.

    A last line without an end was cut off by a crash, before anything was shown that rests on it.
    """
    if not file.exists():
        return None
    lines = file.read_text(encoding="utf-8").split("\n")
    return Identity.read(lines[:-1])


def write_keys(file: Path, identity: Identity) -> None:
    """Write `identity` to `file`, a line a key."""
    part = file.with_name(f".{file.name}.part")
    part.write_text("".join(f"{line}\n" for line in identity.lines()), encoding="utf-8")
    part.replace(file)


def append_keys(file: Path, news: Identity) -> None:
    """Add `news` to `file`: a line for each key that is new or has new members."""
    text = "".join(f"{line}\n" for line in news.lines())
    with open(file, "ab+") as out:
        _cut(out)
        out.write(text.encode())
        out.flush()
        os.fsync(out.fileno())


def _cut(file: IO[bytes]) -> None:
    """Take away a last line that has no end."""
    size = file.seek(0, os.SEEK_END)
    back = min(size, 1 << 20)
    file.seek(size - back)
    end = file.read(back).rfind(b"\n") + 1
    if end < back:
        file.truncate(size - back + end)
