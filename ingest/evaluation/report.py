"""Scores as rows: one a measure, one a difference."""

from __future__ import annotations

from dataclasses import astuple

from ingest.evaluation.score import Score

COLUMNS = ("group", "name", "gold", "predicted", "correct", "precision", "recall", "f1")
FINDINGS = ("article", "kind", "detail", "sentence")

MeasureRow = tuple[str, str, int, int, int, float | None, float | None, float | None]

#: The order of the groups; within a group, the most frequent comes first.
GROUPS = ("layer", "event", "class", "type", "role", "country", "sector", "attribute", "factuality", "office", "node")
SORTED = frozenset(("class", "type", "factuality"))


def measure_rows(score: Score) -> list[MeasureRow]:
    """Return a row for each measure, with ratios in [0, 1] to four places."""
    rows: list[MeasureRow] = []
    for group in GROUPS:
        found = [(name, tally) for (g, name), tally in score.tallies.items() if g == group]
        if group in SORTED:
            found.sort(key=lambda each: (-each[1].gold, each[0]))
        for name, tally in found:
            counts = (tally.gold, tally.predicted, tally.correct)
            rows.append((group, name, *counts, ratio(tally.precision), ratio(tally.recall), ratio(tally.f1)))
    return rows


def ratio(value: float | None) -> float | None:
    """Return a ratio to four places."""
    return None if value is None else round(value, 4)


def finding_rows(score: Score) -> list[tuple[str, str, str, str]]:
    """Return a row for each difference, article by article."""
    return [astuple(finding) for finding in score.findings]
