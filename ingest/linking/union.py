"""What the mentions of an article say together: one node for each entity, and the links between them.

Policy: every mention of an entity carries the same node, with all spellings, countries and sectors seen; a
link is drawn only between entities that the article mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.document import Mention
from ingest.linking.coreference import ORGANIZATION_LABELS
from ingest.linking.known import Known
from ingest.linking.reading import Reading
from ontology.facts import Entity, Link


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
                *ORGANIZATION_LABELS,
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
