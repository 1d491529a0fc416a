"""What a program can check of an annotation."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.check import check, shared_events_agree
from corpus.loader import read_one
from tests.corpus.small import ANNOTATION, corpus


def problems(folder: Path, annotation: str) -> list[str]:
    """Return what the rules say of a small corpus with this annotation."""
    document, errors = read_one(corpus(folder, annotation), folder)
    assert errors == []
    return [str(e) for e in check(document)]


def test_a_good_annotation_passes(tmp_path: Path) -> None:
    assert problems(tmp_path, ANNOTATION) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("quiet 4", "quiet", "sentence 4 has no trigger and is not quiet"),
        ("quiet 4", "quiet 3 4", "sentence 3 is quiet and has a trigger"),
        ("quiet 4", "quiet 4 5", "quiet names sentence 5"),
        ("participant C1 C2", "signatory C1 C2", "Meeting has no signatory"),
        ("target C4", "target C5", "C5 is LAW and cannot be target"),
        ("target C4", "target C4; by C5", "C5 is LAW and claims nothing"),
        ("target C4", "target C4; place C1", "C1 is PERSON and no place"),
        ("target C4", "target C4 C1", "C1 takes part twice"),
        ("target C4", "target C4; kind Lunch", "'Lunch' is no class of events"),
        ("D 2024-03-05", "D 2024-02-30", "is no date"),
        ("time 2024-05", "time 2024-05/2024-04", "is no period"),
        ("PERSON SWE GOV", "PERSON SWD GOV", "'SWD' is no country"),
        ("PERSON SWE GOV", "PERSON SWE XXX", "'XXX' is no sector"),
        ("=wd:Q34 ", "=wd:Q0 ", "'wd:Q0' is not in the knowledge base"),
        ("=wd:Q34 ", "=wd:Q211 ", "wd:Q211 is C3 already"),
        ("LVA GOV =NIL", "LVA GOV", "has a name and no identity"),
        ("O C1 C3", "O C4 C3", "C4 is GPE and holds no office"),
        ("urged@2", "urged@2; urged@2", "stands twice as a trigger"),
    ],
)
def test_what_breaks_a_rule_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in ANNOTATION
    found = problems(tmp_path, ANNOTATION.replace(old, new, 1))
    assert any(problem in text for text in found), found


def test_a_shared_event_needs_another_article(tmp_path: Path) -> None:
    annotation = ANNOTATION.replace("time 2024-03-05", "time 2024-03-05; same g01-riga")
    document, _ = read_one(corpus(tmp_path, annotation), tmp_path)
    assert "only this article has g01-riga" in str(shared_events_agree([document])[0])
