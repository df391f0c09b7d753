"""Times: what an expression spans, which days it may mean, and when it stays unresolved."""

from datetime import date

import pytest

from kg.extract.times import read_times
from kg.model import Anchor, Grain, Time

SUNDAY = date(2024, 3, 10)


def only(text: str, published: date | None = SUNDAY) -> Time:
    found = list(read_times(text, published))
    assert len(found) == 1, [time.span.of(text) for time in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest", "grain"),
    [
        ("It fell on Saturday.", "Saturday", "2024-03-09", "2024-03-09", Grain.DAY),
        ("It fell on Monday night.", "Monday night", "2024-03-04", "2024-03-04", Grain.DAY),
        ("It fell late on Tuesday evening.", "late on Tuesday evening", "2024-03-05", "2024-03-05", Grain.DAY),
        ("It fell last Friday.", "last Friday", "2024-03-08", "2024-03-08", Grain.DAY),
        ("Talks will resume on Friday.", "Friday", "2024-03-15", "2024-03-15", Grain.DAY),
        ("The truce would start on Tuesday.", "Tuesday", "2024-03-12", "2024-03-12", Grain.DAY),
        ("He said they would leave on Saturday.", "Saturday", "2024-03-09", "2024-03-09", Grain.DAY),
        ("Talks would have ended on Friday.", "Friday", "2024-03-08", "2024-03-08", Grain.DAY),
        ("They meet next Tuesday.", "next Tuesday", "2024-03-12", "2024-03-12", Grain.DAY),
        ("It began yesterday.", "yesterday", "2024-03-09", "2024-03-09", Grain.DAY),
        ("Rebels struck earlier this week.", "earlier this week", "2024-03-04", "2024-03-10", Grain.WEEK),
        ("Rebels struck last week.", "last week", "2024-02-26", "2024-03-03", Grain.WEEK),
        ("Rebels struck last month.", "last month", "2024-02-01", "2024-02-29", Grain.MONTH),
        ("The city fell on February 24.", "February 24", "2024-02-24", "2024-02-24", Grain.DAY),
        ("The city fell on 24 December.", "24 December", "2023-12-24", "2023-12-24", Grain.DAY),
        ("The city fell in March.", "March", "2024-03-01", "2024-03-31", Grain.MONTH),
        ("The city fell in late November.", "late November", "2023-11-21", "2023-11-30", Grain.MONTH),
        ("The city fell in 2014.", "2014", "2014-01-01", "2014-12-31", Grain.YEAR),
        ("It rose since the beginning of February.", "the beginning of February", "2024-02-01", "2024-03-10", Grain.INTERVAL),
        ("It rose over the past three days.", "the past three days", "2024-03-07", "2024-03-10", Grain.INTERVAL),
        ("It rose in the last 24 hours.", "the last 24 hours", "2024-03-09", "2024-03-10", Grain.INTERVAL),
        ("It began three days ago.", "three days ago", "2024-03-07", "2024-03-07", Grain.DAY),
        ("It began two months ago.", "two months ago", "2024-01-01", "2024-01-31", Grain.MONTH),
        ("It ended in the summer of 2017.", "the summer of 2017", "2017-06-01", "2017-08-31", Grain.SEASON),
        ("It ended in the 1980s.", "the 1980s", "1980-01-01", "1989-12-31", Grain.DECADE),
        ("It ran from October 25-26, 2016.", "October 25-26, 2016", "2016-10-25", "2016-10-26", Grain.INTERVAL),
        ("The order is of 171200Z SEP 2016.", "171200Z SEP 2016", "2016-09-17", "2016-09-17", Grain.DAY),
        ("The report of 2023-11-05 says so.", "2023-11-05", "2023-11-05", "2023-11-05", Grain.DAY),
        ("Posted 23-04-2016", "23-04-2016", "2016-04-23", "2016-04-23", Grain.DAY),
        ("Posted 07-08-2014", "07-08-2014", "2014-07-08", "2014-08-07", Grain.DAY),
    ],
)  # fmt: skip
def test_an_expression_means_its_days(text: str, words: str, earliest: str, latest: str, grain: Grain) -> None:
    time = only(text)
    assert time.span.of(text) == words
    assert (time.earliest, time.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))
    assert time.grain is grain


@pytest.mark.parametrize("text", ["He died on Saturday.", "He died yesterday.", "He died last week.", "It lasted for months."])
def test_without_a_publication_date_a_relative_time_stays_unresolved(text: str) -> None:
    time = only(text, None)
    assert (time.earliest, time.latest, time.anchor) == (None, None, None)


def test_without_a_year_a_date_keeps_what_is_known() -> None:
    assert only("He died on 10 September.", None).partial == "--09-10"
    assert only("He died in September.", None).partial == "--09"


def test_a_dateline_is_the_day_of_a_report_without_a_publication_date() -> None:
    text = "GOMA, 12 May 1997 -- Two villages burned yesterday."
    dateline, yesterday = read_times(text, None)
    assert (dateline.earliest, yesterday.earliest) == (date(1997, 5, 12), date(1997, 5, 11))
    assert yesterday.anchor is Anchor.TEXT


def test_the_anchor_says_what_the_days_were_computed_from() -> None:
    assert only("It fell on Saturday.").anchor is Anchor.PUBLICATION
    assert only("It fell on 2 May 2019.").anchor is Anchor.TEXT


def test_the_following_day_counts_from_the_day_named_before() -> None:
    text = "The attack came on 3 June 2021, and the town was empty the following day."
    _, following = read_times(text, SUNDAY)
    assert following.earliest == date(2021, 6, 4)


@pytest.mark.parametrize(
    "text",
    ["Some 2000 kilometres were freed.", "He may march on the capital.", "The 214th battalion held.", "April Jones spoke.",
     "A 16-year-old boy spoke.", "They fired 1900 shells."],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert list(read_times(text, SUNDAY)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shots fell at 10 a.m. in Homs.", "10 a.m."),
        ("Shots fell at 14:30 in Homs.", "14:30"),
        ("It began at 0945 GMT there.", "0945 GMT"),
    ],
)
def test_a_time_of_day_has_the_grain_of_an_hour(text: str, words: str) -> None:
    time = only(text)
    assert (time.span.of(text), time.grain) == (words, Grain.HOUR)


def test_a_length_of_time_is_a_duration() -> None:
    text = "They held it for eight years."
    assert (only(text).span.of(text), only(text).grain) == ("eight years", Grain.DURATION)


def test_ids_are_functions_of_the_span() -> None:
    assert only("It fell on Saturday.").id == "t11-19"


def test_numbers_that_may_be_swapped_are_the_day_of_the_report_if_one_reading_is() -> None:
    found = only("01.02.2015 Shells fell on a market.", date(2015, 2, 1))
    assert (found.earliest, found.latest) == (date(2015, 2, 1), date(2015, 2, 1))
    other = only("01.02.2015 Shells fell on a market.", date(2015, 6, 1))
    assert (other.earliest, other.latest) == (date(2015, 1, 2), date(2015, 2, 1))
