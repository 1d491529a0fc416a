"""The ``bloom`` command: a perspective whose search phrases are the named queries that have one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.console import note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.bloom import SearchPhrase
    from queries.catalogue import NamedQuery


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    default="-",
    help="The file to write.  [default: -, stdout]",
)
@click.option(
    "--queries",
    "folders",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    multiple=True,
    metavar="DIR",
    help="A folder of your own named queries; may be repeated.",
)
def bloom(output: Path, folders: tuple[Path, ...]) -> None:
    """Write a perspective for Neo4j Bloom: colours, captions and search phrases.

    Import it in Bloom's perspective gallery. It fits every graph of this version, and needs no store.

    Example: diplograph bloom --output diplograph.json
    """
    import json

    from graph.bloom import perspective
    from ontology.errors import DiplographError
    from queries.catalogue import load

    text = json.dumps(perspective(search_phrases(load(*folders))), ensure_ascii=False, separators=(",", ":"))
    if output == Path("-"):
        click.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise DiplographError(f"cannot write {output}: {error.strerror}; choose another file") from None
    note(f"wrote a Bloom perspective to {output}; import it in Bloom's perspective gallery")


def search_phrases(queries: Iterable[NamedQuery]) -> Iterator[SearchPhrase]:
    """Yield a search phrase for each named query that has one."""
    from graph.bloom import PhraseParameter, SearchPhrase

    datatypes = {"integer": "Integer", "date": "Date"}
    suggested = {"entity": "Entity", "actor": "Actor", "event": "Event"}
    for query in queries:
        if query.bloom is None:
            continue
        parameters = tuple(
            PhraseParameter(
                p.name,
                datatypes.get(p.kind, "String"),
                label := suggested.get(p.kind),
                "name" if label else None,
            )
            for p in query.parameters
            if f"${p.name}" in query.bloom.phrase
        )
        yield SearchPhrase(query.title, query.bloom.phrase, query.bloom.cypher, parameters)
