"""The interface that every graph store offers, and the choice of one by its address.

Policy: two backends run the same Cypher text through the official ``neo4j`` driver. Callers open a
store with :func:`open_store` and see only :class:`GraphStore`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ontology.facts import Changes, Facts, StoredArticle


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a read: values are Python's own (dates as ``datetime.date``, nodes as dicts).

    ``truncated`` says that the row cap cut the answer off.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class StoredNode:
    """A node as the exporters see it: leaf label, id, and its other properties."""

    label: str
    id: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredRelationship:
    """A relationship as the exporters see it; ``sources`` are article ids, sorted."""

    type: str
    source: str
    target: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """What a store holds: counts by leaf label and by relationship type."""

    address: str
    server: str
    nodes: Mapping[str, int] = field(default_factory=dict)
    relationships: Mapping[str, int] = field(default_factory=dict)


class GraphStore(Protocol):
    """A graph that takes Facts and answers Cypher."""

    address: str

    def articles(self) -> Mapping[str, StoredArticle]:
        """Return the articles that are completely loaded, by id."""

    def load(self, facts: Facts) -> Changes:
        """Write one article's Facts; it counts as loaded only when all of it is written."""

    def load_many(self, stream: Iterable[Facts]) -> Iterator[tuple[list[str], Changes]]:
        """Write many articles, several per transaction; yield each transaction's article ids and what it did."""

    def withdraw(self, article: str) -> Changes:
        """Remove an article and everything that no other article supports."""

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None) -> Rows:
        """Run one of our own read statements, in a read transaction."""

    def read_guarded(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000, seconds: float = 30
    ) -> Rows:
        """Run a stranger's statement, read-only because the engine says so.

        Raises :class:`ontology.errors.StatementRefused` for anything else, and when it runs too long.
        """

    def nodes(self) -> Iterator[StoredNode]:
        """Stream every node, by leaf label and id, in constant memory."""

    def relationships(self, *types: str) -> Iterator[StoredRelationship]:
        """Stream every relationship, or those of some types, by type, source and target id, in constant memory."""

    def stats(self) -> Stats:
        """Count what the store holds."""

    def close(self) -> None:
        """Give the store back; safe to call twice."""
