"""Decode: bytes → text, exactly: no character is replaced, no line end translated."""

import codecs
import re

from kg.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_STRAY = 0.002
"""The share of control characters up to which a text is taken to be one with a few stray bytes; a NUL is never stray."""
_WESTERN = 0.15
"""The share of characters beyond ASCII up to which bytes that are not UTF-8 may be Windows-1252: news in a Western language
has below 0.06, while every letter of Cyrillic, Arabic or Chinese in an old encoding lies beyond ASCII."""


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """Return the text of `data`: by its byte order mark, else as `declared`, else UTF-8, else Windows-1252 if it reads like
    that. The mark is not part of the text.

    ReadError, naming `source` and the first bad byte, if none fits or the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, source), source)
    if declared:
        return _checked(_strict(data, declared, source), source)
    try:
        return _checked(data.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        return _western(data, source, error)


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise ReadError(f"{source}: the encoding {encoding!r} is unknown; name one that Python knows, such as utf-8") from error
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{source}: byte {error.start} is not {encoding}; state the right `encoding`, or convert the file"
        ) from error


def _western(data: bytes, source: str, reason: UnicodeDecodeError) -> str:
    if b"\0" in data:
        raise _binary(source, data.index(b"\0")) from reason
    try:
        text = _checked(data.decode("cp1252"), source)
    except UnicodeDecodeError:
        text = ""
    if not text or len(_BEYOND_ASCII.findall(text)) > _WESTERN * len(text):
        what = f"byte {reason.start} is not UTF-8 and the whole does not read like Windows-1252"
        raise ReadError(f"{source}: {what}; state its `encoding` in about.toml, or convert it to UTF-8") from reason
    return text


def _checked(text: str, source: str) -> str:
    stray = list(_CONTROL.finditer(text))
    worst = next((match for match in stray if match[0] == "\0"), stray[0] if stray else None)
    if worst is not None and (worst[0] == "\0" or len(stray) > _STRAY * len(text)):
        raise _binary(source, worst.start())
    return text


def _binary(source: str, offset: int) -> ReadError:
    return ReadError(f"{source}: not a text (a control character at {offset}); remove the file, or convert it to text")
