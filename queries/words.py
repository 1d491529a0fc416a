"""Words of a text, with their places, and the folding under which two spellings are one name.

Policy: folding forgives what writers vary (case, accents, dots, hyphens, apostrophes, a leading "the") and
nothing else; anything looser is a guess and is treated as one (see ``resolve``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TOKEN = re.compile(
    r"[a-z]+:[\w/.:\-]*\w"  # an id
    r"|[^\W\d_](?:\.[^\W\d_])+\.?(?!\w)"  # U.S.
    r"|\d{4}-\d{2}(?:-\d{2})?(?!\w)"
    r"|\w+(?:['’]\w+)*"
    r"|[,;]"
)
LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
MARKS = re.compile(r"[.'’`´ʻʼ]")
GAPS = re.compile(r"[\W_]+")
POSSESSIVE = re.compile(r"['’]s?\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question; ``begin`` and ``end`` are code points; ``key`` is folded, without ``'s``."""

    text: str
    key: str
    begin: int
    end: int
    possessive: bool = False

    @property
    def identifier(self) -> bool:
        """Whether this is written like the id of a node."""
        return ":" in self.text


def fold(text: str) -> str:
    """Return the form in which spellings of one name are equal: words in lower case, one space apart."""
    lower = text.casefold().translate(LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return GAPS.sub(" ", MARKS.sub("", bare)).strip().removeprefix("the ")


def split(text: str) -> tuple[Word, ...]:
    """Cut a question into words and the commas between them."""
    found = []
    for match in TOKEN.finditer(text):
        bare = POSSESSIVE.sub("", match[0])
        found.append(Word(match[0], fold(bare) or match[0], match.start(), match.end(), bare != match[0]))
    return tuple(found)
