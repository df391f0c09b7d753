"""JSON Lines: one article a line."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.model import Document
from kg.read import Article, Unread, read

TEXT = "Gunmen abducted 12 villagers in Zamfara on Tuesday."


def lines(folder: Path, *rows: Any) -> list[Document | Unread]:
    file = folder / "news.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return [one.document if isinstance(one, Article) else one for one in read([file])]


def test_source_is_the_publisher_and_date_the_day_of_publication(tmp_path: Path) -> None:
    row = {
        "id": "ng-7",
        "text": TEXT,
        "title": "Raid",
        "source": "Daily",
        "date": "2023-02-01T08:00:00Z",
        "url": "https://example.org/7",
        "x": 1,
    }
    (found,) = lines(tmp_path, row)
    assert isinstance(found, Document)
    assert (found.id, found.publisher, found.published, found.title) == ("ng-7", "Daily", date(2023, 2, 1), "Raid")
    assert (found.text, found.url, found.source) == (TEXT, "https://example.org/7", "news.jsonl")


def test_a_row_without_an_id_is_named_after_its_line(tmp_path: Path) -> None:
    found = lines(tmp_path, {"text": TEXT}, "", {"id": 3, "text": TEXT})
    assert [one.id for one in found if isinstance(one, Document)] == ["news.jsonl#1", "3"]


@pytest.mark.parametrize(
    ("written", "day"), [("2023-02-01", date(2023, 2, 1)), ("1 February 2023", date(2023, 2, 1)), ("", None), (None, None)]
)
def test_days_are_read_where_they_are_unmistakable(tmp_path: Path, written: str | None, day: date | None) -> None:
    (found,) = lines(tmp_path, {"text": TEXT, "date": written})
    assert isinstance(found, Document)
    assert found.published == day


def test_a_day_that_cannot_be_read_stays_unknown_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (found,) = lines(tmp_path, {"text": TEXT, "date": "03/04/2023"})
    assert isinstance(found, Document)
    assert found.published is None
    assert "news.jsonl, line 1: published '03/04/2023' is not a date" in caplog.text


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{", "line 2: not a JSON object"),
        ("[1]", 'line 2: no "text" in it'),
        ({"id": "a"}, 'no "text"'),
        ({"text": " "}, "no word in it"),
        ('{"text": "\\ud800 x"}', "half a surrogate pair"),
        ("[" * 100_000, "line 2: not a JSON object"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_are_read(tmp_path: Path, row: Any, says: str) -> None:
    first, bad, last = lines(tmp_path, {"text": TEXT}, row, {"text": TEXT})
    assert isinstance(first, Document)
    assert isinstance(bad, Unread)
    assert says in str(bad.error)
    assert isinstance(last, Document)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (("4/5/2017", "4/25/2017"), [date(2017, 4, 5), date(2017, 4, 25)]),
        (("4/5/2017", "25/4/2017"), [date(2017, 5, 4), date(2017, 4, 25)]),
        (("4/5/2017", "6/5/2017"), [None, None]),
        (("13/5/2017", "5/13/2017"), [None, None]),
    ],
)
def test_days_with_slashes_are_read_where_the_file_shows_what_is_the_month(
    tmp_path: Path, dates: tuple[str, str], days: list[date | None]
) -> None:
    found = lines(tmp_path, *({"text": f"{TEXT} {day}", "date": day} for day in dates))
    assert [one.published for one in found if isinstance(one, Document)] == days
