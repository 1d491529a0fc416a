"""A name that has been linked, and how new entities are made.

Policy: an entity outside the knowledge base gets an id from its class and its normalised name (and country,
where the name alone says too little), so that every article makes the same one.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.knowledge.records import Record
from ingest.knowledge.spelling import fold
from ingest.linking.ruler import Name
from ontology.facts import Entity, content_id


@dataclass(frozen=True, slots=True)
class Known:
    """A name with its entity; ``root`` as in :class:`ingest.document.Mention`.

    ``record`` is None for an entity outside the knowledge base. ``country`` and ``sector`` are what the
    name stands for wherever it modifies something; ``antecedent`` is the full form of a short one.
    """

    name: Name
    root: int
    text: str
    entity: Entity
    record: Record | None = None
    country: str | None = None
    sector: str | None = None
    antecedent: str | None = None


def local(
    label: str, name: str, *, country: str | None = None, sector: str | None = None, key: str | None = None
) -> Entity:
    """Return an entity outside the knowledge base; a Group's and a GovernmentBody's identity holds its country."""
    scoped = country if label in ("Group", "GovernmentBody") else None
    return Entity(
        content_id(label.casefold(), fold(key or name), scoped),
        label,
        name,
        country_codes=(country,) if country else (),
        sectors=(sector,) if sector else (),
    )
