"""The linker as a spaCy component: fills ``doc._.mentions``, ``doc._.links`` and ``doc._.tenures``.

Policy: names first, then actors without a name, then pronouns and short forms in reading order, so that each
rests on what stands before it. One mention per root, except for a plural that stands for several.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from ingest.document import Mention, register
from ingest.knowledge.base import KnowledgeBase
from ingest.linking import coreference, gazetteer, offices, shortforms
from ingest.linking.actors import Nominal, nominals, settle
from ingest.linking.gazetteer import Gazetteer
from ingest.linking.known import Known
from ingest.linking.lexicon import FORMER
from ingest.linking.linker import Result, link
from ingest.linking.naming import named_mentions, roles
from ingest.linking.reading import Reading, read
from ingest.linking.ruler import names
from ingest.linking.union import links, unite


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
        countries = {m.country: m.entity for m in mentions if m.entity.label == "Country" and m.country}
        doc._.mentions = tuple(mentions)
        if article is not None:
            titled = [(k, t) for k in result.names for t in result.titles.get(k.name, ())]
            known = {m.entity.id for m in mentions}
            stated = offices.tenures(reading, article, titled, around(mentions), countries)
            doc._.tenures = tuple(t for t in stated if {t.holder, t.organization} <= known)
        doc._.links = tuple(dict.fromkeys(links(mentions, result.names, countries)))
        return doc


def around(mentions: list[Mention]) -> dict[int, Mention]:
    """Return the mention that a token belongs to: any token of a name, the root of a phrase without one."""
    found: dict[int, Mention] = {}
    for mention in mentions:
        tokens = range(mention.start, mention.end) if mention.kind in ("name", "demonym") else (mention.root,)
        found.update(dict.fromkeys(tokens, mention))
    return found


def resolve(reading: Reading, result: Result, inside: dict[int, Known], gazetteer: Gazetteer) -> list[Mention]:
    """Return all mentions in order of their roots."""
    named = list(named_mentions(reading, result, inside, gazetteer))
    taken = frozenset(m.root for m in named)
    titled = frozenset(t for found in result.titles.values() for title in found for t in range(title.start, title.end))
    pending: dict[int, Nominal] = {n.token: n for n in nominals(reading, inside, taken, titled)}
    scene = coreference.Scene(reading, result.people, roles(result))
    countries = {m.country: m for m in named if m.entity.label == "Country" and m.country}
    done: list[Mention] = []
    ahead = sorted(named, key=lambda m: m.root)
    by_root: dict[int, list[Mention]] = {}
    for mention in ahead:
        by_root.setdefault(mention.root, []).append(mention)
    everything = list(ahead)
    for token in range(len(reading.words)):
        if token in by_root:
            done += by_root[token]
            continue
        fresh: list[Mention] = []
        if coreference.referential(reading, token):
            fresh = coreference.pronoun(scene, token, everything)
        elif token not in inside:
            fresh = shortforms.pair(scene, token, done, countries)
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
        known = shortforms.country(scene, token, done) or shortforms.instrument(scene, token, done)
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
    known = shortforms.nominal(scene, item, done)
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
            owners = shortforms.pair(scene, child, done, countries)
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
UNIQUE = frozenset(
    {
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "foreign minister",
        "foreign secretary",
        "defense minister",
        "defense secretary",
        "secretary of state",
        "supreme leader",
        "king",
        "queen",
        "crown prince",
        "secretary-general",
    }
)


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
