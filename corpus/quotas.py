"""The amounts that the corpus must reach, and whether it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.model import Document
from corpus.stats import amounts
from corpus.texts import plans

ARTICLES, WORDS, PER_TYPE, PER_MODE, QUIET = 600, 100_000, 250, 30, 0.20
CLUSTERS, PER_CLUSTER = 20, 3
LENGTH = (120, 400)
SENTENCES, DOCUMENTS = 1200, 30
TWICE = 0.10


def quotas(documents: Sequence[Document], second: Sequence[Document], folder: Path, *, real: bool) -> list[str]:
    """Return what is short, one sentence each; of public texts only when they were read."""
    return (
        list(_own([d for d in documents if d.own], folder))
        + list(_twice(documents, second))
        + (list(_real([d for d in documents if not d.own])) if real else [])
    )


def _own(own: Sequence[Document], folder: Path) -> Iterator[str]:
    found = amounts(own)
    if found.documents < ARTICLES:
        yield f"own: {found.documents} articles, not {ARTICLES}"
    if found.words < WORDS:
        yield f"own: {found.words} words, not {WORDS}"
    for name, count in found.types.items():
        if count < PER_TYPE:
            yield f"own: {count} events of type {name}, not {PER_TYPE}"
    for name, count in found.modes.items():
        if count < PER_MODE:
            yield f"own: {count} events {name}, not {PER_MODE}"
    for status, count in found.statuses.items():
        if not count:
            yield f"own: no event is {status}"
    if found.quiet_share < QUIET:
        yield f"own: {found.quiet_share:.0%} of the sentences state no event, not {QUIET:.0%}"
    table = plans(folder)
    members = defaultdict(set)
    for document in own:
        if not LENGTH[0] <= document.words <= LENGTH[1]:
            yield f"{document.path}:1: {document.words} words, not {LENGTH[0]} to {LENGTH[1]}"
        if table[document.id].cluster:
            members[table[document.id].cluster].add(document.id)
    whole = [c for c, ids in members.items() if len(ids) >= PER_CLUSTER]
    if len(whole) < CLUSTERS:
        yield f"own: {len(whole)} clusters of {PER_CLUSTER} articles, not {CLUSTERS}"
    for cluster in whole:
        shared = [e.shared for d in own if d.id in members[cluster] for e in d.events if e.shared]
        if not shared:
            yield f"own: the articles of cluster {cluster} share no event; annotate 'same'"
    for name in table.keys() - {d.id for d in own}:
        yield f"{folder / 'sampling.tsv'}:1: {name} is planned and not annotated"


def _real(real: Sequence[Document]) -> Iterator[str]:
    sentences = sum(len(d.sentences) for d in real if d.source == "voa")
    documents = sum(d.source == "re3d" for d in real)
    if sentences < SENTENCES:
        yield f"real: {sentences} sentences of news, not {SENTENCES}"
    if documents < DOCUMENTS:
        yield f"real: {documents} documents of re3d, not {DOCUMENTS}"


def _twice(documents: Sequence[Document], second: Sequence[Document]) -> Iterator[str]:
    first = {d.id: d.annotator for d in documents}
    words = sum(d.words for d in documents)
    twice = sum(d.words for d in second if d.id in first)
    if words and twice < TWICE * words:
        yield f"{twice / words:.1%} of the words are annotated twice, not {TWICE:.0%}"
    for document in second:
        if first.get(document.id) == document.annotator:
            yield f"{document.path}:1: both annotations are {document.annotator}'s; let another annotate it"
