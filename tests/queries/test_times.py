"""Time expressions of questions, taken from a fixed day."""

from __future__ import annotations

from datetime import date

import pytest

from queries.times import find
from queries.words import split

TODAY = date(2025, 11, 23)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("in May 2025", "in May 2025"),
        ("May 2025", "in May 2025"),
        ("in May", "in May 2025"),
        ("in December", "in December 2024"),
        ("last May", "in May 2025"),
        ("in 2024", "in 2024"),
        ("during 2024", "in 2024"),
        ("so far this year", "in 2025"),
        ("last year", "in 2024"),
        ("last month", "in October 2025"),
        ("this week", "from 2025-11-17 to 2025-11-23"),
        ("last quarter", "from 2025-07-01 to 2025-09-30"),
        ("q2 2025", "from 2025-04-01 to 2025-06-30"),
        ("on 7 May 2025", "on 2025-05-07"),
        ("on May 7, 2025", "on 2025-05-07"),
        ("on 2025-05-07", "on 2025-05-07"),
        ("in 2025-05", "in May 2025"),
        ("on 5th March", "on 2025-03-05"),
        ("on 5 December", "on 2024-12-05"),
        ("yesterday", "on 2025-11-22"),
        ("last Tuesday", "on 2025-11-18"),
        ("two weeks ago", "on 2025-11-09"),
        ("in the last three months", "from 2025-08-23 to 2025-11-23"),
        ("past 30 days", "from 2025-10-24 to 2025-11-23"),
        ("since April", "since 2025-04-01"),
        ("since 7 May 2025", "since 2025-05-07"),
        ("after May 2025", "since 2025-06-01"),
        ("before 2025", "before 2025-01-01"),
        ("until May 2025", "before 2025-06-01"),
        ("between March and May 2025", "from 2025-03-01 to 2025-05-31"),
        ("between 2023 and 2024", "from 2023-01-01 to 2024-12-31"),
        ("from November to February", "from 2024-11-01 to 2025-02-28"),
        ("from 7 May 2025 to 10 May 2025", "from 2025-05-07 to 2025-05-10"),
    ],
)
def test_an_expression_becomes_an_interval(text: str, said: str) -> None:
    words = [w.key for w in split(text)]
    found = find(words, 0, TODAY)
    assert found is not None
    assert (str(found.interval), found.after) == (said, len(words))


@pytest.mark.parametrize("text", ["may", "last met", "between India and Pakistan", "on 31 June 2025", "a minister"])
def test_other_words_are_no_time(text: str) -> None:
    assert find([w.key for w in split(text)], 0, TODAY) is None


def test_an_interval_ends_before_its_end() -> None:
    found = find(["in", "may", "2025"], 0, TODAY)
    assert found is not None
    assert found.interval.end == date(2025, 6, 1)
