"""Rows and notes: data on stdout, everything else on stderr."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ontology.console import Session, cell, echo_json, echo_rows, note, plain, progress

ROWS = [("Anna Alba", date(2025, 5, 20), ["a", "b"]), ("Bly, Boris", None, [])]
COLUMNS = ("who", "when", "events")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2025, 5, 20), "2025-05-20"),
        (("a", 1), ["a", 1]),
        ({"day": date(2025, 5, 20)}, {"day": "2025-05-20"}),
        (None, None),
        (0.5, 0.5),
    ],
)
def test_values_become_plain(value: Any, expected: Any) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(None, ""), (["a", 2], "a, 2"), ({"a": "é"}, '{"a": "é"}'), (True, "True"), ("x", "x")]
)
def test_values_become_the_text_of_a_cell(value: Any, expected: str) -> None:
    assert cell(value) == expected


def test_rows_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    echo_rows(COLUMNS, ROWS, "csv")
    assert capsys.readouterr().out == 'who,when,events\nAnna Alba,2025-05-20,"a, b"\n"Bly, Boris",,\n'


def test_rows_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    echo_rows(("who",), [("Łukasz",)], "json")
    assert capsys.readouterr().out == '[\n  {\n    "who": "Łukasz"\n  }\n]\n'


def test_rows_as_a_table_are_not_wrapped_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    echo_rows(("who", "sentence"), [("Anna", "long " * 60 + "[brackets]")], "table")
    head, _, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["who", "sentence"]
    assert row.split(maxsplit=1) == ["Anna", "long " * 60 + "[brackets]"]


def test_notes_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    note("one")
    echo_json({"two": 2})
    captured = capsys.readouterr()
    assert (captured.err, captured.out) == ("one\n", '{\n  "two": 2\n}\n')


def test_progress_is_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress([1, 2], total=2, title="counting")) == [1, 2]
    assert capsys.readouterr() == ("", "")


def test_a_session_closes_its_store_also_after_an_error() -> None:
    class Door:
        closed = False

        def close(self) -> None:
            self.closed = True

    door = Door()
    session = Session("here", lambda address: door)  # type: ignore[arg-type, return-value]
    with pytest.raises(ZeroDivisionError), session.store():
        _ = 1 / 0
    assert door.closed
