"""Time expressions of questions: "in May 2025", "since April", "last month", "between 2024 and 2025".

Policy: a small grammar over folded words, because a question names few kinds of time and each must come
out exactly; every expression becomes a half-open interval of days, which the restated question prints.
What is relative is taken from ``today``. A month or day without a year is the latest one that has begun.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {name.casefold(): i for i, name in enumerate(calendar.month_name) if name} | {
    name.casefold(): i for i, name in enumerate(calendar.month_abbr) if name
}
MONTHS["sept"] = 9
WEEKDAYS = {name.casefold(): i for i, name in enumerate(calendar.day_name)}
NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
NUMBERS |= {"a": 1, "an": 1}
UNITS = ("day", "week", "month", "quarter", "year")
YEAR = re.compile(r"(?:19|20)\d\d\Z")
ISO = re.compile(r"(\d{4}) (\d{2})(?: (\d{2}))?\Z")
DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
#: Prepositions that may stand before a time without changing it.
OPENERS = frozenset({"in", "on", "during", "of", "within", "throughout", "over"})


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``first`` up to but not including ``end``; None is open."""

    first: date | None = None
    end: date | None = None

    def __str__(self) -> str:
        if self.first is None or self.end is None:
            if self.end is not None:
                return f"before {self.end}"
            return f"since {self.first}" if self.first else "at any time"
        last = self.end - ONE
        if self == month(self.first.year, self.first.month):
            return f"in {calendar.month_name[self.first.month]} {self.first.year}"
        if self == year(self.first.year):
            return f"in {self.first.year}"
        return f"on {last}" if self.first == last else f"from {self.first} to {last}"


class Found(NamedTuple):
    """A time expression and the index of the first word after it."""

    interval: Interval
    after: int


ONE = timedelta(days=1)


def year(number: int) -> Interval:
    """Return a calendar year."""
    return Interval(date(number, 1, 1), date(number + 1, 1, 1))


