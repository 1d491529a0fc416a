"""What ``diplograph doctor`` says of extraction."""

from __future__ import annotations

from ingest.checks import REMEDY, check, checks
from ontology.console import Check
from ontology.errors import ModelError


def test_the_installed_parts_are_whole() -> None:
    found = list(checks())
    assert [c.name for c in found] == ["language model", "knowledge base"]
    assert all(c.good and c.found and not c.remedy for c in found)


def test_a_missing_part_has_a_remedy() -> None:
    def probe() -> str:
        raise ModelError("the model is missing")

    assert check("language model", probe) == Check("language model", False, "the model is missing", REMEDY)
