"""What an office title means, so that "external affairs minister" finds a minister of foreign affairs.

Policy: a title is read as a set of marks: known offices under one name each, and the content words that
are left. A title asked for matches an office when its marks are among the office's.
"""

from __future__ import annotations

import re

from ingest.knowledge.spelling import fold

#: Offices that go by several names, in order: the first pattern that fits takes its words away.
_OFFICES: tuple[tuple[str, str], ...] = (
    ("deputy-secretary-of-state", r"(deputy|under|assistant) secretary of state"),
    ("secretary-of-state", r"secretary of state( of the united states)?$"),
    ("minister-of-state", r"minister of state( for)?"),
    (
        "deputy-foreign-minister",
        r"(deputy|vice|assistant) (minister of (foreign|external) (affairs|relations)|foreign minister)",
    ),
    ("deputy-prime-minister", r"(deputy|vice) (prime minister|premier|chancellor)|tanaiste"),
    ("vice-president", r"(vice|deputy) president|vice chairman"),
    ("foreign-secretary", r"foreign secretary$|(?=secretary of state for foreign)"),
    (
        "foreign-minister",
        r"(secretary of state for|minister of|minister for|secretary of|secretary for) ?(the )?(europe and )?"
        r"(foreign|exterior|external|international relations)\b(?! trade| economic| invest)( \w+){0,6}"
        r"|(foreign|external)( and european)?( affairs| relations)? minister|(top|chief) diplomat",
    ),
    (
        "defense-minister",
        r"(secretary of state for|minister of|minister for|secretary of) (national )?(defen[cs]e|war)"
        r"|(defen[cs]e|war)( minister| secretary)|raksha mantri",
    ),
    (
        "interior-minister",
        r"(minister of|minister for|secretary of state for) (the )?"
        r"(interior|internal affairs|home affairs|home department)"
        r"|(interior|home|home affairs|internal affairs)( minister| secretary)",
    ),
    (
        "finance-minister",
        r"(minister of|minister for|secretary of)( the)? (finance|treasury)"
        r"|(finance|treasury) (minister|secretary)|chancellor of the exchequer",
    ),
    ("secretary-general", r"secretary general|general secretary"),
    (
        "prime-minister",
        r"(?<!\bof the )(?<!\bto the )prime minister|premier|taoiseach|head of government"
        r"|(federal |(?<!\blord ))chancellor( of (germany|austria))?",
    ),
    ("national-security-adviser", r"national security advis[eo]r"),
    ("president", r"(?<!\bof the )(?<!\bto the )president"),
    ("supreme-leader", r"supreme leader|rahbar"),
    ("monarch", r"king|queen|emir|amir|sultan|emperor"),
    ("crown-prince", r"crown prince"),
    (
        "army-chief",
        r"chief of (the )?army( staff)?|army chief|commander in chief of (the )?armed forces"
        r"|chief of (the )?general staff|chief of (the )?defen[cs]e( staff| forces)?"
        r"|chairman of the joint chiefs of staff",
    ),
    ("ambassador", r"ambassador( extraordinary and plenipotentiary)?|permanent representative"),
    ("spokesperson", r"spokes(man|woman|person)"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _OFFICES)
_NAMES = frozenset(name for name, _ in _OFFICES)
_EMPTY = frozenset("a an and as at for his her in its of on that the their to federal union state cabinet".split())


def marks(title: str) -> frozenset[str]:
    """Return the marks of a title: names of known offices, and the words that no known office took."""
    rest = fold(title)
    found = set()
    for name, pattern in _PATTERNS:
        rest, count = pattern.subn(" ", rest)
        if count:
            found.add(name)
    return frozenset(found | {word for word in rest.split() if word not in _EMPTY | _NAMES})
