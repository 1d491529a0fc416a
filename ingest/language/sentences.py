"""Where sentences start: what the network scores, held to what the page and the punctuation say.

Policy: a blank line always ends a sentence, and so does a line that ends with a full stop or is followed
by a bullet. A closing mark belongs to the sentence before it and an opening one to the sentence after
it; whether a straight quote opens or closes is read from the white space around it. Nothing starts
after a title ("Gen."). Evidence is shown sentence by sentence, so these edges matter to readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OPENING = frozenset("“‘«([")
CLOSING = frozenset("”’»)]")
STRAIGHT = frozenset(('"', "'", "''", "``"))
TERMINAL = frozenset((".", "!", "?", "…", "...", "!!", "?!"))
BULLETS = frozenset("-–—•*·▪●")
#: Abbreviations that a name follows.
TITLES = frozenset(
    (
        "Mr. Mrs. Ms. Messrs. Dr. Prof. Gen. Lt. Col. Maj. Brig. Capt. Cmdr. Adm. Sgt. Sen. Rep. Gov. Rev. Hon. Amb."
    ).split()
)
#: What a line break, or a capital after a full stop and a closing quote, adds to the log odds of a start.
BONUS = 2.0


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, white space left out.

    ``spaced`` says whether white space stands before a word; ``lines`` counts the line breaks there.
    """

    texts: Sequence[str]
    spaced: Sequence[bool]
    lines: Sequence[int]

    def opens(self, place: int) -> bool:
        """Say whether a word is an opening quote or bracket."""
        text = self.texts[place]
        if text in OPENING:
            return True
        return text in STRAIGHT and self.spaced[place] and not self._ends(place)

    def closes(self, place: int) -> bool:
        """Say whether a word is a closing quote or bracket."""
        text = self.texts[place]
        if text in CLOSING:
            return True
        return text in STRAIGHT and not self.spaced[place] and self._ends(place)

    def finished(self, place: int) -> bool:
        """Say whether what stands before a word ends with a full stop, closing marks aside."""
        before = place - 1
        while before > 0 and self.closes(before):
            before -= 1
        return before >= 0 and self.texts[before] in TERMINAL

    def hard(self, place: int) -> bool:
        """Say whether the layout alone starts a sentence at a word."""
        if place == 0 or self.lines[place] > 1:
            return True
        return self.lines[place] == 1 and (self.texts[place] in BULLETS or self.finished(place))

    def _ends(self, place: int) -> bool:
        return place + 1 == len(self.texts) or self.spaced[place + 1] or self.texts[place + 1] in CLOSING | TERMINAL


def starts(scores: NDArray[np.float32], words: Words, offset: int) -> list[int]:
    """Return where sentences start in a window of words, from its first word.

    ``scores`` is (words of the window, 2): no start, start; ``offset`` is the window's first word.
    """
    found = {0}
    for row, odds in enumerate((scores[:, 1] - scores[:, 0]).tolist()):
        place = row + offset
        if row == 0:
            continue
        if words.hard(place):
            found.add(row)
        elif odds + _bonus(words, place) > 0 and words.texts[place - 1] not in TITLES:
            found.add(_moved(words, place, offset + len(scores)) - offset)
    return sorted(row for row in found if row < len(scores))


def _bonus(words: Words, place: int) -> float:
    if words.lines[place]:
        return BONUS
    capital = words.texts[place][:1].isupper() or words.opens(place)
    return BONUS if capital and words.closes(place - 1) and words.finished(place) else 0.0


def _moved(words: Words, place: int, end: int) -> int:
    """Return where a start belongs: after closing marks, before an opening one."""
    while place < end and words.closes(place):
        place += 1
    if place > 1 and words.opens(place - 1) and words.finished(place - 1):
        place -= 1
    return place
