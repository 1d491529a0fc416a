"""Where a phrase hangs in the tree, and which noun of it can act.

Policy: roots follow Universal Dependencies, where a title depends on the name, and are climbed where a noun
heads the name ("the *town* of Rafah", "India's foreign *minister*, X").
"""

from __future__ import annotations

from ingest.linking.lexicon import (
    LOCATIVE,
    PLACE_NOUNS,
    TITLE_ABBREVIATIONS,
    Agent,
    agents,
)
from ingest.linking.reading import NOMINAL, Reading
from ingest.linking.ruler import Name


def head(reading: Reading, name: Name) -> int:
    """Return the token of a name that hangs outside it."""
    for token in range(name.start, name.end):
        if not name.start <= reading.heads[token] < name.end or reading.heads[token] == token:
            return token
    return name.start


def root(reading: Reading, name: Name, begin: int | None = None) -> int:
    """Return the token by which the whole phrase of a name hangs; ``begin`` is where its title starts.

    A noun before the name takes over where the name only explains it: "the *town* of Rafah", "foreign
    *minister* X", "India's foreign *minister*, X".
    """
    if name.start > 0 and reading.words[name.start - 1] == "(":
        return head(reading, name)
    start = name.start if begin is None else begin
    token = head(reading, Name(start, name.end, name.label))
    if reading.deps[token] == "conj" and name.label == "PERSON":
        first = reading.heads[token]
        upper = reading.heads[first]
        if reading.deps[first] == "appos" and upper < first and reading.plural(upper) and agent_at(reading, upper):
            return upper
    for _ in range(4):
        upper = reading.heads[token]
        if upper == token or reading.pos[upper] not in NOMINAL:
            break
        relation = reading.deps[token]
        before = upper < start
        adjacent = upper == start - 1
        noun = agent_at(reading, upper)
        if (
            relation in ("flat", "nmod:desc")
            or (relation == "appos" and before and (adjacent or noun is not None))
            or (relation == "compound" and adjacent and name.label == "PERSON" and noun is not None)
            or (
                name.label != "PERSON"
                and reading.lower[upper] in PLACE_NOUNS
                and (
                    (relation == "nmod" and before and reading.case(token) == "of" and upper >= name.start - 3)
                    or (relation == "compound" and upper == name.end and reading.lower[upper] != "border")
                )
            )
        ) or (
            relation == "compound"
            and upper >= name.end
            and not reading.capital(upper)
            and _names_itself(reading, name, upper)
        ):
            token = upper
        else:
            break
    return token


#: Common nouns that may follow the name of what they are ("Hamas movement", "Xinhua news agency").
SELF_NOUNS = frozenset(
    "movement group party militia agency newspaper daily organization network magazine alliance".split()
)


def _names_itself(reading: Reading, name: Name, upper: int) -> bool:
    between = {"news", "media", "political", "resistance", "militant", "armed", "rebel", "opposition", "-"}
    return (
        name.label in ("ORG", "MISC", "NORP", "LOC", "")
        and reading.lemmas[upper] in SELF_NOUNS
        and reading.pos[name.end - 1] == "PROPN"
        and all(reading.lower[i] in between for i in range(name.end, upper))
        and not reading.plural(upper)
    )


def locative(reading: Reading, token: int) -> bool:
    """Tell whether a nominal says where, by its preposition."""
    first = token
    while reading.deps[first] == "conj" and reading.heads[first] != first:
        if reading.case(first):
            break
        first = reading.heads[first]
    return reading.case(first) in LOCATIVE and reading.deps[first] in (
        "obl",
        "nmod",
        "ROOT",
        "obl:unmarked",
        "advcl",
        "acl",
    )


def agent_at(reading: Reading, token: int) -> Agent | None:
    """Return the agent noun that ends at a token, the longest of up to three words, or goes on with "of"."""
    table = agents()
    lower, lemma = reading.lower, reading.lemmas[token]
    if token + 2 < len(lower) and lower[token + 1] == "of":
        found = table.get(f"{lemma} of {lower[token + 2]}")
        if found is not None:
            return found
    if token >= 2 and lower[token - 1] != "of":
        found = table.get(f"{_word(lower[token - 2])} {_word(lower[token - 1])} {lemma}")
        if found is not None:
            return found
    if token >= 1:
        found = table.get(f"{_word(lower[token - 1])} {lemma}")
        if found is not None:
            return found
        if lower[token - 1] == "-" and token >= 2:
            found = table.get(f"{lower[token - 2]}-{lemma}")
            if found is not None:
                return found
    return table.get(lemma) or table.get(TITLE_ABBREVIATIONS.get(lower[token], ""))


def _word(word: str) -> str:
    return {"defence": "defense", "labour": "labor"}.get(word, word)


def agent_width(reading: Reading, token: int) -> int:
    """Return how many words the agent noun at a token takes."""
    found = agent_at(reading, token)
    return len(found.noun.split()) if found is not None and " of " not in found.noun else 1
