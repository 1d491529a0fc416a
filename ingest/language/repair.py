"""Repairs of trees where the parser is known to fail on a construction of political news.

Policy: only constructions, never words; each repair keeps the tree a tree. Hyphenated participles
("Iran-backed militia", "Israeli-occupied land") are split by the tokenizer and sometimes read as a
verb with an object; they modify the noun that follows them.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableSequence, Sequence


def hyphenated_participles(
    words: Sequence[str], tags: Sequence[str], heads: MutableSequence[int], relations: MutableSequence[str]
) -> None:
    """Hang every participle of a hyphenated modifier from the noun it modifies, in place.

    ``heads`` are word indices, a root its own head; a repair that would close a circle is not made.
    """
    for verb in range(2, len(words) - 1):
        if tags[verb] not in ("VBN", "VBG", "VBD") or words[verb - 1] != "-" or relations[verb] == "amod":
            continue
        noun = next((i for i in range(verb + 1, min(verb + 5, len(words))) if heads[i] == verb), None)
        if noun is None or not tags[noun].startswith("NN") or not tags[verb - 2].startswith(("NN", "JJ")):
            continue
        if relations[noun] in ("obj", "nsubj", "nsubj:pass", "obl"):
            moved = _moved(verb, noun, heads, relations)
            if _is_tree(moved):
                for child, (head, relation) in moved.items():
                    heads[child], relations[child] = head, relation


def _moved(verb: int, noun: int, heads: Sequence[int], relations: Sequence[str]) -> dict[int, tuple[int, str]]:
    """Return the head and relation of every word once the participle modifies the noun."""
    left = verb - 2
    outer, relation = heads[verb], relations[verb]
    is_root = outer == verb
    if relations[left] == "conj" and heads[left] < left:
        above, role = heads[left], "conj"
    else:
        above, role = (noun, "ROOT") if is_root else (outer, relation)
    moved = {i: (heads[i], relations[i]) for i in range(len(heads))}
    for child, head in enumerate(heads):
        if head == verb and child not in (noun, verb - 1, left, verb):
            moved[child] = (noun if is_root else outer, relations[child])
        elif head == left and child < left:
            moved[child] = (noun, relations[child])
    moved[noun] = (above, role)
    moved[verb] = (noun, "amod")
    moved[left] = (verb, "compound")
    moved[verb - 1] = (verb, "punct")
    return moved


def _is_tree(moved: Mapping[int, tuple[int, str]]) -> bool:
    """Say whether every word leads up to a root."""
    settled: set[int] = set()
    for start in moved:
        path: list[int] = []
        node = start
        while node not in settled:
            if node in path:
                return False
            path.append(node)
            if moved[node][0] == node:
                break
            node = moved[node][0]
        settled.update(path)
    return True
