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
from itertools import pairwise

from ingest.dates import readings
from ingest.dates.readings import HISTORIC, NUMBERS
from ingest.dates.spans import Context, Interval, Tense

Reading = Callable[[re.Match[str], Context], Interval | None]

MONTH = (
    r"(?:Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May|Jun(?:e|\b\.?)|Jul(?:y|\b\.?)"
    r"|Aug(?:ust|\b\.?)|Sept?(?:ember|\b\.?)|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?))"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY_AFTER = "|".join(
    f"(?<={before} and ){after}"
    for before, after in pairwise("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Monday".split())
)
DAYS = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%])(?!,\d)"
YEARS = r"(?:1[5-9]|20|21)\d\d(?![\d%])(?!s\b)(?![.,]\d)"
NUMBER = rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|\d{{1,3}})"
UNIT = r"(?:day|week|month|year)"
PART = r"(?:\s+(?:(?:early|late)\s+)?(?:morning|afternoon|evening|night))?"
TO = r"\s*(?:–|—|-|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*"
AND = r"\s+and\s+"
#: Words that stand before a month or a year without a day.
BEFORE_MONTH = r"(?:in|during|since|throughout|of|until|till|by|from|before|after|through|around|for)"
BEFORE_YEAR = r"(?:in|during|since|throughout|until|till|before|after|through|year|back\s+to)"
#: Words that stand before a number of things as well: a year after them ends its phrase.
BEFORE_NUMBER = r"(?:of|by|from|around|for|about)"
PHRASE_END = r"(?=\s*(?:[,.;:)\"'”’—–]|$|\s(?:and|but|as|at|in|on|to|by|when|while|after|before|with|that|over)\b))"
#: Weekdays in names of feasts, of days in history and of newspapers.
NOT_NAMED = "".join(f"(?<!{word} )" for word in "Good Black Bloody Easter Palm Holy Ash Cyber Super Maundy".split())
PAPER = r"(?!\s+(?:Times|Telegraph|Mirror|Herald|Express|Mail|Post|World|Tribune|Independent|Agreement)\b)"

OUTRAGE = r"(?=,?\s+(?:[A-Za-z][\w-]+\s+){0,2}(?:attacks?|massacre|riots?|assault|insurrection|onslaught)\b)"


