"""Facts as the JSON objects that ``diplograph extract`` writes, one a line.

Policy: keys and their order are part of the interface; values that are unknown are null, never absent.
Offsets are code points of the article's text, half-open. ``sentence`` is that of the first evidence,
``evidence`` has all of them.
"""

from __future__ import annotations

from typing import Any

from ontology.facts import Entity, Event, Evidence, Facts, Participant, Span, Tenure
from ontology.vocabulary import vocabulary

Line = dict[str, Any]


def line(facts: Facts) -> Line:
    """Return the JSON object of one article's Facts."""
    entities = {entity.id: entity for entity in facts.entities}
    return {
        "article": facts.article.id,
        "published": iso(facts.article.published),
        "entities": [entity_object(entity) for entity in facts.entities],
        "events": [event_object(event, entities) for event in facts.events],
        "tenures": [tenure_object(tenure, entities) for tenure in facts.tenures],
        "links": [{"name": link.name, "source": link.source, "target": link.target} for link in facts.links],
    }


def entity_object(entity: Entity) -> Line:
    """Return an entity with its labels, most general first."""
    return {
        "entity": entity.id,
        "name": entity.name,
        "labels": labels(entity),
        "aliases": list(entity.aliases),
        "countries": list(entity.country_codes),
        "sectors": list(entity.sectors),
        "same_as": list(entity.same_as),
        "iso": entity.iso_code,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
    }


def event_object(event: Event, entities: dict[str, Entity]) -> Line:
    """Return an event; confidence and mode are those of its strongest evidence."""
    strongest = max(event.evidence, key=lambda evidence: evidence.confidence)
    first = event.evidence[0]
    return {
        "id": event.id,
        "type": event.kind,
        "plover": event.plover,
        "mode": strongest.mode,
        "trigger": span_object(first.trigger),
        "participants": [participant_object(p, entities[p.entity]) for p in event.participants],
        "about": [reference(entities[entity]) for entity in event.about],
        "place": reference(entities[event.place]) if event.place else None,
        "start": iso(event.start),
        "end": iso(event.end),
        "precision": event.precision,
        "factuality": event.factuality,
        "claimed_by": [reference(entities[entity]) for entity in event.claimed_by],
        "confidence": strongest.confidence,
        "sentence": span_object(first.sentence),
        "name": event.name,
        "treaty_action": event.treaty_action,
        "response_to": list(event.response_to),
        "evidence": [evidence_object(evidence) for evidence in event.evidence],
    }


def participant_object(participant: Participant, entity: Entity) -> Line:
    """Return a participant with the codes that its mention acts for in this event."""
    return {
        "role": participant.role,
        **reference(entity),
        "country": participant.country,
        "sector": participant.sector,
        "mention": span_object(participant.mention) if participant.mention else None,
    }


def evidence_object(evidence: Evidence) -> Line:
    """Return one sentence that states an event or a tenure, and what it says of it."""
    return {
        "sentence": span_object(evidence.sentence),
        "trigger": span_object(evidence.trigger),
        "construction": evidence.construction,
        "confidence": evidence.confidence,
        "mode": evidence.mode,
        "quote": evidence.quote,
        "fatalities": evidence.fatalities,
        "injured": evidence.injured,
        "antecedents": [{"mention": short, "stands_for": full} for short, full in evidence.antecedents],
    }


def tenure_object(tenure: Tenure, entities: dict[str, Entity]) -> Line:
    """Return a role that a person holds in an organisation or country."""
    return {
        "id": tenure.id,
        "holder": reference(entities[tenure.holder]),
        "role": tenure.role,
        "organization": reference(entities[tenure.organization]),
        "start": iso(tenure.start),
        "end": iso(tenure.end),
        "evidence": [evidence_object(evidence) for evidence in tenure.evidence],
    }


def reference(entity: Entity) -> Line:
    """Return what names an entity inside another object."""
    return {"entity": entity.id, "name": entity.name, "labels": labels(entity)}


def labels(entity: Entity) -> list[str]:
    """Return the labels of an entity's class and its superclasses, most general first."""
    return list(vocabulary().classes[entity.label].labels)


def span_object(span: Span) -> Line:
    """Return a span with its offsets."""
    return {"text": span.text, "start": span.begin, "end": span.end}


def iso(day: Any) -> str | None:
    """Return a date as YYYY-MM-DD."""
    return day.isoformat() if day else None
