"""Annotations as plain JSON values and back: the format of ``kg extract``.

A field `span` is written as ``start`` and ``end`` beside the others, any other span as ``{"start", "end"}``; a role as
``{"role", "<kind of filler>": id}``; an unset field is left out. Reading what was written gives an equal Annotation.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from kg.errors import ReadError
from kg.model.annotation import Annotation
from kg.model.event import Role
from kg.model.span import Span

Plain = dict[str, Any]

_ALWAYS = {"low", "high", "mentions", "content", "cue", "source", "relays", "roles", "conversion_of", "flag", "link"}


def to_plain(annotation: Annotation) -> Plain:
    """Return `annotation` as a JSON object, all keys in the order of the contract."""
    out = _object(annotation)
    document = {"id": out.pop("document"), "version": out.pop("version"), "extractor": out.pop("extractor", "")}
    return {"document": document, **out}


def from_plain(value: Mapping[str, Any]) -> Annotation:
    """Return the Annotation that `value` (from `to_plain`, or written by others to the contract) describes.

    ReadError if a key is missing or a closed value is not one of its words.
    """
    try:
        document = value["document"]
        flat = {key: part for key, part in value.items() if key != "document"}
        flat |= {"document": document["id"], "version": document.get("version", "")}
        annotation: Annotation = _build(Annotation, flat | {"extractor": document.get("extractor", "")})
        return annotation
    except (KeyError, ValueError, TypeError) as error:
        name = value.get("document", {}).get("id", "?") if isinstance(value, Mapping) else "?"
        raise ReadError(f"annotation of {name}: {error!r}; write it as `kg extract` prints it") from error


def _object(value: Any) -> Plain:
    if isinstance(value, Role):
        return {"role": value.role, value.kind: value.filler}
    out: Plain = {}
    for field in fields(value):
        part = getattr(value, field.name)
        if field.name == "span":
            out |= {"start": part.start, "end": part.end}
        elif part != field.default or field.name in _ALWAYS:
            out[field.name] = _plain(part)
    return out


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return _object(value) if is_dataclass(value) else value


def _build(cls: Any, value: Mapping[str, Any]) -> Any:
    return _reader(cls)(value)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what reads a value of the type `kind`, worked out once."""
    if get_origin(kind) in (Union, types.UnionType):
        choices = [part for part in get_args(kind) if part is not type(None)]
        return _as_it_is if len(choices) > 1 else _reader(choices[0])
    if get_origin(kind) is tuple:
        read = _reader(get_args(kind)[0])
        return lambda value: tuple(map(read, value))
    if kind is date:
        return date.fromisoformat
    if kind is Role:
        return _role
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _object_reader(kind) if is_dataclass(kind) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _role(value: Mapping[str, Any]) -> Role:
    kind = next(key for key in value if key != "role")
    return Role(value["role"], kind, value[kind])  # type: ignore[arg-type]


def _object_reader(cls: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(cls)
    parts = [(field.name, _reader(hints[field.name])) for field in fields(cls) if field.name != "span"]
    needed = [field.name for field in fields(cls) if field.default is MISSING and field.name != "span"]
    optional = {name: type(None) in get_args(hints[name]) for name in needed}
    spanned = any(field.name == "span" for field in fields(cls))

    def read(value: Mapping[str, Any]) -> Any:
        known = {name: one(value[name]) for name, one in parts if value.get(name) is not None}
        if spanned:
            known["span"] = Span(value["start"], value["end"])
        for name in needed:
            if name not in known:
                known[name] = None if optional[name] else value[name]
        return cls(**known)

    return read