def full_day(n: int) -> str:
    """Return the pattern of a day with month, its groups ending in ``n``; weekday and year may be absent."""
    return (
        rf"(?:(?P<w{n}>{WEEKDAY}),?\s+(?:the\s+)?)?(?:(?P<d{n}>{DAYS})(?:\s+of)?\s+(?P<m{n}>{MONTH})"
        rf"(?:,?\s+(?P<y{n}>{YEARS}))?|(?P<M{n}>{MONTH})\s+(?:the\s+)?(?P<D{n}>{DAYS})(?:,?\s+(?P<Y{n}>{YEARS}))?"
        rf"|(?P<I{n}>\d{{4}})[-/](?P<J{n}>\d{{2}})[-/](?P<K{n}>\d{{2}})(?!\d))"
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A form; the group ``core``, when there is one, is the expression without the word before it."""

    pattern: re.Pattern[str]
    reading: Reading


def rule(pattern: str, reading: Reading) -> Rule:
    """Return a rule whose pattern stands between words."""
    return Rule(re.compile(rf"(?<![\w/-])(?:{pattern})(?!\w)"), reading)


RULES = (
    rule(rf"(?:(?i:from|between)\s+)?{full_day(1)}{TO}{full_day(2)}", readings.days_apart),
    rule(rf"(?i:between)\s+{full_day(1)}{AND}{full_day(2)}", readings.days_apart),
    rule(
        rf"(?:(?i:from|between)\s+)?(?P<month>{MONTH})\s+(?P<first>{DAYS})(?:{TO}|{AND}|/)(?P<last>{DAYS})"
        rf"(?:,?\s+(?P<year>{YEARS}))?",
        readings.days_of_month,
    ),
    rule(
        rf"(?:(?i:from|between)\s+)?(?P<first>{DAYS})(?:{TO}|{AND}|/)(?P<last>{DAYS})\s+(?P<month>{MONTH})"
        rf"(?:,?\s+(?P<year>{YEARS}))?",
        readings.days_of_month,
    ),
    rule(rf"(?:(?i:from)\s+)?(?P<first>{WEEKDAY}){TO}(?P<last>{WEEKDAY})", readings.weekdays_apart),
    rule(rf"(?i:between)\s+(?P<first>{WEEKDAY}){AND}(?P<last>{WEEKDAY})", readings.weekdays_apart),
    rule(rf"(?P<first>{WEEKDAY}) and (?P<last>{DAY_AFTER})", readings.weekdays_apart),
    rule(rf"(?:(?i:from)\s+)?(?P<first>{YEARS}){TO}(?P<last>{YEARS})", readings.years_apart),
    rule(rf"(?i:between)\s+(?P<first>{YEARS}){AND}(?P<last>{YEARS})", readings.years_apart),
    rule(
        rf"(?i:from|between)\s+(?P<first>{MONTH})(?:{TO}|{AND})(?P<month>{MONTH})(?:\s+(?P<year>{YEARS}))?",
        readings.months_apart,
    ),
    *(rule(name + OUTRAGE, readings.historic_day) for name in HISTORIC),
    rule(full_day(1), readings.one_day),
    rule(rf"{full_day(1)},?\s+(?i:of\s+)?(?i:(?P<which>last|this|next)\s+year)", readings.day_of_near_year),
    rule(
        rf"(?:(?i:early|mid|late)[\s-]+)?(?P<month>{MONTH}),?\s+(?i:of\s+)?(?i:(?P<which>last|this|next)\s+year)",
        readings.month_of_near_year,
    ),
    rule(rf"(?:(?i:early|mid|late)[\s-]+)?(?P<month>{MONTH}),?\s+(?:of\s+)?(?P<year>{YEARS})", readings.one_month),
    rule(rf"(?i:{BEFORE_MONTH})\s+(?P<core>(?P<month>{MONTH}))(?!\s+\d)", readings.one_month),
    rule(
        rf"(?:(?i:(?P<which>last|this|next))\s+|(?i:early|mid|late)[\s-]+)(?P<month>{MONTH})(?!\s+\d)",
        readings.one_month,
    ),
    rule(rf"(?i:{BEFORE_YEAR})\s+(?P<core>(?:(?:early|mid|late)[\s-]+)?(?P<year>{YEARS}))", readings.one_year),
    rule(rf"(?i:{BEFORE_NUMBER})\s+(?P<core>(?P<year>{YEARS})){PHRASE_END}", readings.one_year),
    rule(rf"(?i:early|mid|late)[\s-]+(?P<year>{YEARS})", readings.one_year),
    rule(rf"(?i:the|its|their|his|her|this|that)\s+(?P<core>(?P<year>{YEARS}))(?=\s+[A-Za-z])", readings.one_year),
    rule(
        rf"{NOT_NAMED}(?:(?i:(?P<which>last|past|previous|this|next|following|coming|upcoming))\s+)?"
        rf"(?P<weekday>{WEEKDAY}){PAPER}{PART}(?:(?:,?\s+of)?\s+(?i:(?P<week>last|this|next))\s+(?i:week))?",
        readings.one_weekday,
    ),
    rule(r"(?i:(?P<word>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)))", readings.near_day),
    rule(r"(?i:(?P<word>last\s+night|tonight|overnight))", readings.near_day),
    rule(rf"(?i:(?P<word>today|yesterday|tomorrow)){PART}", readings.near_day),
    rule(r"(?i:(?P<word>this\s+(?:morning|afternoon|evening)))", readings.near_day),
    rule(
        r"(?i:(?:(?P<part>earlier|later|late|early)\s+)?(?P<which>last|this|next|current)\s+(?P<unit>week|month|year|weekend))",
        readings.near_unit,
    ),
    rule(r"(?i:(?:over|at|during|on)\s+(?P<core>the\s+weekend))", readings.bare_weekend),
    rule(
        rf"(?i:(?P<number>{NUMBER})\s+(?P<unit>{UNIT})s?\s+(?P<way>ago|earlier|later|afterwards|from\s+now))",
        readings.steps_away,
    ),
    rule(
        rf"(?i:(?:the|that)\s+(?P<which>following|previous|preceding|same)\s+(?P<unit>{UNIT}))", readings.beside_focus
    ),
    rule(r"(?i:the\s+(?P<which>next)\s+(?P<unit>day))", readings.beside_focus),
    rule(r"(?i:(?P<which>that)\s+(?P<unit>day))", readings.beside_focus),
    rule(
        rf"(?i:the\s+(?P<which>last|past|next|coming)\s+(?:(?P<number>{NUMBER})\s+(?P<unit>{UNIT})s?))",
        readings.stretch,
    ),
    rule(
        rf"(?i:(?:over|in|during|within)\s+(?P<core>the\s+(?P<which>last|past|coming)\s+(?P<number>)(?P<unit>{UNIT})))",
        readings.stretch,
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
