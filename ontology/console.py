"""How rows, notes and errors look on a terminal, for the commands of every folder.

Policy: data goes to stdout, notes and progress to stderr; progress is drawn only on a terminal; nothing
heavy is imported before it is needed. It lives in the lowest folder because every folder's
``commands.py`` needs it and no folder may import another for it.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ontology.errors import DiplographError

if TYPE_CHECKING:
    from graph.store import GraphStore

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

FORMATS = ("table", "json", "csv")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of ``diplograph doctor``: ``remedy`` is empty when ``good``."""

    name: str
    good: bool
    found: str
    remedy: str = ""


@dataclass
class Session:
    """What the front door hands to every command: the store's address and how to open it."""

    address: str | None
    opener: Callable[[str | None], GraphStore]
    checks: Sequence[Callable[[str | None], Iterable[Check]]] = field(default_factory=tuple)

    @contextmanager
    def store(self) -> Iterator[GraphStore]:
        """Open the store for the length of a block."""
        store = self.opener(self.address)
        try:
            yield store
        finally:
            store.close()


class FrontDoor(click.Group):
    """A group that shows our own errors as one sentence after the name of the program, with exit status 2."""

    def __init__(self, *arguments: Any, program: str = "", **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.program = program

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except DiplographError as error:
            click.echo(f"{self.program}: {error}", err=True)
            ctx.exit(2)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            place = f" ({error.filename})" if error.filename else ""
            click.echo(f"{self.program}: {error.strerror or error}{place}; mend that and try again", err=True)
            ctx.exit(2)


def format_option(*, formats: Sequence[str] = FORMATS, what: str = "rows are") -> Callable[[F], F]:
    """Add ``--format table|json|csv``, or fewer formats, as ``output_format``; the first is the default."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=f"How {what} written to stdout.",
    )


def plain(value: Any) -> Any:
    """Return a value that JSON can hold: dates as ISO 8601 text, tuples as lists, no number as null."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return value


def cell(value: Any) -> str:
    """Return a value as the text of one table or CSV cell."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(cell(v) for v in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def echo_json(value: Any) -> None:
    """Write one JSON document to stdout."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def echo_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], output_format: str) -> None:
    """Write rows to stdout as a table, a JSON array of objects, or CSV with a header."""
    if output_format == "json":
        echo_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif output_format == "csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([cell(v) for v in row] for row in rows)
        click.echo(text.getvalue(), nl=False)
    else:
        echo_table(columns, rows)


def echo_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Draw rows as a table as wide as the terminal; unwrapped when stdout is no terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*[Text(cell(v)) for v in row])
    width = None if sys.stdout.isatty() else 10_000
    console = Console(file=sys.stdout, width=width, highlight=False)
    with console.capture() as capture:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()).strip("\n"))


def note(text: str) -> None:
    """Write one line to stderr."""
    click.echo(text, err=True)


def progress(items: Iterable[T], *, total: int | None, title: str) -> Iterator[T]:
    """Yield the items, with a bar on stderr when it is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        for item in items:
            yield item
            bar.advance(task)
