"""Where articles lie, and in which format.

Policy: a folder is read in the order of its sorted paths, hidden files and folders passed over, so that a
batch is the same on every machine. In a folder a file's suffix says its format, and files of other
suffixes are named as problems; READMEs, licences and gold files beside articles are no articles. A file
that is named itself, and standard input, is looked at when the suffix says nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ingest.sources import markdown, records, webpage
from ingest.sources.drafts import Draft, Problem, compose
from ingest.sources.encoding import decode
from ontology.errors import SourceError
from ontology.facts import Article

Reader = Callable[[str, str], Iterator[Draft | Problem]]


def plain(text: str, source: str) -> Iterator[Draft]:
    """Yield the one article of a text file; :mod:`ingest.sources.preamble` reads its header lines."""
    yield Draft(text, source)


FORMATS: Mapping[str, Reader] = {
    ".txt": plain,
    ".text": plain,
    ".md": markdown.drafts,
    ".markdown": markdown.drafts,
    ".html": webpage.drafts,
    ".htm": webpage.drafts,
    ".xhtml": webpage.drafts,
    ".json": records.drafts,
}
LINES = (".jsonl", ".ndjson")
COMPANIONS = ("readme", "license", "licence", "notice", "copying")
GOLD = ".gold.json"
STDIN = "-"


def read(
    path: str | Path, *, encoding: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Problem]:
    """Yield the articles of a file, a folder or ``-`` (standard input), and what could not be read.

    ``encoding`` is that of files that have no byte order mark. Never raises for bad input.
    """
    if str(path) == STDIN:
        yield from articles(stream(stdin or sys.stdin.buffer, encoding), STDIN)
        return
    for file in files(Path(path)):
        if isinstance(file, Problem):
            yield file
        else:
            yield from articles(drafts(file, encoding), str(file))


def count(paths: Iterable[str | Path]) -> int | None:
    """Return how many articles the paths hold, by files and lines; None when a stream is among them."""
    total = 0
    for path in paths:
        if str(path) == STDIN:
            return None
        for file in files(Path(path)):
            if isinstance(file, Path) and file.suffix.lower() in LINES:
                with file.open("rb") as data:
                    total += sum(1 for _ in data)
            else:
                total += 1
    return total


def is_file(source: str) -> bool:
    """Tell whether an article's source is a whole file: neither a stream nor one row of a file."""
    return source != STDIN and "#" not in source


def files(path: Path) -> Iterator[Path | Problem]:
    """Yield a file, or the article files below a folder; what cannot be read is a problem."""
    if not path.exists():
        yield Problem(str(path), "", "there is no such file or folder; check the spelling")
    elif not path.is_dir():
        yield path
    else:
        empty = True
        for file in sorted(walk(path)):
            suffix = file.suffix.lower()
            if file.stem.lower() in COMPANIONS or file.name.endswith(GOLD):
                continue
            empty = False
            if suffix in FORMATS or suffix in LINES:
                yield file
            else:
                known = ", ".join((*FORMATS, *LINES))
                reason = f"its suffix is none of {known}; name the file itself to have it looked at"
                yield Problem(str(file), "", reason)
        if empty:
            yield Problem(str(path), "", "the folder holds no articles; name one that does")


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that are not hidden."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names if not name.startswith("."))


def drafts(file: Path, encoding: str | None) -> Iterator[Draft | Problem]:
    """Yield the drafts of one file. Raises :class:`SourceError` when it cannot be read at all."""
    suffix = file.suffix.lower()
    source = Path(os.path.abspath(file)).as_posix()  # noqa: PTH100 (links stay)
    try:
        if suffix in LINES:
            with file.open("rb") as data:
                yield from nonempty(records.lines(data, source, encoding=encoding))
            return
        content = file.read_bytes()
    except OSError as error:
        raise SourceError(f"it cannot be opened ({error.strerror}); check its permissions") from None
    form = FORMATS.get(suffix)
    text = decode(content, encoding=encoding, page=form is webpage.drafts or looks_like_page(content))
    yield from (form or detect(text))(required(text), source)


def stream(data: BinaryIO, encoding: str | None) -> Iterator[Draft | Problem]:
    """Yield the drafts of a stream: JSON Lines line by line, anything else as one document."""
    first = data.readline()
    while first and not first.strip():
        first = data.readline()
    if first.lstrip().startswith(b"{") and records.is_object(first.decode("utf-8", "replace")):
        yield from records.lines(chain([first], data), STDIN, encoding=encoding)
        return
    content = first + data.read()
    text = decode(content, encoding=encoding, page=looks_like_page(content))
    yield from detect(text)(required(text), STDIN)


def detect(text: str) -> Reader:
    """Return the reader for a text of unknown format: JSON, HTML or plain text."""
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return records.drafts
    return webpage.drafts if looks_like_page(text.encode()) else plain


def looks_like_page(content: bytes) -> bool:
    """Tell whether a document begins as HTML does."""
    start = content[:1024].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )


def required(text: str) -> str:
    """Return a text that is not blank. Raises :class:`SourceError` for one that is."""
    if not text.strip():
        raise SourceError("it is empty; there is nothing to read")
    return text


def nonempty(found: Iterator[Draft | Problem]) -> Iterator[Draft | Problem]:
    """Pass drafts on. Raises :class:`SourceError` when there is none and no problem either."""
    first = next(found, None)
    if first is None:
        raise SourceError("it is empty; there is nothing to read")
    yield from chain([first], found)


def articles(found: Iterator[Draft | Problem], source: str) -> Iterator[Article | Problem]:
    """Compose drafts; what fails is a problem of ``source``, at the place the draft came from."""
    try:
        for draft in found:
            if isinstance(draft, Problem):
                yield Problem(source, draft.place, draft.reason)
                continue
            try:
                yield compose(draft)
            except SourceError as error:
                yield Problem(source, draft.place, str(error))
    except SourceError as error:
        yield Problem(source, "", str(error))
