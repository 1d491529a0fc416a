"""The linker as a spaCy component: fills ``doc._.mentions``, ``doc._.links`` and ``doc._.tenures``.

Policy: names first, then actors without a name, then pronouns and short forms in reading order, so that each
rests on what stands before it. One mention per root, except for a plural that stands for several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from ingest.document import Mention, MentionKind, register
from ingest.knowledge.base import KnowledgeBase
from ingest.linking import coreference, gazetteer, offices
from ingest.linking.actors import STATE_SECTORS, Nominal, focus, nominals, settle
from ingest.linking.affiliation import affiliation
from ingest.linking.bodies import institution
from ingest.linking.gazetteer import Gazetteer
from ingest.linking.known import Known, local
from ingest.linking.lexicon import FORMER
from ingest.linking.linker import Result, link
from ingest.linking.reading import Reading, read
from ingest.linking.ruler import names
from ontology.facts import Entity, Link


@Language.factory(
    "diplograph_linker",
    assigns=["doc._.mentions", "doc._.links", "doc._.tenures"],
    requires=["token.dep", "token.tag", "doc.ents"],
)
def make_linker(nlp: Language, name: str) -> Linker:
    """Build the linker over the knowledge base that ships with Diplograph."""
    return Linker(gazetteer.default())


class Linker:
    """Finds, reads and links the phrases of a parsed document."""

    def __init__(self, knowledge: Gazetteer | KnowledgeBase) -> None:
        register()
        self.gazetteer = knowledge if isinstance(knowledge, Gazetteer) else Gazetteer(knowledge)

    def __call__(self, doc: Doc) -> Doc:
        """Fill the extensions of a document; the article's day helps where ``doc._.article`` has one."""
        reading = read(doc)
        article = doc._.article
        result = link(reading, names(reading, self.gazetteer), self.gazetteer, article.published if article else None)
        inside = {t: k for k in result.names for t in range(k.name.start, k.name.end)}
        mentions = resolve(reading, result, inside, self.gazetteer)
        mentions = unite(reading, mentions, result.names)
        countries = {m.entity.iso_code: m.entity for m in mentions if m.entity.label == "Country" and m.entity.iso_code}
        doc._.mentions = tuple(mentions)
        if article is not None:
            titled = [(k, result.titles[k.name]) for k in result.names if k.name in result.titles]
            doc._.tenures = tuple(offices.tenures(reading, article, titled, inside, countries))
        doc._.links = tuple(dict.fromkeys(links(mentions, result.names, countries)))
        return doc


def resolve(reading: Reading, result: Result, inside: dict[int, Known], gazetteer: Gazetteer) -> list[Mention]:
    """Return all mentions in order of their roots."""
    named = list(named_mentions(reading, result, inside, gazetteer))
    taken = frozenset(m.root for m in named)
    titled = frozenset(t for title in result.titles.values() for t in range(title.start, title.end))
    pending: dict[int, Nominal] = {n.token: n for n in nominals(reading, inside, taken, titled)}
    roles = spoken_roles(result)
    scene = coreference.Scene(reading, result.people, roles)
    countries = {
        m.entity.iso_code: m for m in named if m.entity.label == "Country" and m.entity.iso_code and m.kind == "name"
    }
    done: list[Mention] = []
    ahead = sorted(named, key=lambda m: m.root)
    by_root = {m.root: m for m in ahead}
    everything = list(ahead)
    for token in range(len(reading.words)):
        if token in by_root:
            done.append(by_root[token])
            continue
        fresh: list[Mention] = []
        if coreference.referential(reading, token):
            fresh = coreference.pronoun(scene, token, everything)
        elif token not in inside:
            fresh = coreference.pair(scene, token, done, countries)
            if not fresh:
                fresh = short_form(scene, token, pending, done, countries, gazetteer, inside, result)
        done += fresh
        everything += fresh
    return sorted(done, key=lambda m: (m.start, m.root, m.end))


