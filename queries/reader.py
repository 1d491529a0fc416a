"""From the items of a question to its logical form, or to the reason why there is none.

Policy: compose. A name's slot comes from the preposition before it, else from where it stands and what it
is; what is asked comes from the question word and the number of actors. Nothing is matched as a whole
sentence. A word that might be a name or a condition and cannot be read stops the answer; a word that only
colours it is reported as unread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from queries.form import Family, Focus, Form, Reading, Reference, Refusal, Slot
from queries.items import Item, items
from queries.lexicon import WRITES
from queries.names import Named
from queries.resolve import Match, match, near
from queries.words import fold, split

#: Labels of actors for whom others act.
PRINCIPALS = frozenset({"Country", "Organization", "GovernmentBody", "IntergovernmentalOrganization", "ArmedGroup"})

#: The slots of a name without a preposition, the first that it fits.
BARE: tuple[Slot, ...] = ("actor", "place", "topic")

ASK = 'ask, for example, "who met whom about X", "when did X meet Y" or "what did X and Y discuss"'


class Unreadable(Exception):
    """A part of the question stops the reading; carries the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def read(question: str, names: Sequence[Named], today: date) -> Reading | Refusal:
    """Read a question against the names that a graph knows."""
    words = split(question)
    if not words:
        return Refusal(f"the question is empty; {ASK}")
    if words[0].key in WRITES:
        reason = f'"{words[0].text}" would change the graph, and a question only reads it; {ASK}'
        return Refusal(reason, (words[0].text,))
    try:
        return compose(modified(items(question, words, names, today)), names)
    except Unreadable as error:
        return error.refusal


def modified(found: Sequence[Item]) -> tuple[Item, ...]:
    """Leave out what only describes the name after it: titles, and a country before them.

    "Chinese Foreign Minister Wang Yi" and "Pakistan's Ishaq Dar" name one actor each.
    """
    kept: list[Item] = []
    titles: list[Item] = []
    for item in found:
        if item.does("title"):
            titles.append(item)
            continue
        if item.kind == "name":
            if kept and kept[-1].kind == "name" and (titles or kept[-1].possessive):
                kept.pop()
        else:
            kept += [replace(t, kind="unknown", entry=None) for t in titles]
        titles = []
        kept.append(item)
    return (*kept, *(replace(t, kind="unknown", entry=None) for t in titles))


def compose(found: Sequence[Item], names: Sequence[Named]) -> Reading:
    """Build the form; raises :class:`Unreadable`."""
    for item in found:
        if item.does("guard"):
            assert item.entry is not None
            raise Unreadable(Refusal(f'"{item.text}": {item.entry.value}', (item.text,)))
    missing = tuple(i.text for i in found if i.kind == "unknown")
    if missing:
        raise Unreadable(unknown(missing, names))
    family = the_family(found)
    slots = the_slots(found, family, names)
    times = [i for i in found if i.kind == "time"]
    if len(times) > 1:
        raise Unreadable(Refusal("there is more than one time in the question; give one", tuple(t.text for t in times)))
    actors, targets = slots["actor"], slots["target"]
    kind = next((i.entry.value for i in found if i.entry and i.entry.kind == "kind"), None)
    operators = [i.entry.value for i in found if i.entry and i.entry.kind == "operator"]
    focus = the_focus(found, operators, kind, actors)
    pick = next((o for o in operators if o in ("last", "first")), None)
    if pick and focus in ("whether", "events"):
        focus = "when"
    key = (lambda r: r.names) if family.mutual else (lambda r: ())
    form = Form(
        family,
        focus,
        tuple(sorted(actors, key=key)),
        tuple(targets),
        tuple(slots["topic"]),
        tuple(slots["place"]),
        times[0].interval if times else None,
        pick,  # type: ignore[arg-type]
        kind if focus in ("others", "common", "pairs") else None,
    )
    return Reading(form, tuple(i.text for i in found if i.does("loose")))


def unknown(missing: Sequence[str], names: Sequence[Named]) -> Refusal:
    """Say which words are no names of this graph, and what comes near."""
    phrase = " ".join(missing)
    found = near(phrase, names)
    hint = f"; the nearest names are {', '.join(found)}" if found else ""
    return Refusal(f'"{phrase}" is no name in this graph and no word that can be read here{hint}', tuple(missing))


def the_family(found: Sequence[Item]) -> Family:
    """Return the kind of event that the question is about."""
    families = dict.fromkeys(i.entry.family for i in found if i.entry and i.entry.family)
    if not families:
        raise Unreadable(Refusal(f"nothing says what is asked about these names; {ASK}", tuple(i.text for i in found)))
    if len(families) > 1:
        listed = " and ".join(f.noun for f in families if f)
        raise Unreadable(Refusal(f"the question is about {listed} at once; ask about one of them", ()))
    return next(f for f in families if f)


