"""What both backends share: a graph store over the official ``neo4j`` driver.

Policy: the same Cypher text goes to either backend. Writes run in managed transactions only, whose retry is
the only retry (the embedded engine's autocommit is not atomic). Values come back as Python's own. Errors of
the driver become one sentence of ours that names the store. A backend adds its start-up, its schema and its
guard.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConstraintError,
    CypherSyntaxError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime

from graph.load import write_rows
from graph.rows import ArticleRows, article_rows
from graph.store import Rows, Stats, StoredNode, StoredRelationship
from graph.withdraw import withdraw_rows
from ontology.errors import StoreError
from ontology.facts import Changes, Facts, StoredArticle
from ontology.vocabulary import NodeClass, vocabulary

T = TypeVar("T")

#: Rows that one transaction of :meth:`BoltStore.load_many` gathers before it commits.
BATCH = 4000
#: Nodes per page of a stream.
PAGE = 2000
#: A text after every id.
LAST = "\uffff"


class BoltStore(ABC):
    """A graph that takes Facts and answers Cypher, over an open driver."""

    #: What to say instead of the usual when the engine has gone away.
    gone: str | None = None

    def __init__(self, address: str, driver: neo4j.Driver, database: str | None) -> None:
        self.address = address
        self.driver = driver
        self.database = database

    def articles(self) -> Mapping[str, StoredArticle]:
        """Return the articles that are completely loaded, by id."""
        rows = self.read("MATCH (a:Article) RETURN a.id, a.contentHash, a.source ORDER BY a.id")
        return {id: StoredArticle(id, content_hash, source) for id, content_hash, source in rows.rows}

    def load(self, facts: Facts) -> Changes:
        """Write one article's Facts in one transaction; a stored version with other content is replaced."""
        return self._write([article_rows(facts)])

    def load_many(self, stream: Iterable[Facts]) -> Iterator[tuple[list[str], Changes]]:
        """Write many articles, several per transaction; yield the ids of each transaction and what it did."""
        batch: dict[str, ArticleRows] = {}
        size = 0
        for facts in stream:
            if facts.article.id in batch:
                yield list(batch), self._write(list(batch.values()))
                batch, size = {}, 0
            rows = article_rows(facts)
            batch[rows.article] = rows
            size += len(rows.nodes) + len(rows.relationships)
            if size >= BATCH:
                yield list(batch), self._write(list(batch.values()))
                batch, size = {}, 0
        if batch:
            yield list(batch), self._write(list(batch.values()))

    def withdraw(self, article: str) -> Changes:
        """Remove an article and everything that no other article supports."""
        return self.write(lambda tx: withdraw_rows(tx, article))

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run a function in one write transaction, again when the store asks for it."""
        with explained(self.address, self.gone), self.driver.session(database=self.database) as session:
            return session.execute_write(work)

    def define(self, statements: Iterable[str]) -> None:
        """Run statements of the schema, each in its own transaction."""
        with explained(self.address, self.gone), self.driver.session(database=self.database) as session:
            for statement in statements:
                session.execute_write(define, statement)

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None) -> Rows:
        """Run one of our own read statements, in a read transaction."""

        def work(tx: neo4j.ManagedTransaction) -> Rows:
            return fetch(tx.run(cypher, dict(parameters or {})), limit)

        with explained(self.address, self.gone), self._reading() as session:
            return session.execute_read(work)

    @abstractmethod
    def read_guarded(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000, seconds: float = 30
    ) -> Rows:
        """Run a stranger's statement, read-only because the engine says so."""

    def nodes(self) -> Iterator[StoredNode]:
        """Stream every node, by leaf label and id, in constant memory."""
        for leaf in sorted(vocabulary().leaves(), key=lambda c: c.name):
            cypher = f"MATCH (n:{leaf.name}) WHERE n.id >= $begin AND n.id < $end{_only(leaf)} RETURN n ORDER BY n.id"
            for begin, end in self._pages(leaf.name):
                for (node,) in self.read(cypher, {"begin": begin, "end": end}).rows:
                    properties = {key: value for key, value in sorted(node.items()) if key not in ("id", "labels")}
                    yield StoredNode(leaf.name, node["id"], properties)

    def relationships(self, *types: str) -> Iterator[StoredRelationship]:
        """Stream every relationship, or those of some types, by type, source and target id, in constant memory."""
        classes = vocabulary().classes
        wanted = [r for r in vocabulary().relationships.values() if not types or r.type in types]
        pages: dict[str, list[tuple[str, str]]] = {}
        for relationship in sorted(wanted, key=lambda r: r.type):
            root = classes[relationship.source].labels[0]
            if root not in pages:
                pages[root] = self._pages(root)
            cypher = (
                f"MATCH (a:{root}) WHERE a.id >= $begin AND a.id < $end MATCH (a)-[r:{relationship.type}]->(b) "
                "RETURN a.id, b.id, r.sources ORDER BY a.id, b.id"
            )
            for begin, end in pages[root]:
                for source, target, sources in self.read(cypher, {"begin": begin, "end": end}).rows:
                    yield StoredRelationship(relationship.type, source, target, tuple(sources or ()))

    def _pages(self, label: str) -> list[tuple[str, str]]:
        """Cut the ids of a label into half-open ranges of ``PAGE`` nodes; one sort by the engine serves all."""
        bounds: list[str] = []

        def work(tx: neo4j.ManagedTransaction) -> None:
            ids = tx.run(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")
            bounds[:] = [record["id"] for position, record in enumerate(ids) if position % PAGE == 0]

        with explained(self.address, self.gone), self._reading() as session:
            session.execute_read(work)
        return list(zip(bounds, [*bounds[1:], LAST], strict=False))

    def stats(self) -> Stats:
        """Count what the store holds."""
        nodes = {
            leaf.name: self.read(f"MATCH (n:{leaf.name}) WHERE true{_only(leaf)} RETURN count(n)").rows[0][0]
            for leaf in vocabulary().leaves()
        }
        relationships = {
            r.type: self.read(f"MATCH ()-[r:{r.type}]->() RETURN count(r)").rows[0][0]
            for r in vocabulary().relationships.values()
        }
        return Stats(
            self.address,
            self.server_name(),
            {k: v for k, v in nodes.items() if v},
            {k: v for k, v in relationships.items() if v},
        )

    def server_name(self) -> str:
        """Return the product and version of the engine."""
        row = self.read("CALL dbms.components() YIELD name, versions RETURN name, versions").rows[0]
        return f"{row[0]} {row[1][0]}"

    def close(self) -> None:
        """Give the store back; safe to call twice."""
        self.driver.close()

    def _write(self, articles: list[ArticleRows]) -> Changes:
        def work(tx: neo4j.ManagedTransaction) -> Changes:
            known = tx.run(
                "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a.id AS id, a.contentHash AS hash",
                ids=[rows.article for rows in articles],
            )
            stored = {record["id"]: record["hash"] for record in known}
            changes = Changes()
            for rows in articles:
                if stored.get(rows.article, rows.content_hash) != rows.content_hash:
                    changes += withdraw_rows(tx, rows.article)
            return changes + write_rows(tx, articles)

        return self.write(work)

    def _reading(self) -> neo4j.Session:
        return self.driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS)


