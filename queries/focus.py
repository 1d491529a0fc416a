"""What a question asks for: pairs, persons, events, subjects, places, numbers.

Policy: the question words and operators say it, and the number of names on each side settles the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from queries.form import Family, Focus, Reference, Refusal, Slot, Unreadable
from queries.items import Item, after
from queries.lexicon import CASUALTIES, DYING


def focus_of(
    found: Sequence[Item],
    family: Family,
    operators: Sequence[str],
    kind: str | None,
    slots: Mapping[Slot, Sequence[Reference]],
) -> Focus:
    """Return what is asked: by the question words, the operators and the number of names on each side."""
    asked = [i.entry.value for i in found if i.entry and i.entry.kind == "wh"]
    counted = "count" in operators or "casualties" in operators
    if "casualties" in operators or any(i.text.casefold() in CASUALTIES for i in found) or (counted and died(found)):
        if family.label != "ConflictEvent":
            raise Unreadable(Refusal("casualties are counted of attacks only; ask how many people were killed", ()))
        return "casualties"
    if "months" in operators or counted:
        return "months" if "months" in operators else "count"
    if who := asked.count("who") + (kind is not None and not asked.count("who")):
        return who_of(family, who, operators, slots)
    if "topics" in operators or ("what" in asked and (dangling(found) or discussed(found))):
        return "topics"
    if "when" in asked or "where" in asked:
        return "when" if "when" in asked else "where"
    return "events" if {"which", "what"} & set(asked) or "whether" not in asked else "whether"


def died(found: Sequence[Item]) -> bool:
    """Tell whether those killed are asked for, not the attacks that killed them: "how many were killed"."""
    relation = next((i for i in found if i.does("relation")), None)
    return relation is not None and relation.text.casefold() in DYING


def who_of(family: Family, who: int, operators: Sequence[str], slots: Mapping[Slot, Sequence[Reference]]) -> Focus:
    """Return what a question for persons asks: pairs, the other side, or who met both."""
    sides = len(slots["actor"]), len(slots["target"])
    if family.mutual:
        if who > 1 or not sides[0]:
            return "pairs"
        return "common" if sides[0] == 2 and "together" not in operators else "others"
    if all(sides):
        return "events"
    return "pairs" if family.object == "target" and not any(sides) else "others"


def dangling(found: Sequence[Item]) -> bool:
    """Tell whether a preposition of subject has no name after it: "what did X and Y talk about"."""
    follows = [(i, after(found, at)) for at, i in enumerate(found) if i.does("slot", "topic")]
    return any(n is None or n.kind == "time" or n.entry is not None for _, n in follows)


def discussed(found: Sequence[Item]) -> bool:
    """Tell whether the relation takes its subject as an object, and none is given: "what did X discuss"."""
    return any(i.entry is not None and i.entry.object == "topic" for i in found)