def the_slots(found: Sequence[Item], family: Family, names: Sequence[Named]) -> dict[Slot, list[Reference]]:
    """Give every name its slot: by the preposition, else by the relation before it, else by what it is."""
    slots: dict[Slot, list[Reference]] = {"actor": [], "target": [], "topic": [], "place": []}
    slot: Slot | None = None
    last: Slot | None = None
    joint = ""
    named = False
    for item in found:
        if item.does("slot"):
            assert item.entry is not None
            word = cast(Slot, item.entry.value)
            slot = family.of if item.text.casefold() == "of" else family.on if item.text.casefold() == "on" else word
            joint = ""
        elif item.does("joint"):
            assert item.entry is not None
            slot, joint = slot or last, item.entry.value
        elif item.does("relation"):
            assert item.entry is not None
            slot, joint = item.entry.object, ""
        elif item.does("possessive") and not named:
            raise Unreadable(Refusal(f'it is not known whom "{item.text}" means; give the name', (item.text,)))
        elif item.kind == "name":
            last, reference = reference_of(item, slot, names)
            place(slots[last], reference, joint, last)
            slot, joint, named = None, "", True
        elif item.kind == "time":
            slot, joint = None, ""
    return slots


def place(slot: list[Reference], reference: Reference, joint: str, which: Slot) -> None:
    """Add a name to its slot, or to the alternatives of the name before it ("or"; "and" between places)."""
    if slot and (joint == "or" or (joint == "and" and which == "place")):
        slot[-1] = slot[-1].either(reference)
    elif reference.ids not in [r.ids for r in slot]:
        slot.append(reference)


def reference_of(item: Item, slot: Slot | None, names: Sequence[Named]) -> tuple[Slot, Reference]:
    """Find what a name stands for in its slot; without one, in the first slot that it fits."""
    fits: dict[Slot, Callable[[Named], bool]] = {
        "actor": lambda n: n.actor,
        "target": lambda n: n.actor,
        "place": lambda n: n.place,
        "topic": lambda n: True,
    }
    for loose in (False, True):
        for where in (slot,) if slot else BARE:
            found = match(item.text, names, fits=fits[where], loose=loose)
            if found is not None:
                return where, chosen(found, where)
    wanted = {"place": "a place", "actor": "an actor", "target": "an actor"}.get(slot or "", "anything")
    raise Unreadable(Refusal(f'"{item.text}" is not {wanted} in this graph', (item.text,)))


def chosen(found: Match, slot: Slot) -> Reference:
    """Return the one entity of a match, or several of one name as a subject; raises with the choices."""
    entities = found.entities
    if len(entities) > 1 and not (slot == "topic" and len({fold(n.name) for n in entities}) == 1):
        ranked = sorted(entities, key=lambda n: (-n.events, n.name, n.id))
        reason = f'"{found.phrase}" may mean {len(entities)} things; ask with the id of one'
        raise Unreadable(Refusal(reason, (), tuple(n.choice(found.phrase) for n in ranked)))
    return Reference(
        found.phrase,
        (entities[0].name,),
        tuple(n.id for n in entities),
        slot in ("actor", "target") and any(n.label in PRINCIPALS for n in entities),
        found.guess,
    )


def the_focus(found: Sequence[Item], operators: Sequence[str], kind: str | None, actors: Sequence[Reference]) -> Focus:
    """Return what is asked: by the question words, the operators and the number of actors."""
    asked = [i.entry.value for i in found if i.entry and i.entry.kind == "wh"]
    who = asked.count("who") + (1 if kind and {"which", "what"} & set(asked) else 0)
    if "months" in operators:
        return "months"
    if "count" in operators:
        return "count"
    if who:
        if who > 1 or not actors:
            return "pairs"
        return "common" if len(actors) == 2 and "together" not in operators else "others"
    if "topics" in operators or ("what" in asked and (dangling(found) or discussed(found))):
        return "topics"
    if "when" in asked:
        return "when"
    if "where" in asked:
        return "where"
    return "events" if {"which", "what"} & set(asked) or "whether" not in asked else "whether"


def dangling(found: Sequence[Item]) -> bool:
    """Tell whether a preposition of subject has no name after it: "what did X and Y talk about"."""
    follows = [*found[1:], None]
    return any(
        i.does("slot", "topic") and (n is None or n.kind == "time" or n.entry is not None)
        for i, n in zip(found, follows, strict=True)
    )


def discussed(found: Sequence[Item]) -> bool:
    """Tell whether the relation takes its subject as an object, and none is given: "what did X discuss"."""
    return any(i.entry is not None and i.entry.object == "topic" for i in found)
