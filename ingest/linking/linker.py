"""Which entity each name stands for.

Policy: the knowledge base offers, the model's label, the words around the name and the rest of the article
decide, and a name without enough support becomes a new local entity: a wrong link is worse than none.
Names of states are read first, because they are the context of everything else; persons next; then
organisations, places, treaties and topics.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from ingest.knowledge.records import Record
from ingest.knowledge.spelling import fold
from ingest.linking.gazetteer import BODIES, PLACES, STATES, SUBJECTS, Gazetteer, Offer
from ingest.linking.known import Known, local
from ingest.linking.lexicon import SECTOR_MODIFIERS, agents
from ingest.linking.metonymy import stands_for_government
from ingest.linking.persons import Bearer, Setting, roster
from ingest.linking.phrases import Title, agent_at, locative, root, title
from ingest.linking.reading import Reading
from ingest.linking.ruler import Name, text
from ontology.facts import Entity

#: Types of record that agree with a label, and those that it may be mistaken for.
AGREES = {
    "LOC": (PLACES, frozenset({"igo", "government", "agency"})),
    "ORG": (BODIES, PLACES | SUBJECTS),
    "NORP": (STATES | {"communal_group", "party", "armed_group", "region"}, BODIES | PLACES),
    "EVENT": (SUBJECTS, frozenset({"igo", "agency"})),
    "LAW": (frozenset({"treaty", "topic"}), frozenset({"conflict", "event", "igo"})),
    "MISC": (SUBJECTS | {"communal_group"}, BODIES | PLACES),
    "": (STATES | BODIES, PLACES | SUBJECTS),
}
NIL_LABELS = {"LOC": "Place", "EVENT": "Topic", "LAW": "Treaty", "MISC": "Topic"}
ENOUGH = 0.55


@dataclass(frozen=True, slots=True)
class Result:
    """The linked names in order, the titles of persons by name, the setting, and persons by entity id."""

    names: list[Known]
    titles: dict[Name, Title]
    setting: Setting
    people: dict[str, Bearer]


def link(reading: Reading, found: list[Name], gazetteer: Gazetteer, on: date | None) -> Result:
    """Link every name of a document published on a day."""
    spelled = {name: text(reading, name) for name in found}
    people, found = divide(reading, found, spelled, gazetteer)
    tokens = frozenset(t for name in found for t in range(name.start, name.end))
    setting = Setting(on, evidence(found, spelled, gazetteer))
    titles = {name: t for name in people if (t := title(reading, name, tokens)) is not None}
    forms = [
        (
            spelled[name],
            titles.get(name),
            title_country(reading, name, titles.get(name), found, spelled, gazetteer),
        )
        for name in people
    ]
    bearers = roster(gazetteer, forms, setting)
    expanded = acronyms(reading, found, spelled)
    known: dict[Name, Known] = {}
    persons: dict[str, Bearer] = {}
    for name, bearer in zip(people, bearers, strict=True):
        if bearer is not None:
            known[name] = person(reading, name, spelled[name], bearer, titles.get(name))
            persons[known[name].entity.id] = bearer
    shared: dict[str, tuple[Entity, Record | None]] = {}
    for name in found:
        if name not in known and name not in people:
            known[name] = other(reading, name, spelled, gazetteer, setting, expanded, shared)
    names = [represented(k, titles.get(k.name), known) for k in sorted(known.values(), key=lambda k: k.name.start)]
    homes: dict[str, str] = {}
    for k in names:
        if k.country and k.entity.label == "Person":
            homes.setdefault(k.entity.id, k.country)
    names = [replace(k, country=k.country or homes.get(k.entity.id)) for k in names]
    return Result(names, titles, setting, persons)


def represented(known: Known, title: Title | None, others: dict[Name, Known]) -> Known:
    """Return a person with the country of the organisation in the title, where nothing nearer gave one."""
    if title is None or known.country is not None:
        return known
    for name, other in others.items():
        if title.start <= name.start and name.end <= title.end and other.country and name != known.name:
            return replace(known, country=other.country)
    return known


def divide(
    reading: Reading, found: list[Name], spelled: dict[Name, str], gazetteer: Gazetteer
) -> tuple[list[Name], list[Name]]:
    """Return the names of persons, and all names.

    A single word under another label is a person where the article names one so in full and the word is no
    state; a single word labelled person is a state where it is one and nobody is named so.
    """
    full = [spelled[n] for n in found if n.label == "PERSON" and len(spelled[n].split()) > 1]
    last = {fold(f).split()[-1] for f in full if fold(f)} | {fold(f).split()[0] for f in full if fold(f)}
    people = []
    for name in found:
        key = fold(spelled[name])
        single = " " not in key
        state = single and gazetteer.state(spelled[name]) is not None
        titled = name.start > 0 and (agent := agent_at(reading, name.start - 1)) is not None and agent.kind == "office"
        if (name.label == "PERSON" and (not state or key in last or titled)) or (
            name.label in ("ORG", "LOC", "MISC", "") and single and key in last and not state
        ):
            people.append(name)
    return people, found


def evidence(found: list[Name], spelled: dict[Name, str], gazetteer: Gazetteer) -> Counter[str]:
    """Count how often each country is named, described, or shown by one of its well-known places."""
    counts: Counter[str] = Counter()
    for name in found:
        state = gazetteer.state(spelled[name])
        if state is not None and state.record.country:
            counts[state.record.country] += 2
            continue
        offers = [o for o in gazetteer.offers(spelled[name]) if not o.candidate.weak and o.record.country]
        if offers and name.label != "PERSON" and len({o.record.country for o in offers}) == 1:
            code = offers[0].record.country
            if code and len(code) == 3 and code not in ("IGO", "NGO", "IMG"):
                counts[code] += 1
    return counts


def title_country(
    reading: Reading,
    name: Name,
    title: Title | None,
    found: list[Name],
    spelled: dict[Name, str],
    gazetteer: Gazetteer,
) -> str | None:
    """Return the country that a title names ("Pakistani", "of India"), None when it names none."""
    if title is None or title.agent is None:
        return None
    start = min(title.start, reading.left_edge(title.head)) if title.head < name.start else title.start
    near = [n for n in found if start <= n.start and n.end <= title.end and n.end != name.end]
    if start >= 2 and reading.lower[start - 1] in ("'s", "’s"):
        near += [n for n in found if n.end == start - 1]
    for other in near:
        state = gazetteer.state(spelled[other])
        if state is not None:
            return state.record.country
    for other in near:
        for offer in gazetteer.offers(spelled[other]):
            if offer.record.country and not offer.candidate.weak and offer.record.type != "city":
                return offer.record.country
    return None


def acronyms(reading: Reading, found: list[Name], spelled: dict[Name, str]) -> dict[str, str]:
    """Return the full name for each short form that the article introduces in brackets."""
    pairs: dict[str, str] = {}
    by_start = {name.start: name for name in found}
    for name in found:
        bracket = name.end
        if bracket + 2 < len(reading.words) and reading.words[bracket] == "(":
            inner = by_start.get(bracket + 1)
            stop = inner.end if inner is not None else bracket + 2
            short = spelled[inner] if inner is not None else reading.words[bracket + 1]
            if stop < len(reading.words) and reading.words[stop] == ")" and len(spelled[name]) > len(short):
                if sum(c.isupper() for c in short) > 1 and " " not in short:
                    pairs[short] = spelled[name]
    return pairs


def person(reading: Reading, name: Name, spelling: str, bearer: Bearer, title: Title | None) -> Known:
    """Return the person that a name was resolved to."""
    full = bearer.record.name if bearer.record is not None else bearer.full
    entity = bearer.record.entity() if bearer.record is not None else local("Person", bearer.full)
    short = spelling if fold(spelling) != fold(bearer.full) else None
    country = bearer.country or (bearer.record.country if bearer.record is not None else None)
    hang = root(reading, name, title)
    return Known(name, hang, spelling, entity, bearer.record, country, None, full if short else None)


def other(
    reading: Reading,
    name: Name,
    spelled: dict[Name, str],
    gazetteer: Gazetteer,
    setting: Setting,
    expanded: dict[str, str],
    shared: dict[str, tuple[Entity, Record | None]],
) -> Known:
    """Return the entity of a name that is no person's."""
    spelling = spelled[name]
    full = expanded.get(spelling, spelling)
    hang = root(reading, name)
    record = pick(reading, name, full, gazetteer, setting)
    if record is None and full != spelling:
        record = pick(reading, name, spelling, gazetteer, setting)
    antecedent = full if full != spelling else None
    if record is not None and record.type == "city" and stands_for_government(reading, name, hang):
        state = gazetteer.government(full)
        if state is not None and state.country == record.country:
            return Known(name, hang, spelling, state.entity(), state, state.country, "GOV", state.name)
    if record is not None:
        if record.type in STATES:
            sector = "GOV" if not locative(reading, hang) and name.label != "NORP" else None
            return Known(name, hang, spelling, record.entity(), record, record.country, sector)
        return Known(name, hang, spelling, record.entity(), record, record.country, record.sector, antecedent)
    entity = new(reading, name, full, gazetteer, setting)
    for key in (fold(full), fold(spelling)):
        if key in shared and (shared[key][0].label == entity.label or len(key.split()) > 1):
            entity = shared[key][0]
            break
    shared.setdefault(fold(full), (entity, None))
    country = entity.country_codes[0] if entity.country_codes else region(full, gazetteer)
    sector = entity.sectors[0] if entity.sectors else None
    return Known(name, hang, spelling, entity, None, country, sector, antecedent)


