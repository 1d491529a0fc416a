"""The forms of time expressions and what each means.

Policy: one rule per form, a pattern and its reading; of two forms that begin at the same place the longer
one counts. Names of months and weekdays are written with a capital, so that "may" and "march" stay verbs.
Decades, durations ("for three days") and vague times ("recently") are no rule and so no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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

Reading = Callable[[re.Match[str], Context], Interval | None]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip

MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?\b\.?|July?\b\.?|Aug(?:ust|\.)"
    r"|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
WEEKDAY = (
    r"(?:Mon(?:day|\.)|Tues?(?:day|\.)|Wed(?:nesday|\.)|Thu(?:rsday|rs\.|\.)|Fri(?:day|\.)|Sat(?:urday|\.)"
    r"|Sun(?:day|\.))"
)
DAYS = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%])(?!,\d)"
YEARS = r"(?:1[5-9]|20|21)\d\d(?![\d%])(?!s\b)(?![.,]\d)"
NUMBER = rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|\d{{1,3}})"
UNIT = r"(?:day|week|month|year)"
PART = r"(?:\s+(?:(?:early|late)\s+)?(?:morning|afternoon|evening|night))?"
TO = r"\s*(?:–|—|-|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*"
AND = r"\s+and\s+"
#: Words that stand before a month or a year without a day. Those before a year say that the number is one.
BEFORE_MONTH = r"(?:in|during|since|throughout|of|until|till|by|from|before|after|through|around|for)"
BEFORE_YEAR = r"(?:in|during|since|throughout|of|until|till|by|from|before|after|through|around|year|back to)"
#: Weekdays in names of feasts, of days in history and of newspapers.
NOT_NAMED = "".join(f"(?<!{word} )" for word in "Good Black Bloody Easter Palm Holy Ash Cyber Super Maundy".split())
PAPER = r"(?!\s+(?:Times|Telegraph|Mirror|Herald|Express|Mail|Post|World|Tribune|Independent|Agreement)\b)"

#: Days that news calls by month and day alone, also years later.
HISTORIC = {
    r"(?:(?:September|Sept\.) 11|11 September|9/11)": date(2001, 9, 11),
    r"(?:(?:January|Jan\.) 6|6 January)": date(2021, 1, 6),
    r"(?:(?:October|Oct\.) 7|7 October)": date(2023, 10, 7),
}
OUTRAGE = r"(?=,?\s+(?:[A-Za-z][\w-]+\s+){0,2}(?:attacks?|massacre|riots?|assault|insurrection|onslaught)\b)"


def full_day(n: int) -> str:
    """Return the pattern of a day with month, its groups ending in ``n``; weekday and year may be absent."""
    return (
        rf"(?:(?P<w{n}>{WEEKDAY}),?\s+(?:the\s+)?)?(?:(?P<d{n}>{DAYS})(?:\s+of)?\s+(?P<m{n}>{MONTH})"
        rf"(?:,?\s+(?P<y{n}>{YEARS}))?|(?P<M{n}>{MONTH})\s+(?:the\s+)?(?P<D{n}>{DAYS})(?:,?\s+(?P<Y{n}>{YEARS}))?"
        rf"|(?P<I{n}>\d{{4}})[-/](?P<J{n}>\d{{2}})[-/](?P<K{n}>\d{{2}})(?!\d))"
    )


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
        steps = {"last": -1, "this": 0, "next": 1}[which]
        return day(week(context.published).first + (number + 7 * steps) * DAY)
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
    steps = {"last": -1, "this": 0, "current": 0, "next": 1}[match["which"].lower()]
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
    return day(next(when for name, when in HISTORIC.items() if re.fullmatch(name, match[0])))


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
    end = shifted(published, kind_of(match), steps)
    return join(*sorted((day(published), day(end)))) if end else None


def shifted(when: date, kind: Unit, steps: int) -> date | None:
    """Return the same day some units away, the last of the month where the calendar has no such day."""
    if kind in ("day", "week"):
        return when + steps * (7 if kind == "week" else 1) * DAY
    found = month(when.year, when.month + steps * (12 if kind == "year" else 1))
    return found and found.first.replace(day=min(when.day, found.last.day))


def kind_of(match: re.Match[str]) -> Unit:
    """Return the unit a match names."""
    return match["unit"].lower()  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form; the group ``core``, when there is one, is the expression without the word before it."""

    pattern: re.Pattern[str]
    reading: Reading


def rule(pattern: str, reading: Reading) -> Rule:
    """Return a rule whose pattern stands between words."""
    return Rule(re.compile(rf"(?<![\w/-])(?:{pattern})(?!\w)"), reading)


