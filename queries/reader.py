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
from typing import Literal, cast, get_args

from queries.focus import focus_of
from queries.form import Family, Form, Reading, Reference, Refusal, Slot, Unreadable
from queries.items import Item, after, items
from queries.lexicon import AGREEMENT, ANY_EVENT, EVENT, HOSTING, MEDIATION, MEETING, NARROWER, WRITES, Entry
from queries.names import Named
from queries.resolve import Match, match, near
from queries.words import fold, split

#: Labels of actors for whom others act.
PRINCIPALS = frozenset({"Country", "Organization", "GovernmentBody", "IntergovernmentalOrganization", "ArmedGroup"})

#: The slots of a name without a preposition, the first that it fits: in general, before a passive, after
#: a relation, and after a relation that has a slot of its own.
BARE: tuple[Slot, ...] = ("actor", "place", "topic")
PASSIVE: tuple[Slot, ...] = ("target", "place", "topic")
AFTER: tuple[Slot, ...] = ("target", "place", "topic")
AFTER_OBJECT: dict[str, tuple[Slot, ...]] = {"topic": ("topic",), "place": ("place", "actor")}

FITS: dict[Slot, Callable[[Named], bool]] = {
    "actor": lambda n: n.actor,
    "target": lambda n: n.actor,
    "side": lambda n: n.actor,
    "place": lambda n: n.place,
    "topic": lambda n: True,
}

ASK = 'ask, for example, "who met whom about X", "when did X meet Y" or "what did X and Y discuss"'


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
    found, kind, unread = kinds(found)
    slots = the_slots(found, family, names)
    times = [i for i in found if i.kind == "time"]
    if len(times) > 1:
        raise Unreadable(Refusal("there is more than one time in the question; give one", tuple(t.text for t in times)))
    operators = [i.entry.value for i in found if i.entry and i.entry.kind == "operator"]
    focus = focus_of(found, family, operators, kind, slots)
    pick = next((o for o in operators if o in ("last", "first")), None)
    if pick and focus in ("whether", "events"):
        focus = "when"
    form = Form(
        family,
        focus,
        tuple(sorted(slots["actor"], key=lambda r: r.names)) if family.mutual else tuple(slots["actor"]),
        tuple(slots["target"]),
        tuple(slots["topic"]),
        tuple(slots["place"]),
        times[0].interval if times else None,
        cast(Literal["last", "first"] | None, pick),
        kind,
        next(iter(slots["side"]), None),
    )
    if (kind or form.side) and focus not in ("others", "common", "pairs"):
        wanted = tuple(i.text for i in found if i.does("kind"))
        raise Unreadable(
            Refusal("it cannot be read who or what is asked for; ask with who, when, where or what", wanted)
        )
    return Reading(form, (*unread, *(i.text for i in found if i.does("loose"))))


def kinds(found: Sequence[Item]) -> tuple[tuple[Item, ...], str | None, tuple[str, ...]]:
    """Return the items with whom the asked must act for marked, the label asked for, and what it leaves out.

    "which officials of Pakistan" and "which Pakistani officials" ask for persons on a side; after another
    name ("Indian officials") such a word only says that someone acts for it.
    """
    items: list[Item] = []
    kind: str | None = None
    unread: list[str] = []
    marked = Entry("slot", "side")
    for item in found:
        before = items[-1] if items else None
        if item.does("kind") and before is not None and before.kind == "name":
            if len(items) > 1 and items[-2].does("wh") and items[-2].does("wh", "which"):
                items.insert(-1, replace(before, kind="word", entry=marked))
            else:
                unread.append(item.text)
                continue
        elif (
            item.does("slot") and item.text.casefold() in ("of", "from") and before is not None and before.does("kind")
        ):
            item = replace(item, entry=marked)
        if item.does("kind"):
            assert item.entry is not None
            kind = kind or item.entry.value
            unread += [item.text] if item.text.casefold() in NARROWER else []
        items.append(item)
    return tuple(items), kind, tuple(unread)


def unknown(missing: Sequence[str], names: Sequence[Named]) -> Refusal:
    """Say which words are no names of this graph, and what comes near."""
    phrase = " ".join(missing)
    found = near(phrase, names)
    hint = f"; the nearest names are {', '.join(found)}" if found else ""
    return Refusal(f'"{phrase}" is no name in this graph and no word that can be read here{hint}', tuple(missing))


