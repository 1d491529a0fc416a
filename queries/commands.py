"""The commands of this folder: ``ask``, ``query``, ``queries`` and ``bloom``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.console import Session, echo_json, echo_rows, format_option, note
from queries.bloom import bloom

if TYPE_CHECKING:
    from queries.catalogue import NamedQuery

FOLDER = click.option(
    "--queries",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="A folder with named queries of your own; may be given more than once.",
)


@click.command()
@click.argument("question")
@format_option()
@click.option("--cypher", "show_cypher", is_flag=True, help="Show the query that was run.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help='The day from which "last month" is counted; today unless given.',
)
@click.pass_obj
def ask(session: Session, question: str, output_format: str, show_cypher: bool, as_of: datetime | None) -> None:
    """Answer an English question, with the sentences behind each row.

    Exit status 0: answered or none found; 1: not understood or ambiguous.

    \b
    Examples:
      diplograph ask "who met whom about the Indus Waters Treaty"
      diplograph ask "when did India last meet Pakistan" --cypher
      diplograph ask "who did Wang Yi meet last month" --as-of 2025-06-15
    """
    from datetime import date

    from queries.answer import ask as answer_to
    from queries.present import lines

    with session.store() as store:
        answer = answer_to(store, question, as_of.date() if as_of else date.today())
    if output_format == "json":
        echo_json(answer.record())
    elif output_format == "csv":
        columns = [*answer.columns, "evidence"]
        rows = [[*row.values.values(), [c.sentence for c in row.evidence]] for row in answer.rows]
        echo_rows(columns, rows, "csv")
    else:
        for line in lines(answer):
            click.echo(line)
    if output_format == "csv":
        note(answer.understood)
    for text in answer.notes:
        note(text)
    if show_cypher and answer.cypher and output_format != "json":
        note(f"\n{answer.cypher}\n")
        for name, value in answer.parameters.items():
            note(f"${name} = {value}")
    if answer.status in ("not understood", "ambiguous"):
        raise SystemExit(1)


@click.command()
@format_option()
@FOLDER
def queries(output_format: str, folders: tuple[Path, ...]) -> None:
    """List the named queries, with their parameters and an example.

    \b
    Examples:
      diplograph queries
      diplograph queries --queries my-queries --format json
    """
    from queries.catalogue import load
    from queries.runner import example

    found = load(*folders)
    if output_format == "json":
        echo_json([record(q) for q in found])
        return
    columns = ("name", "title", "parameters", "example")
    rows = [
        (q.name, q.title, [p.name if p.required else f"[{p.name}]" for p in q.parameters], example(q)) for q in found
    ]
    echo_rows(columns, rows, output_format)


def record(query: NamedQuery) -> dict[str, object]:
    """Return a named query as ``diplograph queries --format json`` writes it."""
    from dataclasses import asdict

    return {k: v for k, v in asdict(query).items() if k != "bloom"} | {"bloom": query.bloom and query.bloom.phrase}


@click.command()
@click.argument("name")
@click.option("--param", "given", multiple=True, metavar="NAME=VALUE", help="A parameter; repeat for more.")
@click.option("--evidence", is_flag=True, help="Add the sentences behind each row.")
@FOLDER
@format_option()
@click.pass_obj
def query(
    session: Session, name: str, given: tuple[str, ...], evidence: bool, folders: tuple[Path, ...], output_format: str
) -> None:
    """Run a named query; "diplograph queries" lists them.

    Names of actors, places, treaties and topics may be given in any spelling, or as an id.

    \b
    Examples:
      diplograph query meetings --param "topic=Indus Waters Treaty" --evidence
      diplograph query timeline --param a=India --param b=Pakistan --param since=2025-04-01
    """
    from queries.catalogue import load
    from queries.runner import assignments, pick, run

    chosen = pick(name, load(*folders))
    with session.store() as store:
        rows = run(store, chosen, assignments(given), evidence=evidence)
    echo_rows(rows.columns, rows.rows, output_format)
    if not rows.rows and output_format == "table":
        note("nothing found in this graph")


COMMANDS: tuple[click.Command, ...] = (ask, query, queries, bloom)
