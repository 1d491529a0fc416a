"""From the words of a question to its items: names, times, words of the lexicon, and what is unknown.

Policy: the longest reading wins. A name of several words comes before a time, a time before the lexicon,
and a single word that the lexicon knows is a name only when it is written as that name is ("WHO", "US").
What nothing knows is tried as a part of a name or a misspelt one, and else stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from queries.lexicon import Entry, entries
from queries.names import Named
from queries.resolve import match
from queries.times import Interval, find
from queries.words import Word, fold

LONGEST = 12


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the question: words from ``begin`` up to ``end``."""

    kind: Literal["name", "time", "word", "unknown"]
    text: str
    begin: int
    end: int
    entry: Entry | None = None
    interval: Interval | None = None
    possessive: bool = False

    def does(self, kind: str, value: str | None = None) -> bool:
        """Tell whether this is a word of the lexicon of a kind, and of a value if one is given."""
        return self.entry is not None and self.entry.kind == kind and value in (None, self.entry.value)


def after(found: Sequence[Item], at: int) -> Item | None:
    """Return the next item that says something: no article and no filler."""
    return next((i for i in found[at + 1 :] if not i.does("filler")), None)


def index(names: Sequence[Named]) -> Mapping[str, frozenset[str]]:
    """Return the folded names, aliases and surnames, each with its spellings."""
    found: dict[str, set[str]] = {}
    for named in names:
        for spelling in filter(None, (named.name, *named.aliases, named.surname())):
            found.setdefault(fold(spelling), set()).add(spelling)
    return {key: frozenset(spellings) for key, spellings in found.items() if key}


def items(question: str, words: Sequence[Word], names: Sequence[Named], today: date) -> tuple[Item, ...]:
    """Cut a question into items; nothing is left out."""
    spelled, keys, at = index(names), [w.key for w in words], 0
    found: list[Item] = []
    ids = {n.id for n in names}
    while at < len(words):
        item = (
            identifier(words, at, ids)
            or name(question, words, at, spelled, shortest=2)
            or time(question, words, keys, at, today)
            or written(words, at, spelled)
            or subject(question, words, at, spelled, found)
            or lexical(words, keys, at)
            or name(question, words, at, spelled, shortest=1)
            or adverb(words, at)
            or Item("unknown", words[at].text, at, at + 1, possessive=words[at].possessive)
        )
        found.append(item)
        at = item.end
    return guesses(question, words, found, names)


def cut(question: str, words: Sequence[Word], begin: int, end: int) -> str:
    """Return the text of a stretch of words, without a possessive ending."""
    last = words[end - 1]
    text = question[words[begin].begin : last.end]
    return text.removesuffix("'s").removesuffix("’s").rstrip("'’") if last.possessive else text


def identifier(words: Sequence[Word], at: int, ids: set[str]) -> Item | None:
    """Read the id of a node."""
    return Item("name", words[at].text, at, at + 1) if words[at].text in ids else None


def name(
    question: str, words: Sequence[Word], at: int, spelled: Mapping[str, frozenset[str]], *, shortest: int
) -> Item | None:
    """Read the longest name that begins at a word."""
    for end in range(min(len(words), at + LONGEST), at + shortest - 1, -1):
        if "," in (words[at].key, words[end - 1].key) or any(w.possessive for w in words[at : end - 1]):
            continue
        text = cut(question, words, at, end)
        if fold(text) in spelled and words[at].key not in ("the", "a", "an"):
            return Item("name", text, at, end, possessive=words[end - 1].possessive)
    return None


def time(question: str, words: Sequence[Word], keys: Sequence[str], at: int, today: date) -> Item | None:
    """Read a time expression."""
    found = find(keys, at, today)
    if found is None:
        return None
    return Item("time", cut(question, words, at, found.after), at, found.after, interval=found.interval)


def written(words: Sequence[Word], at: int, spelled: Mapping[str, frozenset[str]]) -> Item | None:
    """Read a name of capitals that is also a plain word, such as "WHO" or "US"."""
    text = words[at].text.removesuffix("'s").removesuffix("’s")
    capitals = text.replace(".", "")
    if len(capitals) > 1 and capitals.isupper() and words[at].key in spelled:
        return Item("name", text, at, at + 1, possessive=words[at].possessive)
    return None


def subject(
    question: str, words: Sequence[Word], at: int, spelled: Mapping[str, frozenset[str]], found: Sequence[Item]
) -> Item | None:
    """Read a name of one word that is also a plain word, where a subject is due: "about sanctions"."""
    due = bool(found) and found[-1].does("slot", "topic")
    return name(question, words, at, spelled, shortest=1) if due else None


def lexical(words: Sequence[Word], keys: Sequence[str], at: int) -> Item | None:
    """Read the longest phrase of the lexicon that begins at a word."""
    lexicon = entries()
    for end in range(min(len(keys), at + 4), at, -1):
        entry = lexicon.get(tuple(keys[at:end]))
        if entry is not None:
            return Item("word", " ".join(w.text for w in words[at:end]), at, end, entry)
    return None


def adverb(words: Sequence[Word], at: int) -> Item | None:
    """Read an adverb of manner, which an answer may leave out as long as it says so."""
    text = words[at].text
    return Item("word", text, at, at + 1, Entry("loose")) if text.islower() and text.endswith("ly") else None


def guesses(question: str, words: Sequence[Word], found: Sequence[Item], names: Sequence[Named]) -> tuple[Item, ...]:
    """Turn unknown words into names where a part of a name or a similar spelling is found.

    A run of unknown words takes in a name of one word beside it, so that one misspelt half does not leave
    the other half to stand for somebody else.
    """
    done: list[Item] = []
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and joinable(found[end]):
            end += 1
        if any(i.kind == "unknown" for i in found[at:end]):
            done += guess(question, words, found[at:end], names)
        else:
            done += found[at : max(end, at + 1)]
        at = max(end, at + 1)
    return tuple(done)


def joinable(item: Item) -> bool:
    """Tell whether an item may be a word of a longer name."""
    return item.kind == "unknown" or (item.kind == "name" and item.end - item.begin == 1)


def guess(question: str, words: Sequence[Word], run: Sequence[Item], names: Sequence[Named]) -> list[Item]:
    """Read a run of unknown words and short names as names, the longest first."""
    for size in range(len(run), 0, -1):
        for begin in range(len(run) - size + 1):
            part = run[begin : begin + size]
            if size == 1 and part[0].kind == "name":
                continue
            text = cut(question, words, part[0].begin, part[-1].end)
            if any(i.kind == "unknown" for i in part) and match(text, names) is not None:
                item = Item("name", text, part[0].begin, part[-1].end, possessive=part[-1].possessive)
                before, after = run[:begin], run[begin + size :]
                return [*guess(question, words, before, names), item, *guess(question, words, after, names)]
    return list(run)
