"""Drafts from the hand-written seed: what no open file states, and corrections to those that do.

Policy: a seed row makes a record of its own (``id``, always ``seed:<type>/<slug>``), adds to one of the public
file (``of``, a record id or the alpha-3 code of a country), or drops a spurious one (``drop``). ``also`` folds
further records into it; ``unname`` and ``unoffice`` take wrong spellings and offices away. No row names an
identifier of others. Every row carries one line of evidence. Rows are checked, and a mistake names the file
and the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.knowledge.drafts import CODES, Draft, is_abbreviation, whole_day
from ingest.knowledge.records import LABELS
from ingest.knowledge.spelling import fold
from ingest.knowledge.titles import marks
from ontology.errors import ModelError

#: An office in the seed without an end was held on this day, unless its row says otherwise.
AS_OF = "2025-06-30"

_KEYS = frozenset(
    "id of also drop unname unoffice type name aliases weak demonyms buildings metonyms country sector offices "
    "parties valid located_in latitude longitude prominence as_of evidence".split()
)
_ID = re.compile(r"seed:[a-z_]+/[a-z0-9-]+")


def read_seed(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (place, row) for every line of the JSON Lines files of a folder, in order of file name.

    Raises :class:`ModelError` when a row is malformed.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            place = f"{path.name}:{number}"
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ModelError(f"seed row {place} is not JSON ({error.msg}); mend the line") from error
            problem = _problem(row)
            if problem:
                raise ModelError(f"seed row {place} {problem}; mend the line")
            yield place, row


def _problem(row: Mapping[str, Any]) -> str:
    unknown = set(row) - _KEYS
    if unknown:
        return f"has unknown keys {', '.join(sorted(unknown))}"
    if sum(key in row for key in ("id", "of", "drop")) != 1:
        return "needs exactly one of id, of and drop"
    if not row.get("evidence"):
        return "lacks its line of evidence"
    if "id" in row:
        if not _ID.fullmatch(row["id"]):
            return f"has the id {row['id']!r}, not seed:<type>/<slug>"
        if row.get("type") not in LABELS or not row.get("name"):
            return "needs a known type and a name"
    return ""


def merge_seed(drafts: dict[str, Draft], folder: Path) -> None:
    """Add the seed of a folder to the drafts, in place.

    Raises :class:`ModelError` when a row points to a record that is not there.
    """
    countries = {draft.country: draft.id for draft in drafts.values() if draft.type == "country" and draft.country}
    for place, row in read_seed(folder):
        if "drop" in row:
            if drafts.pop(row["drop"], None) is None:
                raise ModelError(f"seed row {place} drops {row['drop']}, which is not there; remove the row")
            continue
        draft = _target(place, row, drafts, countries)
        for other in row.get("also", ()):
            if other not in drafts:
                raise ModelError(f"seed row {place} folds in {other}, which is not there; mend the id")
            draft.absorb(drafts.pop(other))
        _apply(draft, row, countries)


def _target(place: str, row: Mapping[str, Any], drafts: dict[str, Draft], countries: Mapping[str, str]) -> Draft:
    if "of" in row:
        known = countries.get(row["of"], row["of"])
        if known not in drafts:
            raise ModelError(f"seed row {place} adds to {row['of']}, which is not there; mend the id")
        return drafts[known]
    if row["id"] in drafts:
        raise ModelError(f"seed row {place} makes {row['id']} a second time; use of, or another slug")
    draft = drafts[row["id"]] = Draft(row["id"], row["type"], row["name"])
    return draft


def _apply(draft: Draft, row: Mapping[str, Any], countries: Mapping[str, str]) -> None:
    seed = CODES["seed"]
    draft.sources = "".join(sorted(set(draft.sources + seed)))
    draft.type = row.get("type", draft.type)
    draft.name = row.get("name", draft.name)
    for name in row.get("unname", ()):
        draft.names.pop(name, None)
    for name in (draft.name, *row.get("aliases", ())):
        draft.call(name, "abbreviation" if is_abbreviation(name) else "name", seed)
    for name in row.get("weak", ()):
        draft.call(name, "abbreviation" if is_abbreviation(name) else "name", seed, weak=True)
    for name in row.get("demonyms", ()):
        for other in [known for known in draft.names if known != name and fold(known) == fold(name)]:
            del draft.names[other]
        draft.call(name, "demonym", seed)
    for name in row.get("buildings", ()):
        draft.call(name, "building", seed)
    for name in row.get("metonyms", ()):
        draft.call(name, "metonym", seed)
    for key in ("country", "sector", "latitude", "longitude", "prominence"):
        if key in row:
            setattr(draft, key, row[key])
    if "located_in" in row:
        draft.located_in = countries.get(row["located_in"], row["located_in"])
    if "valid" in row:
        draft.valid = (whole_day(row["valid"][0], last=False), whole_day(row["valid"][1], last=True))
    draft.parties += [party for party in row.get("parties", ()) if party not in draft.parties]
    draft.offices = [office for office in draft.offices if office[0] not in row.get("unoffice", ())]
    for office in row.get("offices", ()):
        _appoint(draft, office, row.get("as_of", AS_OF), countries)


def _appoint(draft: Draft, office: list[Any], as_of: str, countries: Mapping[str, str]) -> None:
    """Add an office of the seed; it replaces the same office of a public source, but for a later day of view."""
    title, first, last, *body = office
    draft.legislator = False
    start, end = whole_day(first, last=False), whole_day(last, last=True)
    same = [
        known
        for known in draft.offices
        if known[6] != CODES["seed"] and marks(title) <= marks(known[0]) and _near(start, known[3])
    ]
    draft.offices = [known for known in draft.offices if known not in same]
    seen = max([as_of, start or as_of, *(known[5] for known in same if known[5])])
    country = draft.country if draft.country in countries else None
    organization = body[0] if body else None
    draft.offices.append([title, country, organization, start, end, None if end else seen, CODES["seed"]])


def _near(one: str | None, other: str | None) -> bool:
    """Say whether two ISO days lie in the same year or in neighbouring ones."""
    return bool(one and other) and abs(int(str(one)[:4]) - int(str(other)[:4])) <= 1
