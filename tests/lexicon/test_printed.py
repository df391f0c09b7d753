"""The day that a report prints at its head as its own."""

import json
from datetime import date
from pathlib import Path

import pytest

from kg.lexicon.printed import printed
from kg.read import Article, read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published July 20, 2015 Gunmen raided a market.", date(2015, 7, 20)),
        ("Last updated at Oct 082017 GOMA Shells fell on a market.", date(2017, 10, 8)),
        ("Date of publication: 3 April 2017. Shells fell on a market.", date(2017, 4, 3)),
        ("Wed 3 Aug 2016 Shells fell on a market.", date(2016, 8, 3)),
        ("Shells kill nine in Goma AFP Wednesday 3 Aug 2016 Shells fell on a market.", date(2016, 8, 3)),
        ("21 September 2016 Shells fell on a market.", date(2016, 9, 21)),
        ("29-07-2015 Shells fell on a market.", date(2015, 7, 29)),
        ("05-05-2015 Shells fell on a market.", date(2015, 5, 5)),
    ],
)
def test_a_report_prints_its_own_day(text: str, day: date) -> None:
    found = printed(text)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on a market in Goma.",
        "The village was burnt on Wednesday, 3 August 2016, the governor said.",
        "The village was burnt on 3 August 2016, the governor said.",
        "Thu 3 Aug 2016 Shells fell on a market.",
        "06-08-2013 Shells fell on a market.",
        "99-99-2013 Shells fell on a market.",
        "Shells fell on Goma. " * 20 + "Published July 20, 2015",
    ],
)
def test_the_day_of_what_is_told_a_wrong_weekday_and_numbers_that_may_be_swapped_are_none(text: str) -> None:
    assert printed(text) is None


def test_a_printed_day_goes_before_the_one_that_a_collection_gives(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    row = {"id": "a", "date": "2017-11-06", "text": "Published November 17, 2017 Shells fell on a market on Friday."}
    (tmp_path / "news.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (found,) = read([tmp_path / "news.jsonl"])
    assert isinstance(found, Article)
    assert found.document.published == date(2017, 11, 17)
    assert "2017-11-06 is not the day that the text prints, 2017-11-17" in caplog.text
