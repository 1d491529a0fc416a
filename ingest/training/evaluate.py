"""Score a pipeline on DocBins: trees, tags, lemmas, sentences and entities.

    python -m ingest.training.evaluate A.spacy B.spacy [--raw] [--pipeline NAME_OR_PATH | --model FOLDER]

The pipeline reads the gold's tokens, or its plain text with ``--raw``. Every figure is an F1 in per cent
over tokens found by their place in the text: UAS and LAS (labels with subtypes, punctuation counted), Penn
and universal tags, lemmas without case, sentences, and entities by exact span among the labels that the
gold uses, where a coarse one ("LOC") stands for ours below it; an empty cell where the gold does not annotate
the layer. Sentences are the pipeline's own
throughout. Words per CPU-second are of this process.
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
from spacy.tokens import Doc, DocBin, Span, Token

from ingest.training.windows import COARSE
from ontology.console import echo_rows, format_option

SHARES = ("tokens", "UAS", "LAS", "XPOS", "UPOS", "lemma")
COLUMNS = ("docbin", "words", *SHARES, "sentences", "entities", "words per CPU-second")


@click.command()
@click.argument("docbins", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--raw", is_flag=True, help="Let the pipeline split the plain text into tokens.")
@click.option("--pipeline", help="A spaCy pipeline with UD labels; the shipped model when absent.")
@click.option("--model", type=click.Path(exists=True, file_okay=False), help="Model files other than the shipped.")
@format_option()
def main(docbins: tuple[Path, ...], raw: bool, pipeline: str | None, model: str | None, output_format: str) -> None:
    """Print one row of scores for each DocBin."""
    from ingest.language import load

    nlp = spacy.load(pipeline) if pipeline else load(model=model)
    echo_rows(COLUMNS, [score(nlp, path, raw=raw) for path in docbins], output_format)


def score(nlp: Language, path: Path, *, raw: bool = False) -> Sequence[object]:
    """Return one row of :data:`COLUMNS` for a DocBin."""
    gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    texts = [nlp.make_doc(d.text) if raw else _blank(d) for d in gold]
    start = time.process_time()
    found = list(nlp.pipe(texts))
    seconds = time.process_time() - start
    count: Counter[str] = Counter()
    labels = {e.label_ for d in gold for e in d.ents}
    trees = any(d.has_annotation("DEP") for d in gold)
    for one, other in zip(gold, found, strict=True):
        _compare(one, other, count)
        if one.has_annotation("SENT_START"):
            _overlap("sentences", {_place(s) for s in one.sents}, {_place(s) for s in other.sents}, count)
        _overlap("entities", _names(one, labels), _names(other, labels), count)

    def f1(name: str, within: str = "") -> float | None:
        within = within or name
        total = count[f"{within} gold"] + count[f"{within} found"]
        return round(200 * count[name] / total, 1) if count[f"{within} gold"] else None

    shares = [f1(name, "tokens") if trees or name == "tokens" else None for name in SHARES]
    words = sum(len(d) for d in gold)
    return (path.stem, words, *shares, f1("sentences"), f1("entities"), round(words / seconds))


def _blank(doc: Doc) -> Doc:
    return Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def _compare(gold: Doc, found: Doc, count: Counter[str]) -> None:
    here = {_place(token): token for token in found if not token.is_space}
    count["tokens gold"] += len(gold)
    count["tokens found"] += len(here)
    for one in gold:
        other = here.get(_place(one))
        if other is None:
            continue
        same = _head(one) == _head(other)
        count["tokens"] += 1
        count["UAS"] += same
        count["LAS"] += same and one.dep_.lower() == other.dep_.lower()
        count["XPOS"] += one.tag_ == other.tag_
        count["UPOS"] += one.pos_ == other.pos_
        count["lemma"] += one.lemma_.lower() == other.lemma_.lower()


def _names(doc: Doc, labels: AbstractSet[str]) -> set[object]:
    coarse = {fine: label for label, fines in COARSE.items() if label in labels for fine in fines if fine not in labels}
    names = ((_place(entity), coarse.get(entity.label_, entity.label_)) for entity in doc.ents)
    return {(place, label) for place, label in names if label in labels}


def _place(of: Token | Span) -> tuple[int, int]:
    if isinstance(of, Token):
        return of.idx, of.idx + len(of)
    return of.start_char, of.end_char


def _head(token: Token) -> tuple[int, int] | None:
    return None if token.head.i == token.i else _place(token.head)


def _overlap(name: str, gold: AbstractSet[object], found: AbstractSet[object], count: Counter[str]) -> None:
    count[name] += len(gold & found)
    count[f"{name} gold"] += len(gold)
    count[f"{name} found"] += len(found)


if __name__ == "__main__":
    main()
