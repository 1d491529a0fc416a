"""Where a phrase hangs in the tree, and the title that goes with a person's name.

Policy: a title is read from the words before the name ("Pakistani Foreign Minister X"), from an apposition
after it ("X, head of Y") or from the noun that the name explains ("India's foreign minister, X"). Roots
follow Universal Dependencies, where a title depends on the name, and are climbed where a noun heads it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.linking.lexicon import (
    FEMININE,
    FORMER,
    HONORIFICS,
    LOCATIVE,
    MASCULINE,
    PLACE_NOUNS,
    TITLE_ABBREVIATIONS,
    TITLE_LINKS,
    Agent,
    agents,
)
from ingest.linking.reading import NOMINAL, Reading
from ingest.linking.ruler import Name


@dataclass(frozen=True, slots=True)
class Title:
    """The words that say what a person is; ``head`` is the noun, ``start`` and ``end`` the phrase.

    ``roles`` are the offices in lower case, without names of states; ``gender`` is "f", "m" or "".
    """

    start: int
    end: int
    head: int
    roles: tuple[str, ...]
    agent: Agent | None
    former: bool
    gender: str = ""


def head(reading: Reading, name: Name) -> int:
    """Return the token of a name that hangs outside it."""
    for token in range(name.start, name.end):
        if not name.start <= reading.heads[token] < name.end or reading.heads[token] == token:
            return token
    return name.start


def root(reading: Reading, name: Name, title: Title | None = None) -> int:
    """Return the token by which the whole phrase of a name hangs; the title before it is part of it.

    A noun before the name takes over where the name only explains it: "the *town* of Rafah", "foreign
    *minister* X", "India's foreign *minister*, X".
    """
    if name.start > 0 and reading.words[name.start - 1] == "(":
        return head(reading, name)
    start = title.start if title is not None and name.start - 1 <= title.end <= name.start else name.start
    token = head(reading, Name(start, name.end, name.label))
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
        ):
            token = upper
        elif (
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


def title(reading: Reading, name: Name, other: frozenset[int]) -> Title | None:
    """Return the title of a person's name, None when there is none.

    ``other`` are the tokens of other names, which a title may hold but not end in.
    """
    return before(reading, name, other) or beside(reading, name, other)


def before(reading: Reading, name: Name, other: frozenset[int]) -> Title | None:
    """Return the title that stands directly before a name; an honorific alone is one without a role."""
    end, gender = name.start, ""
    if end > 0 and reading.lower[end - 1] in HONORIFICS:
        end -= 1
        gender = _gender(reading.lower[end])
    courtesy = Title(end, name.start, end, (), None, False, gender) if gender else None
    last = end - 1
    if last < 0 or reading.sentence[last] != reading.sentence[name.start] or reading.pos[last] not in (*NOMINAL, "ADJ"):
        return courtesy
    noun = last if last not in other and agent_at(reading, last) is not None else _portfolio(reading, last)
    agent = agent_at(reading, noun)
    if agent is None or reading.plural(noun) or (noun in other and noun == last):
        return courtesy
    start = noun
    while start > 0 and reading.sentence[start - 1] == reading.sentence[noun] and _titular(reading, start - 1, noun):
        start -= 1
    while start < noun and (reading.lower[start] in TITLE_LINKS or reading.pos[start] in ("DET", "ADP", "CCONJ")):
        start += 1
    offices = roles(reading, start, end, other - frozenset(range(noun, end)))
    former = _former(reading, start, noun)
    return Title(start, end, noun, offices, agent, former, gender or _gender(reading.lower[noun]))


def _portfolio(reading: Reading, last: int) -> int:
    """Return the agent noun of a title that ends in its field ("Minister *for Interior* X"), else the token."""
    for i in range(last - 1, max(-1, last - 6), -1):
        if reading.lower[i] in ("of", "for") and i > 0:
            noun = i - 1
            return (
                noun
                if agent_at(reading, noun) is not None and reading.capital(noun) and reading.capital(last)
                else last
            )
        if reading.pos[i] not in (*NOMINAL, "ADJ", "DET", "CCONJ"):
            return last
    return last


def _titular(reading: Reading, token: int, last: int) -> bool:
    if reading.pos[token] in (*NOMINAL, "ADJ", "NUM") or reading.lower[token] in FORMER:
        return reading.lower[token] not in (
            "sunday",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
        )
    if reading.lower[token] in ("'s", "’s", "-", "&"):
        return True
    if reading.lower[token] in ("of", "for", "and", "the"):
        return (
            token > 0 and (reading.capital(token + 1) or reading.lower[token] == "and") and _joins(reading, token, last)
        )
    return False


def _joins(reading: Reading, token: int, last: int) -> bool:
    """Tell whether a small word joins parts of one title: an agent noun stands on its left."""
    left = token - 1
    while left >= 0 and (
        reading.lower[left] in ("of", "the", "for") or (reading.capital(left) and agent_at(reading, left) is None)
    ):
        left -= 1
    return (
        left >= 0
        and left >= token - 4
        and agent_at(reading, left) is not None
        and not reading.plural(left)
        and reading.capital(left) == reading.capital(last)
    )


def beside(reading: Reading, name: Name, other: frozenset[int]) -> Title | None:
    """Return the title that stands in apposition to a name, after it or as its head."""
    token = head(reading, name)
    for child in reading.children[token]:
        if reading.deps[child] == "appos" and child >= name.end:
            agent = agent_at(reading, child)
            if agent is not None and not reading.plural(child):
                return _phrase(reading, child, agent, other)
    upper = root(reading, name)
    if upper < name.start:
        agent = agent_at(reading, upper)
        if agent is not None and not reading.plural(upper):
            return _phrase(reading, upper, agent, other)
    return None


def _phrase(reading: Reading, noun: int, agent: Agent, other: frozenset[int]) -> Title:
    start = reading.left_edge(noun)
    while start < noun and reading.pos[start] in ("DET", "ADP", "PRON"):
        start += 1
    end = noun + 1
    total = len(reading.words)
    while end < total and reading.sentence[end] == reading.sentence[noun] and (
        reading.lower[end] in ("of", "for", "the", "and", "'s", "’s", "-", "&")
        or (reading.pos[end] in (*NOMINAL, "ADJ") and end > noun + 1)
    ):  # fmt: skip
        end += 1
    while end > noun + 1 and reading.lower[end - 1] in TITLE_LINKS:
        end -= 1
    former = _former(reading, start, noun)
    return Title(start, end, noun, roles(reading, start, end, other), agent, former, _gender(reading.lower[noun]))


def _former(reading: Reading, start: int, head: int) -> bool:
    return any(reading.lower[i] in FORMER for i in range(max(0, start - 2), head))


def _gender(word: str) -> str:
    return "f" if word in FEMININE else "m" if word in MASCULINE else ""


def roles(reading: Reading, start: int, end: int, other: frozenset[int]) -> tuple[str, ...]:
    """Return the offices named in a title, in lower case, split where two agent nouns are joined."""
    parts: list[list[int]] = [[]]
    for i in range(start, end):
        if (
            reading.lower[i] in ("and", ",", "&")
            and parts[-1]
            and _office(reading, parts[-1])
            and _office(reading, range(i + 1, end))
        ):
            parts.append([])
        elif i not in other:
            parts[-1].append(i)
    found = [_role(reading, part) for part in parts]
    return tuple(dict.fromkeys(role for role in found if role))


def _office(reading: Reading, tokens: list[int] | range) -> bool:
    return any(agent_at(reading, i) is not None for i in tokens if reading.pos[i] in NOMINAL)


#: Words of a title phrase that belong to an office ("deputy", "first", "acting"), apart from its nouns.
OFFICE_ADJECTIVES = frozenset(
    "prime foreign deputy vice first second assistant chief interior external internal acting interim general special "
    "permanent federal supreme national economic environmental military defensive political judicial executive high "
    "social cultural crown grand public principal senior junior attorney solicitor nuclear international homeland".split()
)


def _role(reading: Reading, tokens: list[int]) -> str:
    kept = []
    for i in tokens:
        word = reading.lower[i]
        noun = reading.pos[i] in NOMINAL
        if word in FORMER or word in HONORIFICS or word in ("'s", "’s", "the", "a", "an", "his", "her", "its", "their"):
            continue
        if noun or word in OFFICE_ADJECTIVES or word in ("of", "for", "and", "-"):
            kept.append(TITLE_ABBREVIATIONS.get(word, word))
    while kept and kept[-1] in TITLE_LINKS:
        kept.pop()
    while kept and kept[0] in TITLE_LINKS:
        kept.pop(0)
    return " ".join(kept).replace(" - ", "-")
