"""The texts that annotations speak of: our own, one sentence a line, and public ones, read by path.

Policy: our own text is a file beside its annotation; a public text stays where its publisher's file is, and is
refused when its hash is not the one that was annotated. The split is a hash of the group (the article, the
cluster of articles about the same events, the run of neighbouring sentences), so that it was fixed before
anything was trained and no event stands on both sides.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from corpus.model import Split
from ingest.evaluation.gold import read_text
from ontology.errors import SourceError
from ontology.facts import Span

#: The files of public texts, by the name annotations give the collection.
COLLECTIONS = {"voa": "voa_sentences.jsonl", "re3d": "re3d_documents.jsonl"}
HEADLINE, BODY = 0, 2


@dataclass(frozen=True, slots=True)
class Plan:
    """A row of the sampling table: what an article had to be before it was written."""

    article: str
    genre: str
    region: str
    published: date
    words: int
    events: tuple[str, ...]
    constructions: tuple[str, ...]
    statuses: tuple[str, ...]
    dates: str
    trap: str
    cluster: str


@lru_cache(maxsize=4)
def plans(folder: Path) -> Mapping[str, Plan]:
    """Read ``sampling.tsv``, by article."""
    path = folder / "sampling.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise SourceError(f"{path}: it cannot be opened ({error.strerror}); name the folder of the corpus") from None
    found = {}
    for number, row in enumerate(rows, 2):
        try:
            found[row["article"]] = Plan(
                row["article"],
                row["genre"],
                row["region"],
                date.fromisoformat(row["published"]),
                int(row["words"]),
                tuple(row["events"].split()),
                tuple(row["constructions"].split("; ")),
                tuple(status.split()[0] for status in row["statuses"].split("; ")),
                row["dates"].split()[0],
                row["trap"],
                row["cluster"].partition(" ")[0],
            )
        except (KeyError, ValueError, AttributeError) as error:
            raise SourceError(f"{path}:{number}: the row cannot be read ({error}); correct it") from None
    return found


def split_of(group: str) -> Split:
    """Return the split of a group: 70 of 100 train, 15 dev, 15 test, by hash."""
    number = int(hashlib.sha256(f"corpus:{group}".encode()).hexdigest()[:8], 16) % 100
    return "train" if number < 70 else "dev" if number < 85 else "test"


def lay_out(path: Path, content: str) -> tuple[str, str, tuple[Span, ...]]:
    """Return headline, text and sentences of one of our own files.

    The first line is the headline, the second empty, then each line a sentence and each empty line a paragraph.
    Raises :class:`SourceError` for another layout.
    """
    lines = content.rstrip("\n").split("\n")
    if len(lines) <= BODY or not lines[HEADLINE] or lines[HEADLINE + 1]:
        raise SourceError(f"{path}:1: write a headline, an empty line, then one sentence a line")
    text, sentences = "", []
    for number, line in enumerate(lines[BODY:], BODY + 1):
        if line != line.strip() or (not line and lines[number - 2] == ""):
            raise SourceError(f"{path}:{number}: blanks at an end of the line, or an empty line too many; remove them")
        if not line:
            text += "\n\n"
            continue
        text += " " if text and not text.endswith("\n") else ""
        sentences.append(Span(line, len(text), len(text) + len(line)))
        text += line
    return lines[HEADLINE], text, tuple(sentences)


@lru_cache(maxsize=4)
def collection(path: Path) -> Mapping[str, str]:
    """Read a file of public texts, by id."""
    found: dict[str, str] = {}
    for number, line in enumerate(read_text(path).splitlines(), 1):
        try:
            row = json.loads(line)
            found[row["id"]] = row["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(f'{path}:{number}: no object with "id" and "text" ({error}); take another copy') from None
    return found


def public_text(folder: Path, name: str, first: str, last: str) -> tuple[str, ...]:
    """Return a document as one string, or the sentences from ``first`` to ``last``.

    Raises :class:`SourceError` when the collection lacks them.
    """
    if name not in COLLECTIONS:
        raise SourceError(f"{name!r} is no collection of public texts; take one of {', '.join(COLLECTIONS)}")
    path = folder / COLLECTIONS[name]
    texts = collection(path)
    if first not in texts or last not in texts:
        raise SourceError(f"{path}: it holds no {first} to {last}; take the edition that README.md names")
    ids = list(texts)
    return tuple(texts[i] for i in ids[ids.index(first) : ids.index(last) + 1])


def digest(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
