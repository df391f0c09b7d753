"""Annotations as plain JSON values and back: the format of ``kg extract``.

A field `span` is written as ``start`` and ``end`` beside the others, any other span as ``{"start", "end"}``; a role as
``{"role", "<kind of filler>": id}``; an unset field is left out. Reading what was written gives an equal Annotation.
"""

import types
from collections.abc import Mapping
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


@cache
def _types(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _build(cls: Any, value: Mapping[str, Any]) -> Any:
    if cls is Role:
        kind = next(key for key in value if key != "role")
        return Role(value["role"], kind, value[kind])  # type: ignore[arg-type]
    known: dict[str, Any] = {}
    for field in fields(cls):
        if field.name == "span":
            known["span"] = Span(value["start"], value["end"])
        elif value.get(field.name) is not None:
            known[field.name] = _read(_types(cls)[field.name], value[field.name])
        elif field.default is MISSING:
            known[field.name] = None if _optional(_types(cls)[field.name]) else value[field.name]
    return cls(**known)


def _optional(kind: Any) -> bool:
    return type(None) in get_args(kind)


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        choices = [part for part in get_args(kind) if part is not type(None)]
        return value if len(choices) > 1 else _read(choices[0], value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], part) for part in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is date:
        return date.fromisoformat(value)
    return _build(kind, value) if is_dataclass(kind) else value
