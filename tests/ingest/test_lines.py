"""The JSON objects of ``diplograph extract``."""

from __future__ import annotations

import json

from ingest.lines import line
from ontology.facts import Article, Facts
from tests.ingest.samples import FACTS, TEXT


def test_keys_and_their_order() -> None:
    row = line(FACTS)
    assert list(row) == ["article", "published", "entities", "events", "tenures", "links"]
    assert list(row["events"][0])[:15] == [
        "id",
        "type",
        "plover",
        "mode",
        "trigger",
        "participants",
        "about",
        "place",
        "start",
        "end",
        "precision",
        "factuality",
        "claimed_by",
        "confidence",
        "sentence",
    ]
    assert list(row["events"][0]["participants"][0]) == [
        "role",
        "entity",
        "name",
        "labels",
        "country",
        "sector",
        "mention",
    ]


def test_an_event() -> None:
    event = line(FACTS)["events"][0]
    assert (event["type"], event["plover"], event["mode"]) == ("Meeting", "CONSULT", "meet")
    assert event["trigger"] == {"text": "met", "start": 5, "end": 8}
    assert event["participants"][0] == {
        "role": "participant",
        "entity": "person:omar",
        "name": "Omar Haddad",
        "labels": ["Entity", "Actor", "Person"],
        "country": "JOR",
        "sector": "GOV",
        "mention": {"text": "Omar", "start": 0, "end": 4},
    }
    assert event["about"] == [{"entity": "treaty:fjord", "name": "Fjord Treaty", "labels": ["Entity", "Treaty"]}]
    assert event["place"]["name"] == "Norway"
    assert (event["start"], event["end"], event["precision"]) == ("2025-03-03", "2025-03-03", "day")
    assert (event["factuality"], event["confidence"]) == ("asserted", 0.9)
    assert [who["entity"] for who in event["claimed_by"]] == ["person:berg"]


def test_offsets_quote_the_text() -> None:
    event = line(FACTS)["events"][0]
    spans = [event["trigger"], event["sentence"], *(p["mention"] for p in event["participants"])]
    spans += [e["sentence"] for e in event["evidence"]]
    assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in spans)


def test_offices_and_links() -> None:
    row = line(FACTS)
    (tenure,) = row["tenures"]
    assert (tenure["holder"]["name"], tenure["role"]) == ("Lena Berg", "foreign minister")
    assert (tenure["organization"]["name"], tenure["start"]) == ("Norway", None)
    assert row["links"] == [{"name": "represents", "source": "person:berg", "target": "country:NOR"}]


def test_unknown_values_are_null_and_the_object_is_json() -> None:
    row = line(Facts(Article("article:2", "Nothing.", "content:2", "-")))
    empty = {"article": "article:2", "published": None, "entities": [], "events": [], "tenures": [], "links": []}
    assert json.loads(json.dumps(row)) == empty
