"""Time expressions, each alone: what days they mean in an article of Wednesday, 21 May 2025."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.dates import Interval, Tense, find, resolve

PUBLISHED = date(2025, 5, 21)


def days(text: str) -> tuple[date, date]:
    first, _, last = text.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


EXPRESSIONS: list[tuple[str, Tense, str, str]] = [
    ("May 7", "past", "2025-05-07", "day"),
    ("7 May 2025", "past", "2025-05-07", "day"),
    ("April 22, 2025", "past", "2025-04-22", "day"),
    ("2025-05-07", "past", "2025-05-07", "day"),
    ("the 7th of May 2025", "past", "2025-05-07", "day"),
    ("Sept. 3, 2024", "past", "2024-09-03", "day"),
    ("Wednesday, May 7", "past", "2025-05-07", "day"),
    ("Tuesday 20 May", "past", "2025-05-20", "day"),
    ("May 2025", "past", "2025-05-01/2025-05-31", "month"),
    ("in 2019", "past", "2019-01-01/2019-12-31", "year"),
    ("in February", "past", "2025-02-01/2025-02-28", "month"),
    ("in November", "past", "2024-11-01/2024-11-30", "month"),
    ("in November", "future", "2025-11-01/2025-11-30", "month"),
    ("April 22", "past", "2025-04-22", "day"),
    ("December 20", "past", "2024-12-20", "day"),
    ("December 20", "future", "2025-12-20", "day"),
    ("June 2", "future", "2025-06-02", "day"),
    ("on Tuesday", "past", "2025-05-20", "day"),
    ("on Wednesday", "past", "2025-05-21", "day"),
    ("on Friday", "past", "2025-05-16", "day"),
    ("on Friday", "future", "2025-05-23", "day"),
    ("last Tuesday", "past", "2025-05-20", "day"),
    ("last Wednesday", "past", "2025-05-14", "day"),
    ("next Thursday", "future", "2025-05-22", "day"),
    ("this Friday", "future", "2025-05-23", "day"),
    ("on Monday evening", "past", "2025-05-19", "day"),
    ("late on Monday", "past", "2025-05-19", "day"),
    ("Tuesday's", "past", "2025-05-20", "day"),
    ("yesterday", "past", "2025-05-20", "day"),
    ("today", "past", "2025-05-21", "day"),
    ("tomorrow", "future", "2025-05-22", "day"),
    ("the day before yesterday", "past", "2025-05-19", "day"),
    ("last night", "past", "2025-05-20", "day"),
    ("this morning", "past", "2025-05-21", "day"),
    ("yesterday afternoon", "past", "2025-05-20", "day"),
    ("this week", "past", "2025-05-19/2025-05-25", "day"),
    ("earlier this week", "past", "2025-05-19/2025-05-21", "day"),
    ("last week", "past", "2025-05-12/2025-05-18", "day"),
    ("next week", "future", "2025-05-26/2025-06-01", "day"),
    ("last month", "past", "2025-04-01/2025-04-30", "month"),
    ("this month", "past", "2025-05-01/2025-05-31", "month"),
    ("earlier this month", "past", "2025-05-01/2025-05-21", "month"),
    ("next month", "future", "2025-06-01/2025-06-30", "month"),
    ("last year", "past", "2024-01-01/2024-12-31", "year"),
    ("next year", "future", "2026-01-01/2026-12-31", "year"),
    ("later this year", "future", "2025-05-21/2025-12-31", "year"),
    ("earlier this year", "past", "2025-01-01/2025-05-21", "year"),
    ("two days ago", "past", "2025-05-19", "day"),
    ("three weeks ago", "past", "2025-04-28/2025-05-04", "day"),
    ("six months ago", "past", "2024-11-01/2024-11-30", "month"),
    ("five years ago", "past", "2020-01-01/2020-12-31", "year"),
    ("a year ago", "past", "2024-01-01/2024-12-31", "year"),
    ("from 3 to 5 May", "past", "2025-05-03/2025-05-05", "day"),
    ("May 3–5", "past", "2025-05-03/2025-05-05", "day"),
    ("3-5 May 2024", "past", "2024-05-03/2024-05-05", "day"),
    ("between May 3 and May 5", "past", "2025-05-03/2025-05-05", "day"),
    ("from April 30 to May 2", "past", "2025-04-30/2025-05-02", "day"),
    ("from December 30, 2024 to January 2, 2025", "past", "2024-12-30/2025-01-02", "day"),
    ("from Monday to Wednesday", "past", "2025-05-19/2025-05-21", "day"),
    ("over the weekend", "past", "2025-05-17/2025-05-18", "day"),
    ("last weekend", "past", "2025-05-17/2025-05-18", "day"),
    ("early May", "past", "2025-05-01/2025-05-31", "month"),
    ("on Friday and Saturday", "past", "2025-05-16/2025-05-17", "day"),
    ("on Sunday and Monday", "future", "2025-05-25/2025-05-26", "day"),
    ("Monday and Friday", "past", "2025-05-19", "day"),
    ("24 October last year", "past", "2024-10-24", "day"),
    ("April 3 of next year", "future", "2026-04-03", "day"),
    ("in March last year", "past", "2024-03-01/2024-03-31", "month"),
    ("early May of last year", "past", "2024-05-01/2024-05-31", "month"),
    ("over the past twenty years", "past", "2005-05-21/2025-05-21", "year"),
    ("in July.", "past", "2024-07-01/2024-07-31", "month"),
    ("late last year", "past", "2024-01-01/2024-12-31", "year"),
    ("last August", "past", "2024-08-01/2024-08-31", "month"),
    ("on Thursday last week", "past", "2025-05-15", "day"),
    ("between 2014 and 2020", "past", "2014-01-01/2020-12-31", "year"),
    ("from March to May 2024", "past", "2024-03-01/2024-05-31", "month"),
    ("over the past three days", "past", "2025-05-18/2025-05-21", "day"),
    ("in May", "past", "2025-05-01/2025-05-31", "month"),
    ("on May 6 and 7", "past", "2025-05-06/2025-05-07", "day"),
    ("the night of May 6-7", "past", "2025-05-06/2025-05-07", "day"),
    ("on the evening of 19 May", "past", "2025-05-19", "day"),
    ("Oct. 29, 2024", "past", "2024-10-29", "day"),
    ("21st May", "past", "2025-05-21", "day"),
    ("May 22", "none", "2025-05-22", "day"),
    ("February 29, 2024", "past", "2024-02-29", "day"),
    ("February 29", "past", "2024-02-29", "day"),
    ("Saturday, 10 May", "past", "2025-05-10", "day"),
    ("Thursday, December 26", "past", "2024-12-26", "day"),
    ("early on Saturday morning", "past", "2025-05-17", "day"),
    ("next Wednesday", "future", "2025-05-28", "day"),
    ("this coming Saturday", "future", "2025-05-24", "day"),
    ("Monday of this week", "past", "2025-05-19", "day"),
    ("Friday next week", "future", "2025-05-30", "day"),
    ("last Sunday night", "past", "2025-05-18", "day"),
    ("Overnight", "past", "2025-05-20/2025-05-21", "day"),
    ("Tonight", "future", "2025-05-21", "day"),
    ("the day after tomorrow", "future", "2025-05-23", "day"),
    ("late last month", "past", "2025-04-01/2025-04-30", "month"),
    ("later this month", "future", "2025-05-21/2025-05-31", "month"),
    ("later this week", "future", "2025-05-21/2025-05-25", "day"),
    ("this weekend", "future", "2025-05-24/2025-05-25", "day"),
    ("next weekend", "future", "2025-05-24/2025-05-25", "day"),
    ("since January", "past", "2025-01-01/2025-01-31", "month"),
    ("in mid-April", "past", "2025-04-01/2025-04-30", "month"),
    ("in late 2023", "past", "2023-01-01/2023-12-31", "year"),
    ("mid-2024", "past", "2024-01-01/2024-12-31", "year"),
    ("next January", "future", "2026-01-01/2026-01-31", "month"),
    ("January 2026", "future", "2026-01-01/2026-01-31", "month"),
    ("the end of March", "past", "2025-03-01/2025-03-31", "month"),
    ("the summer of 2023", "past", "2023-01-01/2023-12-31", "year"),
    ("the 2015 nuclear deal", "past", "2015-01-01/2015-12-31", "year"),
    ("the 2008 Mumbai attacks", "past", "2008-01-01/2008-12-31", "year"),
    ("from 2015 to 2018", "past", "2015-01-01/2018-12-31", "year"),
    ("2014-2015", "past", "2014-01-01/2015-12-31", "year"),
    ("10 days ago", "past", "2025-05-11", "day"),
    ("one month ago", "past", "2025-04-01/2025-04-30", "month"),
    ("three years ago", "past", "2022-01-01/2022-12-31", "year"),
    ("in the past week", "past", "2025-05-14/2025-05-21", "day"),
    ("in the last six months", "past", "2024-11-21/2025-05-21", "month"),
    ("within the next two weeks", "future", "2025-05-21/2025-06-04", "day"),
    ("from Thursday to Saturday", "future", "2025-05-22/2025-05-24", "day"),
    ("between 3 and 5 May", "past", "2025-05-03/2025-05-05", "day"),
    ("from 28 May to 2 June 2024", "past", "2024-05-28/2024-06-02", "day"),
    ("the October 7 attack on Israel", "past", "2023-10-07", "day"),
    ("the September 11 attacks", "past", "2001-09-11", "day"),
]


@pytest.mark.parametrize(("text", "tense", "expected", "precision"), EXPRESSIONS)
def test_expression(text: str, tense: Tense, expected: str, precision: str) -> None:
    assert resolve(text, PUBLISHED, tense) == (*days(expected), precision)


NO_DATES = [
    "the 1990s",
    "They may",
    "2,019 people",
    "on Good Friday",
    "Theresa May",
    "three days",
    "the march on",
    "February 30, 2024",
    "on 3 and 17 May",
    "a force of 2000 soldiers",
    "The Sunday Times",
    "on Bloody Sunday",
    "recently",
    "in recent days",
    "for two weeks",
    "Resolution 2231",
    "1,960 people",
    "at 10:30",
    "5 percent",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_certain_day(text: str) -> None:
    assert resolve(text, PUBLISHED) is None


@pytest.mark.parametrize(
    "text",
    [
        "on Tuesday",
        "yesterday",
        "last week",
        "two days ago",
        "May 7",
        "in May",
        "May 3-5",
        "over the weekend",
        "from May to June",
    ],
)
def test_relative_expressions_are_unknown_without_publication_date(text: str) -> None:
    assert resolve(text) is None


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("7 May 2025", "2025-05-07", "day"),
        ("2025-05-07", "2025-05-07", "day"),
        ("May 2025", "2025-05-01/2025-05-31", "month"),
        ("in 2019", "2019-01-01/2019-12-31", "year"),
        ("May 3-5, 2025", "2025-05-03/2025-05-05", "day"),
    ],
)
def test_a_stated_year_needs_no_publication_date(text: str, expected: str, precision: str) -> None:
    assert resolve(text) == (*days(expected), precision)


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("a day earlier", "2025-05-06", "day"),
        ("two days later", "2025-05-09", "day"),
        ("three weeks earlier", "2025-04-14/2025-04-20", "day"),
        ("a month later", "2025-06-01/2025-06-30", "month"),
        ("the next day", "2025-05-08", "day"),
        ("the previous day", "2025-05-06", "day"),
        ("the same day", "2025-05-07", "day"),
        ("that day", "2025-05-07", "day"),
        ("the following week", "2025-05-12/2025-05-18", "day"),
        ("that same year", "2025-01-01/2025-12-31", "year"),
    ],
)
def test_beside_the_day_in_focus(text: str, expected: str, precision: str) -> None:
    assert resolve(text, PUBLISHED, focus=date(2025, 5, 7)) == (*days(expected), precision)
    assert resolve(text, PUBLISHED) is None


def test_a_weekday_beside_a_date_settles_its_year() -> None:
    assert resolve("Wednesday, April 22", PUBLISHED) == Interval(date(2020, 4, 22), date(2020, 4, 22), "day")


def test_a_range_over_new_year_begins_in_the_year_before() -> None:
    assert resolve("from December 30 to January 2", PUBLISHED) == (date(2024, 12, 30), date(2025, 1, 2), "day")


def test_expressions_in_running_text_do_not_overlap() -> None:
    text = "On Tuesday, May 20, they met again after talks in Geneva in April 2024 and on May 3-5 last year."
    assert [text[begin:end] for begin, end, _, _ in find(text)] == [
        "Tuesday, May 20",
        "April 2024",
        "May 3-5",
        "last year",
    ]
