"""The modes that refine PLOVER's types, read from ``modes.tsv``, and the class of the ontology for each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ontology.vocabulary import vocabulary


@cache
def modes() -> dict[tuple[str | None, str], str]:
    """Return the class of events by type (None where PLOVER has none) and mode."""
    found = {}
    for line in files("corpus").joinpath("modes.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            plover, mode, kind, _ = line.split("\t")
            found[None if plover == "-" else plover, mode] = kind
    return found


def code_of(plover: str | None, mode: str | None) -> str:
    """Return type and mode as the notation writes them ("CONSULT:visit", "-:violated")."""
    return f"{plover or '-'}:{mode}" if mode else plover or "-"


def kind_of(plover: str | None, mode: str | None) -> str:
    """Return the class of the ontology; KeyError, with a sentence that says so, for what does not exist."""
    if plover is not None and plover not in vocabulary().plover:
        raise KeyError(f"{plover!r} is no type; take one of {', '.join(vocabulary().plover)}, or - for none")
    if mode is None:
        if plover is None:
            raise KeyError("an event without a type needs a mode, as in -:violated")
        return vocabulary().plover[plover]
    if (plover, mode) not in modes():
        known = ", ".join(m for p, m in modes() if p == plover) or "none"
        raise KeyError(f"{plover or '-'} has no mode {mode!r}; its modes: {known}")
    return modes()[plover, mode]
