"""Folder: paths → articles, in the order of their names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError, UsageError
from kg.read import about
from kg.read.raw import Article, Raw, Reader, readers


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or one article of a file, that gave no document, and why."""

    source: str
    error: ReadError


def read(paths: Iterable[Path | str]) -> Iterator[Article | Unread]:
    """Yield the articles of files and folders, and an Unread for each that gives none; one bad file never stops the others.

    A folder is read with all below it, in the order of the names; hidden files and about.toml are not articles. The id of a
    document is the given one, else its path below the folder (for a file: its name). UsageError if a path does not exist,
    before anything is read; ReadError if an about.toml is broken.
    """
    roots = [Path(path) for path in paths]
    for root in roots:
        if not root.exists():
            raise UsageError(
                f"{root}: there is no such file or folder; name a folder of articles, a text file or a .jsonl file"
            )
    seen: dict[str, str] = {}
    for root in roots:
        for raw, notes in _files(root):
            for found in _documents(raw, notes):
                yield _unique(found, seen)


def _unique(found: Article | Unread, seen: dict[str, str]) -> Article | Unread:
    if isinstance(found, Unread):
        return found
    name, source = found.document.id, found.document.source
    if name in seen:
        return Unread(source, ReadError(f"{source}: the id {name!r} is taken by {seen[name]}; give it an id of its own"))
    seen[name] = source
    return found


def _files(root: Path) -> Iterator[tuple[Raw, about.About | None]]:
    if root.is_dir():
        yield from _below(root, root, root.resolve().name)
        return
    note = about.about(root.parent).get(root.name)
    yield _raw(root, root.name, root.name, note), note


def _below(root: Path, folder: Path, name: str) -> Iterator[tuple[Raw, about.About | None]]:
    notes = about.about(folder)
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith(".") or path.name == about.NAME:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(root, path, name)
            continue
        inside = path.relative_to(root).as_posix()
        note = notes.pop(path.name, None)
        yield _raw(path, inside, f"{name}/{inside}", note), note
    for missing in notes.values():
        path = folder / missing.file
        inside = path.relative_to(root).as_posix()
        yield _raw(path, inside, f"{name}/{inside}", missing), missing


def _raw(path: Path, inside: str, source: str, note: about.About | None) -> Raw:
    if note is None:
        return Raw(path, inside, source)
    return Raw(path, note.id or inside, source, note.known, note.encoding)


def _documents(raw: Raw, note: about.About | None) -> Iterator[Article | Unread]:
    try:
        if raw.path.exists() and not raw.path.is_file():
            raise ReadError(f"{raw.source}: not a file; remove it")
        if note is not None:
            note.check(raw.path, raw.source)
        for found in _reader(raw)(raw):
            yield Unread(raw.source, found) if isinstance(found, ReadError) else found
    except ReadError as error:
        yield Unread(raw.source, error)


def _reader(raw: Raw) -> Reader:
    suffix = raw.path.suffix.lower()
    for plugin in readers:
        if suffix in plugin.facts["suffixes"]:
            return plugin.item
    return readers["text/plain"].item