def define(tx: neo4j.ManagedTransaction, statement: str) -> None:
    """Run one statement of the schema."""
    tx.run(statement).consume()


def fetch(result: neo4j.Result, limit: int | None) -> Rows:
    """Read a result to its end, or to ``limit`` rows."""
    columns = tuple(result.keys())
    rows: list[tuple[Any, ...]] = []
    for record in result:
        if limit is not None and len(rows) == limit:
            return Rows(columns, tuple(rows), truncated=True)
        rows.append(tuple(python_value(value) for value in record.values()))
    return Rows(columns, tuple(rows))


def python_value(value: Any) -> Any:
    """Return a value of the driver as Python's own.

    A node is its properties and ``labels`` (sorted), a relationship its properties and ``type``, a path the
    list of both in order. Instants are in UTC.
    """
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **{key: python_value(v) for key, v in value.items()}}
    if isinstance(value, Relationship):
        return {"type": value.type, **{key: python_value(v) for key, v in value.items()}}
    if isinstance(value, Path):
        steps: list[Any] = [python_value(value.nodes[0])]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [python_value(relationship), python_value(node)]
        return steps
    if isinstance(value, Date | DateTime):
        value = value.to_native()
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    if isinstance(value, list):
        return [python_value(v) for v in value]
    if isinstance(value, dict):
        return {key: python_value(v) for key, v in value.items()}
    return value


@contextmanager
def explained(address: str, gone: str | None = None) -> Iterator[None]:
    """Turn the driver's errors into a :class:`StoreError` that names the store and the next step.

    ``gone`` is what to say when nobody answers, or nobody who knows us.
    """
    try:
        yield
    except (AuthError, ServiceUnavailable, SessionExpired) as error:
        if gone:
            raise StoreError(gone) from error
        if isinstance(error, AuthError):
            raise StoreError(
                f"{address} refused the user or password; set DIPLOGRAPH_PASSWORD, and name the user in the address"
            ) from error
        raise StoreError(f"{address} does not answer ({first_line(error)}); is it running and reachable?") from error
    except CypherSyntaxError as error:
        raise StoreError(f"the statement is not valid Cypher: {first_line(error.message)}") from error
    except ConstraintError as error:
        raise StoreError(f"{address} holds other data under the same id: {first_line(error.message)}") from error
    except Neo4jError as error:
        raise StoreError(f"{address} could not run the statement: {first_line(error.message or error.code)}") from error
    except DriverError as error:
        raise StoreError(f"{address} cannot be used: {first_line(error)}") from error


def first_line(message: object) -> str:
    """Return the first line of a message, without a final full stop."""
    lines = str(message or "no reason given").strip().splitlines()
    return lines[0].rstrip(". ") if lines else "no reason given"


def _only(leaf: NodeClass) -> str:
    """Return the condition that keeps nodes of subclasses out, as the tail of a WHERE."""
    below = [c.name for c in vocabulary().leaves(leaf.name) if c.name != leaf.name]
    return "".join(f" AND NOT n:{name}" for name in below)
