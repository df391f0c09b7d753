"""Replacing: a graph folder is built beside the one it takes the place of, which stays whole until then."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.store import GraphFolder
from kg.store.lock import locked

_LEFT = re.compile(r"\.\d+\.(part|old)$")


@contextmanager
def writable(place: Path) -> Iterator[None]:
    """Turn what the disk refuses below `place` into a StoreError."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        raise StoreError(f"{error.filename or place}: cannot be written ({what}); free it, or choose another --out") from error


@contextmanager
def replacing(target: Path, base: str | None) -> Iterator[GraphFolder]:
    """Give a new graph beside `target` with what outlasts a rebuild, gone again at the end unless it was moved away."""
    _clear_up(target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with _held(target, base) as old:
        try:
            graph = GraphFolder.create(part, base or (old.base if old else None))
            if old:
                _take_over(old, graph)
            yield graph
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _clear_up(target: Path) -> None:
    """Put right what a build that was killed has left beside `target`: its unfinished folder, or the older graph."""
    left = [(int(path.suffixes[-2][1:]), path) for path in target.parent.glob(f".{target.name}.*.*") if _LEFT.search(path.name)]
    for process, path in left:
        if Path(f"/proc/{process}").exists():
            continue
        if path.suffix == ".old" and not target.exists():
            path.rename(target)
        else:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _held(target: Path, base: str | None) -> Iterator[GraphFolder | None]:
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        yield None
        return
    if not (target / "graph.json").is_file():
        raise UsageError(f"{target} is there already and is not a graph; choose another --out, or remove it")
    old = GraphFolder.create(target, base)
    with locked(target / "lock", "kg build"):
        yield old


def _take_over(old: GraphFolder, new: GraphFolder) -> None:
    for name in ("documents", "annotations"):
        if (old.path / name).is_dir():
            shutil.copytree(old.path / name, new.path / name, copy_function=_linked)
    for kept in ("decisions", "identity.jsonl", "changes.rdfp", "token"):
        if (old.path / kept).is_file():
            shutil.copy2(old.path / kept, new.path / kept)


def _linked(source: str, target: str) -> None:
    """Link a file of the archive, which is never written to; copy it where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def put_in_place(new: Path, target: Path) -> None:
    """Move the folder `new` to `target`, where something older may be."""
    old = new.with_suffix(".old")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
