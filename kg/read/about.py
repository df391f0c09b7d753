"""about.toml: what is known of the files of a folder, in blocks of ``[[document]]``."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.read.fields import fields_of

NAME = "about.toml"


@dataclass(frozen=True, slots=True)
class About:
    """One ``[[document]]`` block: the file it is about, its given id, the sha256 it must have, its encoding, and fields of
    Document."""

    file: str
    id: str | None = None
    sha256: str | None = None
    encoding: str | None = None
    known: Mapping[str, Any] = field(default_factory=dict)

    def check(self, path: Path, source: str) -> None:
        """ReadError if the file at `path` is not the one that the block describes."""
        if self.sha256 is None:
            return
        try:
            with open(path, "rb") as data:
                actual = hashlib.file_digest(data, "sha256").hexdigest()
        except OSError as error:
            raise ReadError(f"{source}: {error.strerror}, but {NAME} describes it; restore it, or remove the block") from error
        if actual != self.sha256.lower():
            said = f"its sha256 is {actual[:12]}…, but {NAME} says {self.sha256[:12]}…"
            raise ReadError(f"{source}: {said}; restore the file, or correct {NAME}")


def about(folder: Path) -> dict[str, About]:
    """Return the blocks of `folder`'s about.toml by file, none if there is no such file.

    ReadError if it is not TOML, a block lacks its file, has an unknown key, or two are about one file or one id.
    """
    place = folder / NAME
    try:
        blocks = tomllib.loads(place.read_text(encoding="utf-8")).get("document", [])
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ReadError(f"{place}: not a TOML file ({error}); see docs/input.md") from error
    found: dict[str, About] = {}
    for number, block in enumerate(blocks if isinstance(blocks, list) else [blocks], 1):
        entry = _block(block, f"{place}, document {number}")
        if entry.file in found or (entry.id and entry.id in {other.id for other in found.values()}):
            raise ReadError(f"{place}, document {number}: {entry.id or entry.file} is described twice; remove one block")
        found[entry.file] = entry
    return found


def _block(block: Any, place: str) -> About:
    if not isinstance(block, dict):
        raise ReadError(f"{place}: write it as a [[document]] block")
    rest = dict(block)
    own = {key: rest.pop(key, None) for key in ("file", "id", "sha256", "encoding")}
    for key, value in own.items():
        if value is not None and not (isinstance(value, str) and value.strip()):
            raise ReadError(f"{place}: {key} {value!r} is not a text; put it in quotation marks")
    if own["file"] is None or "/" in own["file"]:
        raise ReadError(f'{place}: it does not name the file beside it that it is about; write file = "…"')
    return About(**own, known=fields_of(rest, place))
