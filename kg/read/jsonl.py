"""JSON Lines: one article a line, ``{"id", "text", "title", "source", "date"}``."""

import json
import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

from kg.errors import ReadError
from kg.lexicon.printed import printed
from kg.read.fields import usable_fields
from kg.read.raw import Article, Raw, readers
from kg.read.slashes import Order, order_of, plain

_log = logging.getLogger(__name__)
_NAMES = {"source": "publisher", "date": "published"}


@readers.register("application/jsonl", suffixes=(".jsonl", ".ndjson"))
def json_lines(raw: Raw) -> Iterator[Article | ReadError]:
    """Yield an article a line, in order, as the file is read; a ReadError for each line that holds none.

    ``source`` is the publisher and ``date`` the day of publication; `author`, `url` and `language` may stand there too, and
    what else stands there is left alone. A day that the text prints at its head as its own goes before the one that is given,
    with a warning in the log: what collects articles often gives the day on which it found them. Days written with slashes are
    read where other lines of the file show which number is the month. The version is the sha256 of the text as UTF-8.
    """
    try:
        with open(raw.path, "rb") as lines:
            order = order_of(lines) if lines.seekable() else None
            if lines.seekable():
                lines.seek(0)
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _article(raw, line, number, order)
    except OSError as error:
        raise ReadError(f"{raw.source}: {error.strerror}; check the file and its permissions") from error


def _article(raw: Raw, line: bytes, number: int, order: Order | None) -> Article | ReadError:
    place = f"{raw.source}, line {number}"
    try:
        row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:
        return ReadError(f"{place}: not a JSON object in UTF-8 ({error}); write one object a line")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return ReadError(f'{place}: no "text" in it; write {{"id": …, "text": …}}, one object a line')
    try:
        dated = {key: plain(value, order) if _NAMES.get(key, key) == "published" else value for key, value in row.items()}
        return _of_row(raw, dated, place, f"{raw.id}#{number}")
    except ReadError as error:
        return error


def _of_row(raw: Raw, row: dict[str, Any], place: str, fallback: str) -> Article:
    given = row.get("id")
    name = str(given) if isinstance(given, str | int) and str(given).strip() else fallback
    try:
        data = row["text"].encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"{place}: half a surrogate pair at character {error.start} of the text; write it as UTF-8") from error
    told = usable_fields({_NAMES.get(key, key): value for key, value in row.items()}, place)
    dated = told | _printed(row["text"], told.get("published"), place)
    return Raw(raw.path, name, raw.source, {**dated, **raw.known}).article(data, row["text"])


def _printed(text: str, given: date | None, place: str) -> dict[str, date]:
    """Return the day of publication that `text` itself prints, as a field, if it is not the one `given`; {} where none is."""
    found = printed(text) if given else None
    if found is None or found.day == given:
        return {}
    _log.warning("%s: published %s is not the day that the text prints, %s, which counts", place, given, found.day)
    return {"published": found.day}
