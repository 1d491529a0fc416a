"""Actors without a name of their own: "Turkish troops", "an Argentine judge", "the Pakistani foreign ministry".

Policy: every noun phrase whose head is an agent noun is an actor. People are a Group, institutions a
GovernmentBody or Organization, and a government stands for its country. The identity is the head with the
words that belong to it, and the country; numbers and descriptions are left out, so that the same kind of
people is one node.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.document import Mention
from ingest.linking.affiliation import RELATIONAL, Affiliation, affiliation, scene
from ingest.linking.bodies import described, institution
from ingest.linking.focus import focus, speaker, user
from ingest.linking.gazetteer import Gazetteer
from ingest.linking.known import Known, local
from ingest.linking.lexicon import PARTITIVES, SECTOR_MODIFIERS, Agent
from ingest.linking.persons import Setting
from ingest.linking.phrases import agent_at, agent_width
from ingest.linking.reading import NOMINAL, Reading
from ontology.facts import Entity

#: Relations of a token that is no phrase of its own.
INNER = frozenset("compound flat fixed amod nmod:desc nummod case advmod goeswith det punct".split())
#: Sectors of the institutions of a state, which act for the country in focus when nothing is said.
STATE_SECTORS = frozenset("GOV MIL COP JUD LEG SPY".split())
#: Nouns too vague to act without a modifier that says who they are.
VAGUE = frozenset(
    {
        "group",
        "team",
        "unit",
        "position",
        "figure",
        "side",
        "party",
        "body",
        "movement",
        "wing",
        "camp",
        "branch",
        "network",
        "cell",
        "mission",
        "command",
        "convoy",
        "crew",
        "source",
        "organization",
        "institution",
        "club",
        "society",
        "staff",
        "industry",
        "school",
        "post",
        "business",
        "front",
        "league",
        "association",
        "foundation",
        "bloc",
        "channel",
        "head",
        "chair",
        "member",
        "partner",
        "founder",
        "boss",
        "donor",
        "backer",
        "vessel",
        "home",
        "jet",
        "public",
        "division",
        "office",
        "department",
        "commission",
        "council",
        "committee",
        "agency",
        "alliance",
        "coalition",
        "authority",
        "force",
        "population",
        "community",
        "service",
        "anchor",
        "justice",
        "agent",
        "throne",
        "palace",
        "presidency",
        "recruit",
        "guard",
        "pilot",
        "driver",
        "native",
        "official source",
        "elder",
        "company",
        "bank",
        "union",
    }
)


@dataclass(frozen=True, slots=True)
class Nominal:
    """An actor without a name, as found: ``agent`` None for a nominalised adjective ("the Kurds")."""

    token: int
    start: int
    agent: Agent | None
    affiliation: Affiliation
    definite: bool
    plural: bool


def nominals(
    reading: Reading, inside: Mapping[int, Known], taken: frozenset[int], titled: frozenset[int]
) -> list[Nominal]:
    """Return the noun phrases that can act, in order; ``taken`` are the roots of names, ``titled`` words of titles."""
    found = []
    for token, pos in enumerate(reading.pos):
        if pos not in NOMINAL or token in taken or token in inside or reading.deps[token] in INNER:
            continue
        agent = agent_at(reading, token)
        if agent is None and reading.lemmas[token] not in PARTITIVES:
            continue
        upper = agent_at(reading, reading.heads[token])
        if upper is not None and upper.noun.endswith(f" of {reading.lower[token]}"):
            continue
        if _appositive(reading, token) or token in titled or _bare(reading, token, inside):
            continue
        what = affiliation(reading, token, inside)
        if agent is None or reading.lemmas[token] in PARTITIVES:
            substance = _substance(reading, token)
            if substance is not None and substance not in inside:
                below = agent_at(reading, substance)
                if below is not None and (
                    agent is None or agent.kind == "generic" or below.kind in ("people", "office")
                ):
                    what = affiliation(reading, substance, inside)
                    start = reading.left_edge(token)
                    found.append(Nominal(substance, start, below, what, False, True))
                    found[-1] = replace(found[-1], token=token, agent=below)
                    continue
            if agent is None:
                continue
        if agent.noun in ("office", "department") and reading.plural(token):
            continue
        determiner = reading.determiner(token)
        bare = what.country is None and what.owner is None and what.sector in (None, agent.sector)
        if agent.noun in VAGUE and bare and (determiner not in ("the", "this", "that") or agent.kind == "office"):
            continue
        found.append(
            Nominal(
                token,
                reading.left_edge(token),
                agent,
                what,
                determiner in ("the", "this", "that", "these", "those"),
                reading.plural(token),
            )
        )
    return found


#: Things that act for those who use them, when they are counted or owned.
MATERIEL = frozenset("drone jet tank helicopter aircraft bomber vessel artillery submarine gunship warplane".split())


def _bare(reading: Reading, token: int, inside: Mapping[int, Known]) -> bool:
    """Tell whether a thing stands alone, as kind of weapon and not as somebody's ("drone and missile strikes")."""
    return (
        reading.lemmas[token] in MATERIEL
        and not reading.plural(token)
        and not any(reading.deps[c] in ("det", "nmod:poss", "nummod") or c in inside for c in reading.children[token])
    )


