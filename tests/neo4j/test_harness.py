"""The test server's own harness: what is missing is said, not skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.neo4j.server import Release, ServerError, cache_folder, fetch, java_for


def test_a_missing_java_is_named() -> None:
    with pytest.raises(ServerError, match=r"Neo4j 9\.9\.9 needs Java 6 or 5; found"):
        java_for(Release("9.9.9", (6, 5)))


def test_missing_jars_without_maven_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIPLOGRAPH_NEO4J_CACHE", str(tmp_path))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ServerError, match="Maven is missing: install mvn"):
        fetch(Release("9.9.9", (17,)))


def test_jars_lie_outside_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIPLOGRAPH_NEO4J_CACHE", raising=False)
    assert Path(__file__).parents[2] not in cache_folder().parents
