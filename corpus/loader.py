"""Read the corpus: every annotation with its text, resolved.

Policy: reading never stops at the first error; it returns what can be read and all errors, and whoever needs a
corpus without errors asks for :func:`documents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.model import Document, Split
from corpus.notation import NotationError, Rows, read_rows
from corpus.resolve import Text, resolve
from corpus.texts import digest, lay_out, plans, public_text, split_of
from ingest.evaluation.gold import read_text
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
    rows, errors = read_rows(str(path), read_text(path))
    text = real_text(rows, texts) if "source" in rows.headers else own_text(path, folder)
    document, more = resolve(rows, text, detached="sha256" in rows.headers)
    return document, [*errors, *more]


def own_text(path: Path, folder: Path) -> Text:
    """Read the text that belongs to an annotation of our own articles."""
    batch, number = path.parent.name, path.stem
    name = f"{batch}-{number}"
    plan = plans(folder).get(name)
    if plan is None:
        raise SourceError(f"{path}:1: sampling.tsv has no row {name}; add the row or rename the file")
    file = folder / OWN / batch / f"{number}.txt"
    headline, text, sentences = lay_out(file, read_text(file))
    group = plan.cluster or name
    return Text(name, "own", group, split_of(group), text, sentences, headline, plan.published)


def real_text(rows: Rows, texts: Path | None) -> Text:
    """Read the public text that an annotation names; check its hash, or lay a draft's text out."""
    value, line = rows.headers["source"]
    words = value.split()
    if len(words) != 3:
        raise NotationError(rows.path, line, "a public text needs 'source NAME FIRST LAST'")
    if texts is None:
        raise NotationError(rows.path, line, "this is a public text; name the folder of the public texts")
    name, first, last = words
    parts = public_text(texts, name, first, last)
    text = " ".join(parts)
    if "sha256" not in rows.headers:
        sentences = tuple(place(Path(rows.path).with_suffix(".txt"), parts, text))
    elif "sentences" not in rows.headers:
        raise NotationError(rows.path, line, "an annotation with a hash needs its sentences too")
    elif digest(text) != rows.headers["sha256"][0]:
        raise NotationError(
            rows.path, rows.headers["sha256"][1], "the text is not the one annotated; take that edition"
        )
    else:
        sentences = tuple(spans(rows, text))
    group = rows.headers.get("run", (first, 0))[0]
    return Text(first, name, group, split_of(group), text, sentences)


def place(layout: Path, parts: Sequence[str], text: str) -> Iterator[Span]:
    """Yield where the lines of a layout, if there is one, or the parts stand in the text.

    Raises :class:`SourceError` where a line does not.
    """
    end = 0
    for number, line in enumerate(read_text(layout).splitlines() if layout.exists() else parts, 1):
        if not line:
            continue
        begin = text.find(line, end)
        if begin < 0:
            raise SourceError(f"{layout}:{number}: this line does not stand in the text there; copy it verbatim")
        end = begin + len(line)
        yield Span(line, begin, end)


def spans(rows: Rows, text: str) -> Iterator[Span]:
    """Yield the sentences that a header line gives as offsets."""
    value, line = rows.headers["sentences"]
    for word in value.split():
        begin, _, end = word.partition("-")
        if not (begin.isdigit() and end.isdigit() and int(begin) < int(end) <= len(text)):
            raise NotationError(rows.path, line, f"{word!r} is no stretch of the text; write BEGIN-END")
        yield Span(text[int(begin) : int(end)], int(begin), int(end))