def _substance(reading: Reading, token: int) -> int | None:
    """Return the head of the "of" phrase of a part ("a group *of diplomats*")."""
    for child in reading.children[token]:
        if reading.deps[child] == "nmod" and reading.case(child) == "of":
            return child
    return None


def _appositive(reading: Reading, token: int) -> bool:
    """Tell whether a noun only explains a name ("X, a spokesman"), or is what somebody is."""
    if reading.deps[token] == "appos":
        return True
    upper = reading.heads[token]
    if reading.deps[token] == "conj" and reading.deps[upper] == "appos":
        return True
    if any(reading.deps[c] == "cop" for c in reading.children[token]):
        return True
    return reading.case(token) == "as"


def core(reading: Reading, nominal: Nominal, inside: Mapping[int, Known]) -> list[int]:
    """Return the tokens that make the identity of a nominal: head, compounds, and words that set its sector."""
    token = nominal.token
    substance = _substance(reading, token)
    if nominal.agent is not None and substance is not None and agent_at(reading, token) is not nominal.agent:
        token = substance
    width = agent_width(reading, token)
    first = token - width + 1
    kept = list(range(first, token + 1))
    i = first - 1
    edge = reading.left_edge(token)
    while i >= edge:
        known = inside.get(i)
        word = reading.lower[i]
        if known is not None:
            if known.entity.label in ("Group", "ArmedGroup", "Organization", "IntergovernmentalOrganization"):
                kept = [*range(known.name.start, known.name.end), *kept]
                i = known.name.start - 1
                continue
            break
        if (
            (reading.deps[i] == "compound" and reading.pos[i] in NOMINAL)
            or word in SECTOR_MODIFIERS
            or (word == "-" and i > edge)
        ):
            kept.insert(0, i)
        elif reading.pos[i] not in ("ADJ", "NUM", "ADV") and word not in ("'s", "’s"):
            break
        i -= 1
    while kept and reading.lower[kept[0]] == "-":
        kept.pop(0)
    return kept


def words(reading: Reading, tokens: list[int], inside: Mapping[int, Known]) -> str:
    """Return the words of an identity: lower case but for names."""
    return " ".join(reading.words[i] if i in inside else reading.lower[i] for i in tokens).replace(" - ", "-")


def settle(
    reading: Reading, nominal: Nominal, inside: Mapping[int, Known], gazetteer: Gazetteer, setting: Setting
) -> list[Mention]:
    """Return the mentions of an actor without a name: one, one for each joined country, or none when too vague."""
    what = nominal.affiliation
    first = _settle(reading, nominal, inside, gazetteer, setting)
    if first is None:
        return []
    apart = [replace(nominal, affiliation=replace(what, country=code, others=())) for code in reversed(what.others)]
    return [m for n in apart if (m := _settle(reading, n, inside, gazetteer, setting)) is not None] + [first]


