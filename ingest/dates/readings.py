"""What each form of time expression means: a match and its context in, an interval out.

Every function returns None when the context does not settle the time. The groups of the patterns in
:mod:`ingest.dates.grammar` are named after what they hold.
"""

from __future__ import annotations

import re
from datetime import date

from ingest.dates.spans import (
    DAY,
    Context,
    Interval,
    Tense,
    Unit,
    calendar_day,
    day,
    in_year,
    join,
    month,
    nearest,
    unit,
    week,
    weekday,
    year,
)
from ontology.facts import Precision

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NEAR = {"last": -1, "this": 0, "current": 0, "next": 1}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip


#: Days that news calls by month and day alone, also years later.
HISTORIC = {
    r"(?:(?:September|Sept\.) 11|11 September|9/11)": date(2001, 9, 11),
    r"(?:(?:January|Jan\.) 6|6 January)": date(2021, 1, 6),
    r"(?:(?:October|Oct\.) 7|7 October)": date(2023, 10, 7),
}


def month_number(name: str) -> int:
    """Return 1–12 for a month name."""
    return MONTHS.index(name[:3]) + 1


def day_number(text: str) -> int:
    """Return the number of a day, its ending passed over."""
    return int(re.sub(r"\D", "", text))


def number(text: str) -> int:
    """Return a number written as a word or in digits."""
    return int(text) if text.isdigit() else NUMBERS[text.lower()]


def read_day(match: re.Match[str], context: Context, n: int, *, year: int | None = None) -> Interval | None:
    """Return the day that the groups ending in ``n`` name; ``year`` is one given beside it."""
    part = match.groupdict().get
    if iso := part(f"I{n}"):
        found = calendar_day(int(iso), int(match[f"J{n}"]), int(match[f"K{n}"]))
        return day(found) if found else None
    number = month_number(match[f"m{n}"] or match[f"M{n}"])
    days = day_number(match[f"d{n}"] or match[f"D{n}"])
    stated = part(f"y{n}") or part(f"Y{n}")
    name = part(f"w{n}")
    if stated or year:
        found = calendar_day(int(stated) if stated else year or 0, number, days)
    else:
        found = in_year(number, days, context, WEEKDAYS.index(name[:3]) if name else None)
    return day(found) if found else None


def one_day(match: re.Match[str], context: Context) -> Interval | None:
    return read_day(match, context, 1)


def day_of_near_year(match: re.Match[str], context: Context) -> Interval | None:
    year = near_year(match, context)
    return read_day(match, context, 1, year=year) if year else None


def month_of_near_year(match: re.Match[str], context: Context) -> Interval | None:
    year = near_year(match, context)
    return month(year, month_number(match["month"])) if year else None


def near_year(match: re.Match[str], context: Context) -> int | None:
    """Return the number of last, this or next year."""
    return context.published.year + NEAR[match["which"].lower()] if context.published else None


def days_apart(match: re.Match[str], context: Context) -> Interval | None:
    last = read_day(match, context, 2)
    if last is None:
        return None
    first = read_day(match, context, 1, year=last.first.year)
    if first and first.first > last.first:
        first = read_day(match, context, 1, year=last.first.year - 1)
    return join(first, last)


def days_of_month(match: re.Match[str], context: Context) -> Interval | None:
    number, first, last = month_number(match["month"]), day_number(match["first"]), day_number(match["last"])
    stated = match["year"]
    end = calendar_day(int(stated), number, last) if stated else in_year(number, last, context)
    if " and " in match[0] and not match[0].lower().startswith(("between", "from")) and last != first + 1:
        return None
    begin = end and calendar_day(end.year, number, first)
    return join(day(begin), day(end)) if begin and end else None


def weekdays_apart(match: re.Match[str], context: Context) -> Interval | None:
    first, last = (weekday(WEEKDAYS.index(match[g][:3]), context) for g in ("first", "last"))
    if first and last and first.first > last.first:
        if context.tense == "future":
            last = day(last.first + 7 * DAY)
        else:
            first = day(first.first - 7 * DAY)
    return join(first, last)


def years_apart(match: re.Match[str], context: Context) -> Interval | None:
    return join(year(int(match["first"])), year(int(match["last"])))


def months_apart(match: re.Match[str], context: Context) -> Interval | None:
    last = one_month(match, context)
    if last is None:
        return None
    first = month(last.first.year, month_number(match["first"]))
    if first and first.first > last.first:
        first = month(last.first.year - 1, month_number(match["first"]))
    return join(first, last)


