"""The corpus that ships with the project."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from corpus.check import check, shared_events_agree
from corpus.loader import read
from corpus.model import SPLITS, Document
from corpus.quotas import quotas
from corpus.stats import by_split

FOLDER = Path(__file__).parent.parent.parent / "corpus"


@cache
def shipped() -> list[Document]:
    """Return our own articles as annotated."""
    documents, errors = read(FOLDER)
    assert [str(e) for e in errors] == []
    return documents


def test_every_annotation_keeps_the_rules() -> None:
    second, errors = read(FOLDER, second=True)
    assert [str(e) for e in errors] == []
    assert [str(e) for d in (*shipped(), *second) for e in check(d)] == []
    assert [str(e) for e in shared_events_agree(shipped())] == []


def test_the_amounts_are_reached() -> None:
    second, _ = read(FOLDER, second=True)
    assert quotas(shipped(), second, FOLDER, real=False) == []


def test_the_splits_have_their_shares() -> None:
    shares = {split: found.documents / len(shipped()) for split, found in by_split(shipped()).items()}
    for split, share in zip(SPLITS, (0.70, 0.15, 0.15), strict=True):
        assert abs(shares[split] - share) < 0.05, (split, shares[split])


def test_no_public_text_is_kept() -> None:
    for path in (FOLDER / "real").glob("*.ann"):
        for line in path.read_text(encoding="utf-8").splitlines():
            word = line.partition(" ")[0]
            if re.fullmatch(r"[CE]\d+|D", word):
                places = line.split("|")[1:] if word[0] != "E" else line.split("|")[1:2]
                text = "".join(places).replace(";", " ").split()
                assert all(place.partition(":")[0].replace("-", "").isdigit() for place in text), f"{path}: {line}"
