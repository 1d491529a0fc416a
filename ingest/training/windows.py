"""Training data: DocBins cut into windows of words, with what each word may be.

Policy: a source says what it annotates and no more. A layer that a document lacks is not trained on it; a word
whose entity is marked as missing may be anything; and a label that is coarser than ours stands for several
("LOC" of the public sources is a country, a region or a building). So every word carries the *set* of entity tags
it may have, and the loss asks for their sum (a partial label).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc, DocBin, Span

from ingest.language.session import Encoded, Pieces

#: The entity labels that are learned.
ENTITIES = ("DATE", "EVENT", "FAC", "GPE", "LAW", "LOC", "MISC", "NORP", "ORG", "PERSON")
#: What a label of the public sources may be among ours.
COARSE: Mapping[str, tuple[str, ...]] = {"LOC": ("GPE", "LOC", "FAC"), "MISC": ("MISC", "LAW")}
WORDS, LONGEST = 120, 200
#: Marks a word without a target.
MISSING = -100


@dataclass(frozen=True, slots=True)
class Tables:
    """The labels of each head, in the order of its outputs."""

    tags: tuple[str, ...]
    features: tuple[str, ...]
    lemmas: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words with its targets, each None where the source does not annotate the layer.

    ``sentence`` numbers the sentences; ``starts`` is 1 at the first word of each; ``heads`` are places in the window,
    a root its own head. ``entities`` is (words, entity tags): may the word have the tag?
    """

    encoded: Encoded
    sentence: NDArray[np.int64] | None = None
    heads: NDArray[np.int64] | None = None
    relations: NDArray[np.int64] | None = None
    tags: NDArray[np.int64] | None = None
    features: NDArray[np.int64] | None = None
    lemmas: NDArray[np.int64] | None = None
    entities: NDArray[np.bool_] | None = None

    @property
    def starts(self) -> NDArray[np.int64] | None:
        """Return where sentences begin."""
        if self.sentence is None:
            return None
        return np.concatenate([[1], (self.sentence[1:] != self.sentence[:-1]).astype(np.int64)])


def read(path: Path) -> list[Doc]:
    """Read a DocBin."""
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def entity_tags() -> tuple[str, ...]:
    """Return the tags of the entity head: O, then B and I of each label."""
    return ("O", *(f"{mark}-{label}" for label in ENTITIES for mark in "BI"))


def windows(docs: Iterable[Doc], tables: Tables, pieces: Pieces, *, fine: bool) -> Iterator[Window]:
    """Cut documents into windows that end where sentences do.

    ``fine`` says that the documents carry our own labels, so that LOC is LOC and O is O.
    """
    for doc in docs:
        trees = doc.has_annotation("DEP")
        split = trees or doc.has_annotation("SENT_START")
        for stretch in stretches(doc, split=split):
            yield window(doc, stretch, tables, pieces, trees=trees, split=split, fine=fine)


def stretches(doc: Doc, *, split: bool) -> Iterator[list[Span]]:
    """Yield runs of sentences, or of rough ones, with about :data:`WORDS` words."""
    parts = list(doc.sents) if split else list(rough(doc))
    run: list[Span] = []
    for part in parts:
        part = doc[part.start : min(part.end, part.start + LONGEST)]
        if run and part.end - run[0].start > WORDS:
            yield run
            run = []
        if run and part.start != run[-1].end:
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def rough(doc: Doc) -> Iterator[Span]:
    """Yield stretches that end with a full stop, where nobody annotated sentences."""
    start = 0
    for token in doc:
        if (token.text in ".!?" and token.i - start >= 3) or token.i - start >= 70:
            yield doc[start : token.i + 1]
            start = token.i + 1
    if start < len(doc):
        yield doc[start:]


def window(
    doc: Doc, run: Sequence[Span], tables: Tables, pieces: Pieces, *, trees: bool, split: bool, fine: bool
) -> Window:
    """Return one run of sentences with its targets."""
    start, end = run[0].start, run[-1].end
    tokens = list(doc[start:end])

    def targets(values: Iterable[str], names: Sequence[str]) -> NDArray[np.int64]:
        index = {name: number for number, name in enumerate(names)}
        return np.array([index.get(value, MISSING) for value in values], np.int64)

    known = any(t.ent_iob for t in doc)
    return Window(
        pieces.encode([t.text for t in tokens]),
        np.concatenate([np.full(len(s), n) for n, s in enumerate(run)]) if split else None,
        np.array([t.head.i - start for t in tokens], np.int64) if trees else None,
        targets((t.dep_ for t in tokens), tables.relations) if trees else None,
        targets((t.tag_ for t in tokens), tables.tags) if trees else None,
        targets((f"{t.pos_}|{t.morph}" for t in tokens), tables.features) if trees else None,
        targets((lemma_script(t.text, t.lemma_) for t in tokens), tables.lemmas) if trees else None,
        np.array([allowed(t.ent_iob, t.ent_type_, tables.entities, fine=fine) for t in tokens]) if known else None,
    )


def allowed(iob: int, label: str, tags: Sequence[str], *, fine: bool) -> list[bool]:
    """Return which entity tags a word may have; ``iob`` is spaCy's 0 missing, 1 inside, 2 outside, 3 beginning."""
    if iob == 0:
        return [True] * len(tags)
    if iob == 2:
        return [tag == "O" or (fine and tag.endswith("-MISC")) for tag in tags]
    labels = (label,) if fine else COARSE.get(label, (label,))
    mark = "B" if iob == 3 else "I"
    return [tag in {f"{mark}-{each}" for each in labels} for tag in tags]


def lemma_script(form: str, lemma: str) -> str:
    """Return how a form becomes its lemma: keep or lower the case, cut so many letters, add these."""
    case = "K" if lemma[:1].isupper() else "L"
    form = form if case == "K" else form.lower()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{case}|{len(form) - same}|{lemma[same:]}"


def text_of(doc: Doc) -> str:
    """Return the words of a document without white space, to find a text again in another collection."""
    return "".join(doc.text.split())


def sentence_texts(doc: Doc) -> list[str]:
    """Return the sentences of a document without white space; those of a few words could stand anywhere."""
    return ["".join(s.text.split()) for s in doc.sents if len(s) > 5]


def counts(found: Sequence[Window]) -> Counter[str]:
    """Return how many words carry each layer."""
    count: Counter[str] = Counter()
    for each in found:
        words = len(each.encoded.first)
        layers = ("heads", "sentence", "entities")
        count.update({name: words for name in layers if getattr(each, name) is not None}, words=words)
    return count
