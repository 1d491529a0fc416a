"""A parsed ``Doc`` as plain lists, read once.

Policy: the rules look at the same few attributes of every token many times; crossing into spaCy for each
look costs more than the rules themselves. Nothing here interprets.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.linking.lexicon import agents, singular

CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "ccomp", "csubj", "list"})
NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Parallel lists over the tokens; ``heads`` of a root is the root itself; ``lemmas`` are lower case."""

    doc: Doc
    words: list[str]
    lower: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    sentence: list[int]
    starts: list[int]

    def case(self, token: int) -> str:
        """Return the adposition that marks a nominal, lower case, "" when there is none."""
        for child in self.children[token]:
            if self.deps[child] == "case" and child < token:
                return self.lower[child]
        return ""

    def determiner(self, token: int) -> str:
        """Return the determiner of a nominal, lower case, "" when there is none."""
        for child in self.children[token]:
            if self.deps[child] in ("det", "det:predet"):
                return self.lower[child]
        return ""

    def possessive(self, token: int) -> bool:
        """Tell whether a token is followed by a possessive marker."""
        return token + 1 < len(self.words) and self.lower[token + 1] in ("'s", "’s", "'", "’")

    def plural(self, token: int) -> bool:
        """Tell whether a noun is plural, by its tag or because it is a collective of people."""
        return self.tags[token] in ("NNS", "NNPS") or self.lower[token] in ("people", "police")

    def capital(self, token: int) -> bool:
        """Tell whether a token starts with an upper-case letter."""
        return self.words[token][:1].isupper()

    def left_edge(self, token: int) -> int:
        """Return the first token of the noun phrase of a head, clauses and punctuation left out."""
        edge = token
        for child in self.children[token]:
            if (
                child < token
                and self.deps[child] not in CLAUSAL
                and self.deps[child] not in ("punct", "cc", "case", "advmod")
            ):
                edge = min(edge, self.left_edge(child))
        return edge

    def governor(self, token: int) -> int:
        """Return the token that a nominal hangs on, conjuncts climbed."""
        while self.deps[token] == "conj" and self.heads[token] != token:
            token = self.heads[token]
        return self.heads[token]

    def relation(self, token: int) -> str:
        """Return the dependency of a nominal, that of the first conjunct for a later one."""
        while self.deps[token] == "conj" and self.heads[token] != token:
            token = self.heads[token]
        return self.deps[token]


def noun_lemma(text: str, lemma: str) -> str:
    """Return the lemma of a noun; the rule of the lexicon where it leads to an agent noun, else the model's."""
    word = singular(text)
    return word if word in agents() else singular(lemma or text)


def read(doc: Doc) -> Reading:
    """Copy what the linking rules need from a parsed document."""
    tokens = list(doc)
    words = [t.text for t in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    heads = [t.head.i for t in tokens]
    sentence: list[int] = []
    starts: list[int] = []
    for t in tokens:
        if t.is_sent_start or t.i == 0:
            starts.append(t.i)
        sentence.append(len(starts) - 1)
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    lemmas = [noun_lemma(t.text, t.lemma_) if t.pos_ in NOMINAL else (t.lemma_ or t.text).lower() for t in tokens]
    return Reading(
        doc,
        words,
        [w.lower() for w in words],
        lemmas,
        [t.pos_ for t in tokens],
        [t.tag_ for t in tokens],
        [t.dep_ for t in tokens],
        heads,
        children,
        sentence,
        starts,
    )
