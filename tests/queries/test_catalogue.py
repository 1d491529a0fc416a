"""Named queries: the header, its errors, and the queries that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import QuestionError
from queries.catalogue import NamedQuery, load, parse

HEADER = """\
// title: Events of an actor
// description: What an actor took part in.
// parameter: actor | actor | who took part | example: India
// parameter: top | integer | how many | default: 5 | example: 3
// parameter: since | date | first day | default: null | example: 2025-01-01
"""
CYPHER = "MATCH (e) WHERE e.x IN $actor AND e.y > $since RETURN e.id AS id LIMIT $top\n"


def test_a_header_is_read() -> None:
    query = parse("mine", "mine.cypher", HEADER + CYPHER)
    assert (query.title, query.cypher, query.bloom) == ("Events of an actor", CYPHER.strip(), None)
    assert [(p.name, p.kind, p.required, p.default) for p in query.parameters] == [
        ("actor", "actor", True, None),
        ("top", "integer", False, "5"),
        ("since", "date", False, None),
    ]


def test_a_bloom_section_is_read() -> None:
    text = HEADER + "// bloom: Events of $actor\n" + CYPHER + "// ---- bloom\nMATCH p = (a {name: $actor}) RETURN p\n"
    query = parse("mine", "mine.cypher", text)
    assert query.cypher == CYPHER.strip()
    assert query.bloom is not None
    assert (query.bloom.phrase, query.bloom.cypher) == ("Events of $actor", "MATCH p = (a {name: $actor}) RETURN p")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("// title: A\nRETURN 1 AS x\n", "mine.cypher, line 2: the header lacks a description"),
        ("// just words\n", 'mine.cypher, line 1: a header line is "// key: value"'),
        ("// colour: red\n", 'mine.cypher, line 1: "colour" is no header key'),
        ("// title: A\n// title: B\n", "mine.cypher, line 2: title is given twice"),
        ("// title: A\n// description: B\n", "mine.cypher, line 3: there is no Cypher after the header"),
        ("// parameter: a | b\n", "mine.cypher, line 1: a parameter is written: name | kind"),
        ("// parameter: a | colour | c | example: d\n", 'mine.cypher, line 1: "colour" is no kind of parameter'),
        ("// parameter: a | text | c\n", "mine.cypher, line 1: parameter a has no example"),
        (HEADER + "RETURN $other AS x\n", "mine.cypher, line 6: $other is not declared"),
        (HEADER + "RETURN $actor AS x, $top AS y\n", "mine.cypher, line 5: parameter since is not used"),
        (HEADER + "// bloom: A\n" + CYPHER, "come together; add the other"),
    ],
)
def test_a_bad_header_names_file_and_line(text: str, message: str) -> None:
    with pytest.raises(QuestionError) as error:
        parse("mine", "mine.cypher", text)
    assert message in str(error.value)


def test_a_folder_of_ones_own_is_added(tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text(HEADER + CYPHER, encoding="utf-8")
    assert "mine" in [q.name for q in load(tmp_path)]


def test_a_name_is_not_used_twice(tmp_path: Path) -> None:
    (tmp_path / "timeline.cypher").write_text(HEADER + CYPHER, encoding="utf-8")
    with pytest.raises(QuestionError, match="already defines the query timeline"):
        load(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="no such folder"):
        load(tmp_path / "none")


def test_the_shipped_queries_are_many_and_some_are_drawn() -> None:
    queries = load()
    assert len(queries) >= 12
    assert sum(q.bloom is not None for q in queries) >= 5


@pytest.mark.parametrize("query", load(), ids=lambda q: q.name)
def test_a_shipped_query_keeps_to_what_both_stores_know(query: NamedQuery) -> None:
    text = query.cypher + (query.bloom.cypher if query.bloom else "")
    assert not [word for word in ("apoc.", "elementId", " id(", "SHORTEST", "CALL {") if word in text]
