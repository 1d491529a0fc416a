"""The corpus for spaCy and for ``diplograph evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from corpus.convert import gold, left_out, tokens
from corpus.loader import read_one
from corpus.model import Document
from corpus.written import write_gold
from ingest.evaluation.gold import GoldArticle
from ingest.evaluation.gold import read as read_gold
from ontology.errors import SourceError
from tests.corpus.small import corpus


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """Return the article of the small corpus."""
    return read_one(corpus(tmp_path), tmp_path)[0]


def facts(article: GoldArticle) -> list[object]:
    """Return what is judged of each event."""
    return [
        (e.kind, e.plover, e.triggers, [(r, p.name) for r, p in e.participants], e.time, e.factuality)
        for e in article.events
    ]


def test_names_and_sentences_stand_on_tokens(document: Document) -> None:
    doc = tokens(document, spacy.blank("en"))
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("RIGA", "GPE"),
        ("March 6", "DATE"),
        ("Nordpost", "ORG"),
        ("Swedish", "NORP"),
        ("Anna Lind", "PERSON"),
        ("Latvian", "NORP"),
        ("Janis Ozols", "PERSON"),
        ("Tuesday", "DATE"),
        ("Latvia", "GPE"),
        ("Amber Treaty", "LAW"),
        ("May", "DATE"),
    ]
    assert [s.text.strip() for s in doc.sents] == [s.text for s in document.sentences]
    assert not left_out(document, doc)


def test_gold_facts_are_about_the_article_without_its_dateline(document: Document) -> None:
    found = gold(document)
    assert found.article.text.startswith("Swedish Foreign Minister")
    assert found.article.dateline == "RIGA"
    for event in found.events:
        assert all(found.article.text[t.begin : t.end] == t.text for t in event.triggers)


def test_gold_entities_carry_codes_and_other_forms(document: Document) -> None:
    sweden = next(e for e in gold(document).entities if e.country == "SWE" and e.label == "Country")
    assert "Sweden" in sweden.forms


def test_written_gold_facts_are_read_back(document: Document, tmp_path: Path) -> None:
    assert write_gold([document], tmp_path / "gold") == 0
    again = read_gold([tmp_path / "gold"])[0]
    assert facts(again) == facts(gold(document))
    assert [(o.person.name, o.role) for o in again.offices] == [("Anna Lind", "foreign minister")]


def test_written_gold_facts_go_into_a_new_folder(document: Document, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "mine.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SourceError, match="not empty"):
        write_gold([document], tmp_path / "gold")
    assert json.loads((tmp_path / "gold" / "mine.json").read_text(encoding="utf-8")) == {}
