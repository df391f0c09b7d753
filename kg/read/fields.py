"""Fields: what is told of a document, as text, TOML or JSON values, turned into the fields of Document."""

import logging
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from kg.errors import ReadError

_log = logging.getLogger(__name__)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_DAYS = ("%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%a, %d %b %Y %H:%M:%S %z")
"""Ways to write a day, beside ISO 8601, in which day and month cannot be confused."""


def fields_of(told: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Return the fields of Document that `told` sets; empty values are left out, as unknown.

    ReadError, naming `place`, if a key is no field or a value does not fit its field.
    """
    if unknown := set(told) - set(_FIELDS):
        raise ReadError(f"{place}: unknown key {', '.join(sorted(unknown))}; there are {', '.join(_FIELDS)}")
    found = {}
    for name, value in _filled(told).items():
        try:
            found[name] = _FIELDS[name](value)
        except ValueError as error:
            raise ReadError(f"{place}: {name} {value!r} is not {error}") from error
    return found


def usable_fields(told: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Return the fields of Document that `told` sets, of data that nobody wrote for Byline: other keys are ignored, and a
    value that does not fit stays unknown, with a warning in the log that names `place`."""
    found = {}
    for name, value in _filled(told).items():
        try:
            found[name] = _FIELDS[name](value)
        except ValueError as error:
            _log.warning("%s: %s %r is not %s; it stays unknown", place, name, value, error)
    return found


def _filled(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in _FIELDS if told.get(name) not in (None, "")}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text: put it in quotation marks")
    value.encode()  # half a surrogate pair is no text either
    return value.strip()


def _address(value: Any) -> str:
    if not _ADDRESS.fullmatch(_text(value)):
        raise ValueError("an address that starts with http:// or https:// and has no spaces")
    return _text(value)


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    written = str(value).strip()
    for read in (datetime.fromisoformat, *(_by(pattern) for pattern in _DAYS)):
        try:
            return read(written).date()
        except ValueError:
            continue
    raise ValueError("a date such as 2022-09-11")


def _by(pattern: str) -> Callable[[str], datetime]:
    return lambda written: datetime.strptime(written, pattern)


def _moment(value: Any) -> datetime:
    try:
        when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError("a time such as 2022-09-11T18:05:00Z") from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "title": _text,
    "publisher": _text,
    "author": _text,
    "published": _day,
    "retrieved": _moment,
    "url": _address,
    "language": _text,
}