def month(of: int, number: int, count: int = 1) -> Interval:
    """Return ``count`` calendar months from one of a year; ``number`` may lie outside 1 to 12."""
    first, end = (date(of + (n - 1) // 12, (n - 1) % 12 + 1, 1) for n in (number, number + count))
    return Interval(first, end)


def day(of: int, number: int, day_of_month: int) -> Interval | None:
    """Return a day, or None where the calendar has none."""
    try:
        first = date(of, number, day_of_month)
    except ValueError:
        return None
    return Interval(first, first + ONE)


def find(words: Sequence[str], at: int, today: date) -> Found | None:
    """Read a time expression that begins at a word; None when there is none. Words are folded."""
    word, rest = words[at], at + 1
    if word in ("between", "from") and (begun := period(words, rest, today, bare=True)):
        joint = "and" if word == "between" else ("to", "until", "till", "through")
        if begun.after < len(words) and words[begun.after] in joint:
            ended = period(words, begun.after + 1, today, bare=True)
            if ended and begun.interval.first and ended.interval.end:
                start = begun.interval.first
                if start >= ended.interval.end:
                    start = start.replace(year=start.year - 1)
                return Found(Interval(start, ended.interval.end), ended.after)
        if word == "from":
            return Found(Interval(begun.interval.first), begun.after)
        return None
    if word in ("since", "after", "before", "until", "till"):
        if inner := period(words, rest, today, bare=True):
            first, end = inner.interval.first, inner.interval.end
            open_ended = {"since": Interval(first), "after": Interval(end), "before": Interval(None, first)}
            return Found(open_ended.get(word, Interval(None, end)), inner.after)
        return None
    if word in OPENERS and rest < len(words):
        return period(words, rest, today, bare=word != "of")
    return period(words, at, today, bare=False)


def period(words: Sequence[str], at: int, today: date, *, bare: bool) -> Found | None:
    """Read a day, week, month, quarter or year; ``bare`` allows a month name with nothing beside it."""
    while at < len(words) - 1 and words[at] in ("the", "so", "far"):
        at += 1
    if at >= len(words):
        return None
    return relative(words, at, today) or calendrical(words, at, today, bare=bare)


def calendrical(words: Sequence[str], at: int, today: date, *, bare: bool) -> Found | None:
    """Read "2025", "May 2025", "7 May 2025", "May 7, 2025", "2025-05-07", "q2 2025"."""
    word = words[at]
    ahead = [*[w for w in words[at + 1 : at + 5] if w not in (",", "of")][:2], "", ""]

    def after(*parts: str) -> int:
        index = at + 1
        for part in parts:
            index = words.index(part, index) + 1
        return index

    if YEAR.match(word):
        return Found(year(int(word)), at + 1)
    if iso := ISO.match(word):
        of, number = int(iso[1]), int(iso[2])
        if not 1 <= number <= 12:
            return None
        found = day(of, number, int(iso[3])) if iso[3] else month(of, number)
        return Found(found, at + 1) if found else None
    if re.fullmatch(r"q[1-4]", word) and YEAR.match(ahead[0]):
        return Found(month(int(ahead[0]), 3 * int(word[1]) - 2, 3), after(ahead[0]))
    for name, digits in ((word, DAY.match(ahead[0])), (ahead[0], DAY.match(word))):
        if name in MONTHS and digits:
            stated = bool(YEAR.match(ahead[1]))
            exact = dated(int(ahead[1]) if stated else None, MONTHS[name], int(digits[1]), today)
            return Found(exact, after(*ahead[: 1 + stated])) if exact else None
    if word in MONTHS and YEAR.match(ahead[0]):
        return Found(month(int(ahead[0]), MONTHS[word]), after(ahead[0]))
    if word in MONTHS and bare:
        return Found(month(today.year - (MONTHS[word] > today.month), MONTHS[word]), at + 1)
    return None


def dated(of: int | None, number: int, day_of_month: int, today: date) -> Interval | None:
    """Return a day of a year, or without one the latest such day up to today."""
    latest = day(of or today.year, number, day_of_month)
    if of is None and latest and latest.first and latest.first > today:
        return day(today.year - 1, number, day_of_month)
    return latest


def relative(words: Sequence[str], at: int, today: date) -> Found | None:
    """Read "today", "last month", "this year", "last three weeks", "two days ago", "last May"."""
    word, following = words[at], [*words[at + 1 : at + 3], "", ""]
    if word in ("today", "yesterday"):
        first = today - ONE * (word == "yesterday")
        return Found(Interval(first, first + ONE), at + 1)
    count = NUMBERS.get(word) or (int(word) if word.isdigit() and len(word) < 4 else 0)
    if count and unit(following[0]) and following[1] == "ago":
        first = back(today, count, unit(following[0]))
        return Found(Interval(first, first + ONE), at + 3)
    if word in WEEKDAYS:
        return Found(weekday(WEEKDAYS[word], today), at + 1)
    if word not in ("last", "past", "previous", "this", "current"):
        return None
    here = word in ("this", "current")
    if following[0] in WEEKDAYS:
        return Found(weekday(WEEKDAYS[following[0]], today if here else today - ONE), at + 2)
    if following[0] in MONTHS and not YEAR.match(following[1]):
        number = MONTHS[following[0]]
        return Found(month(today.year - (number > today.month if here else number >= today.month), number), at + 2)
    count = NUMBERS.get(following[0]) or (int(following[0]) if following[0].isdigit() else 0)
    if count and unit(following[1]) and not here:
        return Found(Interval(back(today, count, unit(following[1])), today + ONE), at + 3)
    if not unit(following[0]):
        return None
    return Found(around(today, unit(following[0]), 0 if here else -1), at + 2)


def unit(word: str) -> str:
    """Return the unit that a word names, "" for none."""
    return next((u for u in UNITS if word in (u, u + "s")), "")


def back(today: date, count: int, of: str) -> date:
    """Return the day so many units before today; the last day of a shorter month stands in."""
    if of in ("day", "week"):
        return today - ONE * count * (7 if of == "week" else 1)
    first = month(today.year, today.month - count * {"month": 1, "quarter": 3, "year": 12}[of])
    assert first.first and first.end
    return min(first.first + ONE * (today.day - 1), first.end - ONE)


def around(today: date, of: str, shift: int) -> Interval:
    """Return the calendar unit that holds today, or one before it (``shift`` -1). Weeks begin on Monday."""
    if of == "year":
        return year(today.year + shift)
    if of == "month":
        return month(today.year, today.month + shift)
    if of == "quarter":
        return month(today.year, 3 * ((today.month - 1) // 3 + shift) + 1, 3)
    days = 7 if of == "week" else 1
    first = today - ONE * (today.weekday() if of == "week" else 0) + ONE * days * shift
    return Interval(first, first + ONE * days)


def weekday(number: int, latest: date) -> Interval:
    """Return the last such weekday up to a day."""
    first = latest - ONE * ((latest.weekday() - number) % 7)
    return Interval(first, first + ONE)
