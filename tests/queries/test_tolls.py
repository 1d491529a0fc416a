"""The dead are counted once, however many articles tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.store import GraphStore
from graph.stores import open_store
from queries.answer import ask
from queries.catalogue import load
from queries.runner import pick, run
from tests.queries.world import INDIA, PAHALGAM, PAKISTAN, Told, article


def attack(sentence: str, dead: int | None, day: date | None, place: object = PAHALGAM) -> Told:
    return Told(
        sentence,
        "ConflictEvent",
        "ASSAULT",
        (("target", INDIA),),
        day,
        (),
        place,  # type: ignore[arg-type]
        fatalities=dead,
    )


TOLD = (
    attack("Gunmen killed 26 people in April.", 26, date(2025, 4, 22)),
    attack("An attack killed 26 people.", 26, None),
    attack("The attack near Pahalgam was condemned.", None, None),
    attack("Gunmen killed 3 people in May.", 3, date(2025, 5, 1)),
    attack("Gunmen killed 3 people again.", 3, date(2025, 5, 2)),
    attack("Shells killed 3 people over the border.", 3, None, PAKISTAN),
)


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[GraphStore]:
    store = open_store(str(tmp_path / "graph"))
    for number, told in enumerate(TOLD, start=1):
        store.load(article(number, told))
    yield store
    store.close()


def test_an_answer_counts_a_toll_once(reports: GraphStore) -> None:
    answer = ask(reports, "how many people were killed in Pahalgam", date(2025, 8, 1))
    (row,) = answer.rows
    assert {k: row.values[k] for k in ("fatalities", "count", "deadliest", "unstated")} == {
        "fatalities": 32,
        "count": 5,
        "deadliest": 26,
        "unstated": 1,
    }
    assert len(row.evidence) == 5
    assert any("counts once" in note for note in answer.notes)


def test_the_named_query_counts_a_toll_once(reports: GraphStore) -> None:
    rows = run(reports, pick("casualties", load()), {}).dicts()
    assert [(r["place"], r["fatalities"], r["count"]) for r in rows] == [("Pahalgam", 32, 5), ("Pakistan", 3, 1)]
