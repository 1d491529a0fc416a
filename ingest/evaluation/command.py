"""``diplograph evaluate``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ontology.console import echo_json, echo_rows, format_option, progress


@click.command(
    epilog="""\b
Examples:
  diplograph evaluate tests/articles
  diplograph evaluate tests/articles/indus-un.gold.json --errors
  diplograph evaluate tests/articles --format json | jq '.measures[0]'"""
)
@click.argument("paths", nargs=-1, required=True, metavar="GOLD...")
@format_option(formats=("table", "json"), what="the measures are")
@click.option("--errors", is_flag=True, help="List what is missing, extra or different, with its sentence.")
def evaluate(paths: Sequence[str], output_format: str, errors: bool) -> None:
    """Extract articles that have gold facts beside them, and print precision, recall and F1.

    GOLD is a file NAME.gold.json, or a folder with such files. The measures are events (with their class,
    and by PLOVER type), roles, country codes and sectors, subject matter, place, time, factuality, who
    claims it, offices, and whether spellings of one entity became one node.

    In JSON: {"articles", "measures": [{"group", "name", "gold", "predicted", "correct", "precision",
    "recall", "f1"}], "errors": [{"article", "kind", "detail", "sentence"}]}; a ratio without a
    denominator is null.

    The exit status is 2 when a gold file contradicts its article, the ontology or itself.
    """
    from ingest.evaluation.gold import read
    from ingest.evaluation.report import COLUMNS, FINDINGS, finding_rows, measure_rows
    from ingest.evaluation.score import Score, compare
    from ingest.pipeline import Extractor

    golds = read(paths)
    score = Score()
    extracted = Extractor().extract(gold.article for gold in golds)
    for gold, facts in progress(zip(golds, extracted, strict=True), total=len(golds), title="Articles"):
        score += compare(gold, facts)
    measures, findings = measure_rows(score), finding_rows(score) if errors else []
    if output_format == "json":
        echo_json(
            {
                "articles": len(golds),
                "measures": [dict(zip(COLUMNS, row, strict=True)) for row in measures],
                "errors": [dict(zip(FINDINGS, row, strict=True)) for row in findings],
            }
        )
        return
    echo_rows(COLUMNS, [[f"{v:.2f}" if isinstance(v, float) else v for v in row] for row in measures], "table")
    for article, kind, detail, sentence in findings:
        click.echo(f"\n{article}: {kind}: {detail}\n    {sentence}")
