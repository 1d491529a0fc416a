"""The front door: the ``diplograph`` command, assembled from the commands of each folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import graph.commands
import ingest.commands
import queries.commands
from ontology.console import FrontDoor, Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store import GraphStore
    from ontology.console import Check


def open_store(address: str | None) -> GraphStore:
    """Open a store; the import is late because a store is heavy."""
    from graph.stores import open_store

    return open_store(address)


def check_ingest(address: str | None) -> Iterable[Check]:
    """Check the language model and the knowledge base."""
    from ingest.checks import checks

    return checks()


def check_graph(address: str | None) -> Iterable[Check]:
    """Check the store at an address."""
    from graph.checks import checks

    return checks(address)


def choose_store(ctx: click.Context, option: click.Parameter, address: str | None) -> None:
    """Let a store named after the command win over one named before it."""
    session = ctx.find_object(Session)
    if session is not None and address is not None:
        session.address = address


@click.group(cls=FrontDoor, program="diplograph", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="diplograph")
@click.option(
    "--store",
    envvar="DIPLOGRAPH_STORE",
    metavar="ADDRESS",
    help="A folder of the embedded store (default: one in your user data directory), or neo4j://USER@HOST, "
    "bolt://USER@HOST[:PORT]. The password comes from DIPLOGRAPH_PASSWORD or a prompt.",
)
@click.pass_context
def main(ctx: click.Context, store: str | None) -> None:
    """Turn news articles into a graph of who did what to whom, and ask it questions."""
    ctx.obj = Session(store, open_store, (check_ingest, check_graph))


#: The commands that open no store.
STORELESS = frozenset({"extract", "evaluate", "queries", "bloom"})
STORE = click.Option(
    ["--store"],
    metavar="ADDRESS",
    expose_value=False,
    callback=choose_store,
    help='The store, as before the command; see "diplograph --help".',
)

for command in (*ingest.commands.COMMANDS, *queries.commands.COMMANDS, *graph.commands.COMMANDS):
    if command.name not in STORELESS:
        command.params.append(STORE)
    main.add_command(command)


if __name__ == "__main__":
    main()
