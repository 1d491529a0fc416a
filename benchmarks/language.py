"""Words per CPU-second of the language model, against another installed spaCy pipeline on the same texts.

Both take turns on one thread, on plain text, so that each has its own tokenizer to pay for; the best round of
each is told. CPU seconds are of the process, spinning thread pools included.

    python benchmarks/language.py pud.spacy --against en_core_web_sm [--rounds 3]
    python benchmarks/language.py articles/*.txt
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS")


def texts(paths: list[Path]) -> list[str]:
    """Return the texts of DocBins (.spacy) and of plain UTF-8 files."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("en").vocab
    found: list[str] = []
    for path in paths:
        if path.suffix == ".spacy":
            found += [doc.text for doc in DocBin().from_disk(path).get_docs(vocab)]
        else:
            found.append(path.read_text(encoding="utf-8"))
    return found


def seconds(nlp: Language, articles: list[str]) -> float:
    """Return the CPU seconds that a pipeline takes over all texts."""
    start = time.process_time()
    for _ in nlp.pipe(articles):
        pass
    return time.process_time() - start


def main() -> None:
    """Print words per CPU-second of each pipeline, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="+", type=Path, help="DocBins or plain texts")
    parser.add_argument("--against", metavar="PIPELINE", help="an installed spaCy pipeline, or a folder of one")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for pool in POOLS:
        os.environ.setdefault(pool, "1")

    import spacy

    from ingest.language import load

    start = time.perf_counter()
    pipelines = {"diplograph": load()}
    print(f"diplograph loads in {time.perf_counter() - start:.2f} s")
    if arguments.against:
        pipelines[arguments.against] = spacy.load(arguments.against)
    articles = texts(arguments.paths)
    tokenizer = spacy.blank("en")
    words = sum(not token.is_space for article in articles for token in tokenizer.make_doc(article))
    for nlp in pipelines.values():
        seconds(nlp, articles[:3])
    best = dict.fromkeys(pipelines, float("inf"))
    for _ in range(arguments.rounds):
        for name, nlp in pipelines.items():
            best[name] = min(best[name], seconds(nlp, articles))
    for name, taken in best.items():
        print(f"{name}: {words / taken:,.0f} words per CPU-second over {words:,} words")
    if arguments.against:
        print(f"ratio: {best[arguments.against] / best['diplograph']:.2f}")


if __name__ == "__main__":
    main()
