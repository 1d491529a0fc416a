"""Read the corpus: every annotation with its text, resolved.

Policy: reading never stops at the first error; it returns what can be read and all errors, and whoever needs a
corpus without errors asks for :func:`documents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.model import Document, Split
from corpus.notation import NotationError, Rows, read_rows
from corpus.resolve import Text, resolve
from corpus.texts import digest, lay_out, plans, public_text, split_of
from ontology.errors import SourceError
from ontology.facts import Span

SUFFIX = ".ann"
#: Where annotations lie: of our own texts, of public texts, and the second ones made without sight of the first.
OWN, REAL, SECOND = "own", "real", "second"


def read(folder: Path, texts: Path | None = None, *, second: bool = False) -> tuple[list[Document], list[SourceError]]:
    """Read the annotations below a corpus folder, and return what is wrong beside them.

    ``texts`` is the folder of the public texts; without it only our own are read. ``second`` reads the
    second annotations instead of the first.
    """
    base = folder / SECOND if second else folder
    found: list[Document] = []
    errors: list[SourceError] = []
    for path in annotated(base):
        if path.is_relative_to(base / REAL) and texts is None:
            continue
        try:
            document, problems = read_one(path, folder, texts)
        except SourceError as error:
            errors.append(error)
            continue
        found.append(document)
        errors += problems
    return found, errors


def documents(
    folder: Path, texts: Path | None = None, *, split: Split | None = None, second: bool = False
) -> list[Document]:
    """Return the documents of a split, or all. Raises :class:`SourceError` with the first error there is."""
    if not (folder / "sampling.tsv").is_file():
        raise SourceError(f"{folder}: no corpus, for it has no sampling.tsv; name the folder of the corpus")
    found, errors = read(folder, texts, second=second)
    if errors:
        raise errors[0]
    return [d for d in found if split in (None, d.split)]


def annotated(folder: Path) -> Iterable[Path]:
    """Return the annotation files of one part of the corpus, in order."""
    return sorted(p for part in (OWN, REAL) for p in (folder / part).rglob(f"*{SUFFIX}"))


def read_one(path: Path, folder: Path, texts: Path | None = None) -> tuple[Document, list[NotationError]]:
    """Read one annotation file, a draft about a public text too. Raises :class:`SourceError` without its text."""
    rows, errors = read_rows(str(path), content(path))
    if "source" in rows.headers and "sha256" not in rows.headers and texts is not None:
        from corpus.detach import read_draft

        return read_draft(path, texts)
    text = real_text(rows, texts) if "source" in rows.headers else own_text(path, folder)
    document, more = resolve(rows, text, detached="source" in rows.headers)
    return document, [*errors, *more]


def own_text(path: Path, folder: Path) -> Text:
    """Read the text that belongs to an annotation of our own articles."""
    batch, number = path.parent.name, path.stem
    name = f"{batch}-{number}"
    plan = plans(folder).get(name)
    if plan is None:
        raise SourceError(f"{path}:1: sampling.tsv has no row {name}; add the row or rename the file")
    file = folder / OWN / batch / f"{number}.txt"
    headline, text, sentences = lay_out(file, content(file))
    group = plan.cluster or name
    return Text(name, "own", group, split_of(group), text, sentences, headline, plan.published)


def real_text(rows: Rows, texts: Path | None) -> Text:
    """Read the public text that an annotation names, and check its hash."""
    value, line = rows.headers["source"]
    words = value.split()
    if len(words) != 3 or "sha256" not in rows.headers or "sentences" not in rows.headers:
        raise NotationError(rows.path, line, "a public text needs 'source NAME FIRST LAST', sha256 and sentences")
    if texts is None:
        raise NotationError(rows.path, line, "this is a public text; name the folder of the public texts")
    name, first, last = words
    text = " ".join(public_text(texts, name, first, last))
    if digest(text) != rows.headers["sha256"][0]:
        raise NotationError(
            rows.path, rows.headers["sha256"][1], "the text is not the one annotated; take that edition"
        )
    group = rows.headers.get("run", (first, 0))[0]
    return Text(first, name, group, split_of(group), text, tuple(spans(rows, text)))


def spans(rows: Rows, text: str) -> Iterator[Span]:
    """Yield the sentences that a header line gives as offsets."""
    value, line = rows.headers["sentences"]
    for word in value.split():
        begin, _, end = word.partition("-")
        if not (begin.isdigit() and end.isdigit() and int(begin) < int(end) <= len(text)):
            raise NotationError(rows.path, line, f"{word!r} is no stretch of the text; write BEGIN-END")
        yield Span(text[int(begin) : int(end)], int(begin), int(end))


def content(path: Path) -> str:
    """Return the text of a file. Raises :class:`SourceError` when it cannot be read as UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SourceError(f"{path}: it cannot be opened ({error.strerror}); check the path") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}, byte {error.start}: this is not UTF-8; save the file as UTF-8") from None
