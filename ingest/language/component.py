"""The spaCy component ``diplograph_language``: one pass of the network fills a whole Doc.

Policy: a paragraph is a sequence of its own, so that a dateline or caption cannot spoil what follows and
a blank line always ends a sentence; a long paragraph is read in windows that end where a sentence does.
White space is no word: its tokens hang from the word before them. What the network scores is decoded by
``trees``, ``spans`` and ``lemmas``; this module only puts the pieces into spaCy's arrays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch
from spacy.vocab import Vocab

from ingest.language import repair, spans, trees
from ingest.language.lemmas import Lemmatizer
from ingest.language.session import Floats, Network, Pieces
from ontology.errors import ModelError

FACTORY = "diplograph_language"
DATA = Path(__file__).with_name("data")
#: Words of a window; the network was trained on up to 120 and reads 170 as well.
WINDOW = 160
#: Word pieces of a window that the encoder can place.
LONGEST = 500
#: Sequences that go through the network together.
BATCH = 8
CLOSING = frozenset("\"'”’)]»")


@dataclass(slots=True)
class Draft:
    """The annotation of one Doc's words (white space left out) while windows are read."""

    words: list[str]
    index: list[int]
    tags: list[int] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    scripts: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[spans.Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words of one draft, [start, end); ``last`` when its paragraph ends here."""

    draft: int
    start: int
    end: int
    stop: int


@Language.factory(FACTORY)
def create(nlp: Language, name: str) -> LanguageModel:
    """Build the component for a pipeline config."""
    return LanguageModel(nlp.vocab, DATA)


class LanguageModel:
    """Fills tags, features, lemmas, trees, sentences and entities of Docs."""

    def __init__(self, vocab: Vocab, data: Path) -> None:
        try:
            tables = json.loads((data / "labels.json").read_text(encoding="utf-8"))
            bilinear = np.load(data / "labels.npz")["bilinear"].astype(np.float32)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{data}: no readable label tables ({error}); install diplograph again") from None
        self.pieces = Pieces(data / "tokenizer.json")
        self.network = Network(data / "model.onnx")
        self.lemmatizer = Lemmatizer(data / "lemmas.json.gz")
        self.entities = spans.Labels(tables["entities"])
        self.tags: list[str] = tables["tags"]
        self.scripts: list[str] = tables["lemmas"]
        self.relations: list[str] = tables["relations"]
        self._root = self.relations.index("ROOT")
        size = bilinear.shape[1]
        self._bilinear = np.ascontiguousarray(bilinear.transpose(1, 0, 2).reshape(size, -1))
        strings, morphology = vocab.strings, vocab.morphology
        self._tag_keys = np.array([strings.add(t) for t in self.tags], np.uint64)
        parts = [f.split("|", 1) for f in tables["features"]]
        self._pos_keys = np.array([strings.add(p) for p, _ in parts], np.uint64)
        self._morph_keys = np.array([morphology.add(f) for _, f in parts], np.uint64)
        self._empty = np.uint64(morphology.add(""))
        self._space = (np.uint64(strings.add("_SP")), np.uint64(strings.add("SPACE")), np.uint64(strings.add("dep")))
        self._relation_keys = {r: np.uint64(strings.add(r)) for r in (*self.relations, "ROOT")}
        self._kind_keys = {k: np.uint64(strings.add(k)) for k in self.entities.kinds}

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the entity labels, as spaCy's own components do."""
        return self.entities.kinds

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place."""
        return self.annotate([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate Docs in place, several paragraphs at a time."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            yield from self.annotate(docs)

    def annotate(self, docs: Sequence[Doc]) -> list[Doc]:
        """Annotate Docs in place; deterministic for a given batch of Docs."""
        drafts: list[Draft] = []
        waiting: list[Window] = []
        for number, doc in enumerate(docs):
            index = [t.i for t in doc if not t.is_space]
            draft = Draft([doc[i].text for i in index], index)
            for values in (draft.tags, draft.features, draft.scripts, draft.heads):
                values.extend([0] * len(index))
            draft.relations.extend([""] * len(index))
            drafts.append(draft)
            waiting += [Window(number, a, min(a + WINDOW, z), z) for a, z in _paragraphs(doc, index)]
        while waiting:
            waiting.sort(key=lambda w: (w.end - w.start, w.draft, w.start))
            following: list[Window] = []
            for some in (waiting[i : i + BATCH] for i in range(0, len(waiting), BATCH)):
                following += self._read(some, drafts)
            waiting = following
        for doc, draft in zip(docs, drafts, strict=True):
            self._fill(doc, draft)
        return list(docs)

    def _read(self, windows: Sequence[Window], drafts: Sequence[Draft]) -> list[Window]:
        """Read windows through the network; return what is left of paragraphs that go on."""
        fitted, encoded = [], []
        for window in windows:
            pieces = self.pieces.encode(drafts[window.draft].words[window.start : window.end])
            while len(pieces.ids) > LONGEST:
                window = Window(window.draft, window.start, window.end - 15, window.stop)
                pieces = self.pieces.encode(drafts[window.draft].words[window.start : window.end])
            fitted.append(window)
            encoded.append(pieces)
        scores = self.network(encoded)
        rest = []
        for row, window in enumerate(fitted):
            here = {name: values[row, : window.end - window.start] for name, values in scores.items()}
            done = window.start + self._decode(here, window, drafts[window.draft])
            if done < window.stop:
                rest.append(Window(window.draft, done, min(done + WINDOW, window.stop), window.stop))
        return rest

    def _decode(self, scores: dict[str, Floats], window: Window, draft: Draft) -> int:
        """Write a window's annotation into the draft; return how many words were settled."""
        size, offset = window.end - window.start, window.start
        starts = _starts(scores["starts"], draft.words[offset : offset + size])
        kept = size
        if window.end < window.stop and len(starts) > 1:
            kept = starts.pop()
        heads = np.zeros(kept, np.int64)
        for begin, end in zip(starts, [*starts[1:], kept], strict=True):
            heads[begin:end] = trees.decode(scores["arcs"][begin:end, begin:end]) + begin
        stop = offset + kept
        draft.tags[offset:stop] = scores["tags"][:kept].argmax(1).tolist()
        draft.features[offset:stop] = scores["features"][:kept].argmax(1).tolist()
        draft.scripts[offset:stop] = scores["lemmas"][:kept].argmax(1).tolist()
        draft.heads[offset:stop] = (heads + offset).tolist()
        draft.relations[offset:stop] = self._label(scores["dependants"][:kept], scores["heads"], heads)
        for name in self.entities.decode(scores["entities"][:kept]):
            draft.names.append(spans.Name(name.start + offset, name.end + offset, name.label, name.scores))
        return kept

    def _label(self, dependants: Floats, over: Floats, heads: NDArray[np.int64]) -> list[str]:
        """Return the relation of each word to its head, by the bilinear product of both."""
        size = len(heads)
        one = np.ones((size, 1), np.float32)
        left = np.concatenate([dependants, one], 1)
        right = np.concatenate([over[heads], one], 1)
        product = (left @ self._bilinear).reshape(size, len(self.relations), -1)
        scores = np.matmul(product, right[:, :, None])[:, :, 0]
        roots = heads == np.arange(size)
        scores[~roots, self._root] = trees.WORST
        best = scores.argmax(1)
        return ["ROOT" if root else self.relations[i] for root, i in zip(roots, best, strict=True)]

    def _fill(self, doc: Doc, draft: Draft) -> None:
        """Write a draft into spaCy's arrays, white space hung from the word before it."""
        size = len(doc)
        if not draft.words:
            return
        tags = [self.tags[i] for i in draft.tags]
        repair.hyphenated_participles(draft.words, tags, draft.heads, draft.relations)
        columns = {a: np.zeros(size, np.uint64) for a in (TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE)}
        at = np.array(draft.index)
        columns[TAG][:], columns[POS][:], columns[DEP][:] = self._space
        columns[MORPH][:] = self._empty
        columns[ENT_IOB][:] = 2
        columns[TAG][at] = self._tag_keys[draft.tags]
        columns[POS][at] = self._pos_keys[draft.features]
        columns[MORPH][at] = self._morph_keys[draft.features]
        strings = doc.vocab.strings
        lemmas = [
            self.lemmatizer(word, tag, self.scripts[script])
            for word, tag, script in zip(draft.words, tags, draft.scripts, strict=True)
        ]
        columns[LEMMA][at] = [strings.add(lemma) for lemma in lemmas]
        columns[DEP][at] = [self._relation_keys[r] for r in draft.relations]
        offsets = np.zeros(size, np.int64)
        offsets[at] = at[draft.heads] - at
        words = set(draft.index)
        for i in range(size):
            if i not in words:
                columns[LEMMA][i] = doc[i].orth
                offsets[i] = -1 if i > draft.index[0] else draft.index[0] - i
        columns[HEAD] = offsets.astype(np.uint64)
        for start, end, label in self._entities(draft, tags):
            first, last = draft.index[start], draft.index[end - 1]
            columns[ENT_IOB][first : last + 1] = 1
            columns[ENT_IOB][first] = 3
            columns[ENT_TYPE][first : last + 1] = self._kind_keys[label]
        doc.from_array(list(columns), np.stack(list(columns.values()), 1))  # type: ignore[arg-type]

    def _entities(self, draft: Draft, tags: Sequence[str]) -> list[tuple[int, int, str]]:
        trimmed = [n for name in draft.names if (n := spans.trim(name, draft.words, tags)) is not None]
        return [(n.start, n.end, n.label) for n in spans.vote(trimmed, draft.words, self.entities.kinds)]


def _paragraphs(doc: Doc, index: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches of words between blank lines, [start, end) over ``index``."""
    found: list[tuple[int, int]] = []
    start = 0
    for place in range(1, len(index)):
        between = doc[index[place - 1] + 1 : index[place]]
        if sum(t.text.count("\n") for t in between) > 1:
            found.append((start, place))
            start = place
    if index:
        found.append((start, len(index)))
    return found


def _starts(scores: Floats, words: Sequence[str]) -> list[int]:
    """Return where sentences start; a closing mark starts none."""
    starts = [0]
    for place in (np.flatnonzero(scores[1:, 1] > scores[1:, 0]) + 1).tolist():
        rest = words[place : place + 2]
        closing = rest[0] in CLOSING and (len(rest) < 2 or place == starts[-1] + 1 or rest[1] in CLOSING)
        if not closing:
            starts.append(place)
    return starts
