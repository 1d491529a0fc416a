"""Mentions of names: what a linked name stands for in its phrase.

Policy: a name has one mention, by the token its phrase hangs from. An adjective is a mention of its country,
a people ("the Israelis") a group of it; an institution without a record is one with its country; a person
acts in the sector of the title here, else of the titles elsewhere in the article, else of known offices.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Mention, MentionKind
from ingest.linking.actors import STATE_SECTORS
from ingest.linking.affiliation import affiliation
from ingest.linking.bodies import described, institution
from ingest.linking.coreference import SPEECH
from ingest.linking.focus import focus
from ingest.linking.gazetteer import Gazetteer
from ingest.linking.known import Known, local
from ingest.linking.linker import Result
from ingest.linking.reading import Reading
from ingest.linking.titles import Title
from ontology.facts import Entity

#: Functions that are a government's where nothing else is said.
PUBLIC = frozenset({"spokesman", "spokeswoman", "spokesperson", "leader", "negotiator", "counterpart"})


def named_mentions(
    reading: Reading, result: Result, inside: dict[int, Known], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield the mentions of names, one for each root."""
    roots: set[int] = set()
    for known in result.names:
        shared = reading.plural(known.root) and known.entity.label == "Person"
        root = known.root if known.root not in roots or shared else known.name.start
        if root in roots and not shared:
            continue
        roots.add(root)
        kind: MentionKind = "name"
        if known.entity.label == "Country" and reading.pos[known.name.end - 1] == "ADJ":
            kind = "demonym"
        sector = known.sector
        entity = known.entity
        if entity.label == "Person":
            sector = person_sector(known, result)
        elif entity.label == "Country" and people(reading, known, gazetteer):
            name = described(gazetteer, "people", known.country)
            entity = local("Group", name, country=known.country, sector="CVL", key="people")
            kind, sector = "demonym", "CVL"
        country = known.country or territory(reading, known, entity, sector, inside, result)
        if entity.label == "GovernmentBody" and known.record is None:
            entity = named_body(known, country, gazetteer)
        if entity.label == "Group" and known.record is None and reading.deps[root] in ("amod", "compound"):
            continue
        yield Mention(known.name.start, known.name.end, root, kind, entity, country, sector, known.antecedent)


def territory(
    reading: Reading, known: Known, entity: Entity, sector: str | None, inside: dict[int, Known], result: Result
) -> str | None:
    """Return the country that a name without one acts for by what stands around it, None when unknown."""
    if entity.label == "GovernmentBody":
        return affiliation(reading, known.root, inside).country or focus(reading, known.root, inside, result.setting)
    if entity.label != "Person" or sector not in STATE_SECTORS:
        return None
    if reading.lemmas[reading.governor(known.root)] in SPEECH:
        return None
    return focus(reading, known.root, inside, result.setting, near=True)


def named_body(known: Known, country: str | None, gazetteer: Gazetteer) -> Entity:
    """Return the institution that a name without a record stands for, the words of its country left out."""
    words = known.text.split()
    for length in (3, 2, 1):
        state = gazetteer.state(" ".join(words[:length])) if length < len(words) else None
        if state is not None:
            words = words[length:]
            break
    lowered = [w.lower() for w in words]
    for place in (i for i, w in enumerate(lowered) if w == "of" and i > 1):
        rest = words[place + 1 :][1:] if lowered[place + 1 : place + 2] == ["the"] else words[place + 1 :]
        if gazetteer.state(" ".join(rest)) is not None:
            words = words[:place]
            break
    sector = known.entity.sectors[0] if known.entity.sectors else "GOV"
    return institution(gazetteer, " ".join(words), country, sector, None)


def people(reading: Reading, known: Known, gazetteer: Gazetteer) -> bool:
    """Tell whether a demonym names people ("the Israelis"), by its form and by being a phrase of its own."""
    last = known.name.end - 1
    if reading.deps[last] in ("amod", "compound", "nmod:desc", "flat") or known.root != last:
        return False
    demonym = any(
        o.candidate.kind == "demonym" and o.record.id == known.entity.id for o in gazetteer.offers(known.text)
    )
    return demonym and (
        reading.plural(last)
        or reading.determiner(last) in ("the", "some", "many", "all")
        or any(reading.deps[c] == "nummod" for c in reading.children[last])
    )


def person_sector(known: Known, result: Result) -> str | None:
    """Return the sector a person acts in."""
    called = titles_of(known, result)
    for found in called:
        if found.former:
            return "ELI"
        if found.agent is not None and found.agent.sector is not None:
            led = organization_led(found, result)
            return led if led is not None and found.agent.sector == "GOV" else found.agent.sector
    record, on = known.record, result.setting.on
    if record is None:
        public = known.country is not None and any(t.agent is not None and t.agent.noun in PUBLIC for t in called)
        return "GOV" if public else None
    if record.offices and (on is None or any(o.held(on) for o in record.offices)):
        return record.sector or "GOV"
    return record.sector


def titles_of(known: Known, result: Result) -> list[Title]:
    """Return the titles of this mention of a person, else those of the others in the article."""
    own = [t for t in result.titles.get(known.name, ()) if t.agent is not None]
    if own:
        return own
    same = (k for k in result.names if k.entity.id == known.entity.id)
    return [t for k in same for t in result.titles.get(k.name, ()) if t.agent is not None]


def organization_led(title: Title, result: Result) -> str | None:
    """Return the sector of the armed group or party that a title is of ("the president of M23"), None otherwise."""
    for known in result.names:
        inside = title.start <= known.name.start and known.name.end <= title.end
        if inside and (known.entity.label == "ArmedGroup" or known.sector in ("REB", "PTY", "OPP")):
            return known.sector or "REB"
    return None


def roles(result: Result) -> dict[str, tuple[str, ...]]:
    """Return what each person is called in the article or known to be on its day, by entity id."""
    found: dict[str, tuple[str, ...]] = {}
    for known in result.names:
        if known.entity.label != "Person":
            continue
        said = tuple(role for title in result.titles.get(known.name, ()) for role in title.roles)
        held: tuple[str, ...] = ()
        if known.record is not None and known.entity.id not in found:
            on = result.setting.on
            held = tuple(o.title.lower() for o in known.record.offices if on is None or o.held(on))
        found[known.entity.id] = tuple(dict.fromkeys((*found.get(known.entity.id, ()), *said, *held)))
    return found
