"""Statements as files, in the six formats, by pyoxigraph's serializer.

Policy: constant memory. N-Quads and N-Triples are lines and are written as the store gives them. The
other formats group what belongs together, so their statements are first sorted by graph and subject:
in memory while they fit one run, otherwise by merging runs kept in temporary files. pyoxigraph writes
every format itself; JSON-LD has no triple terms yet. A file appears under its name only when it is
complete.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from pyoxigraph import Literal, Quad, RdfFormat, parse, serialize

from graph.rdf.quads import PREFIXES, PropertyGraph, dataset
from graph.rdf.terms import RDF
from ontology.errors import DiplographError, OntologyError

#: Statements that are sorted at once.
RUN = 100_000


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: whether it holds named graphs, takes lines in any order, has triple terms."""

    rdf: RdfFormat
    named: bool
    lines: bool = False
    triple_terms: bool = True


FORMATS = {
    "nquads": Format(RdfFormat.N_QUADS, named=True, lines=True),
    "trig": Format(RdfFormat.TRIG, named=True),
    "turtle": Format(RdfFormat.TURTLE, named=False),
    "ntriples": Format(RdfFormat.N_TRIPLES, named=False, lines=True),
    "jsonld": Format(RdfFormat.JSON_LD, named=True, triple_terms=False),
    "rdfxml": Format(RdfFormat.RDF_XML, named=False),
}

#: What XML 1.0 cannot hold, or gives back changed.
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(graph: PropertyGraph, output: IO[bytes], format: str = "nquads", *, triple_terms: bool = False) -> int:
    """Write a graph to a binary stream and return the number of statements.

    Formats without named graphs get every fact once. ``triple_terms`` adds what an RDF 1.2 reader needs
    to name the articles behind each relationship all the same. Raises :class:`DiplographError` when the
    format cannot hold what it is asked to.
    """
    chosen = FORMATS[format]
    if triple_terms and not chosen.triple_terms:
        able = ", ".join(name for name, f in FORMATS.items() if f.triple_terms)
        raise DiplographError(f"{format} has no triple terms (RDF 1.2) yet; choose one of {able}")
    written = 0

    def counted(quads: Iterable[Quad]) -> Iterator[Quad]:
        nonlocal written
        for quad in quads:
            written += 1
            yield quad

    quads = dataset(graph, named=chosen.named, triple_terms=triple_terms)
    if chosen.rdf == RdfFormat.RDF_XML:
        quads = xml_safe(quads)
    with TemporaryDirectory() as folder:
        if not chosen.lines:
            quads = grouped(quads, Path(folder))
        prefixes = None if chosen.lines else PREFIXES
        serialize(counted(quads), output, chosen.rdf, prefixes=prefixes)
    return written


def save(graph: PropertyGraph, path: Path, format: str = "nquads", *, triple_terms: bool = False) -> int:
    """Write a graph to a file and return the number of statements; an older file is replaced at the end.

    Raises :class:`DiplographError` when the file cannot be written.
    """
    path = path.resolve()
    special = path.exists() and not path.is_file()
    whole = path if special else path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with whole.open("wb") as output:
            written = write(graph, output, format, triple_terms=triple_terms)
        if whole != path:
            whole.replace(path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}; choose another file"
        raise DiplographError(message) from None
    finally:
        if whole != path:
            whole.unlink(missing_ok=True)
    return written


def grouped(quads: Iterable[Quad], folder: Path, *, run: int = RUN) -> Iterator[Quad]:
    """Yield statements by graph, subject, type first, predicate and object; runs are kept in ``folder``."""
    quads = iter(quads)
    with ExitStack() as stack:
        runs: list[Iterator[Quad]] = []
        while chunk := sorted(islice(quads, run), key=_order):
            if len(chunk) < run and not runs:
                yield from chunk
                return
            path = folder / f"{len(runs)}.nq"
            serialize(chunk, path, RdfFormat.N_QUADS)
            runs.append(parse(stack.enter_context(path.open("rb")), RdfFormat.N_QUADS))
        yield from merge(*runs, key=_order)


def xml_safe(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield statements; raise :class:`OntologyError` for a text that XML 1.0 cannot hold."""
    for quad in quads:
        if isinstance(quad.object, Literal) and (found := _NO_XML.search(quad.object.value)):
            raise OntologyError(
                f"{quad.predicate.value} of {quad.subject} holds the character U+{ord(found[0]):04X}, "
                "which RDF/XML cannot; choose another format"
            )
        yield quad


def _order(quad: Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return str(quad.graph_name), str(quad.subject), predicate != RDF + "type", predicate, str(quad.object)
