"""What stands before the first sentence of an article: header lines, headline, byline, dateline.

Policy: the conventions of agencies and of saved news text are recognised by their form, never by a list
of publishers. A line is taken away only when it is certain what it is; a doubtful one stays text.

- header lines: ``date 2025-05-21`` (the text may go on in the same line), ``Published: …``, ``Title: …``,
  ``URL: …``, ``Publisher: …``, a line that is only a date, ``By First Last``;
- a headline: one line without a full stop, followed by a blank line or a long line;
- a dateline, after the Associated Press and Reuters style books: ``KYIV —``, ``ISLAMABAD, May 21 (APP) —``,
  ``KYIV, Ukraine (AP) —``, ``NEW DELHI:``. A place in small letters needs a date or an agency beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ingest.sources.cleaning import LINE_LENGTH
from ingest.sources.published import MONTH, leading_date, published_date

DATE_PREFIX = re.compile(r"(?:date|dated|published|publication date|posted|released)(?:\s+on)?\s*:?\s+", re.IGNORECASE)
FIELD = re.compile(
    r"(?P<key>date|dated|published(?:\s+(?:on|at))?|publication date|posted(?:\s+on)?|title|headline|url|link"
    r"|publisher|source|site|id|author|byline|language)\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
DATE_KEYS = ("date", "published", "publication", "posted")
BYLINE = re.compile(r"By(?:\s+(?:[A-Z][\w.'’-]*|and|de|van|von|al|bin),?)+(?:\s*\|.*)?")

CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ /-][A-Z][A-Z.'’-]*)*"
WORDS = r"[A-Z][\w.'’-]+(?:[ /-](?:[A-Z][\w.'’-]+|d[aeio]|del|la|al|el)){0,3}"
PLACE = rf"(?P<place>(?:{CAPITALS}|{WORDS})(?:, {WORDS})?)"
DAY = rf"(?:{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+\d{{4}})?)"
AGENCY = r"\((?P<agency>[A-Z][\w&.'’/ -]{1,40})\)"
DASH = r"(?:\s*(?:—|–|--+)\s*|\s+-\s+|\s*:\s+)"
DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        # ISLAMABAD, May 21 (APP) — | Islamabad, 21 May 2025 (APP): | New Delhi, May 21 (PTI) Text
        rf"{PLACE},? (?P<day>{DAY}),? {AGENCY}(?:{DASH}|\s+(?=[A-Z\"“‘]))",
        # ISLAMABAD, May 21 —
        rf"{PLACE},? (?P<day>{DAY}){DASH}",
        # KYIV, Ukraine (AP) — | Geneva (Reuters) -
        rf"{PLACE} {AGENCY}{DASH}",
        # KYIV — | KYIV, Ukraine — | NEW DELHI:
        rf"(?P<place>{CAPITALS}(?:, {WORDS})?){DASH}(?=\S)",
    )
)
#: Words in capitals before a dash or colon that name no place.
LABELS = frozenset(
    re.findall(
        "[A-Z]+",
        "UPDATE BREAKING EXCLUSIVE ANALYSIS EXPLAINER OPINION WATCH LIVE NOTE FACTBOX TIMELINE CORRECTION "
        "EDITORIAL URGENT FLASH BACKGROUND SUMMARY QUESTION ANSWER READ MORE INTERVIEW TRANSCRIPT COMMENT "
        "FEATURE PROFILE HEADLINES RECAP NEWS",
    )
)
HEADLINE_LENGTH = 160
ENDS_SENTENCE = re.compile(r"[.!:;,][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Preamble:
    """What was found before the text, and the text that is left."""

    text: str
    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    id: str | None = None
    dateline: str | None = None


def split(text: str, *, headline: str | None = None) -> Preamble:
    """Take header lines, headline and dateline off a text whose lines are stripped.

    ``headline`` is the one the source states elsewhere: a first line equal to it is taken off, and none
    is looked for. Raises :class:`ontology.errors.SourceError` when a date field cannot be read.
    """
    found = take_headline(take_headers(Preamble(text.lstrip())), headline)
    return take_headline(take_dateline(found), headline)


def take_headers(found: Preamble) -> Preamble:
    """Take leading header lines off; the first value of a field counts."""
    while True:
        line, _, rest = found.text.partition("\n")
        rest = rest.lstrip()
        prefix = DATE_PREFIX.match(line)
        dated = leading_date(line[prefix.end() :] if prefix else line)
        if dated and (prefix or not dated[1].strip()):
            after = dated[1].lstrip(" ,;|–—-:")
            left = f"{after}\n{rest}".strip()
            found = replace(found, published=found.published or dated[0], text=left)
        elif field := FIELD.fullmatch(line):
            found = replace(take_field(found, field["key"].lower(), field["value"].strip()), text=rest)
        elif rest and BYLINE.fullmatch(line):
            found = replace(found, text=rest)
        else:
            return found


def take_field(found: Preamble, key: str, value: str) -> Preamble:
    """Put the value of one header line into its field."""
    if key.startswith(DATE_KEYS):
        return replace(found, published=found.published or published_date(value))
    if key in ("title", "headline"):
        return replace(found, headline=found.headline or value)
    if key in ("url", "link"):
        return replace(found, url=found.url or value)
    if key in ("publisher", "source", "site"):
        return replace(found, publisher=found.publisher or value)
    if key == "id":
        return replace(found, id=found.id or value)
    return found


def take_headline(found: Preamble, stated: str | None) -> Preamble:
    """Take off a first line that repeats the headline, or that is one when none is known yet."""
    first, _, rest = found.text.partition("\n")
    known = stated or found.headline
    if rest and known and first.casefold() == known.casefold():
        return take_headers(replace(found, text=rest.lstrip()))
    if not known and is_headline(first, rest):
        return take_headers(replace(found, headline=first, text=rest.lstrip()))
    return found


def is_headline(line: str, rest: str) -> bool:
    """Tell whether a first line is a headline: short, no full stop, apart from a longer text."""
    below = rest.partition("\n")[0]
    apart = not below or len(below) > LINE_LENGTH or bool(FIELD.match(rest) or DATE_PREFIX.match(rest))
    shape = " " in line and len(line) <= HEADLINE_LENGTH and not ENDS_SENTENCE.search(line)
    return apart and shape and len(rest.strip()) > len(line) and not any(d.match(line) for d in DATELINES)


def take_dateline(found: Preamble) -> Preamble:
    """Move a leading dateline to its fields; a day without a year is no publication date."""
    for pattern in DATELINES:
        match = pattern.match(found.text)
        if not match or LABELS & set(re.split(r"[\s/,]+", match["place"])):
            continue
        groups = match.groupdict()
        day = leading_date(groups.get("day") or "")
        return replace(
            found,
            dateline=match["place"],
            publisher=found.publisher or groups.get("agency"),
            published=found.published or (day[0] if day else None),
            text=found.text[match.end() :],
        )
    return found
