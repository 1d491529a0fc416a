"""The commands of this folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ontology.console import Session, note

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


COMMANDS: tuple[click.Command, ...] = (export,)
