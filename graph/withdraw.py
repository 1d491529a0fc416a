"""Taking an article back: what no other article supports goes with it.

Policy: the article's sentences go, its id leaves every ``sources``, relationships without sources go, events
and tenures without evidence go, entities without a relationship go. What was learned of the names of an
entity stays with it. Statements run inside the caller's transaction, on the article's neighbourhood; only
the relationships between entities, which hang on no sentence, are searched by their type.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.load import chunks, counted, gather
from ontology.facts import Changes
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

SUPPORTED = """
MATCH (:Article {id: $article})<-[:FROM_ARTICLE]-(:Evidence)-[:EVIDENCE_FOR]->(x)
RETURN DISTINCT x.id AS id, x:Event AS event ORDER BY id
"""
MENTIONED = """
MATCH (:Article {id: $article})<-[:FROM_ARTICLE]-(:Evidence)-[:MENTIONS]->(x:Entity) RETURN DISTINCT x.id AS id
UNION
MATCH (:Article {id: $article})-[:PUBLISHER]->(x:Entity) RETURN DISTINCT x.id AS id
"""
FORGET_SENTENCES = "MATCH (:Article {id: $article})<-[:FROM_ARTICLE]-(v:Evidence) DETACH DELETE v"
FORGET_ARTICLE = "MATCH (a:Article {id: $article}) DETACH DELETE a"
FORGET_UNSUPPORTED = """
UNWIND $ids AS id MATCH (x:LABEL {id: id}) WHERE NOT EXISTS { (x)<-[:EVIDENCE_FOR]-() } DETACH DELETE x
"""
FORGET_LONELY = "UNWIND $ids AS id MATCH (n:Entity {id: id}) WHERE NOT EXISTS { (n)--() } DELETE n"
FROM_SUPPORTED = "UNWIND $ids AS id MATCH (:LABEL {id: id})-[r]->(b:Entity) WHERE $article IN r.sources"
BETWEEN_ENTITIES = "MATCH (a:Entity)-[r:TYPES]->(b:Entity) WHERE $article IN r.sources"
BETWEEN_EVENTS = "UNWIND $ids AS id MATCH (a:Event {id: id})-[r]->(b:Event) WHERE $article IN r.sources"


def withdraw_rows(tx: ManagedTransaction, article: str) -> Changes:
    """Remove an article and everything that no other article supports; an unknown article changes nothing."""
    supported = [(record["id"], record["event"]) for record in tx.run(SUPPORTED, article=article)]
    events = [id for id, event in supported if event]
    tenures = [id for id, event in supported if not event]
    entities = {record["id"] for record in tx.run(MENTIONED, article=article)}
    changes = counted(tx.run(FORGET_SENTENCES, article=article).consume().counters)
    for label, ids in (("Event", events), ("Tenure", tenures)):
        for part in chunks(ids):
            changes += unlink(tx, FROM_SUPPORTED.replace("LABEL", label), article, part, entities)
            if label == "Event":
                changes += unlink(tx, BETWEEN_EVENTS, article, part, set())
    changes += unlink(tx, BETWEEN_ENTITIES.replace("TYPES", "|".join(entity_links())), article, [], entities)
    for label, ids in (("Event", events), ("Tenure", tenures)):
        for part in chunks(ids):
            changes += counted(tx.run(FORGET_UNSUPPORTED.replace("LABEL", label), ids=part).consume().counters)
    changes += counted(tx.run(FORGET_ARTICLE, article=article).consume().counters)
    for part in chunks(sorted(entities)):
        changes += counted(tx.run(FORGET_LONELY, ids=part).consume().counters)
    gather(tx, events)
    return changes


def unlink(tx: ManagedTransaction, match: str, article: str, ids: Sequence[str], entities: set[str]) -> Changes:
    """Take an article out of the relationships that ``match`` binds to ``r``, and delete those left without one.

    The ids of the ends are added to ``entities``.
    """
    ends = "a.id" if "(a:" in match else "null"
    found = tx.run(f"{match} RETURN DISTINCT {ends} AS a, b.id AS b", ids=ids, article=article)
    entities.update(id for record in found for id in (record["a"], record["b"]) if id is not None)
    tx.run(f"{match} SET r.sources = [x IN r.sources WHERE x <> $article]", ids=ids, article=article).consume()
    emptied = match.replace("$article IN r.sources", "size(r.sources) = 0")
    return counted(tx.run(f"{emptied} DELETE r", ids=ids, article=article).consume().counters)


def entity_links() -> list[str]:
    """Return the types of the relationships that may join two entities, sorted."""
    classes = vocabulary().classes
    return sorted(
        r.type
        for r in vocabulary().relationships.values()
        if all(end in classes and "Entity" in classes[end].labels for end in (r.source, r.target))
    )
