"""``diplograph ingest``, ``extract`` and ``evaluate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest.evaluation.command import evaluate
from ontology.console import Session, echo_json, echo_table, format_option, note, progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.loading import Summary
    from ingest.sources import Problem
    from ontology.facts import Article, Facts

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
ENCODING = click.option(
    "--encoding", metavar="NAME", help="Encoding of the files, for example windows-1252. [default: UTF-8]"
)
#: The most notes on skipped input that are written to a terminal.
SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  diplograph ingest articles/
  diplograph ingest report.html readout.txt --format json
  curl -s https://example.org/feed.jsonl | diplograph ingest -"""
)
@PATHS
@ENCODING
@format_option(formats=("table", "json"), what="the summary is")
@click.pass_obj
def ingest(session: Session, paths: Sequence[str], encoding: str | None, output_format: str) -> None:
    """Read articles, extract their facts and load them into the store.

    PATH is a file, a folder (read with all below it) or - for standard input: plain text, Markdown, HTML,
    JSON, or JSON Lines with the keys id, title, text, published, url, publisher and language. Articles
    that the store knows already are passed over, changed ones are replaced.

    The exit status is 2 when no article could be read or loaded.
    """
    from ingest.loading import load

    with session.store() as store:
        summary = load(articles(paths, encoding), store, extracted)
    echo_problems(summary.problems)
    if summary.undated:
        note(
            f'without a publication date: {summary.undated}; "yesterday" has no day there until you add a first'
            ' line such as "Published: 2025-05-21"'
        )
    echo_summary(summary, output_format)
    if summary.interrupted:
        note("interrupted; what was loaded is kept, run the same command again to go on")
        raise click.exceptions.Exit(130)
    if summary.problems and not summary.done:
        raise click.exceptions.Exit(2)


@click.command(
    epilog="""\b
Examples:
  diplograph extract report.html
  diplograph extract report.html --explain
  diplograph extract articles/ | jq '.events[].type'"""
)
@PATHS
@ENCODING
@click.option("--explain", is_flag=True, help="Show what was found, by which construction, and what was dropped.")
def extract(paths: Sequence[str], encoding: str | None, explain: bool) -> None:
    """Extract facts without a store: one JSON object a line for each article.

    PATH is what it is for ingest. The keys are article, published, entities, events, tenures and links; offsets are
    code points of the article's text.

    The exit status is 2 when no article could be read.
    """
    import json
    import sys

    from rich.console import Console

    from ingest.explain import explanation
    from ingest.lines import line

    problems: list[Problem] = []
    found = articles(paths, encoding, bar=not sys.stdout.isatty())
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    done = 0
    for facts in extracted(readable(found, problems)):
        if explain:
            console.print(explanation(facts))
        else:
            click.echo(json.dumps(line(facts), ensure_ascii=False))
        done += 1
    echo_problems(problems)
    if problems and not done:
        raise click.exceptions.Exit(2)


def articles(paths: Sequence[str], encoding: str | None, *, bar: bool = True) -> Iterator[Article | Problem]:
    """Yield what the paths hold, with a bar on a terminal."""
    from ingest.sources import count, read

    found = (item for path in paths for item in read(path, encoding=encoding))
    return progress(found, total=count(paths), title="Articles") if bar else found


def extracted(articles: Iterable[Article]) -> Iterator[Facts]:
    """Yield the Facts of articles; the models are loaded only when there is an article."""
    from itertools import chain

    rest = iter(articles)
    for first in rest:
        from ingest.pipeline import Extractor

        yield from Extractor().extract(chain([first], rest))


def readable(found: Iterator[Article | Problem], problems: list[Problem]) -> Iterator[Article]:
    """Yield the articles and put the problems into a list."""
    from ingest.sources import Problem

    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def echo_problems(problems: Sequence[Problem]) -> None:
    """Write what was skipped to stderr, where it is much only the first of each reason."""
    from collections import Counter

    if len(problems) <= SHOWN:
        for problem in problems:
            note(f"skipped: {problem}")
        return
    counts = Counter(problem.reason for problem in problems)
    firsts = {problem.reason: problem for problem in reversed(problems)}
    for reason, count in counts.most_common(SHOWN):
        more = f" (and {count - 1:,} more like it)" if count > 1 else ""
        note(f"skipped: {firsts[reason]}{more}")
    if rest := sum(counts.values()) - sum(count for _, count in counts.most_common(SHOWN)):
        note(f"skipped: {rest:,} more for other reasons")


def echo_summary(summary: Summary, output_format: str) -> None:
    """Write what a run did to stdout."""
    counts = {
        "new": summary.new,
        "known": summary.known,
        "changed": summary.changed,
        "skipped": len(summary.problems),
    }
    created = {
        "nodes_created": summary.changes.nodes_created,
        "relationships_created": summary.changes.relationships_created,
        "seconds": round(summary.seconds, 3),
    }
    if output_format == "json":
        problems = [{"source": p.source, "place": p.place, "reason": p.reason} for p in summary.problems]
        echo_json({"articles": counts, **created, "problems": problems})
    else:
        titles = {key.replace("_", " "): value for key, value in (counts | created).items()}
        echo_table(tuple(titles), [tuple(titles.values())])


COMMANDS: tuple[click.Command, ...] = (ingest, extract, evaluate)
