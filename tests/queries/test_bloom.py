"""The bloom command: named queries as search phrases."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from graph.stores import open_store
from queries.bloom import bloom, search_phrases
from queries.catalogue import load
from tests.graph.samples import meeting_facts

SUBJECTS = {"topic": "Indus Waters Treaty", "a": "Ishaq Dar", "b": "Wang Yi"}
PLACEHOLDER = re.compile(r"\$([A-Za-z_]\w*)")


def test_phrases_ask_for_exactly_what_their_cypher_takes() -> None:
    for phrase in search_phrases(load()):
        asked = [p.name for p in phrase.parameters]
        assert sorted(asked) == sorted(set(PLACEHOLDER.findall(phrase.text)))
        assert set(asked) == set(PLACEHOLDER.findall(phrase.cypher))


def test_there_are_phrases_for_the_main_questions() -> None:
    assert len(list(search_phrases(load()))) >= 5


def test_the_cypher_of_every_phrase_runs_and_draws_graph_elements(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "graph"))
    try:
        store.load(meeting_facts())
        found = {}
        for phrase in search_phrases(load()):
            values = {p.name: SUBJECTS.get(p.name, "China") for p in phrase.parameters}
            rows = store.read(phrase.cypher, values).rows
            assert all(isinstance(cell, dict | list | None) for row in rows for cell in row), phrase.title
            found[phrase.text] = len(rows)
    finally:
        store.close()
    assert found["Meetings about $topic"] and found["Timeline between $a and $b"]


def test_the_command_writes_to_stdout_and_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "perspective.json"
    streamed = CliRunner().invoke(bloom, [])
    saved = CliRunner().invoke(bloom, ["--output", str(path)])
    assert streamed.exit_code == saved.exit_code == 0
    assert path.read_text(encoding="utf-8") == streamed.stdout
    assert json.loads(streamed.stdout)["version"] == "2.21.0"
    assert saved.stderr == f"wrote a Bloom perspective to {path}; import it in Bloom's perspective gallery\n"
