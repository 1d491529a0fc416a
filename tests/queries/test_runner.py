"""Named queries run on an embedded store of hand-built Facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from graph.store import GraphStore
from ontology.errors import QuestionError
from queries.catalogue import load
from queries.runner import assignments, pick, run

QUERIES = load()


@pytest.mark.parametrize(
    ("name", "values", "column", "expected"),
    [
        ("meetings", {"topic": "IWT"}, "whom", ["Liu Jianchao", "Wang Yi", "World Bank"]),
        ("meetings", {"topic": "IWT", "since": "2025-05-21"}, "whom", ["Liu Jianchao"]),
        ("timeline", {"a": "India", "b": "Pakistan", "since": "2025-05-01"}, "code", ["CONSULT", "ASSAULT", "CONSULT"]),
        ("treaties", {}, "action", ["suspended"]),
        ("treaties", {"treaty": "Indus Water Treaty", "until": "2025-01-01"}, "action", []),
        ("conflicts", {"place": "India"}, "fatalities", [26]),
        ("actors", {"top": "2"}, "actor", ["Pakistan", "India"]),
        ("statements", {"actor": "China", "topic": "ceasefire"}, "speaker", ["Wang Yi"]),
        ("counterparts", {"a": "Ishaq Dar", "b": "Jaishankar"}, "counterpart", ["Marco Rubio", "Wang Yi"]),
        ("path", {"a": "Liu Jianchao", "b": "Marco Rubio"}, "links", [4]),
        ("articles", {"event": "event:04"}, "sentence", ["Rubio met Dar in Doha."]),
        ("months", {"actor": "Dar", "code": "CONSULT"}, "count", [2, 1]),
        ("casualties", {}, "fatalities", [26, 0]),
        ("accusations", {"actor": "Pakistan"}, "accuser", ["India"]),
        ("representatives", {"actor": "Pakistan"}, "offices", [["foreign minister"]]),
        ("sanctions", {}, "target", ["China"]),
        ("sanctions", {"actor": "India"}, "target", []),
        ("offices", {"person": "Dar"}, "office", ["foreign minister"]),
        ("unconfirmed", {"actor": "India"}, "factuality", ["planned"]),
        ("happenings", {"place": "Doha"}, "date", None),
    ],
)
def test_a_shipped_query_answers(
    name: str, values: Mapping[str, str], column: str, expected: list[Any] | None, graph: GraphStore
) -> None:
    rows = run(graph, pick(name, QUERIES), values)
    found = [row[rows.columns.index(column)] for row in rows.rows]
    assert found == expected if expected is not None else len(found) == 2


def test_every_shipped_query_is_run_above() -> None:
    marks = test_a_shipped_query_answers.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in marks[0].args[1]} == {q.name for q in QUERIES}


@pytest.mark.parametrize("query", [q for q in QUERIES if q.bloom], ids=lambda q: q.name)
def test_a_bloom_phrase_runs_and_returns_no_scalars(query: Any, graph: GraphStore) -> None:
    named = {"topic": "IWT", "place": "Pahalgam", "actor": "Pakistan", "event": "event:01", "treaty": "IWT"}
    named |= {"a": "Wang Yi", "b": "S. Jaishankar"} if query.name == "path" else {"a": "Pakistan", "b": "India"}
    if query.name == "counterparts":
        named |= {"a": "Ishaq Dar", "b": "S. Jaishankar"}
    if query.name == "statements":
        named |= {"actor": "Wang Yi"}
    rows = graph.read(query.bloom.cypher, {k: v for k, v in named.items() if f"${k}" in query.bloom.cypher})
    assert rows.rows
    assert not [value for row in rows.rows for value in row if isinstance(value, str | int | float)]


def test_evidence_adds_the_sentences(graph: GraphStore) -> None:
    rows = run(graph, pick("conflicts", QUERIES), {"place": "Pahalgam"}, evidence=True)
    assert rows.columns[-1] == "evidence"
    assert rows.rows[0][-1] == ["Gunmen killed 26 people in Pahalgam. [The Example, 2025-08-01, Story 14]"]


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("meetings", {}, "the query meetings needs topic (what the meetings were about); add --param 'topic="),
        ("meetings", {"topics": "IWT"}, 'the query meetings has no parameter "topics"; did you mean topic?'),
        ("meetings", {"topic": "IWT", "since": "May"}, 'since: "May" is not a date like 2025-05-21'),
        ("actors", {"top": "many"}, 'top: "many" is not a whole number'),
        ("timeline", {"a": "India", "b": "Atlantis"}, 'nothing in this graph is called "Atlantis"'),
    ],
)
def test_a_wrong_value_is_named(name: str, values: Mapping[str, str], message: str, graph: GraphStore) -> None:
    with pytest.raises(QuestionError) as error:
        run(graph, pick(name, QUERIES), values)
    assert message in str(error.value)


def test_evidence_needs_events(graph: GraphStore) -> None:
    with pytest.raises(QuestionError, match="the query offices returns no events"):
        run(graph, pick("offices", QUERIES), {"person": "Dar"}, evidence=True)


def test_an_unknown_query_lists_the_near_ones() -> None:
    with pytest.raises(QuestionError, match='no query named "meeting"; did you mean meetings'):
        pick("meeting", QUERIES)


@pytest.mark.parametrize(
    ("given", "message"), [(["topic"], '"topic" is no parameter'), (["a=1", "a=2"], "parameter a is given twice")]
)
def test_a_malformed_parameter_is_named(given: list[str], message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        assignments(given)
