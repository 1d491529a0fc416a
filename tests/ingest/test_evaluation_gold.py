"""Gold files: what they may say, and how a wrong one is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation.gold import GoldTime, parse, period, read, trigger
from ontology.errors import DiplographError, OntologyError, SourceError
from ontology.facts import Article, Span

TEXT = "Ann Lee met Bo Chan in Oslo on Monday. Lee praised Chan, and Chan praised Lee."
ARTICLES = Path(__file__).parent.parent / "articles"


def article(text: str = TEXT) -> Article:
    return Article("a", text, "hash", "a.txt")


def row(**changes: Any) -> dict[str, Any]:
    entities = [{"name": "Ann Lee", "label": "Person", "also": ["Lee"]}, {"name": "Bo Chan"}]
    event = {"class": "Meeting", "plover": "CONSULT", "text": "Lee [met] Bo", "participant": ["Ann Lee", "Bo Chan"]}
    return {"article": "a.txt", "entities": entities, "events": [event | changes]}


def test_trigger_is_found_at_its_place_in_the_text() -> None:
    assert trigger("and Chan [praised] Lee", TEXT, "here") == Span("praised", 66, 73)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-05-21", GoldTime(date(2025, 5, 21), date(2025, 5, 21), "day")),
        ("2024-02", GoldTime(date(2024, 2, 1), date(2024, 2, 29), "month")),
        ("2025", GoldTime(date(2025, 1, 1), date(2025, 12, 31), "year")),
        ("2025-05-21/2025-05-23", GoldTime(date(2025, 5, 21), date(2025, 5, 23), "day")),
    ],
)
def test_period_has_days_and_precision(value: str, expected: GoldTime) -> None:
    assert period(value, "here") == expected


@pytest.mark.parametrize("value", ["yesterday", "2025-02-30", "2025-13", "2025-05-23/2025-05-21", "2025-05/2025-06-01"])
def test_period_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(SourceError, match="here"):
        period(value, "here")


def test_one_name_may_stand_without_a_list() -> None:
    event = parse(row(place="Oslo", initiator="Ann Lee"), article(), "g").events[0]
    assert [place.name for place in event.places] == ["Oslo"]
    assert ("initiator", "Ann Lee") in [(role, entity.name) for role, entity in event.participants]


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"text": "Lee [saw] Bo"}, SourceError, "event 1: 'Lee saw Bo' occurs 0 times"),
        ({"text": "[praised]"}, SourceError, "occurs 2 times"),
        ({"text": "Lee met Bo"}, SourceError, "square brackets"),
        ({"text": []}, SourceError, '"text" is missing'),
        ({"participant": ["Cy Doe"]}, SourceError, "'Cy Doe' does not stand in \"entities\""),
        ({"palce": "Oslo"}, SourceError, "unknown key 'palce'"),
        ({"class": "Encounter"}, OntologyError, "'Encounter' is no class of events"),
        ({"class": "Person"}, OntologyError, "'Person' is no class of events"),
        ({"plover": "CHAT"}, OntologyError, "'CHAT' is no PLOVER type"),
        ({"factuality": "likely"}, OntologyError, "'likely' is no factuality"),
    ],
)
def test_wrong_event_is_refused_with_its_place(
    changes: dict[str, Any], error: type[DiplographError], words: str
) -> None:
    with pytest.raises(error) as caught:
        parse(row(**changes), article(), "g.gold.json")
    assert str(caught.value).startswith("g.gold.json, event 1")
    assert words in str(caught.value)


def test_entity_that_stands_twice_is_refused() -> None:
    twice = row() | {"entities": [{"name": "Ann Lee"}, {"name": "Bo Chan"}, {"name": "Ann Lee"}]}
    with pytest.raises(SourceError, match="entity 3: 'Ann Lee' stands twice"):
        parse(twice, article(), "g")


def test_broken_json_is_refused_with_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "a.gold.json"
    file.write_text('{"article":\n}', encoding="utf-8")
    with pytest.raises(SourceError, match="line 2, column 1"):
        read([file])


def test_missing_article_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.gold.json"
    file.write_text(json.dumps(row()), encoding="utf-8")
    with pytest.raises(SourceError, match=r"a\.gold\.json: its article cannot be read"):
        read([file])


def test_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="name a folder or file that has gold facts"):
        read([tmp_path])


def test_article_of_several_is_chosen_by_id(tmp_path: Path) -> None:
    lines = [{"id": "one", "text": "Nothing happened here today."}, {"id": "two", "text": TEXT}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    file = tmp_path / "a.gold.json"
    file.write_text(json.dumps([row() | {"article": "a.jsonl", "id": "two"}]), encoding="utf-8")
    assert [gold.article.id for gold in read([file])] == ["two"]
    file.write_text(json.dumps(row() | {"article": "a.jsonl", "id": "three"}), encoding="utf-8")
    with pytest.raises(SourceError, match='give one of these as "id": one, two'):
        read([file])


def test_every_sample_article_has_gold_facts_that_fit_it() -> None:
    golds = read([ARTICLES])
    files = {path.name for path in ARTICLES.iterdir() if path.suffix != ".json" or not path.stem.endswith(".gold")}
    assert {Path(gold.source).with_suffix("").stem for gold in golds} == {
        Path(name).stem for name in files - {"README.md"}
    }
    assert len(golds) >= 14


def test_every_sample_article_has_a_date_and_a_fitting_length() -> None:
    for gold in read([ARTICLES]):
        assert gold.article.published is not None
        assert 120 <= len(gold.article.text.split()) <= 500
