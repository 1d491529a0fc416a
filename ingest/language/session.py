"""The one thin module that talks to onnxruntime and to the word-piece tokenizer.

Policy: one thread. The pools of onnxruntime and BLAS spin while they wait, which halves the words per
CPU-second; who wants more throughput runs more processes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ontology.errors import ModelError

INPUTS = ("ids", "mask", "case", "first", "last")
OUTPUTS = ("tags", "features", "lemmas", "starts", "entities", "arcs", "dependants", "heads")
START, END, UNKNOWN, NO_CASE = 101, 102, 100, 5
#: Longest word in pieces; the rest of it is cut.
PIECES = 12

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sequence of words as pieces: ids and letter case by piece, first and last piece by word."""

    ids: tuple[int, ...]
    case: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]


@lru_cache(maxsize=100_000)
def letter_case(word: str) -> int:
    """Return the class of a word's letters: lower, Title, CAPITALS, mixed, number, none, one capital, other."""
    if re.fullmatch(r"[\d.,:/-]*\d[\d.,:/-]*", word):
        return 4
    if not any(c.isalpha() for c in word):
        return NO_CASE
    if word.isupper():
        return 6 if len(word) == 1 else 2
    if word.islower():
        return 0
    if word[0].isupper():
        return 1 if word[1:].islower() else 3
    return 7


class Pieces:
    """Splits words into word pieces."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:
            raise ModelError(f"{path}: no readable tokenizer ({error}); install diplograph again") from None
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}

    def encode(self, words: Sequence[str]) -> Encoded:
        """Return a sequence of words as pieces, with the model's start and end marks."""
        ids, case, first, last = [START], [NO_CASE], [], []
        for word in words:
            pieces, shape = self._word(word), letter_case(word)
            first.append(len(ids))
            ids += pieces
            case += [shape] * len(pieces)
            last.append(len(ids) - 1)
        return Encoded((*ids, END), (*case, NO_CASE), tuple(first), tuple(last))

    def _word(self, word: str) -> tuple[int, ...]:
        pieces = self._known.get(word)
        if pieces is None:
            found = self._tokenizer.encode(word, add_special_tokens=False).ids[:PIECES]
            pieces = tuple(found) or (UNKNOWN,)
            if len(self._known) < 200_000:
                self._known[word] = pieces
        return pieces


def collate(batch: Sequence[Encoded]) -> dict[str, NDArray[np.int64]]:
    """Pad encoded sequences to one batch of the network's inputs, int64."""
    length = max(len(e.ids) for e in batch)
    words = max(len(e.first) for e in batch)
    arrays = {k: np.zeros((len(batch), length if k in INPUTS[:3] else words), np.int64) for k in INPUTS}
    arrays["case"][:] = NO_CASE
    for row, each in enumerate(batch):
        arrays["ids"][row, : len(each.ids)] = each.ids
        arrays["mask"][row, : len(each.ids)] = 1
        arrays["case"][row, : len(each.case)] = each.case
        arrays["first"][row, : len(each.first)] = each.first
        arrays["last"][row, : len(each.last)] = each.last
    return arrays


class Network:
    """The ONNX network: scores for batches of encoded sequences."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            reason = str(error).splitlines()[0]
            raise ModelError(f"{path}: no readable language model ({reason}); install diplograph again") from None

    def __call__(self, batch: Sequence[Encoded]) -> dict[str, Floats]:
        """Return the scores by output name; first axis is the batch, second the words."""
        return dict(zip(OUTPUTS, self._session.run(list(OUTPUTS), collate(batch)), strict=True))
