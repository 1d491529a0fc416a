"""A small graph by hand, for the tests of what is written out: two articles, and a value of every datatype."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from graph.store import StoredNode, StoredRelationship

FIRST, SECOND = "wire/2025-05-21 №1", "article:b"
SENTENCE = "Anna Alba met Boris Bly in Norberg on 20 May 2025."


@dataclass(frozen=True)
class Snapshot:
    """A graph that stands still, in the order of a store."""

    everything: tuple[StoredNode | StoredRelationship, ...]

    def nodes(self) -> Iterator[StoredNode]:
        found = [item for item in self.everything if isinstance(item, StoredNode)]
        return iter(sorted(found, key=lambda n: (n.label, n.id)))

    def relationships(self, *types: str) -> Iterator[StoredRelationship]:
        links = (item for item in self.everything if isinstance(item, StoredRelationship))
        found = [link for link in links if not types or link.type in types]
        return iter(sorted(found, key=lambda r: (r.type, r.source, r.target)))

    def items(self) -> list[StoredNode | StoredRelationship]:
        return [*self.nodes(), *self.relationships()]

    def changed(self, id: str, **values: Any) -> Snapshot:
        """Return the graph with some properties of one node changed; None takes one away."""

        def change(item: StoredNode | StoredRelationship) -> StoredNode | StoredRelationship:
            if not isinstance(item, StoredNode) or item.id != id:
                return item
            merged = {**item.properties, **values}
            return replace(item, properties={k: v for k, v in merged.items() if v is not None})

        return Snapshot(tuple(change(item) for item in self.everything))

    def without(self, type: str) -> Snapshot:
        """Return the graph without the relationships of one type."""
        kept = (i for i in self.everything if not (isinstance(i, StoredRelationship) and i.type == type))
        return Snapshot(tuple(kept))


def article(id: str, day: int) -> StoredNode:
    values = {
        "contentHash": f"hash-{day}",
        "datePublished": date(2025, 5, day),
        "headline": 'Ministers "meet"',
        "language": "en",
        "loadedAt": datetime(2026, 1, day, 12, 30, 15, 250000, tzinfo=UTC),
        "source": "articles/one.txt",
        "url": "https://news.example/1?a=b&c=d",
    }
    return StoredNode("Article", id, values)


def evidence(id: str, text: str = SENTENCE, **values: Any) -> StoredNode:
    common = {
        "beginIndex": 10,
        "confidence": 0.85,
        "construction": "verb",
        "endIndex": 10 + len(text),
        "exactText": text,
        "trigger": "met",
        "triggerBegin": 20,
        "triggerEnd": 23,
    }
    return StoredNode("Evidence", id, common | values)


def related(type: str, source: str, target: str, *sources: str) -> StoredRelationship:
    return StoredRelationship(type, source, target, sources)


MEETING, STRIKES, TENURE = "event:m1", "event:s1", "tenure:t1"

SNAPSHOT = Snapshot(
    (
        article(FIRST, 21),
        article(SECOND, 22),
        StoredNode("Organization", "organization:wire", {"name": "Example Wire", "searchText": "Example Wire"}),
        StoredNode("Person", "person:anna", {"aliases": ["A. Alba", "Alba"], "name": "Anna Alba"}),
        StoredNode("Person", "person:boris", {"name": "Boris Bly", "sectors": ["GOV"]}),
        StoredNode(
            "Country",
            "country:NOR",
            {
                "countryCodes": ["NOR"],
                "isoCode": "NOR",
                "latitude": 62.0,
                "longitude": -10.5,
                "name": "Norway",
                "sameAs": ["http://www.wikidata.org/entity/Q20"],
            },
        ),
        StoredNode("Place", "place:norberg", {"name": "Norberg"}),
        StoredNode(
            "Meeting",
            MEETING,
            {
                "confidence": 0.85,
                "datePrecision": "day",
                "endDate": date(2025, 5, 20),
                "eventCode": "CONSULT",
                "factuality": "asserted",
                "name": "Anna Alba meets Boris Bly",
                "sourceCount": 2,
                "startDate": date(2025, 5, 20),
            },
        ),
        StoredNode(
            "ConflictEvent",
            STRIKES,
            {
                "datePrecision": "month",
                "endDate": date(2025, 2, 28),
                "eventCode": "ASSAULT",
                "factuality": "denied",
                "fatalities": 26,
                "name": "strikes on Norberg",
                "startDate": date(2025, 2, 1),
            },
        ),
        StoredNode("Tenure", TENURE, {"name": "Anna Alba, minister", "role": "minister"}),
        evidence("evidence:a", antecedents=["she → Anna Alba"], fatalities=26),
        evidence("evidence:b", "Line one\r\n\tits “quote” \\ and 🙂 end."),
        evidence("evidence:c"),
        related("EVIDENCE_FOR", "evidence:a", MEETING, FIRST),
        related("EVIDENCE_FOR", "evidence:a", STRIKES, FIRST),
        related("EVIDENCE_FOR", "evidence:b", MEETING, SECOND),
        related("EVIDENCE_FOR", "evidence:c", TENURE, SECOND),
        related("FROM_ARTICLE", "evidence:a", FIRST, FIRST),
        related("FROM_ARTICLE", "evidence:b", SECOND, SECOND),
        related("FROM_ARTICLE", "evidence:c", SECOND, SECOND),
        related("HOLDER", TENURE, "person:anna", SECOND),
        related("IN_ORGANIZATION", TENURE, "country:NOR", SECOND),
        related("PARTICIPANT", MEETING, "person:anna", SECOND, FIRST),
        related("PARTICIPANT", MEETING, "person:boris", FIRST),
        related("PLACE", STRIKES, "place:norberg", FIRST),
        related("PUBLISHER", FIRST, "organization:wire", FIRST),
    )
)
