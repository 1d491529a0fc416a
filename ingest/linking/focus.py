"""Which country a sentence or an article is about, for institutions that are named without one.

Policy: "the army" is that of the official who speaks of it, of the state that sends it, of the only country
the sentence is about, or of the country that the article names more than all others; else of nobody known.
A country that is the other side ("against Russia") is never the answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from ingest.linking.affiliation import affiliation
from ingest.linking.known import Known
from ingest.linking.persons import Setting
from ingest.linking.reading import Reading

#: Prepositions before a country that is the other side, not the scene.
OPPOSITE = frozenset("against with to from on toward towards over into about for between".split())


def focus(
    reading: Reading, token: int, inside: Mapping[int, Known], setting: Setting, *, near: bool = False
) -> str | None:
    """Return the one country that the sentence is about, else the country of the article.

    ``near`` asks for more: the country must be where the sentence plays, or own something in it.
    """
    sentence = reading.sentence[token]
    begin = reading.starts[sentence]
    end = reading.starts[sentence + 1] if sentence + 1 < len(reading.starts) else len(reading.words)
    shown: set[str] = set()
    others = False
    for i in range(begin, end):
        known = inside.get(i)
        if known is None or not known.country or known.country in ("IGO", "NGO", "IMG") or i != known.root:
            continue
        case = reading.case(known.root)
        rival = reading.governor(known.root) == reading.governor(token) and case not in ("in", "at", "near")
        if (
            rival
            or case in OPPOSITE
            or (near and case not in ("in", "at", "near") and reading.deps[known.root] != "nmod:poss")
        ):
            others = True
        else:
            shown.add(known.country)
    if len(shown) == 1 and not (near and others):
        return shown.pop()
    return setting.focus() if not others and not shown else None


def speaker(reading: Reading, token: int, inside: Mapping[int, Known]) -> str | None:
    """Return the country of the official who says what an institution did ("an Israeli minister said the army …")."""
    climbed = token
    for _ in range(6):
        upper = reading.heads[climbed]
        if reading.deps[climbed] in ("ccomp", "parataxis") and reading.pos[upper] == "VERB":
            for child in reading.children[upper]:
                if reading.deps[child] == "nsubj":
                    known = inside.get(child)
                    if known is not None:
                        return known.country if known.entity.label in ("Person", "Country", "GovernmentBody") else None
                    return affiliation(reading, child, inside).country
        if upper == climbed:
            break
        climbed = upper
    return None


def user(reading: Reading, token: int, inside: Mapping[int, Known]) -> str | None:
    """Return the country that moves forces of its own ("Britain mobilized army reservists"), None when none does."""
    verb = reading.heads[token]
    if reading.deps[token] != "obj" or reading.lemmas[verb] not in MOVES:
        return None
    for child in reading.children[verb]:
        if reading.deps[child] == "nsubj" and child in inside:
            return inside[child].country
    return None


MOVES = frozenset(
    "mobilize mobilise deploy send withdraw pull order station dispatch move mass recall rotate commit".split()
)
