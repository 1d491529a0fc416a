"""``diplograph evaluate``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ontology.console import echo_json, echo_rows, format_option, note, progress

if TYPE_CHECKING:
    from corpus.model import Split
    from ingest.evaluation.score import Score


@click.command(
    epilog="""\b
Examples:
  diplograph evaluate tests/articles
  diplograph evaluate tests/articles/indus-un.gold.json --errors
  diplograph evaluate corpus --split dev
  diplograph evaluate tests/articles --format json | jq '.measures[0]'"""
)
@click.argument("paths", nargs=-1, required=True, metavar="GOLD...")
@format_option(formats=("table", "json"), what="the measures are")
@click.option("--errors", is_flag=True, help="List what is missing, extra or different, with its sentence.")
@click.option("--split", type=click.Choice(["train", "dev", "test"]), help="Of a corpus, only this split.")
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="DIPLOGRAPH_TEXTS",
    help="Of a corpus, the folder of the public texts it annotates; without it they are left out.",
)
def evaluate(paths: Sequence[str], output_format: str, errors: bool, split: Split | None, texts: Path | None) -> None:
    """Extract articles that have gold facts beside them, and print precision, recall and F1.

    GOLD is a file NAME.gold.json, a folder with such files, or the folder of an annotated corpus. The measures are
    events (with their class, and by PLOVER type), roles, country codes and sectors, subject matter, place, time,
    factuality, who claims it, offices, and whether spellings of one entity became one node; of a corpus also names,
    coreference, identity, codes of mentions, times and sentences without an event, our own texts and public ones apart.

    In JSON: {"articles", "measures": [{"group", "name", "gold", "predicted", "correct", "precision",
    "recall", "f1"}], "errors": [{"article", "kind", "detail", "sentence"}]}; a ratio without a
    denominator is null. Of a corpus: {"own": such an object with "conll", "real": another}.

    The exit status is 2 when a gold file contradicts its article, the ontology or itself.
    """
    if len(paths) == 1 and (Path(paths[0]) / "sampling.tsv").is_file():
        results = _corpus(Path(paths[0]), split, texts)
        if output_format == "json":
            echo_json({name: _object(result, errors) for name, result in results.items()})
            return
        for name, result in results.items():
            click.echo(f"{name} text, {result.articles} articles")
            _table(result, errors)
            click.echo()
        return
    if split or texts:
        raise click.UsageError("--split and --texts are for the folder of a corpus")
    result = _gold_files(paths)
    if output_format == "json":
        echo_json(_object(result, errors))
        return
    _table(result, errors)


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured on some articles; ``conll`` is the coreference score, in [0, 1], of a corpus."""

    articles: int
    score: Score
    conll: float | None = None
    of_corpus: bool = False


def _gold_files(paths: Sequence[str]) -> Result:
    from ingest.evaluation.gold import read
    from ingest.evaluation.score import Score, compare
    from ingest.pipeline import Extractor

    golds = read(paths)
    score = Score()
    extracted = Extractor().extract(gold.article for gold in golds)
    for gold, facts in progress(zip(golds, extracted, strict=True), total=len(golds), title="Articles"):
        score += compare(gold, facts)
    return Result(len(golds), score)


def _corpus(folder: Path, split: Split | None, texts: Path | None) -> dict[str, Result]:
    from corpus.agreement import scorer
    from corpus.convert import gold
    from corpus.loader import documents
    from corpus.measure import Layers
    from ingest.evaluation.score import Score, compare
    from ingest.pipeline import Extractor

    scorer()
    found = documents(folder, texts, split=split)
    extractor = Extractor()
    results = {}
    for name in ("own", "real"):
        part = [d for d in found if d.own == (name == "own")]
        layers, score = Layers(), Score()
        golds = [gold(d) for d in part]
        read = zip(part, golds, extractor.read(g.article for g in golds), strict=True)
        for document, facts, doc in progress(read, total=len(part), title=f"Articles, {name}"):
            layers.add(document, doc)
            score += compare(facts, doc._.facts)
        if part:
            results[name] = Result(len(part), layers.score + score, layers.conll, of_corpus=True)
    if texts is None:
        note("The public texts are left out; name their folder with --texts.")
    return results


def _object(result: Result, errors: bool) -> dict[str, Any]:
    from ingest.evaluation.report import COLUMNS, FINDINGS, finding_rows, measure_rows

    rows = {
        "articles": result.articles,
        "measures": [dict(zip(COLUMNS, row, strict=True)) for row in measure_rows(result.score)],
        "errors": [dict(zip(FINDINGS, row, strict=True)) for row in finding_rows(result.score)] if errors else [],
    }
    return {**rows, "conll": result.conll} if result.of_corpus else rows


def _table(result: Result, errors: bool) -> None:
    from ingest.evaluation.report import COLUMNS, finding_rows, measure_rows

    rows = [[f"{v:.2f}" if isinstance(v, float) else v for v in row] for row in measure_rows(result.score)]
    echo_rows(COLUMNS, rows, "table")
    if result.conll is not None:
        click.echo(f"coreference, CoNLL F1: {result.conll:.2f}")
    for article, kind, detail, sentence in finding_rows(result.score) if errors else ():
        click.echo(f"\n{article}: {kind}: {detail}\n    {sentence}")
