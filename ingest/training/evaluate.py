"""Score a pipeline on DocBins: trees, tags, lemmas, sentences and entities, on gold tokens.

    python -m ingest.training.evaluate A.spacy B.spacy [--pipeline NAME_OR_PATH] [--format table|json|csv]

Every figure is per cent: UAS and LAS (labels with subtypes, punctuation counted), Penn tags, lemmas
without case, sentence F1 and entity F1 over exact spans of the labels that the gold uses; an empty cell
where the gold does not annotate the layer. Words per CPU-second are of this process.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import click
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from ontology.console import echo_rows, format_option

COLUMNS = ("docbin", "words", "UAS", "LAS", "XPOS", "lemma", "sentences", "entities", "words per CPU-second")


@click.command()
@click.argument("docbins", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pipeline", help="A spaCy pipeline with UD labels; the shipped model when absent.")
@format_option()
def main(docbins: tuple[Path, ...], pipeline: str | None, output_format: str) -> None:
    """Print one row of scores for each DocBin."""
    from ingest.language import load

    nlp = spacy.load(pipeline) if pipeline else load()
    echo_rows(COLUMNS, [score(nlp, path) for path in docbins], output_format)


def score(nlp: Language, path: Path) -> Sequence[object]:
    """Return one row of :data:`COLUMNS` for a DocBin."""
    gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    blank = [Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d]) for d in gold]
    start = time.process_time()
    found = list(nlp.pipe(blank))
    seconds = time.process_time() - start
    count: Counter[str] = Counter()
    labels = {e.label_ for d in gold for e in d.ents}
    for one, other in zip(gold, found, strict=True):
        _compare(one, other, labels, count)
    words = count["words"]
    trees = any(d.has_annotation("DEP") for d in gold)

    def share(name: str) -> float | None:
        return round(100 * count[name] / words, 1) if trees and words else None

    def f1(name: str) -> float | None:
        total = count[f"{name} gold"] + count[f"{name} found"]
        return round(200 * count[name] / total, 1) if total and count[f"{name} gold"] else None

    shares = (share("heads"), share("arcs"), share("tags"), share("lemmas"), f1("sentences") if trees else None)
    return (path.stem, words, *shares, f1("entities"), round(words / seconds))


def _compare(gold: Doc, found: Doc, labels: set[str], count: Counter[str]) -> None:
    count["words"] += len(gold)
    if gold.has_annotation("DEP"):
        for one, other in zip(gold, found, strict=True):
            same = one.head.i == other.head.i
            count["heads"] += same
            count["arcs"] += same and one.dep_.lower() == other.dep_.lower()
            count["tags"] += one.tag_ == other.tag_
            count["lemmas"] += one.lemma_.lower() == other.lemma_.lower()
        _overlap("sentences", {(s.start, s.end) for s in gold.sents}, {(s.start, s.end) for s in found.sents}, count)
    names = [{(e.start, e.end, e.label_) for e in d.ents if e.label_ in labels} for d in (gold, found)]
    _overlap("entities", names[0], names[1], count)


def _overlap(name: str, gold: AbstractSet[object], found: AbstractSet[object], count: Counter[str]) -> None:
    count[name] += len(gold & found)
    count[f"{name} gold"] += len(gold)
    count[f"{name} found"] += len(found)


if __name__ == "__main__":
    main()