def short_form(
    scene: coreference.Scene,
    token: int,
    pending: dict[int, Nominal],
    done: list[Mention],
    countries: dict[str, Mention],
    gazetteer: Gazetteer,
    inside: dict[int, Known],
    result: Result,
) -> list[Mention]:
    """Return the mentions of a noun phrase without a name: one named before, an office-holder, or new actors."""
    reading = scene.reading
    item = pending.get(token)
    if item is None:
        known = coreference.country(scene, token, done)
        return [known] if known is not None else []
    owner = possessor(reading, token, done)
    if owner is not None and item.affiliation.country is None:
        sector = item.affiliation.sector
        if owner.entity.label in coreference.ORGANIZATION_LABELS and owner.entity.label != "GovernmentBody":
            sector = sector or owner.sector
        item = replace(item, affiliation=replace(item.affiliation, country=owner.country, sector=sector))
    both = partners(scene, item, done, countries)
    if both:
        return [m for n in both for m in settle(reading, n, inside, gazetteer, result.setting)]
    known = coreference.nominal(scene, item, done)
    if known is None:
        known = office_holder(reading, item, gazetteer, result)
    if known is not None:
        return [known]
    return settle(reading, item, inside, gazetteer, result.setting)


def partners(
    scene: coreference.Scene, item: Nominal, done: list[Mention], countries: dict[str, Mention]
) -> list[Nominal]:
    """Return an actor once for each country that it belongs to ("the leaders *of the two countries*")."""
    reading = scene.reading
    for child in reading.children[item.token]:
        if reading.deps[child] == "nmod" and reading.case(child) == "of" and item.affiliation.country is None:
            owners = coreference.pair(scene, child, done, countries)
            if owners:
                return [replace(item, affiliation=replace(item.affiliation, country=m.country)) for m in owners]
    return []


def possessor(reading: Reading, token: int, done: list[Mention]) -> Mention | None:
    """Return the resolved pronoun that a noun belongs to ("*its* troops")."""
    for child in reading.children[token]:
        if reading.deps[child] == "nmod:poss" and reading.lower[child] in coreference.POSSESSIVE:
            return next((m for m in reversed(done) if m.root == child), None)
    return None


#: Offices of a state that one person holds.
UNIQUE = frozenset({
    "president", "prime minister", "premier", "chancellor", "foreign minister", "foreign secretary", "defense minister",
    "defense secretary", "secretary of state", "supreme leader", "king", "queen", "crown prince", "secretary-general",
})  # fmt: skip


def office_holder(reading: Reading, item: Nominal, gazetteer: Gazetteer, result: Result) -> Mention | None:
    """Return who held an office on the day of the article ("the Russian foreign minister"), None when not known."""
    agent, country, on = item.agent, item.affiliation.country, result.setting.on
    if (
        agent is None
        or agent.noun not in UNIQUE
        or item.plural
        or on is None
        or country is None
        or item.affiliation.located
    ):
        return None
    owned = item.definite or any(reading.deps[c] == "nmod:poss" for c in reading.children[item.token])
    former = any(reading.lower[i] in FORMER for i in range(max(0, item.start - 1), item.token))
    if not owned or former or reading.determiner(item.token) in ("a", "an"):
        return None
    holders = gazetteer.knowledge.holders(country, agent.noun, on)
    if len(holders) != 1 and not (holders and any(o.certain(on) for o in holders[0].offices)):
        return None
    record = holders[0]
    if not any(o.held(on) and (o.certain(on) or _recent(o.as_of, on)) for o in record.offices):
        return None
    return Mention(item.start, item.token + 1, item.token, "nominal", record.entity(), country, "GOV", record.name)


def _recent(known: date | None, on: date) -> bool:
    return known is not None and (on - known).days <= 366


