"""Annotations of public texts: from a draft with snippets to a file that holds offsets and nothing of the text.

A draft is ``NAME.ann`` in the notation, with a line ``source NAME FIRST LAST``. Where the collection does not hold
single sentences, ``NAME.txt`` beside it is the public text laid out one sentence a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from corpus.loader import content
from corpus.model import Chain, CorpusEvent, Document, Mention
from corpus.notation import NotationError, read_rows
from corpus.resolve import Text, resolve
from corpus.texts import digest, public_text, split_of
from ontology.errors import SourceError
from ontology.facts import Span


def read_draft(path: Path, texts: Path) -> tuple[Document, list[NotationError]]:
    """Read a draft and resolve it against the public text.

    Raises :class:`SourceError` when the draft names no text or is laid out otherwise than the text.
    """
    rows, errors = read_rows(str(path), content(path))
    if len(rows.headers.get("source", ("", 0))[0].split()) != 3:
        raise SourceError(f"{path}:1: a draft needs a line 'source NAME FIRST LAST'; add it")
    name, first, last = rows.headers["source"][0].split()
    parts = public_text(texts, name, first, last)
    text, layout = " ".join(parts), path.with_suffix(".txt")
    lines = content(layout).splitlines() if layout.exists() else list(parts)
    sentences = tuple(place(str(layout), lines, text))
    group = rows.headers.get("run", (first, 0))[0]
    found = Text(first, name, group, split_of(group), text, sentences)
    document, more = resolve(rows, found, detached=False)
    return document, [*errors, *more]


def place(layout: str, lines: Iterable[str], text: str) -> Iterable[Span]:
    """Yield where the lines of a layout stand in the text; raises :class:`SourceError` where one does not."""
    end = 0
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        begin = text.find(line, end)
        if begin < 0:
            raise SourceError(f"{layout}:{number}: this line does not stand in the text there; copy it verbatim")
        end = begin + len(line)
        yield Span(line, begin, end)


def written(document: Document, last: str, run: str) -> str:
    """Return a document in the notation, with offsets for snippets."""
    lines = [
        f"annotator {document.annotator}",
        f"source {document.source} {document.id} {last}",
        f"run {run}",
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
    from corpus.modes import kind_of

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
    """Return the stand-off form of a draft. Raises the first error of the draft."""
    document, errors = read_draft(path, texts)
    if errors:
        raise errors[0]
    rows, _ = read_rows(str(path), content(path))
    _, first, last = rows.headers["source"][0].split()
    return written(replace(document, id=first), last, rows.headers.get("run", (first, 0))[0])
