"""The spaCy component ``diplograph_language``: one pass of the network fills a whole Doc.

Policy: every paragraph is read by itself, so that a dateline or caption cannot spoil what follows and no
sentence or name crosses a blank line; a long one is read in windows that end where a sentence does. (Short
paragraphs read together parsed 0.1 to 0.3 LAS worse.) An annotation depends on the paragraph alone, never
on what else is in the stream. White space is no word: its tokens hang from the word before them. What the
network scores is decoded by ``sentences``, ``trees``, ``repair``, ``spans`` and ``lemmas``; this module only
puts the pieces into spaCy's arrays.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.language import repair, sentences, spans, trees
from ingest.language.lemmas import Lemmatizer
from ingest.language.session import Floats, Network, Pieces
from ontology.errors import ModelError

FACTORY = "diplograph_language"
DATA = Path(__file__).with_name("data")
#: The environment variable that says how many threads the network may use.
THREADS = "DIPLOGRAPH_THREADS"
#: Words of a window; the network was trained on up to 120 and reads 170 as well.
WINDOW = 150
#: Word pieces of a window that the encoder can place.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """The annotation of one Doc's words (white space left out) while its windows are read.

    ``index`` holds the token index of each word; all else counts words.
    """

    words: sentences.Words
    index: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]
    tags: NDArray[np.int64]
    features: NDArray[np.int64]
    scripts: NDArray[np.int64]
    names: list[spans.Name] = field(default_factory=list)


@Language.factory(FACTORY, default_config={"model": None, "threads": None})
def create(nlp: Language, name: str, model: str | None, threads: int | None) -> LanguageModel:
    """Build the component; ``model`` is a folder of model files, the shipped one when None.

    ``threads`` is how many threads the network may use: when None, what :data:`THREADS` says, or one.
    """
    if threads is None:
        said = os.environ.get(THREADS, "1")
        if not said.isdecimal() or int(said) < 1:
            raise ModelError(f"{THREADS}={said}: not a number of threads; set it to 1 or more, or not at all")
        threads = int(said)
    return LanguageModel(nlp.vocab, Path(model) if model else DATA, threads=threads)


class LanguageModel:
    """Fills tags, features, lemmas, trees, sentences and entities of Docs."""

    def __init__(self, vocab: Vocab, data: Path, *, threads: int = 1) -> None:
        try:
            tables: dict[str, list[str]] = json.loads((data / "labels.json").read_text(encoding="utf-8"))
            self.tags, self.relations = tables["tags"], tables["relations"]
            self.scripts, features = tables["lemmas"], [f.split("|", 1) for f in tables["features"]]
            self.entities = spans.Labels(tables["entities"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{data}: no readable label tables ({error}); install diplograph again") from None
        self.pieces = Pieces(data / "tokenizer.json")
        self.network = Network(data / "model.onnx", data / "relations.onnx", threads=threads)
        self.lemmatizer = Lemmatizer(data / "lemmas.json.gz")
        self._root = self.relations.index("ROOT")

        def keys(names: Iterable[str]) -> NDArray[np.uint64]:
            return np.array([vocab.strings.add(name) for name in names], np.uint64)

        self._tag_keys = keys(self.tags)
        self._relation_keys = dict(zip(self.relations, keys(self.relations), strict=True))
        self._pos_keys = keys(pos for pos, _ in features)
        self._morph_keys = np.array([vocab.morphology.add(feature) for _, feature in features], np.uint64)
        self._kind_keys = dict(zip(self.entities.kinds, keys(self.entities.kinds), strict=True))
        self._space = dict(zip((TAG, POS, DEP), keys(("_SP", "SPACE", "dep")), strict=True))
        self._space[MORPH] = np.uint64(vocab.morphology.add(""))

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the entity labels, as spaCy's own components do."""
        return self.entities.kinds

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place."""
        draft = _draft(doc)
        start, size = 0, len(draft.index)
        while start < size:
            start = self._read(draft, start, _end(draft.words, start))
        if size:
            self._fill(doc, draft)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Annotate Docs in place, one after the other; ``batch_size`` is spaCy's and changes nothing."""
        for doc in stream:
            yield self(doc)

    def _read(self, draft: Draft, start: int, end: int) -> int:
        """Annotate a window of words; return where the next one starts."""
        encoded = self.pieces.encode(draft.words.texts[start:end])
        while len(encoded.ids) > LONGEST:
            end -= max(1, (end - start) // 10)
            encoded = self.pieces.encode(draft.words.texts[start:end])
        scores = self.network(encoded)
        starts = sentences.starts(scores["starts"], draft.words, start)
        stop = end - start
        if end < len(draft.index) and not draft.words.hard(end) and len(starts) > 1:
            stop = starts.pop()
        heads = np.zeros(stop, np.int64)
        for first, last in zip(starts, [*starts[1:], stop], strict=True):
            heads[first:last] = trees.decode(scores["arcs"][first:last, first:last]) + first
        here = slice(start, start + stop)
        draft.tags[here] = scores["tags"][:stop].argmax(1)
        draft.features[here] = scores["features"][:stop].argmax(1)
        draft.scripts[here] = scores["lemmas"][:stop].argmax(1)
        draft.heads[here] = heads + start
        draft.relations[here] = self._relate(scores["dependants"][:stop], scores["heads"][heads], heads)
        edges = [place for place in starts if draft.words.hard(place + start)] or [0]
        for first, last in zip(edges, [*edges[1:], stop], strict=True):
            found = self.entities.decode(scores["entities"][first:last])
            draft.names.extend(name.shifted(first + start) for name in found)
        return start + stop

    def _relate(self, dependants: Floats, over: Floats, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the relation of each word to its head; ROOT exactly where a word is its own head."""
        scores = self.network.relations(dependants, over)
        scores[:, self._root] = np.where(heads == np.arange(len(heads)), np.inf, -np.inf)
        best: NDArray[np.int64] = scores.argmax(1)
        return best

    def _fill(self, doc: Doc, draft: Draft) -> None:
        """Write a draft into spaCy's arrays, white space hung from the word before it."""
        columns = {a: np.zeros(len(doc), np.uint64) for a in (TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE)}
        for attribute, key in self._space.items():
            columns[attribute][:] = key
        at = draft.index
        columns[TAG][at] = self._tag_keys[draft.tags]
        columns[POS][at] = self._pos_keys[draft.features]
        columns[MORPH][at] = self._morph_keys[draft.features]
        tags = [self.tags[i] for i in draft.tags]
        heads, relations = draft.heads.tolist(), [self.relations[i] for i in draft.relations]
        repair.hyphenated_participles(draft.words.texts, tags, heads, relations)
        columns[DEP][at] = [self._relation_keys[name] for name in relations]
        lemmas = [
            self.lemmatizer(word, tag, self.scripts[script])
            for word, tag, script in zip(draft.words.texts, tags, draft.scripts, strict=True)
        ]
        columns[LEMMA][at] = [doc.vocab.strings.add(lemma) for lemma in lemmas]
        places = np.arange(len(doc))
        before = at[np.maximum(np.searchsorted(at, places, side="right") - 1, 0)]
        offsets = before - places
        offsets[at] = at[heads] - at
        columns[HEAD] = offsets.astype(np.uint64)
        for place in np.setdiff1d(places, at).tolist():
            columns[LEMMA][place] = doc[place].orth
        columns[ENT_IOB][:] = 2
        for name in spans.settle(draft.names, draft.words.texts, tags, self.entities.kinds):
            first, last = at[name.start], at[name.end - 1]
            columns[ENT_IOB][first : last + 1] = 1
            columns[ENT_IOB][first] = 3
            columns[ENT_TYPE][first : last + 1] = self._kind_keys[name.label]
        doc.from_array(list(columns), np.stack(list(columns.values()), 1))  # type: ignore[arg-type]


def _draft(doc: Doc) -> Draft:
    """Return an empty draft of a Doc's words, with the white space between them."""
    index, texts, spaced, lines = [], [], [], []
    space, breaks = False, 0
    for place, token in enumerate(doc):
        text = token.text
        if text.isspace():
            space, breaks = True, breaks + text.count("\n")
            continue
        index.append(place)
        texts.append(text)
        spaced.append(space)
        lines.append(breaks)
        space, breaks = bool(token.whitespace_), 0

    def blank() -> NDArray[np.int64]:
        return np.zeros(len(index), np.int64)

    words = sentences.Words(texts, spaced, lines)
    return Draft(words, np.array(index, np.int64), blank(), blank(), blank(), blank(), blank())


def _end(words: sentences.Words, start: int) -> int:
    """Return where a window that starts at a word ends: with its paragraph, or after :data:`WINDOW` words."""
    end = min(start + WINDOW, len(words.texts))
    return next((place for place in range(start + 1, end) if words.lines[place] > 1), end)
