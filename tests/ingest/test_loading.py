"""New, known, changed and skipped: what a run does to a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from ingest.loading import load
from ingest.sources import Problem
from ontology.errors import OntologyError
from ontology.facts import Article, Changes, Facts, StoredArticle


class Shelf:
    """A store of articles alone."""

    def __init__(self) -> None:
        self.held: dict[str, Article] = {}

    def articles(self) -> Mapping[str, StoredArticle]:
        return {a.id: StoredArticle(a.id, a.content_hash, a.source) for a in self.held.values()}

    def load(self, facts: Facts) -> Changes:
        if facts.article.text == "wrong":
            raise OntologyError("its facts break a rule")
        created = facts.article.id not in self.held
        self.held[facts.article.id] = facts.article
        return Changes(nodes_created=int(created))

    def withdraw(self, article: str) -> Changes:
        del self.held[article]
        return Changes(nodes_deleted=1)


def article(id: str, text: str = "text", source: str = "") -> Article:
    return Article(id, text, f"content:{text}", source or f"/news/{id}.txt")


def extract(articles: Iterable[Article]) -> Iterator[Facts]:
    return map(Facts, articles)


def never(articles: Iterable[Article]) -> Iterator[Facts]:
    for known in articles:
        raise AssertionError(f"{known.id} was extracted")
    return iter(())


def test_a_second_run_extracts_and_creates_nothing() -> None:
    shelf = Shelf()
    first = load([article("a"), article("b")], shelf, extract)
    second = load([article("a"), article("b")], shelf, never)
    assert (first.new, first.changes.nodes_created) == (2, 2)
    assert (second.new, second.known, second.changes) == (0, 2, Changes())


def test_the_same_id_with_another_text_is_changed() -> None:
    shelf = Shelf()
    load([article("a")], shelf, extract)
    summary = load([article("a", "other")], shelf, extract)
    assert (summary.new, summary.changed) == (0, 1)
    assert shelf.held["a"].text == "other"


def test_the_same_file_with_another_text_replaces_what_it_held() -> None:
    shelf = Shelf()
    load([article("a", source="/news/x.txt")], shelf, extract)
    summary = load([article("b", source="/news/x.txt")], shelf, extract)
    assert (summary.new, summary.changed, list(shelf.held)) == (0, 1, ["b"])


def test_a_file_renamed_beside_a_new_one_of_its_name_is_kept() -> None:
    shelf = Shelf()
    load([article("a", source="/news/x.txt")], shelf, extract)
    load([article("b", source="/news/x.txt"), article("a", source="/news/y.txt")], shelf, extract)
    assert sorted(shelf.held) == ["a", "b"]


@pytest.mark.parametrize("source", ["-", "/news/x.jsonl#line=1", "/news/x.json#item=1"])
def test_streams_and_rows_replace_only_by_id(source: str) -> None:
    shelf = Shelf()
    load([article("a", source=source)], shelf, extract)
    summary = load([article("b", source=source)], shelf, extract)
    assert (summary.new, sorted(shelf.held)) == (1, ["a", "b"])


def test_the_same_article_twice_in_a_batch_is_known() -> None:
    summary = load([article("a"), article("a", source="/news/copy.txt")], Shelf(), extract)
    assert (summary.new, summary.known) == (1, 1)


def test_one_id_for_two_texts_of_a_batch_is_a_problem() -> None:
    summary = load([article("a"), article("a", "other", "/news/b.txt")], Shelf(), extract)
    assert summary.new == 1
    assert [str(p) for p in summary.problems] == [
        "/news/b.txt: its id 'a' belongs to /news/a.txt too; give each article its own id"
    ]


def test_problems_do_not_stop_the_batch() -> None:
    problem = Problem("x.txt", "", "it is empty")
    summary = load([problem, article("a", "wrong"), article("b")], Shelf(), extract)
    assert summary.new == 1
    assert [p.reason for p in summary.problems] == ["it is empty", "its facts break a rule"]


def test_an_interrupt_keeps_what_is_loaded() -> None:
    def interrupted(articles: Iterable[Article]) -> Iterator[Facts]:
        yield Facts(next(iter(articles)))
        raise KeyboardInterrupt

    shelf = Shelf()
    load([article("x", source="/news/b.txt")], shelf, extract)
    summary = load([article("a"), article("b", source="/news/b.txt")], shelf, interrupted)
    assert (summary.interrupted, summary.new, sorted(shelf.held)) == (True, 1, ["a", "x"])
    assert load([article("a"), article("b", source="/news/b.txt")], shelf, extract).changed == 1
    assert sorted(shelf.held) == ["a", "b"]


def test_articles_without_a_date_are_counted() -> None:
    summary = load([article("a"), replace(article("b"), published=date(2025, 5, 21))], Shelf(), extract)
    assert summary.undated == 1
