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

from ingest.knowledge.spelling import fold
from ingest.linking.choice import pick
from ingest.linking.gazetteer import PLACES, STATES, Gazetteer
from ingest.linking.known import Known, local
from ingest.linking.lexicon import SECTOR_MODIFIERS, agents
from ingest.linking.metonymy import stands_for_government
from ingest.linking.persons import Bearer, Setting, roster
from ingest.linking.phrases import agent_at, locative, root
from ingest.linking.reading import Reading
from ingest.linking.ruler import Name, text
from ingest.linking.titles import Title, titles
from ontology.facts import Entity

#: Prepositions after which a country is only a place.
WITHIN = frozenset("in into inside across around through throughout within near at from outside".split())
NIL_LABELS = {"LOC": "Place", "EVENT": "Topic", "LAW": "Treaty", "MISC": "Topic"}


@dataclass(frozen=True, slots=True)
class Result:
    """The linked names in order, the titles of persons by name, the setting, and persons by entity id."""

    names: list[Known]
    titles: dict[Name, tuple[Title, ...]]
    setting: Setting
    people: dict[str, Bearer]


def link(reading: Reading, found: list[Name], gazetteer: Gazetteer, on: date | None) -> Result:
    """Link every name of a document published on a day."""
    spelled = {name: text(reading, name) for name in found}
    people, found = divide(reading, found, spelled, gazetteer)
    tokens = frozenset(t for name in found for t in range(name.start, name.end))
    setting = Setting(on, evidence(found, spelled, gazetteer))
    owned = frozenset(t for name in people for t in range(name.start, name.end))
    named = {name: t for name in people if (t := titles(reading, name, tokens, owned))}
    forms = [
        (
            spelled[name],
            first(named.get(name)),
            title_country(reading, name, first(named.get(name)), found, spelled, gazetteer),
        )
        for name in people
    ]
    bearers = roster(gazetteer, forms, setting)
    expanded = acronyms(reading, found, spelled)
    known: dict[Name, Known] = {}
    persons: dict[str, Bearer] = {}
    for name, bearer in zip(people, bearers, strict=True):
        if bearer is not None:
            known[name] = person(reading, name, spelled[name], bearer, first(named.get(name)))
            persons[known[name].entity.id] = bearer
    shared: dict[str, Entity] = {}
    places: dict[str, list[Name]] = {}
    for name in found:
        places.setdefault(spelled[name], []).append(name)
    for name in found:
        if name not in known and name not in people:
            known[name] = other(reading, name, spelled[name], places, gazetteer, setting, expanded, shared)
    names = [
        represented(k, first(named.get(k.name)), known) for k in sorted(known.values(), key=lambda k: k.name.start)
    ]
    homes: dict[str, str] = {}
    for k in names:
        if k.country and k.entity.label == "Person":
            homes.setdefault(k.entity.id, k.country)
    names = [replace(k, country=k.country or homes.get(k.entity.id)) for k in names]
    return Result(names, named, setting, persons)


def first(found: tuple[Title, ...] | None) -> Title | None:
    """Return the first title of a name, None when it has none."""
    return found[0] if found else None


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
        place = single and any(
            o.record.type in PLACES and not o.candidate.weak and o.record.prominence >= 0.2
            for o in gazetteer.offers(spelled[name])
        )
        acting = state and key in last and _acts(reading, name)
        titled = name.start > 0 and (agent := agent_at(reading, name.start - 1)) is not None and agent.kind == "office"
        if (name.label == "PERSON" and (not (state or place) or key in last or titled)) or (
            name.label in ("ORG", "LOC", "MISC", "") and single and key in last and (acting or not (state or place))
        ):
            people.append(name)
    return people, found


def _acts(reading: Reading, name: Name) -> bool:
    """Tell whether a single name speaks or acts alone, as a person named before would."""
    token = name.start
    alone = not any(reading.deps[c] in ("conj", "cc", "case") for c in reading.children[token])
    return reading.deps[token] == "nsubj" and alone


def evidence(found: list[Name], spelled: dict[Name, str], gazetteer: Gazetteer) -> Counter[str]:
    """Count how often each country is named, described, or shown by one of its well-known places."""
    counts: Counter[str] = Counter()
    for name in found:
        state = gazetteer.state(spelled[name])
        if state is not None and state.record.country:
            if state.candidate.kind == "demonym" and gazetteer.ambiguous(spelled[name]):
                continue
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
    after = name.end
    if after + 1 < len(reading.words) and reading.lower[after] == "of":
        for other in found:
            if other.start == after + 1 and (state := gazetteer.state(spelled[other])) is not None:
                return state.record.country
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
            closed = stop < len(reading.words) and reading.words[stop] == ")"
            initials = sum(c.isupper() for c in short) > 1 and " " not in short
            if closed and initials and len(spelled[name]) > len(short):
                pairs[short] = spelled[name]
    return pairs