def one_month(match: re.Match[str], context: Context) -> Interval | None:
    number = month_number(match["month"])
    if stated := match.groupdict().get("year"):
        return month(int(stated), number)
    if context.published is None:
        return None
    this = context.published.replace(day=1)
    which = (match.groupdict().get("which") or "").lower()
    if which == "this":
        return month(this.year, number)
    firsts = [date(y, number, 1) for y in (this.year - 1, this.year, this.year + 1)]
    if which in ("last", "next"):
        firsts = [d for d in firsts if d != this]
    tense: Tense = {"last": "past", "next": "future"}.get(which, context.tense)  # type: ignore[assignment]
    found = nearest(firsts, Context(this, tense))
    return month(found.year, number) if found else None


def one_year(match: re.Match[str], context: Context) -> Interval | None:
    return year(int(match["year"]))


def one_weekday(match: re.Match[str], context: Context) -> Interval | None:
    number = WEEKDAYS.index(match["weekday"][:3])
    which = (match["which"] or match["week"] or "").lower()
    if context.published is None:
        return None
    if match["week"]:
        return day(week(context.published).first + (number + 7 * NEAR[which]) * DAY)
    if which in ("last", "past", "previous"):
        return weekday(number, Context(context.published - DAY, "past"))
    if which in ("next", "following"):
        return weekday(number, Context(context.published + DAY, "future"))
    if which in ("coming", "upcoming"):
        return weekday(number, Context(context.published, "future"))
    return weekday(number, context)


def near_day(match: re.Match[str], context: Context) -> Interval | None:
    word = re.sub(r"\s+", " ", match["word"].lower())
    steps = {
        "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "overnight": 0,
        "the day before yesterday": -2, "the day after tomorrow": 2,
    }.get(word, 0)  # fmt: skip
    if context.published is None:
        return None
    found = day(context.published + steps * DAY)
    return Interval(found.first - DAY, found.last, "day") if word == "overnight" else found


def near_unit(match: re.Match[str], context: Context) -> Interval | None:
    published = context.published
    if published is None:
        return None
    steps = NEAR[match["which"].lower()]
    if match["unit"].lower() == "weekend":
        return weekend(published, steps, context.tense)
    found = unit(kind_of(match), published, steps)
    part = (match["part"] or "").lower()
    if found and steps == 0 and part == "earlier":
        return Interval(found.first, published, found.precision)
    if found and steps == 0 and part == "later":
        return Interval(published, found.last, found.precision)
    return found


def weekend(published: date, steps: int, tense: Tense) -> Interval:
    """Return the weekend that ended or goes on at publication, or the one that comes."""
    saturday = week(published).first + 5 * DAY
    if steps <= 0 and tense != "future" and published < saturday:
        saturday -= 7 * DAY
    elif steps > 0 and published >= saturday:
        saturday += 7 * DAY
    return Interval(saturday, saturday + DAY, "day")


def bare_weekend(match: re.Match[str], context: Context) -> Interval | None:
    return weekend(context.published, 0, context.tense) if context.published else None


def historic_day(match: re.Match[str], context: Context) -> Interval | None:
    when = next(when for name, when in HISTORIC.items() if re.fullmatch(name, match[0]))
    return day(when) if context.published is None or context.published >= when else None


def steps_away(match: re.Match[str], context: Context) -> Interval | None:
    way = match["way"].lower().split()[0]
    since = context.published if way in ("ago", "from") else context.focus
    steps = number(match["number"]) * (1 if way in ("later", "from", "afterwards") else -1)
    return unit(kind_of(match), since, steps) if since else None


def beside_focus(match: re.Match[str], context: Context) -> Interval | None:
    steps = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(match["which"].lower(), 0)
    return unit(kind_of(match), context.focus, steps) if context.focus else None


def stretch(match: re.Match[str], context: Context) -> Interval | None:
    published = context.published
    if published is None:
        return None
    ahead = match["which"].lower() in ("next", "coming")
    steps = number(match["number"] or "one") * (1 if ahead else -1)
    kind = kind_of(match)
    end = shifted(published, kind, steps)
    if end is None:
        return None
    precision: Precision = "month" if kind == "month" else "year" if kind == "year" else "day"
    return Interval(min(published, end), max(published, end), precision)


def shifted(when: date, kind: Unit, steps: int) -> date | None:
    """Return the same day some units away, the last of the month where the calendar has no such day."""
    if kind in ("day", "week"):
        return when + steps * (7 if kind == "week" else 1) * DAY
    found = month(when.year, when.month + steps * (12 if kind == "year" else 1))
    return found and found.first.replace(day=min(when.day, found.last.day))


def kind_of(match: re.Match[str]) -> Unit:
    """Return the unit a match names."""
    return match["unit"].lower()  # type: ignore[return-value]
