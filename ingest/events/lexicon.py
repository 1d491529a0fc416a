"""The event lexicon: which verbs, nouns and constructions name which type of event.

Policy: three tables beside this module, read once. A verb pattern is a verb, with its particle or
preposition, and a condition on its object; the most specific pattern that fits wins, and a pattern of
type ``none`` blocks readings that are no event ("meet a deadline"). Types are PLOVER's; ``treaty:…`` is
an act upon a treaty; ``noun`` leaves the type to the object noun ("hold talks"). The tables are our own;
the CAMEO verb patterns of PETRARCH2 (MIT) were read as evidence of what to cover.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.errors import OntologyError

#: PLOVER code of each act upon a treaty, None where PLOVER has none.
TREATY_CODES: Mapping[str, str | None] = {
    "signed": "SUPPORT",
    "ratified": "SUPPORT",
    "joined": "SUPPORT",
    "extended": "COOPERATE",
    "resumed": "COOPERATE",
    "suspended": "SANCTION",
    "withdrawn": "SANCTION",
    "ended": "SANCTION",
    "violated": None,
    "proposed": "REQUEST",
}

#: Verbs that only carry a noun: their subject is the actor of the noun ("held talks", "launched an attack").
LIGHT_VERBS = frozenset(
    "hold have conduct carry make pay give launch stage mount undertake begin start open continue resume "
    "conclude end finish complete host attend join lead offer issue express voice deliver perform unleash "
    "commit wage arrange organise organize receive impose announce declare order begin face suffer "
    "restart relaunch reopen participate engage".split()
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Which dependents take part besides the subject.

    ``targets`` and ``initiators`` are prepositions, or "obj"; ``symmetric`` makes all of them participants;
    ``inverse`` makes the subject the target ("the town came under attack from…").
    """

    targets: tuple[str, ...] = ()
    initiators: tuple[str, ...] = ()
    symmetric: bool = False
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a table: what it needs and what it means.

    ``code`` is a PLOVER code, None, ``noun`` or ``none``; ``action`` the act upon a treaty. ``weak``
    patterns count only when both sides are known actors.
    """

    lemma: str
    particle: str | None
    objects: frozenset[str]
    near: frozenset[str]
    code: str | None
    action: str | None
    mode: str | None
    roles: Roles
    weak: bool = False

    @property
    def specificity(self) -> tuple[bool, bool, bool]:
        """Order patterns: the object and its company first, then the particle."""
        return (bool(self.near), bool(self.objects), self.particle is not None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All patterns, by lemma, most specific first; ``classes`` are the noun classes of the tables."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, Pattern]
    classes: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Read the tables of this package; the result is shared."""
    classes = {name: frozenset(words.split()) for name, words in _rows("classes.tsv", 2)}
    verbs: defaultdict[str, list[Pattern]] = defaultdict(list)
    for names, objects, code, mode, roles in _rows("verbs.tsv", 5):
        for name in names.split(","):
            lemma, _, particle = name.strip().partition(" ")
            verbs[lemma].append(_pattern(lemma, particle or None, objects, code, mode, roles, classes))
    nouns: dict[str, Pattern] = {}
    for names, code, mode, roles in _rows("nouns.tsv", 4):
        for lemma in names.split():
            nouns[lemma] = _pattern(lemma, None, "-", code, mode, roles, classes)
    ordered = {lemma: tuple(sorted(found, key=lambda p: p.specificity, reverse=True)) for lemma, found in verbs.items()}
    return Lexicon(ordered, nouns, classes)


def _rows(name: str, width: int) -> list[list[str]]:
    rows: list[list[str]] = []
    text = files("ingest.events").joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise OntologyError(f"ingest/events/{name}, line {number}: {len(cells)} columns, {width} are needed")
        rows.append(cells)
    return rows


def _pattern(
    lemma: str,
    particle: str | None,
    objects: str,
    code: str,
    mode: str,
    roles: str,
    classes: Mapping[str, frozenset[str]],
) -> Pattern:
    condition, _, near = objects.partition("&")
    wanted: set[str] = set()
    for item in condition.strip().split("|"):
        if item.startswith("@"):
            wanted |= classes[item[1:]]
        elif item not in ("", "-"):
            wanted.add(item)
    weak = code.endswith("?")
    code = code.removesuffix("?")
    action = code.removeprefix("treaty:") if code.startswith("treaty:") else None
    plover = TREATY_CODES[action] if action else code
    return Pattern(
        lemma,
        particle,
        frozenset(wanted),
        frozenset(near.strip().split("|")) - {""},
        plover,
        action,
        None if mode == "-" else mode,
        _roles(roles),
        weak,
    )


def _roles(text: str) -> Roles:
    symmetric, inverse = text.startswith("="), text.startswith("<")
    slots = [] if text == "-" else text.lstrip("=<").split(",")
    targets = tuple(s for s in slots if not s.endswith(":I"))
    initiators = tuple(s.removesuffix(":I") for s in slots if s.endswith(":I"))
    return Roles(targets, initiators, symmetric, inverse)