RULES = (
    rule(rf"(?:(?i:from|between)\s+)?{full_day(1)}{TO}{full_day(2)}", days_apart),
    rule(rf"(?i:between)\s+{full_day(1)}{AND}{full_day(2)}", days_apart),
    rule(
        rf"(?:(?i:from|between)\s+)?(?P<month>{MONTH})\s+(?P<first>{DAYS})(?:{TO}|{AND}|/)(?P<last>{DAYS})"
        rf"(?:,?\s+(?P<year>{YEARS}))?",
        days_of_month,
    ),
    rule(
        rf"(?:(?i:from|between)\s+)?(?P<first>{DAYS})(?:{TO}|{AND}|/)(?P<last>{DAYS})\s+(?P<month>{MONTH})"
        rf"(?:,?\s+(?P<year>{YEARS}))?",
        days_of_month,
    ),
    rule(rf"(?:(?i:from)\s+)?(?P<first>{WEEKDAY}){TO}(?P<last>{WEEKDAY})", weekdays_apart),
    rule(rf"(?i:between)\s+(?P<first>{WEEKDAY}){AND}(?P<last>{WEEKDAY})", weekdays_apart),
    rule(rf"(?:(?i:from)\s+)?(?P<first>{YEARS}){TO}(?P<last>{YEARS})", years_apart),
    rule(rf"(?i:between)\s+(?P<first>{YEARS}){AND}(?P<last>{YEARS})", years_apart),
    rule(
        rf"(?i:from|between)\s+(?P<first>{MONTH})(?:{TO}|{AND})(?P<month>{MONTH})(?:\s+(?P<year>{YEARS}))?",
        months_apart,
    ),
    *(rule(name + OUTRAGE, historic_day) for name in HISTORIC),
    rule(full_day(1), one_day),
    rule(rf"(?:(?i:early|mid|late)[\s-]+)?(?P<month>{MONTH}),?\s+(?:of\s+)?(?P<year>{YEARS})", one_month),
    rule(rf"(?i:{BEFORE_MONTH})\s+(?P<core>(?P<month>{MONTH}))(?!\s+\d)", one_month),
    rule(rf"(?:(?i:(?P<which>last|this|next))\s+|(?i:early|mid|late)[\s-]+)(?P<month>{MONTH})(?!\s+\d)", one_month),
    rule(rf"(?i:{BEFORE_YEAR})\s+(?P<core>(?:(?:early|mid|late)[\s-]+)?(?P<year>{YEARS}))", one_year),
    rule(rf"(?i:early|mid|late)[\s-]+(?P<year>{YEARS})", one_year),
    rule(rf"(?i:the|its|their|his|her|this|that)\s+(?P<core>(?P<year>{YEARS}))(?=\s+[A-Za-z])", one_year),
    rule(
        rf"{NOT_NAMED}(?:(?i:(?P<which>last|past|previous|this|next|following|coming|upcoming))\s+)?"
        rf"(?P<weekday>{WEEKDAY}){PAPER}{PART}(?:(?:,?\s+of)?\s+(?i:(?P<week>last|this|next))\s+(?i:week))?",
        one_weekday,
    ),
    rule(r"(?i:(?P<word>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)))", near_day),
    rule(r"(?i:(?P<word>last\s+night|tonight|overnight))", near_day),
    rule(rf"(?i:(?P<word>today|yesterday|tomorrow)){PART}", near_day),
    rule(r"(?i:(?P<word>this\s+(?:morning|afternoon|evening)))", near_day),
    rule(
        r"(?i:(?:(?P<part>earlier|later|late|early)\s+)?(?P<which>last|this|next|current)\s+(?P<unit>week|month|year|weekend))",
        near_unit,
    ),
    rule(r"(?i:(?:over|at|during|on)\s+(?P<core>the\s+weekend))", bare_weekend),
    rule(
        rf"(?i:(?P<number>{NUMBER})\s+(?P<unit>{UNIT})s?\s+(?P<way>ago|earlier|later|afterwards|from\s+now))",
        steps_away,
    ),
    rule(rf"(?i:(?:the|that)\s+(?P<which>following|previous|preceding|same)\s+(?P<unit>{UNIT}))", beside_focus),
    rule(r"(?i:the\s+(?P<which>next)\s+(?P<unit>day))", beside_focus),
    rule(r"(?i:(?P<which>that)\s+(?P<unit>day))", beside_focus),
    rule(
        rf"(?i:the\s+(?P<which>last|past|next|coming)\s+(?:(?P<number>{NUMBER})\s+(?P<unit>{UNIT})s?))",
        stretch,
    ),
    rule(
        rf"(?i:(?:over|in|during|within)\s+(?P<core>the\s+(?P<which>last|past|coming)\s+(?P<number>)(?P<unit>{UNIT})))",
        stretch,
    ),
)


def find(text: str) -> Iterator[tuple[int, int, Rule, re.Match[str]]]:
    """Yield begin and end of each time expression in a text, and how to read it; none overlap."""
    found: list[tuple[int, int, Rule, re.Match[str]]] = []
    for form in RULES:
        group = "core" if "core" in form.pattern.groupindex else 0
        found += [(*match.span(group), form, match) for match in form.pattern.finditer(text)]
    last = 0
    for begin, end, form, match in sorted(found, key=lambda item: (item[0], -item[1])):
        if begin >= last:
            last = end
            yield begin, end, form, match


def resolve(
    text: str, published: date | None = None, tense: Tense = "past", *, focus: date | None = None
) -> Interval | None:
    """Return the first and last day of the first time expression in a text, and their precision.

    None when there is no expression, or when it cannot be placed without a publication date or ``focus``,
    the last day named before it.
    """
    context = Context(published, tense, focus)
    return next((form.reading(match, context) for _, _, form, match in find(text)), None)
