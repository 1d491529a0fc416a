"""How prominent each record is: the prior of the linker, in [0, 1].

Policy: measured by what the sources hold (people living there, offices held and how lately, conflicts
fought), never by looking at a text to be read. The seed may set a value by hand.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict

from ingest.knowledge.drafts import Draft

_LEADER = re.compile(
    r"^(acting )?(president|prime minister|premier|chancellor|king|queen|emir|sultan|supreme leader|"
    r"head of (state|government)|taoiseach|chief of state)\b(?! of the (?:senate|chamber|court|assembly))",
    re.I,
)
_MINISTER = re.compile(
    r"\b(minister|secretary of (state|defense|the treasury)|secretary[- ]general|commissioner|chief of)\b", re.I
)
_ENVOY = re.compile(r"^(ambassador|charg|permanent representative|.*ambassador to)", re.I)
_LOWER = re.compile(r"^(deputy|vice|assistant|under|minister of state|lieutenant|shadow)\b|\bof state for\b", re.I)
_RECENT = "2022-01-01"

_FLOOR = {
    "agency": 0.45,
    "armed_group": 0.3,
    "communal_group": 0.05,
    "conflict": 0.3,
    "corridor": 0.5,
    "event": 0.2,
    "government": 0.15,
    "igo": 0.5,
    "media": 0.5,
    "ngo": 0.5,
    "operation": 0.5,
    "party": 0.5,
    "region": 0.6,
    "subdivision": 0.35,
    "territory": 0.5,
    "topic": 0.4,
    "treaty": 0.3,
}


def weigh(drafts: list[Draft]) -> None:
    """Set the prominence of every draft that has none, in place."""
    people: dict[str, int] = defaultdict(int)
    for draft in drafts:
        if draft.type == "city" and draft.country:
            people[draft.country] += draft.population
    for draft in drafts:
        if draft.prominence is None:
            draft.prominence = round(min(1.0, _weight(draft, people)), 2)


def _weight(draft: Draft, people: dict[str, int]) -> float:
    size = _scale(people.get(draft.country or "", 0), 4.5, 9.0)
    if draft.type == "country":
        return 0.5 + 0.5 * size if draft.country else 0.3
    if draft.type == "city":
        return 0.05 + 0.6 * _scale(draft.population, 4.0, 7.5) + (0.25 if draft.capital else 0.0)
    if draft.type == "person":
        return _person(draft, size)
    handmade = 0.3 if "S" in draft.sources else 0.0
    several = min(0.2, 0.05 * (len(draft.sources) - 1))
    long = 0.2 if draft.type == "treaty" and len(draft.name.split()) > 8 else 0.0
    return _FLOOR.get(draft.type, 0.3) + handmade + several - long


def _person(draft: Draft, size: float) -> float:
    best = 0.02 if draft.legislator else 0.1
    for title, _, _, start, end, as_of, _ in draft.offices:
        last = end or as_of or start or ""
        recent = 1.0 if last >= "2024-06-01" else 0.75 if last >= _RECENT else 0.4
        if _LEADER.search(title) and not _LOWER.search(title):
            rank = 0.55
        elif _MINISTER.search(title) and not _LOWER.search(title):
            rank = 0.4
        elif _ENVOY.search(title) or _LOWER.search(title):
            rank = 0.2
        elif title.casefold().startswith(("member of", "people's deputy")):
            rank = 0.08
        else:
            rank = 0.25
        best = max(best, rank * recent + 0.4 * size * recent * (rank >= 0.4))
    return best + (0.05 if "S" in draft.sources else 0.0)


def _scale(value: int, low: float, high: float) -> float:
    """Return log10 of a count as a share of the way from ``low`` to ``high``, in [0, 1]."""
    return max(0.0, min(1.0, (math.log10(max(value, 1)) - low) / (high - low)))
