"""Ids are functions of content, and changes add up."""

from __future__ import annotations

import pytest

from ontology.facts import Changes, content_id


def test_an_id_is_the_same_for_the_same_content() -> None:
    assert content_id("event", "Meeting", "2025-05-20") == "event:" + content_id("x", "Meeting", "2025-05-20")[2:]
    assert len(content_id("event", "a")) == len("event:") + 16


@pytest.mark.parametrize(
    ("one", "other"),
    [(("a", "b"), ("ab",)), (("a", "b"), ("b", "a")), ((None,), ("",)), (("a",), ("a", None)), (("a", ""), ("a",))],
)
def test_different_content_gives_different_ids(one: tuple[str | None, ...], other: tuple[str | None, ...]) -> None:
    assert content_id("event", *one) != content_id("event", *other)


def test_ids_of_one_content_differ_between_kinds() -> None:
    assert content_id("event", "a") != content_id("evidence", "a")


def test_changes_add_up() -> None:
    assert Changes(1, 2, 3, 4) + Changes(nodes_created=10) == Changes(11, 2, 3, 4)