def named_mentions(
    reading: Reading, result: Result, inside: dict[int, Known], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield the mentions of names, one for each root."""
    roots: set[int] = set()
    for known in result.names:
        root = known.root if known.root not in roots else known.name.start
        if root in roots:
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
            adjective = reading.words[known.name.end - 1]
            entity = local("Group", adjective, country=known.country, sector="CVL", key="people")
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
    if reading.lemmas[reading.governor(known.root)] in coreference.SPEECH:
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
    """Return the sector a person acts in: from the title here or elsewhere in the article, else from known offices."""
    title = result.titles.get(known.name)
    titles = [title] if title is not None and title.agent is not None else [
        t for k in result.names if k.entity.id == known.entity.id and (t := result.titles.get(k.name)) is not None and t.agent is not None
    ]  # fmt: skip
    for found in titles:
        if found.former:
            return "ELI"
        if found.agent is not None and found.agent.sector is not None:
            return found.agent.sector
    record, on = known.record, result.setting.on
    if record is None:
        return (
            "GOV"
            if any(
                t.agent is not None
                and t.agent.noun in ("spokesman", "spokeswoman", "spokesperson", "leader", "negotiator")
                for t in titles
            )
            else None
        )
    if record.offices and (on is None or any(o.held(on) for o in record.offices)):
        return record.sector or "GOV"
    return record.sector


def spoken_roles(result: Result) -> dict[str, tuple[str, ...]]:
    """Return what each person is called in the article or known to be on its day, by entity id."""
    roles: dict[str, tuple[str, ...]] = {}
    for known in result.names:
        if known.entity.label != "Person":
            continue
        title = result.titles.get(known.name)
        said = title.roles if title is not None else ()
        held: tuple[str, ...] = ()
        if known.record is not None and known.entity.id not in roles:
            on = result.setting.on
            held = tuple(o.title.lower() for o in known.record.offices if on is None or o.held(on))
        roles[known.entity.id] = tuple(dict.fromkeys((*roles.get(known.entity.id, ()), *said, *held)))
    return roles


def unite(reading: Reading, mentions: list[Mention], found: Iterable[Known]) -> list[Mention]:
    """Give every mention of an entity the same node, with all spellings, countries and sectors seen."""
    forms: dict[str, dict[str, None]] = {}
    codes: dict[str, dict[str, None]] = {}
    sectors: dict[str, dict[str, None]] = {}
    nodes: dict[str, Entity] = {}
    for known in found:
        if known.country and known.entity.label == "Person":
            codes.setdefault(known.entity.id, {})[known.country] = None
    for mention in mentions:
        entity = mention.entity
        node = nodes.get(entity.id)
        if node is None or (node.label == "Person" and len(entity.name) > len(node.name)):
            nodes[entity.id] = entity
        if mention.kind == "name":
            spelling = " ".join(reading.doc[mention.start : mention.end].text.split())
            if mention.antecedent is None or entity.label in (
                "Person",
                "Treaty",
                *coreference.ORGANIZATION_LABELS,
            ):
                forms.setdefault(entity.id, {})[spelling] = None
            if mention.sector and entity.label == "Person":
                sectors.setdefault(entity.id, {})[mention.sector] = None
    united = {}
    for identity, entity in nodes.items():
        aliases = dict.fromkeys((*entity.aliases, *forms.get(identity, ())))
        aliases.pop(entity.name, None)
        if entity.label in ("Country", "Group"):
            aliases = dict.fromkeys(entity.aliases)
        united[identity] = replace(
            entity,
            aliases=tuple(aliases),
            country_codes=tuple(dict.fromkeys((*entity.country_codes, *codes.get(identity, ())))),
            sectors=tuple(dict.fromkeys((*entity.sectors, *sectors.get(identity, ())))),
        )
    return [replace(m, entity=united[m.entity.id]) for m in mentions]


def links(mentions: list[Mention], found: Iterable[Known], countries: dict[str, Entity]) -> Iterator[Link]:
    """Yield who acts for whom, which place lies where, and who is party to which treaty, as far as mentioned."""
    records = {k.entity.id: k.record for k in found if k.record is not None}
    for mention in mentions:
        entity, record = mention.entity, records.get(mention.entity.id)
        country = countries.get(mention.country) if mention.country else None
        if entity.label in ("Person", "Group", "GovernmentBody") and country is not None and country.id != entity.id:
            yield Link("represents", entity.id, country.id)
        elif entity.label == "Place" and country is not None:
            yield Link("locatedIn", entity.id, country.id)
        elif entity.label == "Treaty" and record is not None:
            for code in record.parties:
                if code in countries:
                    yield Link("party", entity.id, countries[code].id)
