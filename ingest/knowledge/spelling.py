"""When two spellings count as the same name: the keys under which the knowledge base is searched.

Policy: fold what newsrooms vary (case, accents, dots, hyphens, a leading "the", a possessive ending) and
nothing else. Transliteration is not guessed: other spellings are aliases, stated by a source.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
        "&": " and ",
    }
)
_DROPPED = re.compile(r"[.'’‘`´ʻʼʿʾ\"“”]")
_GAPS = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"\b\w(?: \w\b)+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)

#: Small words that belong to the surname they stand before.
PARTICLES = frozenset(
    "abu al ait ali ap ben bar bin bint da dal de del della den der di do dos du e el het ibn la le lo mac mc "
    "san santa st ten ter ul van von y zu".split()
) - {"ali"}


def fold(text: str) -> str:
    """Return the search key of a spelling: "The U.S.-led Coalition" → "us led coalition"; may be empty."""
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _GAPS.sub(" ", _DROPPED.sub("", text)).strip()
    text = _INITIALS.sub(lambda match: match[0].replace(" ", ""), text)
    return text.removeprefix("the ") or text


def without_possessive(text: str) -> str:
    """Return the text without an English possessive ending: "Islamabad's" → "Islamabad"."""
    return _POSSESSIVE.sub("", text.rstrip())


def surname_keys(name: str, *, family_first: bool) -> tuple[str, ...]:
    """Return the keys of the surname in a full name, the longest first.

    ``family_first`` says that the family name stands first (Chinese, Korean, Vietnamese names). Titles after a
    comma and realms ("of Jordan") are no part of the name. Particles stay with the surname, and the bare last
    word is a key as well: "von der leyen", "leyen".
    """
    words = re.sub(r"\(.*?\)|,.*| of .*", " ", name).replace("-", "- ").split()
    parts: list[str] = []
    for word in words:
        if parts and parts[-1].endswith("-"):
            parts[-1] += word
        else:
            parts.append(word)
    while len(parts) > 1 and fold(parts[-1]) in {"jr", "sr", "ii", "iii", "iv"}:
        parts.pop()
    if len(parts) < 2:
        return ()
    if family_first:
        return (fold(parts[0]),)
    first = len(parts) - 1
    while first > 1 and fold(parts[first - 1]) in PARTICLES:
        first -= 1
    keys = [fold(" ".join(parts[first:])), fold(parts[-1])]
    head, _, tail = parts[-1].partition("-")
    if tail and fold(head) in PARTICLES:
        keys.append(fold(tail))
    return tuple(dict.fromkeys(key for key in keys if len(key) > 1))
