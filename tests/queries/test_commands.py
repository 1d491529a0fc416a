"""What the commands write: exact output, streams and exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diplograph import main

Run = Callable[..., Result]


@pytest.fixture
def run(address: str) -> Run:
    """Run ``diplograph`` on the world, in the store that the other tests hold open."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--store", address, *arguments])

    return invoke


def test_an_answer_has_its_sentences_under_each_row(run: Run) -> None:
    result = run("ask", "who met whom about the Indus Waters Treaty in May 2025", "--as-of", "2025-08-01")
    assert result.stdout == (
        "Who met whom about the Indus Waters Treaty in May 2025?\n"
        "\n"
        "1. Ishaq Dar – Liu Jianchao (dates: 2025-05-21; places: Beijing)\n"
        "   “Dar also met Liu there, on water and trade.”\n"
        "   — The Example, 2025-08-01, Story 2\n"
        "\n"
        "2. Ishaq Dar – Wang Yi (dates: 2025-05-20; places: Beijing)\n"
        "   “Dar met Wang in Beijing on the treaty.”\n"
        "   — The Example, 2025-08-01, Story 1\n"
    )
    assert (result.stderr, result.exit_code) == ("", 0)


def test_none_found_is_not_no(run: Run) -> None:
    result = run("ask", "did Dar meet Jaishankar", "--as-of", "2025-08-01")
    assert result.stdout == "Did Ishaq Dar and S. Jaishankar meet?\nNothing found in this graph.\n"
    assert result.stderr == (
        "Not counted: 1 planned (see: diplograph query unconfirmed).\n"
        "None found is not no: the articles in this graph do not say so.\n"
    )
    assert result.exit_code == 0


def test_a_question_that_is_not_read_exits_with_1(run: Run) -> None:
    result = run("ask", "who met him")
    assert result.stdout == (
        'Not understood: "him": it is not known whom or what this means, as a question stands alone; give the name.\n'
    )
    assert result.exit_code == 1


def test_an_ambiguous_question_shows_the_choices(run: Run) -> None:
    result = run("ask", "who met Wang")
    assert result.stdout == (
        'Ambiguous: "Wang" may mean 2 things; ask with the id of one.\n'
        "  wd:wang  Wang Yi (Person, CHN, events: 3)\n"
        "  nil:wang  Wang Lei (Person, CHN, events: 1)\n"
    )
    assert result.exit_code == 1


def test_the_query_is_shown_on_request(run: Run) -> None:
    result = run("ask", "where did Dar meet Rubio", "--cypher")
    assert "MATCH (e:Meeting)-[:" in result.stderr
    assert "$actor1 = ['wd:dar']" in result.stderr


def test_json_is_the_documented_record(run: Run) -> None:
    result = run("ask", "when did Dar meet Rubio", "--format", "json")
    record = json.loads(result.stdout)
    assert {k: record[k] for k in ("question", "understood", "status", "columns", "unread", "choices")} == {
        "question": "when did Dar meet Rubio",
        "understood": "When did Ishaq Dar and Marco Rubio meet?",
        "status": "answered",
        "columns": ["date", "event", "who", "about", "places", "events"],
        "unread": [],
        "choices": [],
    }
    assert record["rows"] == [
        {
            "date": "2025-06-02",
            "event": "Rubio met Dar in Doha",
            "who": ["Ishaq Dar", "Marco Rubio"],
            "about": [],
            "places": ["Doha"],
            "events": ["event:04"],
            "evidence": [
                {
                    "article": "article:04",
                    "publisher": "The Example",
                    "published": "2025-08-01",
                    "url": None,
                    "sentence": "Rubio met Dar in Doha.",
                    "start": 0,
                    "end": 22,
                }
            ],
        }
    ]


def test_csv_is_flat(run: Run) -> None:
    result = run("ask", "when did Dar meet Rubio", "--format", "csv")
    assert result.stdout == (
        "date,event,who,about,places,events,evidence\n"
        '2025-06-02,Rubio met Dar in Doha,"Ishaq Dar, Marco Rubio",,Doha,event:04,Rubio met Dar in Doha.\n'
    )


def test_queries_are_listed_with_an_example(run: Run) -> None:
    result = run("queries", "--format", "csv")
    assert "offices,Offices of a person,person,diplograph query offices --param 'person=Wang Yi'\n" in result.stdout


def test_queries_of_a_folder_are_listed_and_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.cypher").write_text("// title: One\n// description: The number one.\nRETURN 1 AS one\n")
    assert "one,One,,diplograph query one\n" in run("queries", "--queries", str(tmp_path), "--format", "csv").stdout
    assert run("query", "one", "--queries", str(tmp_path), "--format", "csv").stdout == "one\n1\n"


def test_a_query_writes_its_rows(run: Run) -> None:
    result = run("query", "sanctions", "--param", "actor=China", "--format", "csv")
    assert result.stdout == (
        "date,initiators,target,event,factuality,events\n"
        "2025-03-04,United States,China,Washington imposed sanctions on China,asserted,event:16\n"
    )


def test_an_unknown_query_exits_with_2(run: Run) -> None:
    result = run("query", "meeting")
    assert result.stderr == 'diplograph: there is no query named "meeting"; did you mean meetings?\n'
    assert result.exit_code == 2
