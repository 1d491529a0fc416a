"""The day an article was published, as its source writes it.

Policy: ISO 8601, RFC 2822 ("Wed, 21 May 2025 10:00:00 +0500") and dates in English words are read; the
day is taken as written, in the source's own time zone. 05/06/2025 is refused, since it is two days.
"""

from __future__ import annotations

import re
from datetime import date

from ontology.errors import SourceError

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)"
DATE = rf"""{WEEKDAY}?(?:
    (?P<iso>(?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}}))
  | (?P<compact>(?P<y2>(?:19|20)\d{{2}})(?P<m2>\d{{2}})(?P<d2>\d{{2}}))
  | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m3>{MONTH}),?[\s-]+(?P<y3>\d{{4}})
  | (?P<m4>{MONTH})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})
)(?!\d)"""
CLOCK = r"""(?:[T\s,|@–-]*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*
    (?:Z|[+-]\d{2}:?\d{2}|\(?[A-Z]{2,4}\)?(?![\w]))?)"""
READ = re.compile(rf"\s*{DATE}(?P<rest>{CLOCK}?)\s*", re.IGNORECASE | re.VERBOSE)


def month_number(name: str) -> int:
    """Return 1–12 for an English month name or its abbreviation of three letters or more."""
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def leading_date(text: str) -> tuple[date, str] | None:
    """Return the date that a text begins with, and the text after it and its time of day."""
    match = READ.match(text)
    day = match and calendar_day(match)
    return (day, text[match.end() :]) if match and day else None


def published_date(value: object) -> date | None:
    """Read the value of a date field; None and blank text are no date.

    Raises :class:`SourceError` when there is a value that is not one certain day.
    """
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    match = READ.fullmatch(text)
    day = match and calendar_day(match)
    if not day:
        raise SourceError(f"the publication date {text!r} cannot be read; write it as YYYY-MM-DD")
    return day


def calendar_day(match: re.Match[str]) -> date | None:
    """Return the day a match of :data:`DATE` names, None when the calendar has no such day."""
    for form in "1234":
        if year := match[f"y{form}"]:
            name = match[f"m{form}"]
            month = int(name) if name.isdigit() else month_number(name)
            try:
                return date(int(year), month, int(match[f"d{form}"]))
            except ValueError:
                return None
    return None
