"""Questions answered from an embedded store of hand-built Facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.store import GraphStore
from queries.answer import Answer, ask

TODAY = date(2025, 8, 1)


def table(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values[c] for c in columns) for row in answer.rows]


@pytest.mark.parametrize(
    ("question", "columns", "rows"),
    [
        (
            "who met whom about the Indus Waters Treaty",
            ("who", "whom", "dates", "places"),
            [
                ("Ishaq Dar", "Liu Jianchao", ["2025-05-21"], ["Beijing"]),
                ("Ishaq Dar", "Wang Yi", ["2025-05-20"], ["Beijing"]),
                ("Pakistan", "World Bank", ["2025-04-30"], []),
            ],
        ),
        ("who did Ishaq Dar meet in May 2025", ("who",), [("Liu Jianchao",), ("Wang Yi",)]),
        ("who did Ishaq Dar meet in Qatar", ("who",), [("Marco Rubio",)]),
        ("who did Dar meet last month", ("who",), []),
        ("who did Pakistan meet since June", ("who", "dates"), [("Marco Rubio", ["2025-06-02"])]),
        (
            "who met both Dar and Jaishankar",
            ("who", "first", "second"),
            [("Marco Rubio", 1, 2), ("Wang Yi", 1, 1)],
        ),
        (
            "which countries has China met",
            ("who", "dates"),
            [("India", ["2025-07-14"]), ("Pakistan", ["2025-05-20", "2025-05-21"]), ("United States", ["2024-12-01"])],
        ),
        ("which persons of Pakistan met Wang Yi", ("who",), [("Ishaq Dar",)]),
        ("which countries met in Doha", ("who", "whom"), [("Pakistan", "United States"), ("India", "Pakistan")]),
        ("when did India last meet Pakistan", ("date", "who"), [("2025-05", ["India", "Pakistan"])]),
        ("when did the Chinese side meet Dar", ("date",), [("2025-05-21",), ("2025-05-20",)]),
        ("who did Rubio first meet", ("who",), [("Wang Lei",)]),
        ("where did Dar meet Rubio", ("places", "date"), [(["Doha"], "2025-06-02")]),
        ("what did Wang Yi and Dar discuss", ("about",), [("Indus Waters Treaty",)]),
        ("how often did Rubio meet Jaishankar", ("count", "first"), [(2, date(2025, 7, 1))]),
        (
            "meetings of Dar per month",
            ("month", "count"),
            [("2025-05", 2), ("2025-06", 1)],
        ),
        ("who accused Pakistan of cross-border terrorism", ("who",), [("India",)]),
        ("whom did India accuse", ("who",), [("Pakistan",)]),
        ("what did China say about the ceasefire", ("who", "about"), [(["Wang Yi"], ["ceasefire"])]),
        ("who attacked whom in Pakistan", ("who", "whom"), [("Indian troops", "Pakistan")]),
        ("how many people were killed in attacks in India", ("fatalities", "unstated"), [(26, 0)]),
        ("who hosted the talks between the World Bank and the WHO", ("who",), [("Qatar",)]),
        ("which meetings did Qatar host", ("date",), [("2025-03-03",)]),
        ("who mediated between the WHO and the World Bank", ("who",), [("Qatar",)]),
        ("what did China say about Rubio", ("who",), []),
        ("what did China say about Pakistan", ("who",), [(["Wang Yi"],)]),
        ("which treaties did India suspend in 2025", ("about",), [("Indus Waters Treaty",)]),
        ("who signed the Indus Waters Treaty", ("who",), []),
        ("who imposed sanctions on China", ("who",), [("United States",)]),
        ("what happened in Pahalgam", ("date", "event"), [("2025-04-22", "Gunmen killed 26 people in Pahalgam")]),
        (
            "what happened between India and Pakistan since May",
            ("date",),
            [("2025-05-07",), ("2025-05",)],
        ),
    ],
)
def test_a_question_has_its_rows(
    question: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]], graph: GraphStore
) -> None:
    answer = ask(graph, question, TODAY)
    assert table(answer, *columns) == rows
    assert answer.status == ("answered" if rows else "none found")


def test_each_row_has_its_sentences(graph: GraphStore) -> None:
    answer = ask(graph, "when did Dar meet Rubio", TODAY)
    ((row,), (citation,)) = answer.rows, answer.rows[0].evidence
    assert row.values["events"] == ["event:04"]
    assert citation.record() == {
        "article": "article:04",
        "publisher": "The Example",
        "published": date(2025, 8, 1),
        "url": None,
        "sentence": "Rubio met Dar in Doha.",
        "start": 0,
        "end": 22,
    }


def test_a_planned_meeting_is_no_answer_but_is_told(graph: GraphStore) -> None:
    answer = ask(graph, "did Dar meet Jaishankar", TODAY)
    assert answer.status == "none found"
    assert answer.notes == (
        "Not counted: 1 planned (see: diplograph query unconfirmed).",
        "None found is not no: the articles in this graph do not say so.",
    )


def test_what_has_no_date_is_told_where_a_time_is_asked(graph: GraphStore) -> None:
    assert "Not counted: 1 without a date." in ask(graph, "when did Rubio meet Jaishankar in 2025", TODAY).notes


def test_a_question_without_rows_has_its_columns(graph: GraphStore) -> None:
    assert ask(graph, "who did Dar meet in Geneva", TODAY).columns == ("who", "countries", "dates", "places", "events")


def test_a_record_has_the_documented_keys(graph: GraphStore) -> None:
    for question in ("who met Dar", "who met him"):
        assert list(ask(graph, question, TODAY).record()) == [
            "question", "understood", "status", "columns", "rows", "cypher", "parameters", "unread", "choices",
        ]  # fmt: skip


def test_several_of_one_name_are_choices(graph: GraphStore) -> None:
    answer = ask(graph, "who met Wang", TODAY)
    assert answer.status == "ambiguous"
    assert answer.choices[0] == {
        "phrase": "Wang", "id": "wd:wang", "name": "Wang Yi", "label": "Person", "country": "CHN", "events": 3,
    }  # fmt: skip


def test_a_misspelt_name_is_found_and_said(graph: GraphStore) -> None:
    answer = ask(graph, "who did Liu Jianchau meet", TODAY)
    assert answer.understood == 'Whom did Liu Jianchao (for "Liu Jianchau") meet?'
    assert table(answer, "who") == [("Ishaq Dar",)]


def test_one_named_actor_does_not_count_for_another(graph: GraphStore) -> None:
    assert ask(graph, "did Dar meet Pakistan", TODAY).status == "none found"
