"""Lemmas: what the treebanks say first, then WordNet's base forms and the rules of regular inflection.

Policy: a lemma is looked up by (tag, form) in a table of the treebanks; an irregular form in WordNet's
exceptions; a regular one is stripped of its ending such that the result is a base form WordNet knows, with a
prefix or without; a verb that nobody lists ("doxxed") ends as most listed verbs with its last letters do. The
model's own script decides what depends on context ("'s") or has no rule. Names keep their form.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
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
PREFIXES = ("re", "de", "dis", "un", "over", "under", "out", "mis", "co", "pre", "counter", "inter", "cross", "fore")
#: Letters at the end of a stem by which an unlisted verb is compared with the listed ones, at most.
CONTEXT = 5


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
        if tag == "NNP":
            return form
        lower = form.lower().replace("’", "'")
        if (known := self._forms.get(tag, {}).get(lower)) is not None:
            return known
        if tag in INVARIANT and "'" not in lower:
            return lower
        if tag not in ENDINGS:
            return generated(form, script)
        kind = KINDS[tag[0]]
        before, hyphen, last = lower.rpartition("-")
        base = self._exceptions[kind].get(last) or self._regular(last, tag, kind)
        if base is None and tag in ("VBD", "VBN", "VBG"):
            base = self._likely(last, tag)
        return before + hyphen + base if base else generated(form, script)

    def _regular(self, form: str, tag: str, kind: str) -> str | None:
        """Return the base form of a regular inflection, when it is a known one."""
        candidates = _candidates(form, tag)
        index = self._index[kind]
        for candidate in candidates:
            if candidate in index:
                return candidate
        for prefix in PREFIXES:
            for candidate in candidates:
                if (
                    candidate.startswith(prefix)
                    and len(candidate) > len(prefix) + 2
                    and candidate[len(prefix) :] in index
                ):
                    return candidate
        return None

    def _likely(self, form: str, tag: str) -> str | None:
        """Return the candidate whose end is commonest among known verbs, compared by as many letters as can be."""
        candidates = _candidates(form, tag)
        stem = len(form) - (3 if tag == "VBG" else 2)
        for letters in range(CONTEXT, 0, -1):
            counts = {c: self._endings[c[max(0, stem - letters) :]] for c in candidates}
            best = max(candidates, key=counts.__getitem__, default=None)
            if best is not None and counts[best]:
                return best
        return None

    @cached_property
    def _endings(self) -> Counter[str]:
        """Count the ends of the known verbs."""
        return Counter(
            verb[-n:] for verb in sorted(self._index["verb"]) for n in range(1, min(CONTEXT + 1, len(verb)) + 1)
        )


def _candidates(form: str, tag: str) -> list[str]:
    """Return what a form may be an inflection of, without doubled consonants last."""
    whole = [
        form[: -len(ending)] + new
        for ending, new in ENDINGS[tag]
        if form.endswith(ending) and len(form) > len(ending) + 1
    ]
    return list(dict.fromkeys(whole + [_single(c) for c in whole]))


def _single(stem: str) -> str:
    """Return a stem without its doubled last consonant ("stopp" → "stop")."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        return stem[:-1]
    return stem


def generated(form: str, script: str) -> str:
    """Apply a lemma script: letter case (L lower, K kept), characters to cut, characters to add."""
    case, cut, add = script.split("|", 2)
    base = form.lower() if case == "L" else form
    kept = base[: len(base) - int(cut)] if int(cut) <= len(base) else ""
    return kept + add or form
