"""Backup: a graph folder as one file, taken while nobody writes, and made a folder again.

It holds what the graph was made from and the newest snapshot: readers are not disturbed, a restored graph answers at once.
"""

import gzip
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.store.folder import GraphFolder
from kg.store.lock import locked
from kg.store.snapshot import newest

_PIECE = 1 << 20

LEFT_OUT = frozenset({"lock", "snapshots", "store"})
"""What is made anew: the store is copied from the snapshot, the lock is nobody's."""


def backup(graph: Path | str, out: Path | str) -> int:
    """Write the graph to the file `out` (tar, gzip) and return the file's size in bytes.

    UsageError if `out` is there already or lies in the graph; StoreError if there is no graph, or a writer is at work.
    """
    folder, target = GraphFolder.open(graph), Path(out)
    if target.exists() or folder.path.resolve() in target.resolve().parents:
        raise UsageError(f"{target} is there already, or inside the graph; choose another file")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with locked(folder.path / "lock", "kg backup"), tarfile.open(part, "w:gz", compresslevel=3) as archive:
            for path in _kept(folder):
                archive.add(
                    path, path.relative_to(folder.path).as_posix(), recursive=path.parent != folder.path or path.is_dir()
                )
        part.replace(target)
    except OSError as error:
        raise StoreError(
            f"{target} cannot be written ({error.strerror or error}); free some room, or choose another"
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _kept(folder: GraphFolder) -> Iterator[Path]:
    number = newest(folder.snapshots)
    if number is None:
        raise StoreError(f"{folder.path} has no finished snapshot yet: run `kg build`")
    yield folder.path / "graph.json"
    yield from (path for path in sorted(folder.path.iterdir()) if path.name not in LEFT_OUT | {"graph.json"})
    yield folder.snapshots / str(number)


def restore(file: Path | str, out: Path | str) -> GraphFolder:
    """Return the graph that `file` holds, made in the folder `out`.

    UsageError if `out` is there already or `file` is no backup; StoreError if it is damaged or cannot be written. A restore
    that fails leaves nothing.
    """
    target = Path(out)
    if target.exists():
        raise UsageError(f"{target} is there already; choose another folder, or remove it")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _unpacked(Path(file), part)
        part.rename(target)
    except (EOFError, tarfile.TarError, zlib.error, gzip.BadGzipFile) as error:
        raise StoreError(f"{file} is damaged, or is no backup ({error}); nothing was restored") from error
    except OSError as error:
        raise StoreError(f"{error.filename or file}: {error.strerror or error}; nothing was restored") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return GraphFolder.open(target)


def _unpacked(file: Path, part: Path) -> None:
    with gzip.open(file) as whole:
        with tarfile.open(fileobj=whole, mode="r:") as archive:
            part.mkdir(parents=True)
            archive.extractall(part, filter="data")  # no links, devices or paths that lead outside
        while whole.read(_PIECE):  # what is broken looks like the end to tarfile: only the sum behind it all tells
            pass
    numbers = [path.name for path in (part / "snapshots").glob("*") if path.name.isdigit()]
    if not (part / "graph.json").is_file() or len(numbers) != 1:
        raise UsageError(f"{file} is no backup of a graph; `kg backup` makes one")
    (part / "snapshots" / "current").symlink_to(numbers[0])
    shutil.copytree(part / "snapshots" / numbers[0] / "store", part / "store")
