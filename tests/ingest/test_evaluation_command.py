"""``diplograph evaluate``: what it prints, and how it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import ingest.pipeline
from diplograph import main
from ontology.facts import Article, Entity, Event, Evidence, Facts, Participant, Span

TEXT = "Ann Lee met Bo Chan in Oslo."
LEE = Entity("lee", "Person", "Ann Lee")
GOLD = {
    "article": "a.txt",
    "entities": [{"name": "Ann Lee"}, {"name": "Bo Chan"}],
    "events": [
        {"class": "Meeting", "plover": "CONSULT", "text": "Lee [met] Bo", "participant": ["Ann Lee", "Bo Chan"]}
    ],
}


class OneMeeting:
    """An extractor that finds one meeting with one party in every article."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Facts]:
        evidence = Evidence("v", Span(TEXT, 0, len(TEXT)), Span("met", 8, 11), "verb", 0.9)
        event = Event("e", "Meeting", "CONSULT", "meeting", (Participant("participant", "lee"),), (evidence,))
        for article in articles:
            yield Facts(article, (LEE,), events=(event,))


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ingest.pipeline, "Extractor", OneMeeting)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    file = tmp_path / "a.gold.json"
    file.write_text(json.dumps(GOLD), encoding="utf-8")
    return file


def test_json_has_a_row_for_each_measure(gold: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--format", "json"])
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert answer["articles"] == 1
    assert answer["measures"][0] == {
        "group": "event",
        "name": "found",
        "gold": 1,
        "predicted": 1,
        "correct": 1,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
    }
    assert answer["errors"] == []


def test_table_shows_ratios_to_two_places_and_nothing_where_there_is_none(gold: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(gold.parent)])
    rows = [line.split() for line in result.stdout.splitlines()]
    assert rows[0] == ["group", "name", "gold", "predicted", "correct", "precision", "recall", "f1"]
    assert ["role", "participant", "2", "1", "1", "1.00", "0.50", "0.67"] in rows


def test_errors_are_listed_with_their_sentence(gold: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--errors"])
    assert result.stdout.endswith(f"role: 'met': participant -Bo Chan\n    {TEXT}\n")


def test_bad_gold_is_one_sentence_and_status_2(gold: Path) -> None:
    gold.write_text(json.dumps(GOLD).replace("[met]", "[saw]"), encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(gold)])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"diplograph: {gold}, event 1: 'Lee saw Bo' occurs 0 times")
    assert result.stderr.count("\n") == 1
