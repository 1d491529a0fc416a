"""Repairs of trees where the parser is known to fail on a construction of political news.

Policy: only constructions, never words; each repair keeps the tree a tree. Hyphenated participles
("Iran-backed militia", "Israeli-occupied land") are split by the tokenizer and sometimes read as a
verb with an object; they modify the noun that follows them.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence


def hyphenated_participles(
    words: Sequence[str], tags: Sequence[str], heads: MutableSequence[int], relations: MutableSequence[str]
) -> None:
    """Hang every participle of a hyphenated modifier from the noun it modifies, in place."""
    for verb in range(2, len(words) - 1):
        if tags[verb] not in ("VBN", "VBG", "VBD") or words[verb - 1] != "-" or relations[verb] == "amod":
            continue
        left = verb - 2
        noun = next((i for i in range(verb + 1, min(verb + 5, len(words))) if heads[i] == verb), None)
        if noun is None or not tags[noun].startswith("NN") or not tags[left].startswith(("NN", "JJ")):
            continue
        if relations[noun] not in ("obj", "nsubj", "nsubj:pass", "obl"):
            continue
        outer, relation = heads[verb], relations[verb]
        if relations[left] == "conj" and heads[left] < left:
            outer_noun, relation_noun = heads[left], "conj"
        elif outer == verb:
            outer_noun, relation_noun = noun, "ROOT"
        else:
            outer_noun, relation_noun = outer, relation
        above = noun if outer == verb else outer
        for child in range(len(words)):
            if heads[child] == verb and child not in (noun, verb - 1, left, verb):
                heads[child] = above if child != above else heads[child]
            elif heads[child] == left and child != verb - 1 and child < left:
                heads[child] = noun
        heads[noun], relations[noun] = outer_noun, relation_noun
        heads[verb], relations[verb] = noun, "amod"
        heads[left], relations[left] = verb, "compound"
        heads[verb - 1], relations[verb - 1] = verb, "punct"