def the_family(found: Sequence[Item]) -> Family:
    """Return the kind of event that the question is about."""
    families = list(dict.fromkeys(i.entry.family for i in found if i.entry and i.entry.family))
    if not families and any(i.text.casefold() in ANY_EVENT for i in found):
        return EVENT
    if not families:
        raise Unreadable(Refusal(f"nothing says what is asked about these names; {ASK}", tuple(i.text for i in found)))
    of_others = [f for f in families if f in (HOSTING, MEDIATION)]
    if len(of_others) == 1 and len(families) == 2 and MEETING in families:
        families = list(of_others)
    if {f.name for f in families if f} == {"signed", AGREEMENT.name}:
        families = [AGREEMENT]
    if len(families) > 1:
        listed = " and ".join(f.noun for f in families if f)
        words = tuple(i.text for i in found if i.does("relation"))
        raise Unreadable(Refusal(f"the question is about {listed} at once; ask about one of them", words))
    assert families[0] is not None
    return families[0]


def the_slots(found: Sequence[Item], family: Family, names: Sequence[Named]) -> dict[Slot, list[Reference]]:
    """Give every name its slot: by the preposition, else by where it stands, else by what it is."""
    slots: dict[Slot, list[Reference]] = {s: [] for s in get_args(Slot)}
    bare = BARE if family.mutual or not passive(found, family) else PASSIVE
    fitting: Sequence[Slot] = bare
    last: Slot = "actor"
    joint = ""
    for at, item in enumerate(found):
        if item.does("slot"):
            fitting, joint = (slot_of(item, after(found, at), family),), ""
            if family is EVENT and item.text.casefold() == "to":
                fitting = (*fitting, "topic")
        elif item.does("joint"):
            assert item.entry is not None
            fitting, joint = (fitting if fitting != bare else (last,)), item.entry.value
        elif item.entry is not None and item.entry.family is family:
            bare = BARE if family.mutual else AFTER
            fitting, joint = AFTER_OBJECT.get(item.entry.object or "actor", bare), ""
        elif item.does("wh") or item.kind == "time":
            fitting, joint = bare, ""
        elif item.does("possessive") and not any(slots.values()):
            raise Unreadable(Refusal(f'it is not known whom "{item.text}" means; give the name', (item.text,)))
        elif item.kind == "name":
            last, reference = reference_of(item, fitting, names)
            place(slots[last], reference, joint, last)
            fitting, joint = bare, ""
    return slots


def slot_of(item: Item, following: Item | None, family: Family) -> Slot:
    """Return the slot that a preposition opens; raises when what follows is no name but a condition."""
    assert item.entry is not None
    word = item.text.casefold()
    slot = cast(Slot, item.entry.value)
    if slot != "side":
        sides = dict.fromkeys(("between", "with", "among"), family.between)
        slot = {"of": family.of, "on": family.on, **sides}.get(word, slot)
    if following is not None and (
        following.does("kind")
        or following.does("operator", "topics")
        or (slot == "topic" and following.does("relation"))
    ):
        reason = f'"{item.text} … {following.text}" says something that no name in this graph stands for; give a name'
        raise Unreadable(Refusal(reason, (following.text,)))
    return slot


def passive(found: Sequence[Item], family: Family) -> bool:
    """Tell whether the names before the relation are those to whom it was done."""
    for at, item in enumerate(found):
        if item.entry is not None and item.entry.family is family:
            return item.does("relation", "verb") and any(
                i.text.casefold() in ("was", "were", "is", "are", "be", "been", "being") for i in found[:at]
            )
    return False


def place(slot: list[Reference], reference: Reference, joint: str, which: Slot) -> None:
    """Add a name to its slot, or to the alternatives of the name before it ("or"; "and" between places)."""
    if slot and (joint == "or" or (joint == "and" and which == "place")):
        slot[-1] = slot[-1].either(reference)
    elif reference.ids not in [r.ids for r in slot]:
        slot.append(reference)


def reference_of(item: Item, fitting: Sequence[Slot], names: Sequence[Named]) -> tuple[Slot, Reference]:
    """Find what a name stands for in the first slot that it fits."""
    for loose in (False, True):
        for slot in fitting:
            found = match(item.text, names, fits=FITS[slot], loose=loose)
            if found is not None:
                return slot, chosen(found, slot)
    wanted = {"place": "a place", "topic": "anything"}.get(fitting[0], "an actor")
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
        (f"the {entities[0].name}" if entities[0].label == "Treaty" else entities[0].name,),
        tuple(n.id for n in entities),
        slot in ("actor", "target", "side") and any(n.label in PRINCIPALS for n in entities),
        found.guess,
    )
