"""What the sources imply together: doubles joined, tenures ended by successors, places put in countries.

Policy: two records are joined only when a list without identifiers names what another list names too, and
nothing speaks against it (type, country). Two Wikidata records are never joined. An exclusive office that
passes to a successor ends for the holder whose source is older than the change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from ingest.knowledge.drafts import CODES, Draft
from ingest.knowledge.spelling import fold
from ingest.knowledge.titles import marks

#: Offices of which a country has one at a time.
EXCLUSIVE = frozenset(
    "president prime-minister foreign-minister defense-minister interior-minister finance-minister secretary-of-state "
    "vice-president supreme-leader national-security-adviser foreign-secretary".split()
)
_LEADING = frozenset({"president", "prime-minister", "monarch", "supreme-leader"})
_UNITED_NATIONS = re.compile(r"^un\b")


def settle(drafts: dict[str, Draft]) -> None:
    """Join, end and place, in place."""
    _join(drafts, "igo", ("phx:",), _always)
    _join(drafts, "armed_group", ("pho:", "fac:"), _same_ground)
    _join_leaders(drafts)
    _succeed(drafts.values())
    _place(drafts.values())
    _unfriend(drafts.values())


def _key(name: str) -> str:
    return _UNITED_NATIONS.sub("united nations", fold(name)).replace("organisation", "organization")


def _always(one: Draft, other: Draft) -> bool:
    return True


def _same_ground(one: Draft, other: Draft) -> bool:
    return one.country == other.country or None in (one.country, other.country)


def _join(
    drafts: dict[str, Draft], kind: str, prefixes: tuple[str, ...], compatible: Callable[[Draft, Draft], bool]
) -> None:
    """Fold records of lists without identifiers into the one record that shares a name (for groups, no acronym)."""
    known: dict[str, set[str]] = defaultdict(set)
    for draft in drafts.values():
        if draft.type == kind and ("S" in draft.sources or not draft.id.startswith(prefixes)):
            for name, how in draft.names.items():
                if not how.weak:
                    known[_key(name)].add(draft.id)
    for identifier in sorted(drafts):
        draft = drafts[identifier]
        if draft.type != kind or "S" in draft.sources or not identifier.startswith(prefixes):
            continue
        hits = {
            hit
            for name, how in draft.names.items()
            if kind == "igo" or how.kind == "name"
            for hit in known.get(_key(name), ())
        }
        targets = sorted(hit for hit in hits if compatible(draft, drafts[hit]))
        if len(targets) == 1:
            drafts[targets[0]].absorb(drafts.pop(identifier))


def _join_leaders(drafts: dict[str, Draft]) -> None:
    """Fold together one person listed as leader of several states or territories since the same day."""
    leaders: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for draft in drafts.values():
        if draft.type == "person":
            for title, _, _, start, *_ in draft.offices:
                if marks(title) & _LEADING and start:
                    last = fold(draft.name).split()[-1:]
                    leaders[" ".join(sorted(marks(title))), start, "".join(last)].append(draft.id)
    for _, identifiers in sorted(leaders.items()):
        group = sorted(
            {i for i in identifiers if i in drafts}, key=lambda i: (not i.startswith("wd:"), _weight(drafts[i]), i)
        )
        for other in group[1:]:
            if not other.startswith("wd:") and fold(drafts[other].name)[:3] == fold(drafts[group[0]].name)[:3]:
                drafts[group[0]].absorb(drafts.pop(other))


def _weight(draft: Draft) -> int:
    return -len(draft.offices) - len(draft.sources)


def _succeed(drafts: Iterable[Draft]) -> None:
    """Give an exclusive office without an end the day before its successor's first."""
    terms: dict[tuple[str, str], list[tuple[str, str, list[Any]]]] = defaultdict(list)
    for draft in drafts:
        if draft.type == "person":
            for office in draft.offices:
                title, country, _, start = office[:4]
                held = marks(title) & EXCLUSIVE
                if country and start and len(held) == 1 and len(marks(title)) <= 2:
                    terms[country, next(iter(held))].append((start, draft.id, office))
    for series in terms.values():
        series.sort(key=lambda term: term[:2])
        for number, (start, holder, office) in enumerate(series):
            if office[4] is not None:
                continue
            later = [term for term in series[number + 1 :] if term[1] != holder and term[0] > start]
            following = [term for term in later if term[0] > (office[5] or start)]
            if following:
                office[4] = (date.fromisoformat(following[0][0]) - timedelta(days=1)).isoformat()
                office[5] = None
                office[6] = "".join(sorted(set(office[6] + CODES["rule"])))


def _place(drafts: Iterable[Draft]) -> None:
    """Put cities and subdivisions into their countries, and mark the capitals that countries name."""
    drafts = list(drafts)
    countries = {draft.country: draft for draft in drafts if draft.type == "country" and draft.country}
    capitals = {
        (draft.country, fold(name))
        for draft in countries.values()
        for name, how in draft.names.items()
        if how.kind == "capital"
    }
    largest: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        if draft.type not in ("city", "subdivision", "region") or draft.country not in countries:
            continue
        draft.located_in = draft.located_in or countries[draft.country].id
        for name, how in draft.names.items():
            key = (draft.country, fold(name))
            if draft.type == "city" and how.kind == "name" and key in capitals:
                known = largest.get(key)
                if known is None or known.population < draft.population:
                    largest[key] = draft
    for draft in largest.values():
        draft.capital = True


def _unfriend(drafts: Iterable[Draft]) -> None:
    """Take other names away from cities where they are the own name of a larger place or another kind of thing."""
    drafts = list(drafts)
    owned: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for name, how in draft.names.items():
            if not how.weak and how.kind != "altname":
                owned[fold(name)].append(draft)
    for draft in drafts:
        if draft.type == "city":
            draft.names = {
                name: how
                for name, how in draft.names.items()
                if how.kind != "altname" or not any(_outranks(owner, draft) for owner in owned.get(fold(name), ()))
            }


def _outranks(owner: Draft, city: Draft) -> bool:
    return owner is not city and (owner.type != "city" or owner.population > city.population)
