"""The one thin module that talks to onnxruntime and to the word-piece tokenizer.

Policy: one sequence at a time and one thread. Activations are quantised by their range, so a sequence
that shares a batch with others would score differently in other company, and the same article must give
the same graph; a batch is no faster on a CPU. Pools of threads spin while they wait, which halves the words
per CPU-second; who wants more throughput runs more processes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

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


def inputs(encoded: Encoded) -> dict[str, NDArray[np.int64]]:
    """Return one encoded sequence as the network's inputs: a batch of one, int64."""
    columns = (encoded.ids, (1,) * len(encoded.ids), encoded.case, encoded.first, encoded.last)
    return {name: np.array([values], np.int64) for name, values in zip(INPUTS, columns, strict=True)}


class Network:
    """The ONNX networks: scores of a sequence of words, and of the relations of chosen arcs."""

    def __init__(self, model: Path, relations: Path, *, threads: int = 1) -> None:
        self._model = _session(model, threads)
        self._relations = _session(relations, threads)

    def __call__(self, encoded: Encoded) -> dict[str, Floats]:
        """Return the scores of a sequence by output name; the first axis is the words."""
        found = self._model.run(list(OUTPUTS), inputs(encoded))
        return {name: values[0] for name, values in zip(OUTPUTS, found, strict=True)}

    def relations(self, dependants: Floats, heads: Floats) -> Floats:
        """Return (arcs, relations) scores from what the network says of both ends of each arc."""
        return self._relations.run(None, {"dependants": dependants, "heads": heads})[0]  # type: ignore[no-any-return]


def _session(path: Path, threads: int) -> Any:
    # Since 1.29 onnxruntime reports its use to its maker, and keeps a device id on disk, unless told not to
    # before it is first imported (microsoft/onnxruntime pull requests 27379 and 29843).
    for name in ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"):
        os.environ.setdefault(name, "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"{path}: no readable language model ({reason}); install diplograph again") from None
