"""From annotation files to documents with exact offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.detach import detach
from corpus.loader import documents, read, read_one
from corpus.model import Document
from ontology.errors import SourceError
from tests.corpus.small import ANNOTATION, DRAFT, TEXT, corpus, public


def load(folder: Path, annotation: str = ANNOTATION, text: str = TEXT) -> tuple[Document, list[str]]:
    """Return the document of a small corpus and what is wrong with it."""
    document, errors = read_one(corpus(folder, annotation, text), folder)
    return document, [str(e) for e in errors]


def test_sentences_are_joined_by_blanks_and_paragraphs_by_empty_lines(tmp_path: Path) -> None:
    document, errors = load(tmp_path)
    assert errors == []
    assert document.text.count("\n\n") == 1
    assert [document.text[s.begin : s.end] for s in document.sentences] == [s.text for s in document.sentences]
    assert (document.headline, document.published and document.published.isoformat()) == (
        "Lind flies to Riga",
        "2024-03-06",
    )


def test_every_span_is_verbatim(tmp_path: Path) -> None:
    document, _ = load(tmp_path)
    spans = [m.span for _, m in document.mentions()] + [t for e in document.events for t in e.triggers]
    assert all(document.text[s.begin : s.end] == s.text for s in spans)


def test_a_name_stands_for_all_its_occurrences_outside_longer_names(tmp_path: Path) -> None:
    text = TEXT.replace("Snow fell.", "Lind left Sweden.\nSnow fell.")
    annotation = ANNOTATION.replace("Anna Lind |", "Anna Lind; Lind |").replace("quiet 4", "quiet 4 5")
    document, errors = load(tmp_path, annotation, text)
    assert errors == []
    assert [m.span.text for m in document.chain("C1").mentions if m.form == "name"] == ["Anna Lind", "Lind"]


def test_forms_and_types_of_mentions(tmp_path: Path) -> None:
    document, _ = load(tmp_path)
    assert [(m.span.text, m.form) for m in document.chain("C1").mentions] == [
        ("Anna Lind", "name"),
        ("her", "pronoun"),
        ("She", "pronoun"),
    ]
    assert [(m.span.text, m.type) for m in document.chain("C4").mentions] == [("Latvian", "NORP"), ("Latvia", "GPE")]
    assert document.chain("C6").mentions[0].form == "nominal"


def test_an_event_is_resolved(tmp_path: Path) -> None:
    event = load(tmp_path)[0].events[1]
    assert (event.kind, event.participants, event.about) == (
        "PublicStatement",
        (("initiator", "C1"), ("target", "C4")),
        ("C5",),
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("met@1", "meet@1", "'meet' does not occur in sentence 1"),
        ("met@1", "me@1", "'me' does not occur in sentence 1 as whole words"),
        ("met@1", "met@9", "there is no sentence 9"),
        ("her@1", "her@1.2", "'her' does not occur in sentence 1 so often"),
        ("talks@3", "of@3; e", "'e' does not occur"),
        ("Latvia;", "Lettland;", "'Lettland' does not occur"),
        ("Janis Ozols", "Janis Ozols; Ozols", "'Ozols' stands only inside longer names"),
        ("=NIL | RIGA", "=NIL | Latvia", "'Latvia' is a name of C4 too"),
        ("her@1", "Latvian@1", "'Latvian' in sentence 1 belongs to"),
        ("of C3 C4", "of C3 C44", "there is no chain C44"),
        ("O C1 C3", "O C1 C33", "there is no chain C33"),
        ("participant C1 C2", "participant C1 C22", "there is no chain C22"),
        ("time 2024-05", "response E9", "there is no event E9"),
        ("E1 CONSULT |", "E1 CONSULT:lunch |", "CONSULT has no mode 'lunch'"),
        ("E1 CONSULT |", "E1 DINE |", "'DINE' is no type"),
        ("E1 CONSULT |", "E1 - |", "needs a mode"),
        ("quiet 4", "quiet four", "quiet takes numbers"),
    ],
)
def test_what_does_not_fit_the_text_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in ANNOTATION
    _, errors = load(tmp_path, ANNOTATION.replace(old, new, 1))
    assert any(problem in error for error in errors), errors
    assert all(error.startswith(f"{tmp_path}") and ".ann:" in error for error in errors)


@pytest.mark.parametrize(
    ("text", "line"),
    [("One line", 1), ("Head\nNo empty line.", 1), ("Head\n\n A blank first.", 3), ("Head\n\nA.\n\n\nB.", 5)],
)
def test_another_layout_is_refused(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(SourceError, match=rf"01\.txt:{line}: "):
        read_one(corpus(tmp_path, text=text), tmp_path)


def test_an_article_without_a_row_is_refused(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    path.rename(path.with_name("02.ann"))
    with pytest.raises(SourceError, match=r"sampling\.tsv has no row b01-02"):
        read_one(path.with_name("02.ann"), tmp_path)


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    table = tmp_path / "sampling.tsv"
    table.write_text(table.read_text(encoding="utf-8").replace("2024-03-06", "March"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"sampling\.tsv:2: "):
        read_one(path, tmp_path)


def annotated(folder: Path) -> tuple[Path, Path, Path]:
    """A corpus that holds one public text stand-off: the folder of texts, the draft, and what is kept of it."""
    texts = public(folder / "texts")
    draft = folder / "voa-1.ann"
    draft.write_text(DRAFT, encoding="utf-8")
    corpus(folder / "corpus")
    kept = folder / "corpus" / "real" / "voa-1.ann"
    kept.parent.mkdir()
    kept.write_text(detach(draft, texts), encoding="utf-8")
    return texts, draft, kept


def test_a_public_text_is_read_by_path_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    texts, draft, kept = annotated(tmp_path)
    assert "Tull" not in kept.read_text(encoding="utf-8")
    assert "shelled" not in kept.read_text(encoding="utf-8")
    found, _ = read_one(draft, tmp_path, texts)
    again = next(d for d in documents(tmp_path / "corpus", texts) if not d.own)
    assert again.chains == tuple(
        c.__class__(**{**_fields(c), "line": a.line}) for c, a in zip(found.chains, again.chains, strict=True)
    )
    assert [(e.code, e.triggers, e.participants, e.place) for e in again.events] == [
        (e.code, e.triggers, e.participants, e.place) for e in found.events
    ]
    assert (again.sentences, again.quiet, again.group) == (found.sentences, found.quiet, found.group)


def _fields(chain: object) -> dict[str, object]:
    return {name: getattr(chain, name) for name in chain.__slots__}  # type: ignore[attr-defined]


def test_public_texts_are_left_out_without_their_folder(tmp_path: Path) -> None:
    texts, _, _ = annotated(tmp_path)
    assert [d.source for d in documents(tmp_path / "corpus")] == ["own"]
    file = texts / "voa_sentences.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("hurt", "harmed"), encoding="utf-8")
    from corpus.texts import collection

    collection.cache_clear()
    _, errors = read(tmp_path / "corpus", texts)
    assert "is not the one annotated" in str(errors[0])


def test_a_folder_without_a_sampling_table_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no sampling\.tsv"):
        documents(tmp_path)
