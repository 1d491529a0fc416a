"""Arithmetic on the calendar: weeks, months and years as intervals of days, both ends inclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from ontology.facts import Precision

Tense = Literal["past", "future", "none"]
Unit = Literal["day", "week", "month", "year"]
DAY = timedelta(days=1)


class Interval(NamedTuple):
    """The first and the last day of a time, at a precision."""

    first: date
    last: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against; ``focus`` is the last day that was named before it."""

    published: date | None = None
    tense: Tense = "past"
    focus: date | None = None


def day(when: date) -> Interval:
    """Return one day."""
    return Interval(when, when, "day")


def week(when: date) -> Interval:
    """Return the week, from Monday to Sunday, that holds a day."""
    first = when - when.weekday() * DAY
    return Interval(first, first + 6 * DAY, "day")


def month(year: int, number: int) -> Interval | None:
    """Return a month; its number may lie outside 1–12 and then counts into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    first = calendar_day(year, number, 1)
    following = calendar_day(year + number // 12, number % 12 + 1, 1)
    return Interval(first, following - DAY, "month") if first and following else None


def year(number: int) -> Interval | None:
    """Return a year; None outside the calendar."""
    first, last = calendar_day(number, 1, 1), calendar_day(number, 12, 31)
    return Interval(first, last, "year") if first and last else None


def unit(kind: Unit, when: date, steps: int = 0) -> Interval | None:
    """Return the day, week, month or year that lies some steps from the one that holds a day."""
    try:
        if kind == "day":
            return day(when + steps * DAY)
        if kind == "week":
            return week(when + 7 * steps * DAY)
    except OverflowError:
        return None
    return month(when.year, when.month + steps) if kind == "month" else year(when.year + steps)


def calendar_day(year: int, number: int, day: int) -> date | None:
    """Return a day, None when the calendar has no such day."""
    try:
        return date(year, number, day)
    except ValueError:
        return None


def join(first: Interval | None, last: Interval | None) -> Interval | None:
    """Return the time from one interval to the end of another; None when it would run backwards."""
    if first is None or last is None or last.last < first.first:
        return None
    return Interval(first.first, last.last, last.precision)


def weekday(number: int, context: Context) -> Interval | None:
    """Return the weekday (Monday is 0) that a bare name means: up to publication, or from it on."""
    if context.published is None:
        return None
    ahead = (number - context.published.weekday()) % 7
    back = (context.published.weekday() - number) % 7
    return day(context.published + (ahead if context.tense == "future" else -back) * DAY)


def in_year(number: int, day_number: int, context: Context, weekday: int | None = None) -> date | None:
    """Return the day of a year that is not named: the nearest that the tense and the weekday allow."""
    if context.published is None:
        return None
    span = 6 if weekday is not None else 4
    years = range(context.published.year - span, context.published.year + span + 1)
    days = [d for y in years if (d := calendar_day(y, number, day_number))]
    days = [d for d in days if weekday is None or d.weekday() == weekday] or days
    return nearest(days, context)


def nearest(days: list[date], context: Context) -> date | None:
    """Return the day nearest to publication on the side that the tense allows; that day itself counts."""
    published = context.published
    if published is None:
        return None
    if context.tense == "past":
        return max((d for d in days if d <= published), default=None)
    if context.tense == "future":
        return min((d for d in days if d >= published), default=None)
    return min(days, key=lambda d: (abs(d - published), d), default=None)
