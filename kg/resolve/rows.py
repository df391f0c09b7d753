"""Rows: frozen dataclasses as short JSON texts and back, for what is remembered between two runs."""

import json
import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

_AS_THEY_ARE = frozenset({str, int, float, bool, types.NoneType})
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(value: Any) -> str:
    """Return the dataclass `value` as JSON: the values of its fields in their order, sets sorted.

    Equal values give equal texts.
    """
    return _written(_plain(value))


def decode[T: Hashable](kind: type[T], text: str) -> T:
    """Return the `kind` that `text` (from `encode`) holds; a field that is younger than `text` is as by default."""
    found: T = _reader(kind)(json.loads(text))
    return found


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    return value if kind in _AS_THEY_ARE else _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    if is_dataclass(kind):
        parts = [attrgetter(field.name) for field in fields(kind)]
        return lambda value: [_plain(part(value)) for part in parts]
    if issubclass(kind, frozenset):
        return lambda value: sorted(map(_plain, value))
    if issubclass(kind, tuple):
        return lambda value: [*map(_plain, value)]
    if issubclass(kind, Enum):
        return attrgetter("value")
    return kind.isoformat if issubclass(kind, date) else _same


@cache
def _reader(kind: Hashable) -> Callable[[Any], Any]:
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(kind)
    if get_origin(kind) in (tuple, frozenset):
        return _many(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if kind is date:
        return date.fromisoformat
    return _object(kind) if is_dataclass(kind) else _same


def _same(value: Any) -> Any:
    return value


def _optional(kind: Any) -> Callable[[Any], Any]:
    read = _reader(next(part for part in get_args(kind) if part is not type(None)))
    return _same if read is _same else lambda value: None if value is None else read(value)


def _many(kind: Any) -> Callable[[Any], Any]:
    make, parts = get_origin(kind), get_args(kind)
    if make is tuple and parts[-1] is not Ellipsis:
        reads = [_reader(part) for part in parts]
        return lambda value: tuple(read(part) for read, part in zip(reads, value, strict=True))
    read = _reader(parts[0])
    return make if read is _same else lambda value: make(map(read, value))


def _object(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    reads = [_reader(hints[field.name]) for field in fields(kind)]
    turned = [(place, read) for place, read in enumerate(reads) if read is not _same]

    def made(value: list[Any]) -> Any:
        parts = value[: len(reads)]
        for place, read in turned:
            if place < len(parts):
                parts[place] = read(parts[place])
        return kind(*parts)

    return made