def person(reading: Reading, name: Name, spelling: str, bearer: Bearer, title: Title | None) -> Known:
    """Return the person that a name was resolved to."""
    full = bearer.record.name if bearer.record is not None else bearer.full
    entity = bearer.record.entity() if bearer.record is not None else local("Person", bearer.full)
    short = spelling if fold(spelling) != fold(bearer.full) else None
    country = bearer.country or (bearer.record.country if bearer.record is not None else None)
    fronted = title is not None and title.agent is not None and name.start - 1 <= title.end <= name.start
    hang = root(reading, name, title.start if title is not None and fronted else None)
    return Known(name, hang, spelling, entity, bearer.record, country, None, full if short else None)


def other(
    reading: Reading,
    name: Name,
    spelling: str,
    occurrences: dict[str, list[Name]],
    gazetteer: Gazetteer,
    setting: Setting,
    expanded: dict[str, str],
    shared: dict[str, Entity],
) -> Known:
    """Return the entity of a name that is no person's."""
    full = expanded.get(spelling, spelling)
    hang = root(reading, name)
    record = pick(reading, occurrences.get(full, [name]), full, gazetteer, setting)
    short = next((s for s, f in expanded.items() if f == spelling), None)
    if record is None and short is not None:
        record = pick(reading, occurrences.get(short, [name]), short, gazetteer, setting)
    if record is None and full != spelling:
        record = pick(reading, occurrences[spelling], spelling, gazetteer, setting)
    antecedent = full if full != spelling else None
    if record is not None and record.type == "city" and stands_for_government(reading, hang):
        state = gazetteer.government(full)
        if state is not None and state.country == record.country:
            return Known(name, hang, spelling, state.entity(), state, state.country, "GOV", state.name)
    if record is not None and record.type in STATES and locative(reading, hang) and gazetteer.building(full):
        seat = local("Place", spelling)
        return Known(name, hang, spelling, seat, None, record.country, None)
    if record is not None:
        if record.type in STATES:
            sector = None if name.label == "NORP" or reading.case(hang) in WITHIN else "GOV"
            return Known(name, hang, spelling, record.entity(), record, record.country, sector)
        return Known(name, hang, spelling, record.entity(), record, record.country, record.sector, antecedent)
    entity = new(name.label, full, gazetteer)
    earlier = same(fold(full), entity, shared)
    if earlier is not None:
        antecedent = antecedent or (earlier.name if fold(earlier.name) != fold(spelling) else None)
        entity = earlier
    shared.setdefault(fold(full), entity)
    country = entity.country_codes[0] if entity.country_codes else region(full, entity.label, gazetteer)
    sector = entity.sectors[0] if entity.sectors else None
    return Known(name, hang, spelling, entity, None, country, sector, antecedent)


def same(key: str, entity: Entity, shared: dict[str, Entity]) -> Entity | None:
    """Return the local entity of the article that a spelling repeats or shortens ("Shell"), None when it is new."""
    known = shared.get(key)
    if known is not None and (known.label == entity.label or " " in key):
        return known
    if " " in key or entity.label != "Organization" or agents().get(key) is not None:
        return None
    for longer, other in shared.items():
        words = longer.split()
        if other.label == "Organization" and len(words) > 1 and key in (words[0], words[-1]) and len(key) > 3:
            return other
    return None


DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest".split()
)


def region(spelling: str, label: str, gazetteer: Gazetteer) -> str | None:
    """Return the country that a place names as its own ("South Lebanon", "Syrian Desert"), None when it names none."""
    if label != "Place":
        return None
    first, _, rest = spelling.partition(" ")
    described = gazetteer.state(first) if rest else None
    if described is not None and described.candidate.kind == "demonym":
        return described.record.country
    state = gazetteer.state(rest) if first.lower() in DIRECTIONS and rest else None
    return state.record.country if state is not None else None


#: Last words of names of bodies of a state.
STATE_BODIES = frozenset("ministry department army navy forces force court parliament police agency".split())


def new(label: str, spelling: str, gazetteer: Gazetteer) -> Entity:
    """Return a new entity for a name that the knowledge base does not know, typed by its words."""
    words = spelling.split()
    code = stated(words, gazetteer)
    if label in NIL_LABELS:
        return local(NIL_LABELS[label], spelling)
    if label == "NORP" and len(words) == 1:
        return local("Group", spelling, sector="CVL", country=code)
    if label == "PERSON":
        return local("Person", spelling)
    ending = words[-1].lower()
    agent = agents().get(" ".join(words[-2:]).lower()) or agents().get(ending)
    sector = next((SECTOR_MODIFIERS[w.lower()] for w in words if w.lower() in SECTOR_MODIFIERS), None)
    if ending in ("front", "militia", "brigade", "brigades", "army", "forces", "force") and code is None:
        return local("ArmedGroup", spelling, sector="REB")
    if ending in STATE_BODIES or words[0] == "Ministry":
        sector = (agent.sector if agent else None) or sector or "GOV"
        return local("GovernmentBody", spelling, country=code, sector=sector)
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
