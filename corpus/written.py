"""Gold facts as files that ``diplograph evaluate`` reads: ``NAME.json`` the article, ``NAME.gold.json`` beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.convert import gold
from corpus.model import Document
from ingest.evaluation.gold import SUFFIX, GoldArticle, GoldEntity, GoldEvent, GoldTime
from ontology.errors import SourceError
from ontology.facts import Span


def write_gold(documents: Iterable[Document], folder: Path) -> int:
    """Write articles and gold facts into a new folder; return how many triggers the format cannot point to.

    Raises :class:`SourceError` when the folder holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise SourceError(f"{folder}: the folder is not empty; name a new one")
    folder.mkdir(parents=True, exist_ok=True)
    lost = 0
    for document in documents:
        facts = gold(document)
        article = {"id": document.id, "title": document.headline, "text": facts.article.text}
        if document.published:
            article["published"] = document.published.isoformat()
        row, missing = as_row(facts, f"{document.id}.json")
        lost += missing
        for name, value in ((f"{document.id}.json", article), (f"{document.id}{SUFFIX}", row)):
            (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return lost


def as_row(facts: GoldArticle, file: str) -> tuple[dict[str, Any], int]:
    """Return the JSON object of one article's gold facts, and how many triggers it leaves out."""
    named: dict[GoldEntity, str] = {}
    rows = []
    used = [e for v in facts.events for _, e in v.participants] + [e for v in facts.events for e in v.claimed_by]
    for entity in dict.fromkeys([*facts.entities, *used]):
        name = entity.name if entity.name not in named.values() else f"{entity.name} ({len(named) + 1})"
        named[entity] = name
        row = {"name": name, "label": entity.label, "country": entity.country, "sector": entity.sector}
        forms = {"also": entity.also, "called": entity.called if name == entity.name else (entity.name, *entity.called)}
        rows.append({k: v for k, v in {**row, **{k: list(v) for k, v in forms.items()}}.items() if v})
    events, lost = [], 0
    for event in facts.events:
        snippets = [s for t in event.triggers if (s := snippet(facts.article.text, t))]
        lost += len(event.triggers) - len(snippets)
        if snippets:
            events.append(event_row(event, snippets, named))
    offices = [
        {
            "person": named.get(o.person, o.person.name),
            "role": o.role,
            "in": named.get(o.organization, o.organization.name),
        }
        for o in facts.offices
    ]
    return {"article": file, "entities": rows, "offices": offices, "events": events}, lost


def event_row(event: GoldEvent, snippets: list[str], named: dict[GoldEntity, str]) -> dict[str, Any]:
    """Return the JSON object of one event."""
    row: dict[str, Any] = {"class": event.kind, "plover": event.plover, "text": snippets}
    for role, entity in event.participants:
        row.setdefault(role, []).append(named[entity])
    row["about"] = [named.get(e, e.name) for e in event.about]
    row["place"] = [named.get(e, e.name) for e in event.places]
    row["when"] = period_text(event.time) if event.time else None
    row["factuality"] = event.factuality if event.factuality != "asserted" else None
    row["claimed_by"] = [named[e] for e in event.claimed_by]
    row["fatalities"] = event.fatalities
    return {k: v for k, v in row.items() if k == "plover" or v not in (None, [])}


def period_text(time: GoldTime) -> str:
    """Return a time as gold facts write it."""
    length = {"day": 10, "month": 7, "year": 4}[time.precision]
    first, last = time.start.isoformat()[:length], time.end.isoformat()[:length]
    return first if first == last else f"{first}/{last}"


def snippet(text: str, trigger: Span) -> str | None:
    """Return the shortest stretch around a trigger that occurs once, the trigger in brackets; None without one."""
    line = text.rfind("\n", 0, trigger.begin) + 1, text.find("\n", trigger.end)
    first, last = line[0], line[1] if line[1] >= 0 else len(text)
    for width in range(12, last - first + 13, 12):
        begin, end = max(first, trigger.begin - width), min(last, trigger.end + width)
        plain = text[begin:end]
        if "[" in plain or "]" in plain:
            return None
        if text.count(plain) == 1:
            return f"{text[begin : trigger.begin]}[{trigger.text}]{text[trigger.end : end]}"
    return None
