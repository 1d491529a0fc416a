"""Hand-built UD trees and mentions for tests that need no language model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from ingest.document import Mention
from ontology.facts import Article, Entity

VOCAB = spacy.blank("en").vocab


def parse(text: str) -> Doc:
    """Build a Doc from lines "form lemma TAG POS head dep", heads counted from 1, 0 for the root."""
    rows = [line.split() for line in text.strip().splitlines()]
    heads = [int(row[4]) - 1 if int(row[4]) else number for number, row in enumerate(rows)]
    doc = Doc(
        VOCAB,
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        heads=heads,
        deps=["ROOT" if row[4] == "0" else row[5] for row in rows],
    )
    doc._.article = Article("article:test", doc.text, "hash", "test")
    return doc


def mention(
    name: str, root: int, *, label: str = "Person", country: str | None = None, sector: str | None = None
) -> Mention:
    """Build a one-word mention of an entity that is named by its label and name."""
    return Mention(root, root + 1, root, "name", Entity(f"{label.lower()}:{name}", label, name), country, sector)
