"""Rows into a store: the statements of loading, run inside the caller's transaction.

Policy: the same Cypher text on every backend, one fixed statement per leaf label and per type of relationship.
Nodes go before relationships, the key stands alone in the MERGE, rows are sorted by key (two writers then
lock in the same order), and labels beyond the leaf are set afterwards. Lists are merged by union and kept
sorted; of two spellings of a name the smaller stays. What an event says as a whole (mode, casualties,
confidence, number of articles) is gathered from all its evidence in the same transaction. So the graph does
not depend on the order of loading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from graph.rows import ArticleRows, NodeRow, RelationshipRow
from ontology.errors import OntologyError
from ontology.facts import Changes
from ontology.vocabulary import vocabulary

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

#: Rows per statement.
CHUNK = 2000

AGGREGATES = """
UNWIND $ids AS id
MATCH (e:Event {id: id})<-[:EVIDENCE_FOR]-(v:Evidence)-[:FROM_ARTICLE]->(a:Article)
WITH e, v, a ORDER BY e.id, coalesce(a.datePublished, date('0001-01-01')) DESC, coalesce(v.injured, -1) DESC
WITH e, min(v.mode) AS mode, max(v.confidence) AS confidence, count(DISTINCT a.id) AS articles,
     head(collect(v.injured)) AS injured
MATCH (e)<-[:EVIDENCE_FOR]-(v:Evidence)-[:FROM_ARTICLE]->(a:Article)
WITH e, mode, confidence, articles, injured, v, a
ORDER BY e.id, coalesce(a.datePublished, date('0001-01-01')) DESC, coalesce(v.fatalities, -1) DESC
WITH e, mode, confidence, articles, injured, head(collect(v.fatalities)) AS fatalities
SET e.mode = mode, e.confidence = confidence, e.sourceCount = articles, e.injured = injured,
    e.fatalities = fatalities
