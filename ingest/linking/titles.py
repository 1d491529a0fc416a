"""The titles of persons: what the words beside a name say a person is.

Policy: a title is read from the words before the name ("Pakistani Foreign Minister X"), from an apposition
after it ("X, head of Y") or from the noun that the name explains ("India's foreign minister, X").
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.linking.lexicon import FEMININE, FORMER, HONORIFICS, MASCULINE, TITLE_ABBREVIATIONS, TITLE_LINKS, Agent
from ingest.linking.phrases import agent_at, head, root
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


def titles(reading: Reading, name: Name, other: frozenset[int], persons: frozenset[int]) -> tuple[Title, ...]:
    """Return the titles of a person's name: that before it, else those beside it, else a mere honorific.

    ``other`` are the tokens of other names, which a title may hold but not end in; ``persons`` are those of
    other persons, which end it.
    """
    front = before(reading, name, other, persons)
    if front is not None and front.agent is not None:
        return (front,)
    return beside(reading, name, other) or ((front,) if front is not None else ())


def before(reading: Reading, name: Name, other: frozenset[int], persons: frozenset[int]) -> Title | None:
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
    while start > 0 and start - 1 not in persons and reading.sentence[start - 1] == reading.sentence[noun]:
        if not _titular(reading, start - 1, noun):
            break
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


DAYS = frozenset("sunday monday tuesday wednesday thursday friday saturday today yesterday".split())


def _titular(reading: Reading, token: int, last: int) -> bool:
    if reading.pos[token] in (*NOMINAL, "ADJ", "NUM") or reading.lower[token] in FORMER:
        return reading.lower[token] not in DAYS
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


def beside(reading: Reading, name: Name, other: frozenset[int]) -> tuple[Title, ...]:
    """Return the titles that stand in apposition to a name: after it, or as the noun it explains.

    A plural noun gives its title to each of the names joined after it ("their foreign ministers, X and Y").
    """
    token = head(reading, name)
    for child in reading.children[token]:
        if reading.deps[child] == "appos" and child >= name.end:
            nouns = [child, *(c for c in reading.children[child] if reading.deps[c] == "conj")]
            found = [(n, a) for n in nouns if (a := agent_at(reading, n)) is not None and not reading.plural(n)]
            if found and found[0][0] == child:
                return tuple(_phrase(reading, noun, agent, other) for noun, agent in found)
    upper = root(reading, name)
    agent = agent_at(reading, upper) if upper < name.start else None
    return (_phrase(reading, upper, agent, other),) if agent is not None else ()


def _phrase(reading: Reading, noun: int, agent: Agent, other: frozenset[int]) -> Title:
    start = reading.left_edge(noun)
    while start < noun and reading.pos[start] in ("DET", "ADP", "PRON"):
        start += 1
    end = noun + 1
    total = len(reading.words)
    while (
        end < total
        and reading.sentence[end] == reading.sentence[noun]
        and (
            reading.lower[end] in ("of", "for", "to", "the", "and", "'s", "’s", "-", "&", "general")
            or (reading.pos[end] in (*NOMINAL, "ADJ") and end > noun + 1)
        )
    ):
        if reading.doc[end].ent_type_ == "DATE" or (
            reading.lower[end] == "and" and reading.lower[min(end + 1, total - 1)] in ("the", "a", "an")
        ):
            break
        if reading.lower[end] == "and" and any(reading.deps[c] == "conj" and c > end for c in reading.children[noun]):
            break
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
    "prime foreign deputy vice first second assistant chief interior external internal general special "
    "permanent federal supreme national economic environmental military defensive political judicial "
    "executive high social cultural crown grand public principal attorney solicitor nuclear international "
    "homeland humanitarian financial legal regional presidential parliamentary".split()
)


def _role(reading: Reading, tokens: list[int]) -> str:
    kept: list[str] = []
    for i in tokens:
        word = reading.lower[i]
        if word == "to" and kept:
            break
        noun = reading.pos[i] in NOMINAL
        if word in FORMER or word in HONORIFICS or word in ("'s", "’s", "the", "a", "an", "his", "her", "its", "their"):
            continue
        if noun or word in OFFICE_ADJECTIVES or word in ("of", "for", "and", "-"):
            word = TITLE_ABBREVIATIONS.get(word, word)
            kept.append(reading.lemmas[i] if noun and reading.plural(i) and i == tokens[-1] else word)
    while kept and kept[-1] in TITLE_LINKS:
        kept.pop()
    while kept and kept[0] in TITLE_LINKS:
        kept.pop(0)
    return " ".join(kept).replace(" - ", "-")