def _settle(
    reading: Reading, nominal: Nominal, inside: Mapping[int, Known], gazetteer: Gazetteer, setting: Setting
) -> Mention | None:
    agent, what = nominal.agent, nominal.affiliation
    if agent is None:
        return None
    sector = what.sector
    country = what.country
    if country is None or what.located:
        own = user(reading, nominal.token, inside) if sector in ("MIL", "COP") else None
        what = replace(what, located=what.located and own is None)
        country = own or country
    if what.located and sector == "MIL" and reading.relation(nominal.token) not in ("nsubj", "nsubj:pass"):
        return _abroad(reading, nominal, inside)
    if country is None and agent.noun not in RELATIONAL and not what.foreign:
        if sector in STATE_SECTORS or agent.kind in ("body", "country"):
            country = (
                speaker(reading, nominal.token, inside)
                or (
                    None
                    if sector == "MIL" and not _where(reading, nominal.token)
                    else scene(reading, nominal.token, inside)
                )
                or focus(reading, nominal.token, inside, setting)
            )
        elif agent.kind in ("people", "office"):
            country = scene(reading, nominal.token, inside)
    if country is None and sector == "NGO":
        country = "NGO"
    end = nominal.token + 1
    if agent.kind == "country":
        place = what.owner
        record = gazetteer.country(country)
        if record is not None and (place is None or place.label != "Place" or _capital(place, gazetteer, country)):
            return Mention(nominal.start, end, nominal.token, "nominal", record.entity(), country, "GOV")
        name = words(reading, core(reading, nominal, inside), inside)
        if place is not None and place.label == "Place":
            name = f"{place.name} {name}"
        entity = local("GovernmentBody", name, country=country, sector="GOV")
        return Mention(nominal.start, end, nominal.token, "nominal", entity, country, "GOV")
    identity = words(reading, core(reading, nominal, inside), inside)
    if agent.kind in ("body", "organization"):
        if agent.kind == "body":
            entity = institution(gazetteer, identity, country, sector, what.owner)
        else:
            entity = local("Organization", described(gazetteer, identity, country), country=country, sector=sector)
    else:
        if agent.kind == "generic" and country is None and sector is None and what.owner is None and identity in VAGUE:
            return None
        entity = local(
            "Group",
            described(gazetteer, identity, country),
            country=country,
            sector=sector or _default(agent, country),
            key=identity,
        )
    return Mention(nominal.start, end, nominal.token, "nominal", entity, country, sector or _default(agent, country))


def _where(reading: Reading, token: int) -> bool:
    """Tell whether a noun is subject of a clause that tells what happened at a place ("…, where the army …")."""
    return reading.deps[reading.governor(token)] == "acl:relcl"


def _abroad(reading: Reading, nominal: Nominal, inside: Mapping[int, Known]) -> Mention:
    """Return forces that are somewhere without being that country's ("peacekeepers in Iraq")."""
    identity = words(reading, core(reading, nominal, inside), inside)
    entity = local("Group", identity, sector="MIL", key=identity)
    return Mention(nominal.start, nominal.token + 1, nominal.token, "nominal", entity, None, "MIL")


#: Sectors of heads without one, where the phrase belongs to a country.
DEFAULTS = {
    "official": "GOV",
    "spokesman": "GOV",
    "spokeswoman": "GOV",
    "spokesperson": "GOV",
    "leader": "GOV",
    "leadership": "GOV",
    "negotiator": "GOV",
    "authority": "GOV",
    "delegation": "GOV",
    "counterpart": "GOV",
    "delegate": "GOV",
    "representative": "GOV",
    "force": "MIL",
    "mission": "GOV",
}


def _default(agent: Agent, country: str | None) -> str | None:
    plain = agent.noun in ("official", "spokesman", "spokeswoman", "spokesperson", "leader", "authority")
    return DEFAULTS.get(agent.noun) if country is not None or plain else None


def _capital(place: Entity, gazetteer: Gazetteer, country: str | None) -> bool:
    state = gazetteer.government(place.name)
    return state is not None and state.country == country