"""


def write_rows(tx: ManagedTransaction, articles: Sequence[ArticleRows]) -> Changes:
    """Write the rows of several articles, each of them new to the store; the ids of the articles differ.

    Raises :class:`OntologyError` when the store holds one of the ids under another label.
    """
    check_labels(tx, articles)
    changes = Changes()
    by_label: dict[str, dict[str, list[NodeRow]]] = defaultdict(lambda: defaultdict(list))
    by_kind: dict[tuple[str, str, str], dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for article in articles:
        for node in article.nodes:
            by_label[node.label][node.id].append(node)
        for row in article.relationships:
            by_kind[kind_of(row)][row.source, row.target].add(article.article)
    for label, nodes in sorted(by_label.items()):
        rows = [node_parameters(same) for _, same in sorted(nodes.items())]
        changes += run_rows(tx, node_statement(label), rows)
    for kind, relationships in sorted(by_kind.items()):
        rows = [
            {"source": source, "target": target, "sources": sorted(sources)}
            for (source, target), sources in sorted(relationships.items())
        ]
        changes += run_rows(tx, relationship_statement(*kind), rows)
    gather(tx, {event for article in articles for event in article.ids("Event")})
    return changes


def gather(tx: ManagedTransaction, events: Iterable[str]) -> None:
    """Recompute what events say as a whole from all their evidence."""
    for ids in chunks(sorted(events)):
        tx.run(AGGREGATES, ids=ids).consume()


def node_parameters(same: Sequence[NodeRow]) -> dict[str, Any]:
    """Merge the rows of one node from several articles into the parameters of its statement."""
    values: dict[str, Any] = {}
    lists: dict[str, set[str]] = defaultdict(set)
    for node in same:
        values |= node.values
        for key, members in node.lists.items():
            lists[key].update(members)
    names = [node.values["name"] for node in same if "name" in node.values]
    values.pop("name", None)
    row: dict[str, Any] = {"id": same[0].id, "values": values, "name": min(names, default=None)}
    return row | {key: sorted(members) for key, members in lists.items()}


@cache
def node_statement(label: str) -> str:
    """Return the upsert of nodes of one leaf label."""
    names = vocabulary()
    above = names.classes[label].labels[:-1]
    keys = {p.key for p in names.properties_of(label)}
    lists = [p.key for p in names.properties_of(label) if p.multiple]
    lines = ["UNWIND $rows AS row", f"MERGE (n:{label} {{id: row.id}})"]
    if label == "Article":
        lines.append("ON CREATE SET n.loadedAt = datetime()")
    if above:
        lines.append(f"SET n:{':'.join(above)}")
    lines.append("SET n += row.values")
    sets = []
    if lists:
        unions = [f"{union(f'n.{key}', f'row.{key}')} AS {key}" for key in lists]
        lines.append("WITH n, row, " + ",\n     ".join(unions))
        sets += [f"n.{key} = CASE WHEN size({key}) = 0 THEN null ELSE {key} END" for key in lists]
    if "name" in keys:
        sets.append("n.name = CASE WHEN n.name <= row.name THEN n.name ELSE row.name END")
    if sets:
        lines.append("SET " + ",\n    ".join(sets))
    if "searchText" in keys:
        lines.append("SET n.searchText = reduce(text = n.name, alias IN aliases | text + ' | ' + alias)")
    return "\n".join(lines)


def kind_of(row: RelationshipRow) -> tuple[str, str, str]:
    """Return the root class of the source, the type, and the root class of the target.

    Ids are unique in a root class, so that one statement per type serves all leaf labels: a server compiles
    a tenth of the statements, and batches are larger.
    """
    classes = vocabulary().classes
    return classes[row.source_label].labels[0], row.type, classes[row.target_label].labels[0]


@cache
def relationship_statement(source: str, type: str, target: str) -> str:
    """Return the upsert of relationships of one type between nodes of two root classes."""
    return (
        "UNWIND $rows AS row\n"
        f"MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}})\n"
        f"MERGE (a)-[r:{type}]->(b)\n"
        f"WITH r, {union('r.sources', 'row.sources')} AS sources\n"
        "SET r.sources = sources"
    )


def union(one: str, other: str) -> str:
    """Return the Cypher for the sorted union of two lists, either of which may be null."""
    return f"COLLECT {{ UNWIND coalesce({one}, []) + coalesce({other}, []) AS x RETURN DISTINCT x ORDER BY x }}"


def check_labels(tx: ManagedTransaction, articles: Sequence[ArticleRows]) -> None:
    """Refuse rows whose id the store, or another row, has under another label."""
    known: dict[str, tuple[str, str]] = {}
    for article in articles:
        for node in article.nodes:
            label, _ = known.setdefault(node.id, (node.label, article.article))
            if label != node.label:
                raise label_conflict(node.id, label, node.label, article.article)
    leaves = {c.name for c in vocabulary().leaves()}
    for root in ("Entity", "Event"):
        ids = sorted({id for article in articles for id in article.ids(root)})
        for part in chunks(ids):
            found = tx.run(
                f"UNWIND $ids AS id MATCH (n:{root} {{id: id}}) RETURN n.id AS id, labels(n) AS labels", ids=part
            )
            for record in found:
                label, article_id = known[record["id"]]
                stored = leaf_label(record["labels"], leaves)
                if stored != label:
                    raise label_conflict(record["id"], stored, label, article_id)


def leaf_label(labels: Iterable[str], leaves: set[str] | frozenset[str]) -> str:
    """Return the most specific of a node's labels."""
    classes = vocabulary().classes
    return max((label for label in labels if label in leaves), key=lambda label: len(classes[label].labels))


def label_conflict(id: str, stored: str, label: str, article: str) -> OntologyError:
    return OntologyError(
        f"article {article}: {id} is a {label} here but a {stored} elsewhere in the store; "
        "correct one of them, or forget the articles that mention the other and load them again"
    )


def run_rows(tx: ManagedTransaction, statement: str, rows: Sequence[dict[str, Any]]) -> Changes:
    """Run a statement over rows in chunks and add up what it created."""
    changes = Changes()
    for part in chunks(rows):
        changes += counted(tx.run(statement, rows=part).consume().counters)
    return changes


def counted(counters: Any) -> Changes:
    """Return the driver's counters as Changes."""
    return Changes(
        counters.nodes_created, counters.relationships_created, counters.nodes_deleted, counters.relationships_deleted
    )


def chunks(items: Sequence[Any]) -> Iterator[list[Any]]:
    """Cut a sequence into lists of at most ``CHUNK`` items."""
    for begin in range(0, len(items), CHUNK):
        yield list(items[begin : begin + CHUNK])