def pick(reading: Reading, name: Name, spelling: str, gazetteer: Gazetteer, setting: Setting) -> Record | None:
    """Return the record that a name stands for, None when none has enough support."""
    offers = [o for o in gazetteer.offers(spelling) if o.record.type != "person"]
    if not offers:
        return None
    ranked = sorted(
        ((support(reading, name, offer, gazetteer, setting), offer.record) for offer in offers),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    best, record = ranked[0]
    if best < ENOUGH or (len(ranked) > 1 and best - ranked[1][0] < 0.03 and ranked[1][1].id != record.id):
        return None
    return record


DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest".split()
)


def region(spelling: str, gazetteer: Gazetteer) -> str | None:
    """Return the country that a part of it names ("South Lebanon"), None when the words name none."""
    first, _, rest = spelling.partition(" ")
    state = gazetteer.state(rest) if first.lower() in DIRECTIONS and rest else None
    return state.record.country if state is not None else None


def support(reading: Reading, name: Name, offer: Offer, gazetteer: Gazetteer, setting: Setting) -> float:
    """Return how well a candidate fits a name here; 0.55 is enough."""
    record, candidate = offer.record, offer.candidate
    if record.type in BODIES and all(reading.pos[i] == "ADJ" for i in range(name.start, name.end)):
        return 0.0
    agree, mistaken = AGREES.get(name.label, AGREES[""])
    total = record.prominence + (0.5 if record.type in agree else 0.25 if record.type in mistaken else -0.5)
    total += 0.05 if candidate.exact else 0.0
    if candidate.weak or candidate.kind in ("altname", "surname"):
        total -= 0.4
    if candidate.kind in ("capital", "metonym", "building"):
        total -= 0.5 if record.type in STATES and candidate.kind == "capital" else 0.0
    if candidate.kind == "demonym":
        total += 0.3 if name.label in ("NORP", "") else 0.0
    own = 2 if record.type in STATES else 1
    code = record.country
    if code and code not in ("IGO", "NGO", "IMG") and record.type not in STATES and setting.countries[code] >= own + 1:
        total += 0.3
    if record.type in PLACES and " " not in record.name and _after_comma(reading, name, record, gazetteer):
        total += 0.6
    if (
        record.type in ("subdivision", "city")
        and record.type not in STATES
        and _inside(reading, name, record, gazetteer)
    ):
        total += 0.6
    if record.type in SUBJECTS | BODIES and " " in record.name:
        total += 0.2
    return total


