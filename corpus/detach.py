"""Annotations of public texts: from a draft with snippets to a file that holds offsets and nothing of the text.

A draft is ``NAME.ann`` in the notation, with a line ``source NAME FIRST LAST``. Where the collection does not hold
single sentences, ``NAME.txt`` beside it is the public text laid out one sentence a line.
"""

from __future__ import annotations

from pathlib import Path

from corpus.loader import read_one
from corpus.model import Chain, CorpusEvent, Document, Mention
from corpus.modes import kind_of
from corpus.notation import read_rows
from corpus.texts import digest
from ingest.evaluation.gold import read_text
from ontology.errors import SourceError
from ontology.facts import Span


def written(document: Document, last: str) -> str:
    """Return a document in the notation, with offsets for snippets; ``last`` is the id of its last sentence."""
    lines = [
        f"annotator {document.annotator}",
        f"source {document.source} {document.id} {last}",
        f"run {document.group}",
        f"sha256 {digest(document.text)}",
        f"sentences {' '.join(map(offsets, document.sentences))}",
        *map(chain_line, document.chains),
        *(f"D {t.value or '-'} | {offsets(t.span)}" for t in document.times),
        *(f"O {o.person} {o.organization} {o.role}" for o in document.offices),
        *map(event_line, document.events),
    ]
    if document.quiet:
        lines.append(f"quiet {' '.join(map(str, document.quiet))}")
    return "\n".join(lines) + "\n"


def offsets(span: Span) -> str:
    """Return a span as the notation writes it."""
    return f"{span.begin}-{span.end}"


def chain_line(chain: Chain) -> str:
    """Return the line of a chain."""

    def pointed(mention: Mention) -> str:
        return offsets(mention.span) + ("" if mention.type == chain.type else f":{mention.type}")

    names = "; ".join(pointed(m) for m in chain.mentions if m.form == "name")
    others = "; ".join(pointed(m) for m in chain.mentions if m.form != "name")
    codes = f" {chain.country or '-'} {chain.sector or '-'}" if chain.country or chain.sector else ""
    entity = f" ={chain.entity}" if chain.entity else ""
    members = f" of {' '.join(chain.members)}" if chain.members else ""
    return f"{chain.id} {chain.type}{codes}{entity}{members} | {names} | {others}".rstrip()


def event_line(event: CorpusEvent) -> str:
    """Return the line of an event."""
    values: dict[str, str] = {}
    for role, chain in event.participants:
        values[role] = f"{values.get(role, role)} {chain}"
    if event.about:
        values["about"] = "about " + ", ".join(a if isinstance(a, str) else offsets(a) for a in event.about)
    for key, value in (
        ("place", event.place),
        ("time", event.time),
        ("by", " ".join(event.claimed_by)),
        ("response", " ".join(event.response_to)),
        ("killed", event.killed),
        ("wounded", event.wounded),
        ("kind", None if event.kind == kind_of(event.plover, event.mode) else event.kind),
        ("same", event.shared),
    ):
        if value is not None and value != "":
            values[key] = f"{key} {value}"
    status = "" if event.status == "asserted" else f" {event.status}"
    triggers = "; ".join(map(offsets, event.triggers))
    return f"{event.id} {event.code}{status} | {triggers} | {'; '.join(values.values())}".rstrip(" |")


def detach(path: Path, texts: Path) -> str:
    """Return the stand-off form of a draft. Raises :class:`SourceError` for the first error of the draft."""
    headers = read_rows(str(path), read_text(path))[0].headers
    if "source" not in headers:
        raise SourceError(f"{path}:1: a draft needs a line 'source NAME FIRST LAST'; add it")
    document, errors = read_one(path, path.parent, texts)
    if errors:
        raise errors[0]
    return written(document, headers["source"][0].split()[-1])
