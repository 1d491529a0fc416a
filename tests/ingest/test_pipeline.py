"""The whole pipeline on broken, shuffled and shouted text: it never fails, and its Facts hold together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.pipeline import Extractor
from ingest.sources import read
from ontology.facts import Article, Facts

ARTICLES = Path(__file__).parent.parent / "articles"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [item.text for item in read(str(ARTICLES)) if isinstance(item, Article)]


def damaged(texts: list[str], seed: int) -> Iterator[Article]:
    """Yield fragments of the sample articles: cut, shouted, shuffled, and sprinkled with odd characters."""
    chance = random.Random(seed)
    for number in range(25):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        text = text[start : start + chance.randrange(1, 300)]
        kind = number % 4
        if kind == 1:
            text = text.upper()
        elif kind == 2:
            words = text.split()
            chance.shuffle(words)
            text = " ".join(words)
        elif kind == 3:
            text = "".join(chance.choice(text + "\n\n\t–“”'\"()[]…😀é中") for _ in text)
        yield Article(f"{seed}-{number}", text, "hash", "test", published=date(2025, 6, 1) if number % 2 else None)


def names(facts: Facts) -> set[str]:
    """Return every entity id that events, tenures and links use."""
    used = {e for link in facts.links for e in (link.source, link.target)}
    used |= {e for tenure in facts.tenures for e in (tenure.holder, tenure.organization)}
    for event in facts.events:
        used |= {p.entity for p in event.participants} | {*event.about, *event.claimed_by}
        used |= {event.place} if event.place else set()
        used |= {m for evidence in event.evidence for m in evidence.mentions}
    return used


@pytest.mark.parametrize("seed", range(4))
def test_facts_of_any_text_hold_together(seed: int, extractor: Extractor, texts: list[str]) -> None:
    for facts in extractor.extract(damaged(texts, seed)):
        assert names(facts) <= {e.id for e in facts.entities}
        events = {e.id for e in facts.events}
        for event in facts.events:
            assert set(event.response_to) <= events
            for evidence in event.evidence:
                for span in (evidence.sentence, evidence.trigger):
                    assert facts.article.text[span.begin : span.end] == span.text


def test_extraction_does_not_depend_on_the_company_of_an_article(extractor: Extractor, texts: list[str]) -> None:
    articles = [
        Article(f"article:{n}", text, "hash", "test", published=date(2025, 6, 1)) for n, text in enumerate(texts)
    ]
    together = list(extractor.extract(articles[:4]))
    assert [next(extractor.extract([a])) for a in articles[:4]] == together
