"""Lemmas: what the treebanks say first, then WordNet's base forms and the rules of regular inflection.

Policy: a lemma is looked up by (tag, form) in a table of the treebanks; an irregular form in WordNet's
exceptions; a regular one is stripped of its ending such that the result is a base form WordNet knows;
only then is the model's own script trusted. Names keep their form. So no "denounc" and no "kidnapp".
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from ontology.errors import ModelError

#: Endings and what replaces them, by kind of word, in order of trial.
ENDINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "VBD": (("ied", "y"), ("ed", "e"), ("ed", ""), ("d", "")),
    "VBN": (("ied", "y"), ("ed", "e"), ("ed", ""), ("d", "")),
    "VBG": (("ying", "ie"), ("ing", "e"), ("ing", "")),
    "VBZ": (("ies", "y"), ("s", ""), ("es", ""), ("es", "e")),
    "NNS": (("ies", "y"), ("s", ""), ("es", ""), ("ves", "f"), ("ves", "fe"), ("men", "man")),
    "JJR": (("ier", "y"), ("er", "e"), ("er", "")),
    "JJS": (("iest", "y"), ("est", "e"), ("est", "")),
    "RBR": (("ier", "y"), ("er", "e"), ("er", "")),
    "RBS": (("iest", "y"), ("est", "e"), ("est", "")),
}
KINDS = {"V": "verb", "N": "noun", "J": "adj", "R": "adv"}
INVARIANT = frozenset(("VB", "VBP", "NN", "JJ", "RB", "CD", "FW", "IN", "TO", "DT", "CC", "UH", "MD"))
VOWELS = "aeiou"


class Lemmatizer:
    """Looks up and derives lemmas; results are remembered."""

    def __init__(self, path: Path) -> None:
        try:
            data = json.loads(gzip.decompress(path.read_bytes()))
            self._forms: dict[str, dict[str, str]] = data["forms"]
            self._exceptions: dict[str, dict[str, str]] = data["exceptions"]
            self._index = {kind: frozenset(words) for kind, words in data["index"].items()}
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{path}: no readable lemma table ({error}); install diplograph again") from None
        self._known: dict[tuple[str, str, str], str] = {}

    def __call__(self, form: str, tag: str, script: str) -> str:
        """Return the lemma of a form with a Penn tag; ``script`` is the model's "case|cut|add"."""
        key = (form, tag, script)
        lemma = self._known.get(key)
        if lemma is None:
            lemma = self._derive(form, tag, script)
            if len(self._known) < 200_000:
                self._known[key] = lemma
        return lemma

    def _derive(self, form: str, tag: str, script: str) -> str:
        lower = form.lower()
        if tag == "NNP":
            return form
        if tag == "NNPS":
            return generated(form, script)
        if (known := self._forms.get(tag, {}).get(lower)) is not None:
            return known
        kind = KINDS.get(tag[:1], "")
        if kind and tag not in INVARIANT and lower in self._exceptions[kind]:
            return self._exceptions[kind][lower]
        if tag in ENDINGS:
            return self._regular(lower, tag, kind) or generated(form, script)
        if tag in INVARIANT or not kind:
            return lower if tag in INVARIANT else generated(form, script)
        return generated(form, script)

    def _regular(self, form: str, tag: str, kind: str) -> str | None:
        """Return the base form of a regular inflection: a known one, or a likely one for new verbs."""
        before, hyphen, last = form.rpartition("-")
        candidates = [
            last[: -len(ending)] + new
            for ending, new in ENDINGS[tag]
            if last.endswith(ending) and len(last) > len(ending) + 1
        ]
        candidates += [_single(c) for c in candidates if _single(c) != c]
        known = [c for c in candidates if c in self._index[kind]]
        if known:
            return before + hyphen + known[0]
        return None


def _single(stem: str) -> str:
    """Return a stem without its doubled last consonant ("stopp" → "stop")."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        return stem[:-1]
    return stem


def generated(form: str, script: str) -> str:
    """Apply a lemma script: letter case (L lower, K kept), characters to cut, characters to add."""
    case, cut, add = script.split("|", 2)
    base = form.lower() if case == "L" else form
    kept = base[: len(base) - int(cut)] if int(cut) <= len(base) else ""
    return kept + add or form
