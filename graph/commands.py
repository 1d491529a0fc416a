"""The commands of this folder: ``cypher``, ``stats``, ``forget``, ``doctor`` and ``export``."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ontology.console import Session, echo_json, echo_rows, format_option, note
from ontology.errors import StoreError
from ontology.facts import Changes

#: The keys of ``graph.rdf.FORMATS``, spelled here because that package is heavy to import.
RDF_FORMATS = ("nquads", "trig", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.option(
    "--format",
    "rdf_format",
    type=click.Choice(RDF_FORMATS),
    default="nquads",
    show_default=True,
    help="N-Quads, TriG and JSON-LD hold a named graph per article; the others hold every fact once.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    default="-",
    help="The file to write; it appears when it is complete.  [default: -, stdout]",
)
@click.option("--rdf12", is_flag=True, help="State each relationship's articles by triple terms (RDF 1.2).")
@click.pass_obj
def export(session: Session, rdf_format: str, output: Path, rdf12: bool) -> None:
    """Write the graph as RDF.

    Example: diplograph export --format trig --output events.trig
    """
    from graph.rdf import save, write

    with session.store() as store:
        if output == Path("-"):
            write(store, sys.stdout.buffer, rdf_format, triple_terms=rdf12)
        else:
            written = save(store, output, rdf_format, triple_terms=rdf12)
            note(f"wrote {written:,} statements to {output}")


@click.command()
@click.argument("text", metavar="STATEMENT")
@click.option("--param", "pairs", multiple=True, metavar="NAME=VALUE", help="A parameter; JSON, or else plain text.")
@click.option("--limit", type=click.IntRange(min=0), default=1000, show_default=True, help="Most rows to show.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="When to end the statement.",
)
@format_option()
@click.pass_obj
def cypher(session: Session, text: str, pairs: tuple[str, ...], limit: int, timeout: float, output_format: str) -> None:
    """Run a Cypher statement that reads; "-" takes it from stdin.

    The store itself sees to it that nothing is written, and ends what runs too long.

    \b
    Examples:
      diplograph cypher "MATCH (e:Meeting) RETURN e.name, e.startDate LIMIT 5"
      diplograph cypher 'MATCH (p:Person {name: $who}) RETURN p.aliases' --param who="Wang Yi"
    """
    parameters = dict(parameter(pair) for pair in pairs)
    if text == "-":
        text = sys.stdin.read()
    with session.store() as store:
        rows = store.read_guarded(text, parameters, limit=limit, seconds=timeout)
    echo_rows(rows.columns, rows.rows, output_format)
    if not rows.rows and output_format == "table":
        note("no rows")
    if rows.truncated:
        note(f"only the first {limit:,} rows are shown; ask for more with --limit")


def parameter(pair: str) -> tuple[str, Any]:
    """Read NAME=VALUE; the value is JSON, or the text itself where it is none."""
    import json

    name, equals, value = pair.partition("=")
    if not equals or not name.isidentifier():
        raise click.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="--param")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


@click.command()
@format_option()
@click.pass_obj
def stats(session: Session, output_format: str) -> None:
    """Count what the store holds, by label and by relationship type.

    Example: diplograph stats --format json
    """
    with session.store() as store:
        found = store.stats()
    if output_format == "json":
        echo_json(
            {
                "store": found.address,
                "server": found.server,
                "nodes": found.nodes,
                "relationships": found.relationships,
            }
        )
        return
    rows = [("node", label, count) for label, count in found.nodes.items()]
    rows += [("relationship", type, count) for type, count in found.relationships.items()]
    note(f"{found.address}, {found.server}")
    echo_rows(("kind", "name", "count"), rows, output_format)


@click.command()
@click.argument("article")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(session: Session, article: str, yes: bool) -> None:
    """Remove an article and everything that no other article states.

    ARTICLE is the id of the article, or the file it was read from.

    Example: diplograph forget articles/2025-05-21.txt --yes
    """
    with session.store() as store:
        stored = store.articles()
        names = {article, Path(os.path.abspath(article)).as_posix()}  # noqa: PTH100 (links stay)
        found = [a for a in stored.values() if a.id in names or a.source in names]
        if not found:
            raise StoreError(
                f"{store.address} holds no article {article!r}; "
                'list them with: diplograph cypher "MATCH (a:Article) RETURN a.id, a.source"'
            )
        listed = ", ".join(a.id for a in found)
        if not yes:
            if not sys.stdin.isatty():
                raise click.UsageError(f"forgetting {listed} needs --yes where nobody can be asked")
            click.confirm(f"Forget {listed}?", abort=True, err=True)
        changes = Changes()
        for each in found:
            changes += store.withdraw(each.id)
    removed = f"{changes.nodes_deleted:,} nodes and {changes.relationships_deleted:,} relationships"
    note(f"forgot {listed}: {removed} removed")


@click.command()
@format_option()
@click.pass_context
def doctor(context: click.Context, output_format: str) -> None:
    """Say what is installed and reachable, and what to do about the rest.

    Exit status 1: something that is needed is missing.

    Example: diplograph --store neo4j://neo4j@localhost doctor
    """
    session: Session = context.obj
    found = [check for checks in session.checks for check in checks(session.address)]
    if output_format == "json":
        echo_json([asdict(check) for check in found])
    else:
        rows = [(c.name, "good" if c.good else "MISSING", c.found, c.remedy) for c in found]
        echo_rows(("what", "state", "found", "what to do"), rows, output_format)
    if not all(check.good for check in found):
        context.exit(1)


COMMANDS: tuple[click.Command, ...] = (cypher, stats, forget, doctor, export)
