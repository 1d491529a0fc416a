"""The agreement of two annotators."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.agreement import Agreement, agreement, kappa
from corpus.loader import read_one
from tests.corpus.small import ANNOTATION, corpus


def compare(folder: Path, *changes: tuple[str, str]) -> Agreement:
    """Return the agreement of the annotation with a changed one."""
    changed = ANNOTATION
    for old, new in changes:
        assert old in changed
        changed = changed.replace(old, new, 1)
    one, _ = read_one(corpus(folder / "one"), folder / "one")
    other, _ = read_one(corpus(folder / "other", changed), folder / "other")
    return agreement([one], [other])


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    rows = compare(tmp_path).rows()
    assert rows.pop("documents") == 1
    assert rows == dict.fromkeys(rows, 1.0)


def test_a_missing_trigger_lowers_the_trigger_score(tmp_path: Path) -> None:
    found = compare(
        tmp_path, ("E2 REQUEST | urged@2 | initiator C1; target C4; about C5\n", ""), ("quiet 4", "quiet 2 4")
    )
    assert found.triggers.f1 == pytest.approx(0.8)
    assert found.quiet_kappa is not None and found.quiet_kappa < 1


def test_another_type_or_status_lowers_kappa(tmp_path: Path) -> None:
    found = compare(tmp_path, ("E2 REQUEST", "E2 ACCUSE"), ("CONSULT planned", "CONSULT possible"))
    assert found.triggers.f1 == 1.0
    assert found.type_kappa is not None and found.type_kappa < 1
    assert found.status_kappa is not None and found.status_kappa < 1


def test_a_role_counts_by_chain_and_name(tmp_path: Path) -> None:
    found = compare(tmp_path, ("initiator C1; target C4", "initiator C1; target C2"))
    assert (found.roles.gold, found.roles.predicted, found.roles.correct) == (6, 6, 5)


def test_a_chain_that_is_cut_lowers_the_coreference_score(tmp_path: Path) -> None:
    found = compare(tmp_path, ("her@1; She@2", "her@1"), ("C8 ORG", "C9 PERSON | | She@2\nC8 ORG"))
    assert found.mentions.f1 == 1.0
    assert found.conll is not None and found.conll < 1


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([], None),
        ([(1, 1)], 1.0),
        ([(1, 1), (2, 2)], 1.0),
        ([(1, 2), (2, 1)], -1.0),
        ([(1, 1), (1, 2), (2, 1), (2, 2)], 0.0),
    ],
)
def test_kappa(pairs: list[tuple[int, int]], value: float | None) -> None:
    assert kappa(pairs) == value
