"""Measure extraction against the bare language model on the same articles.

    python benchmarks/extraction.py [PATH…] [--repeat N]

The baseline is the language model alone (tags, trees, sentences, entities), already warm; what stands
above a ratio of 1.00 is linking, dates and event coding. Each component is timed on the documents that
the ones before it have made. CPU seconds of this process, one thread; the best of N rounds.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import sys
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from spacy.tokens import Doc

from ingest.pipeline import COMPONENTS, Extractor
from ingest.sources import read
from ontology.facts import Article

SAMPLES = Path(__file__).parent.parent / "tests" / "articles"


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--repeat", default=5, show_default=True, help="Rounds; the best counts.")
def main(paths: tuple[Path, ...], repeat: int) -> None:
    """Print seconds and ratios of the whole extraction and of each component."""
    found = chain.from_iterable(read(str(path)) for path in (paths or (SAMPLES,)))
    articles = [item for item in found if isinstance(item, Article)]
    extractor = Extractor()
    nlp = extractor.nlp
    best: dict[str, float] = {}
    words = sentences = 0
    for _ in range(repeat + 1):
        docs: list[Doc] = []
        rounds = {"language model": seconds(lambda docs=docs: docs.extend(_parsed(extractor, articles)))}
        for name in COMPONENTS:
            component = nlp.get_pipe(name)
            rounds[name] = seconds(lambda docs=docs, component=component: [component(doc) for doc in docs])
        rounds["whole extraction"] = sum(rounds.values())
        best = {k: min(v, best.get(k, v)) for k, v in rounds.items()} if words else dict.fromkeys(rounds, float("inf"))
        words = sum(len(doc) for doc in docs)
        sentences = sum(1 for doc in docs for _ in doc.sents)
    base = best["language model"]
    print(f"{len(articles)} articles, {sentences} sentences, {words} words; best of {repeat}")
    print(f"{'':24}{'CPU s':>8}{'ratio':>8}{'words/s':>10}{'sentences/s':>13}")
    for name, value in best.items():
        print(f"{name:24}{value:8.3f}{value / base:8.2f}{words / value:10.0f}{sentences / value:13.0f}")


def _parsed(extractor: Extractor, articles: list[Article]) -> list[Doc]:
    nlp = extractor.nlp
    docs = []
    with nlp.select_pipes(disable=list(COMPONENTS)):
        for article, doc in zip(articles, nlp.pipe([a.text for a in articles]), strict=True):
            doc._.article = article
            docs.append(doc)
    return docs


if __name__ == "__main__":
    main()
