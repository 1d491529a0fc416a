"""Which country, sector and organisation a phrase acts for.

Policy: the nearest modifier wins: what stands before the noun ("Turkish", "Ankara's", "Hezbollah"), then
its "of", "for" and "from" phrases, then where it is based, then where the thing happens, and only for
institutions of a state the country that the sentence or the article is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.linking.known import Known
from ingest.linking.lexicon import SECTOR_MODIFIERS, WEAK_SECTORS
from ingest.linking.phrases import agent_at
from ingest.linking.reading import Reading
from ontology.facts import Entity

#: Nouns whose modifier names the other side ("a US ally").
RELATIONAL = frozenset(
    "ally rival enemy neighbor neighbour foe opponent critic partner supporter friend sympathizer".split()
)
OF = ("of", "for", "from", "by", "to")
WHERE = ("in", "at", "near", "inside", "across", "around", "on")


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a phrase acts for; ``owner`` is the entity of an organisation or person that modifies it.

    ``located`` says that the country is only where the phrase is or the thing happens. ``others`` are
    further countries joined with the first ("French and Egyptian warships"). ``foreign`` says that a
    people is named whose country is not known, so that none may be taken from the context.
    """

    country: str | None = None
    sector: str | None = None
    owner: Entity | None = None
    located: bool = False
    others: tuple[str, ...] = ()
    foreign: bool = False


def affiliation(reading: Reading, token: int, inside: Mapping[int, Known], *, depth: int = 0) -> Affiliation:
    """Return what the noun phrase headed by a token acts for, by its own words."""
    agent = agent_at(reading, token)
    found = Affiliation(sector=agent.sector if agent is not None else None)
    relational = reading.lemmas[token] in RELATIONAL
    edge = reading.left_edge(token)
    own = inside.get(token)
    nearest: Known | None = None
    for i in range(token - 1, edge - 1, -1):
        known = inside.get(i)
        if known is not None and known is not own:
            if i != known.name.end - 1 or relational or _hyphenated(reading, known):
                continue
            if known.name.label == "NORP" and known.country is None:
                found = replace(found, foreign=True)
            if found.country is None:
                found = _owned(found, known)
                nearest = known
            elif nearest is not None and known.name.end == nearest.name.start and known.entity.label == "Country":
                found = replace(found, country=known.country)
            elif known.country and known.country != found.country and _joined(reading, known, token, inside):
                found = replace(found, others=(*found.others, known.country))
        elif found.sector in WEAK_SECTORS and reading.deps[i] != "case":
            sector = SECTOR_MODIFIERS.get(reading.lower[i])
            bodily = agent is not None and agent.kind == "body"
            if sector is not None and not bodily and (sector != "GOV" or found.sector is None):
                found = replace(found, sector=sector)
    if depth < 3 and not relational:
        found = _complements(reading, token, inside, found, depth, agent is None or agent.kind == "generic")
    return found


def _joined(reading: Reading, known: Known, token: int, inside: Mapping[int, Known]) -> bool:
    """Tell whether only names, commas and "and" stand between a name and the last one before the noun."""
    after = known.name.end
    joined = False
    while after < token and (reading.lower[after] in ("and", ",") or after in inside):
        joined = joined or reading.lower[after] in ("and", ",")
        after += 1
    return joined and known.entity.label == "Country" and not reading.possessive(known.name.end - 1)


def _hyphenated(reading: Reading, known: Known) -> bool:
    end = known.name.end
    return end < len(reading.words) and reading.words[end] == "-" and known.record is not None


def _owned(found: Affiliation, known: Known) -> Affiliation:
    """Take country, sector and owner from a name that modifies a noun."""
    label = known.entity.label
    if label == "Country":
        return replace(found, country=known.country)
    if label == "Place":
        return replace(found, country=known.country, owner=found.owner or known.entity)
    sector = found.sector or known.sector
    if label == "ArmedGroup" and found.sector in WEAK_SECTORS:
        sector = known.sector or "REB"
    if label in ("Treaty", "Topic"):
        return found
    return replace(found, country=known.country, sector=sector, owner=found.owner or known.entity)


def _complements(
    reading: Reading, token: int, inside: Mapping[int, Known], found: Affiliation, depth: int, generic: bool
) -> Affiliation:
    for child in reading.children[token]:
        if child < token:
            continue
        relation = reading.deps[child]
        if relation == "nmod" and (preposition := reading.case(child)) in (*OF, *WHERE):
            if preposition == "to" and not generic:
                continue
            known = inside.get(child)
            if known is not None:
                if preposition in WHERE:
                    if found.country is None and known.country:
                        found = replace(found, country=known.country, located=True)
                elif found.country is None or found.owner is None:
                    country = found.country
                    found = _owned(found, known)
                    found = replace(found, country=country or found.country, located=False)
            elif preposition in ("of", "for", "from", "by"):
                below = affiliation(reading, child, inside, depth=depth + 1)
                sector = (
                    below.sector if generic and (found.sector is None or depth == 0) and below.sector else found.sector
                )
                found = replace(
                    found,
                    country=found.country or below.country,
                    sector=sector,
                    owner=found.owner or below.owner,
                    located=found.located or (found.country is None and below.located),
                )
        elif relation in ("acl", "acl:relcl") and found.country is None:
            for grandchild in reading.children[child]:
                known = inside.get(grandchild)
                if (
                    reading.deps[grandchild] == "obl"
                    and known is not None
                    and known.country
                    and reading.case(grandchild) in (*WHERE, "with", "from")
                ):
                    found = replace(found, country=known.country, located=True)
    return found


def scene(reading: Reading, token: int, inside: Mapping[int, Known]) -> str | None:
    """Return the country where the act takes place that a noun is an argument of, None when not said."""
    verb = reading.governor(token)
    for _ in range(2):
        for child in reading.children[verb]:
            known = inside.get(child)
            if known is None and reading.deps[child] in ("obl", "nmod"):
                known = next(
                    (
                        inside[g]
                        for g in reading.children[child]
                        if g in inside and reading.deps[g] in ("nmod", "compound", "nmod:poss", "flat", "amod")
                    ),
                    None,
                )
            if (
                known is not None
                and known.country
                and len(known.country) == 3
                and known.country not in ("IGO", "NGO", "IMG")
                and reading.deps[child] in ("obl", "nmod")
                and reading.case(child) in WHERE
            ):
                return known.country
        upper = inside.get(reading.heads[verb])
        if (
            reading.deps[verb] == "acl:relcl"
            and upper is not None
            and "where" in reading.lower[reading.heads[verb] : verb]
        ):
            return upper.country
        if reading.deps[verb] not in ("advcl", "xcomp", "conj", "acl", "nmod", "obl"):
            break
        verb = reading.heads[verb]
    return None
