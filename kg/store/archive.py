"""Archive: the bytes and texts that were read, and the annotation of each version of each document, as plain files."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.model import Annotation, Document, from_plain, to_plain

_json = json.JSONEncoder(ensure_ascii=False).encode

DATES = {"published": date.fromisoformat, "retrieved": datetime.fromisoformat}


class Archive:
    """The folders ``documents`` (bytes and text by sha256) and ``annotations`` (JSON by document version) below `root`.

    Nothing here is ever removed: versions that left the graph can be lifted again.
    """

    def __init__(self, root: Path) -> None:
        self.documents, self.annotations = root / "documents", root / "annotations"

    def keep(self, document: Document, data: bytes, annotation: Annotation) -> str:
        """Store a document's bytes, text and annotation; return the hash of the annotation. Repeating it changes nothing."""
        _write(self._path(document.version, "bin"), data)
        _write(self._path(document.version, "txt"), document.text.encode())
        text = _dumped(document, annotation)
        _write(self._record(document.id, document.version), text)
        return hashlib.sha256(text).hexdigest()

    def data(self, version: str) -> bytes:
        """Return the bytes whose sha256 is `version`; StoreError if they are not here."""
        return _read(self._path(version, "bin"))

    def text(self, version: str) -> str:
        """Return the text of the version with this sha256; StoreError if it is not here."""
        return _read(self._path(version, "txt")).decode()

    def load(self, document: str, version: str) -> tuple[Document, Annotation]:
        """Return the document with this id and version, and its annotation; StoreError if it was never kept."""
        return self._parsed(_read(self._record(document, version)))

    def annotation_hash(self, document: str, version: str) -> str | None:
        """Return the hash of the annotation that is kept for this version of `document`; None if there is none."""
        file = self._record(document, version)
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None

    def __iter__(self) -> Iterator[tuple[Document, Annotation]]:
        """Yield every version of every document with its annotation, in the order of their files."""
        for file in sorted(self.annotations.glob("*/*.json")):
            yield self._parsed(file.read_bytes())

    def _path(self, version: str, suffix: str) -> Path:
        return self.documents / version[:2] / f"{version}.{suffix}"

    def _record(self, document: str, version: str) -> Path:
        name = hashlib.sha256(document.encode()).hexdigest()[:16]
        return self.annotations / version[:2] / f"{version}-{name}.json"

    def _parsed(self, text: bytes) -> tuple[Document, Annotation]:
        value = json.loads(text)
        known: dict[str, Any] = {key: DATES[key](part) if key in DATES else part for key, part in value.pop("source").items()}
        body = _read(self._path(known["version"], "txt")).decode()
        return Document(text=body, **known), from_plain(value)


def _dumped(document: Document, annotation: Annotation) -> bytes:
    known = {f.name: getattr(document, f.name) for f in fields(Document) if f.name != "text"}
    source = {key: _plain(value) for key, value in known.items() if value is not None}
    parts = {"source": source, **to_plain(annotation)}
    return ("{\n" + ",\n".join(f"{_json(key)}: {_lines(value)}" for key, value in parts.items()) + "\n}").encode()


def _lines(value: Any) -> str:
    """Return `value` as JSON, a list with one part a line: as short as it can be read by eye and compared by lines."""
    return f"[\n {',\n '.join(map(_json, value))}\n]" if value and isinstance(value, list) else _json(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _write(file: Path, data: bytes) -> None:
    if file.exists() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(file)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise StoreError(f"{file} is missing: build again from the original files") from None
