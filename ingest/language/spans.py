"""From entity scores to spans: the best sequence of BIO labels, trimmed to names.

Policy: "I-X" may follow only "B-X" or "I-X". A name loses its determiner and its possessive ending, and
has one label throughout a document unless the scores of one place clearly say otherwise. A title ("Gen.") is no
part of a person's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.language.sentences import TITLES

#: How much more likely (log) a label must be in one place to stand against the document's vote.
MARGIN = 3.0
MARKS = ("``", "''", ",", ".")
QUOTES = frozenset("\"'“”‘’")

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Name:
    """An entity span over words, half-open; ``scores`` are mean log-probabilities by label."""

    start: int
    end: int
    label: str
    scores: tuple[float, ...] = ()

    def shifted(self, by: int) -> Name:
        """Return the same name some words further on."""
        return Name(self.start + by, self.end + by, self.label, self.scores)


class Labels:
    """The BIO label set of the model and its transitions."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.kinds = tuple(dict.fromkeys(n[2:] for n in names if n != "O"))
        self._begin = np.array([names.index(f"B-{kind}") for kind in self.kinds])
        self._inside = np.array([names.index(f"I-{kind}") for kind in self.kinds])
        allowed = [[not b.startswith("I-") or a[1:] == b[1:] for b in names] for a in names]
        self._allowed = np.array(allowed)
        self._cost = np.where(self._allowed, 0.0, -1e4).astype(np.float32)
        self._first = np.array([-1e4 if n.startswith("I-") else 0.0 for n in names], np.float32)

    def decode(self, scores: Scores) -> list[Name]:
        """Return the spans of one sequence; ``scores`` is (words, labels)."""
        path = self._path(scores)
        spans: list[tuple[int, int, str]] = []
        for place, label in enumerate(self.names[i] for i in path):
            if label.startswith("B-"):
                spans.append((place, place + 1, label[2:]))
            elif label.startswith("I-"):
                start, _, kind = spans[-1]
                spans[-1] = (start, place + 1, kind)
        if not spans:
            return []
        peak = scores.max(1, keepdims=True)
        logs = scores - peak - np.log(np.exp(scores - peak).sum(1, keepdims=True))
        return [Name(s, e, kind, self._kinds(logs[s:e])) for s, e, kind in spans]

    def _kinds(self, logs: Scores) -> tuple[float, ...]:
        total = logs[0, self._begin] + logs[1:, self._inside].sum(0)
        return tuple((total / len(logs)).tolist())

    def _path(self, scores: Scores) -> list[int]:
        greedy = scores.argmax(1)
        if self._first[greedy[0]] == 0 and self._allowed[greedy[:-1], greedy[1:]].all():
            return [int(i) for i in greedy]
        best = scores[0] + self._first
        back: list[NDArray[np.int64]] = []
        for row in scores[1:]:
            step = best[:, None] + self._cost
            back.append(step.argmax(0))
            best = step.max(0) + row
        path = [int(best.argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return path[::-1]


def settle(names: Sequence[Name], words: Sequence[str], tags: Sequence[str], kinds: Sequence[str]) -> list[Name]:
    """Return a document's names, trimmed and with one label for each; ``tags`` are Penn tags."""
    return vote([n for name in names if (n := trim(name, words, tags)) is not None], words, kinds)


def trim(name: Name, words: Sequence[str], tags: Sequence[str]) -> Name | None:
    """Return a name without determiner, title and possessive ending, and without marks around it."""
    start, end = name.start, name.end
    while start < end and (
        tags[start] in ("DT", "PRP$", "POS", *MARKS)
        or words[start] in QUOTES
        or (name.label == "PERSON" and words[start] in TITLES)
    ):
        start += 1
    while end > start and (tags[end - 1] in ("POS", *MARKS) or words[end - 1] in QUOTES):
        end -= 1
    return Name(start, end, name.label, name.scores) if start < end else None


def vote(names: Sequence[Name], words: Sequence[str], kinds: Sequence[str]) -> list[Name]:
    """Give every occurrence of one name in a document the label that fits all of them best."""
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[_key(name, words)].append(name)
    chosen: list[Name] = []
    for name in names:
        group = groups[_key(name, words)]
        label = name.label
        if len(group) > 1:
            totals = [sum(each.scores[k] for each in group) for k in range(len(kinds))]
            winner = max(range(len(kinds)), key=totals.__getitem__)
            own = kinds.index(name.label)
            if name.scores[own] - name.scores[winner] < MARGIN:
                label = kinds[winner]
        chosen.append(Name(name.start, name.end, label, name.scores))
    return chosen


def _key(name: Name, words: Sequence[str]) -> str:
    return " ".join(words[name.start : name.end])