def _after_comma(reading: Reading, name: Name, record: Record, gazetteer: Gazetteer) -> bool:
    """Tell whether the next word after a comma is the country or state a place lies in ("Tyre, Lebanon")."""
    place = name.end + 1
    if place >= len(reading.words) or reading.words[name.end] != "," or not reading.capital(place):
        return False
    for offer in gazetteer.offers(reading.words[place]):
        if offer.record.type in STATES | {"subdivision"} and offer.record.country == record.country:
            return offer.record.id != record.id
    return False


def _inside(reading: Reading, name: Name, record: Record, gazetteer: Gazetteer) -> bool:
    """Tell whether the name before a comma is a city that lies in this place ("Atlanta, Georgia")."""
    before = name.start - 2
    if before < 0 or reading.words[name.start - 1] != "," or not reading.capital(before):
        return False
    if record.type != "subdivision":
        return False
    cities = [
        o.record for o in gazetteer.offers(reading.words[before]) if o.record.type == "city" and not o.candidate.weak
    ]
    return bool(cities) and any(c.country == record.country for c in cities[:2])


def new(reading: Reading, name: Name, spelling: str, gazetteer: Gazetteer, setting: Setting) -> Entity:
    """Return a new entity for a name that the knowledge base does not know, typed by its words."""
    words = spelling.split()
    code = stated(words, gazetteer)
    if name.label in NIL_LABELS:
        return local(NIL_LABELS[name.label], spelling)
    if name.label == "NORP" and len(words) == 1:
        return local("Group", spelling, sector="CVL", country=code)
    if name.label == "PERSON":
        return local("Person", spelling)
    ending = words[-1].lower()
    agent = agents().get(" ".join(words[-2:]).lower()) or agents().get(ending)
    sector = next((SECTOR_MODIFIERS[w.lower()] for w in words if w.lower() in SECTOR_MODIFIERS), None)
    if ending in ("front", "militia", "brigade", "brigades", "army", "forces", "force") and code is None:
        return local("ArmedGroup", spelling, sector="REB")
    if (
        ending
        in (
            "ministry",
            "department",
            "army",
            "navy",
            "forces",
            "force",
            "court",
            "parliament",
            "police",
            "agency",
        )
        or words[0] == "Ministry"
    ):
        return local(
            "GovernmentBody",
            spelling,
            country=code,
            sector=(agent.sector if agent else None) or sector or "GOV",
        )
    if ending in ("party", "movement", "coalition", "alliance", "congress"):
        return local("Organization", spelling, country=code, sector="PTY")
    typed = agent.sector if agent is not None and agent.kind == "people" and ending != "union" else sector
    return local("Organization", spelling, country=code, sector=typed)


def stated(words: list[str], gazetteer: Gazetteer) -> str | None:
    """Return the country that words of a name state ("United States Air Force"), the first, None when none does."""
    for start in range(len(words)):
        for length in (3, 2, 1):
            part = " ".join(words[start : start + length])
            if start + length <= len(words) and part[:1].isupper() and (state := gazetteer.state(part)) is not None:
                return state.record.country
    return None
