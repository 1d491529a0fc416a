"""What a stranger's statement may do: read this graph, for a limited time, and nothing else.

Policy: the engine decides, not a reading of the text. A Neo4j server says in ``EXPLAIN`` what kind of
statement it is and what its plan does; only plans made of known reading operators and procedures pass,
because ``LOAD CSV``, ``TERMINATE TRANSACTION`` and ``SHOW SETTINGS`` count as reading too. The statement then
runs in a READ session with a timeout. The embedded engine shows no plan of this kind; there the statement
runs under an account that may only read records, in a transaction that is never committed, and a watchdog
ends it when its time is up. Statements about the server itself (SHOW, TERMINATE) and the prefixes EXPLAIN and
PROFILE are refused on both.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Forbidden, Neo4jError

from graph.bolt import fetch, first_line
from graph.store import Rows
from ontology.errors import StatementRefused

#: Operators of a plan that read the graph or compute (Neo4j Cypher manual, "Operators in detail").
OPERATORS = frozenset(
    """
    AllNodesScan PartitionedAllNodesScan NodeByLabelScan PartitionedNodeByLabelScan UnionNodeByLabelsScan
    PartitionedUnionNodeByLabelsScan IntersectionNodeByLabelsScan PartitionedIntersectionNodeByLabelsScan
    SubtractionNodeByLabelsScan PartitionedSubtractionNodeByLabelsScan NodeByIdSeek NodeByElementIdSeek
    NodeIndexSeek NodeUniqueIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeekByRange MultiNodeIndexSeek
    NodeIndexScan NodeIndexContainsScan NodeIndexEndsWithScan PartitionedNodeIndexSeek
    PartitionedNodeIndexSeekByRange PartitionedNodeIndexScan DynamicLabelNodeLookup
    NodeFulltextIndexSearch NodeVectorIndexSearch
    NodeCountFromCountStore RelationshipCountFromCountStore
    Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into) VarLengthExpand(All) VarLengthExpand(Into)
    VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS) VarLengthExpand(Pruning,BFS,All)
    VarLengthExpand(Pruning,BFS,Into) Repeat(Trail) Repeat(Walk) Repeat(Acyclic) RepeatOptions
    BidirectionalRepeat(Trail) BidirectionalRepeat(Walk) ProjectEndpoints
    PathPropagatingBFS ShortestPath StatefulShortestPath(All) StatefulShortestPath(Into)
    Apply SemiApply AntiSemiApply LetSemiApply LetAntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply
    LetSelectOrSemiApply LetSelectOrAntiSemiApply ConditionalApply AntiConditionalApply RollUpApply
    TriadicSelection TriadicBuild TriadicFilter
    CartesianProduct NodeHashJoin ValueHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin
    ValueMergeJoin AssertSameNode AssertSameRelationship
    Argument ArgumentTracker CacheProperties RemoteBatchProperties RemoteBatchPropertiesWithFilter
    Distinct OrderedDistinct Eager EagerAggregation OrderedAggregation
    EmptyResult ExhaustiveLimit Filter Limit Optional OrderedUnion PartialSort PartialTop
    PreserveOrder ProduceResults Projection Skip Sort Top Top1WithTies Union Unwind PartitionedUnwind NullifyMetadata
    ProcedureCall
    """.split()
)
#: Scans and seeks of relationships come in many forms, all of them reading.
RELATIONSHIP_OPERATOR = re.compile(
    r"(Partitioned)?(Directed|Undirected|DynamicDirected|DynamicUndirected)\w*(Scan|Seek|SeekByRange|Lookup|IndexSearch)"
)

#: Procedures that read the graph or its names.
PROCEDURES = frozenset(
    """
    db.index.fulltext.queryNodes db.index.fulltext.queryRelationships db.labels db.propertyKeys
    db.relationshipTypes db.schema.nodeTypeProperties db.schema.relTypeProperties db.schema.visualization
    dbms.components
    """.split()
)

#: What may stand before the first clause: space, comments, and Cypher's own options.
HEAD = re.compile(r"(?:\s|//[^\n]*(?:\n|$)|/\*.*?\*/|CYPHER\b(?:\s+(?:\d+(?:\.\d+)?\b|\w+\s*=\s*\w+))*)*", re.I | re.S)
SERVER_WORDS = re.compile(r"(EXPLAIN|PROFILE|SHOW|TERMINATE|USE)\b", re.I)

ONLY_READING = "only statements that read the graph are allowed here"
#: The embedded engine shows this many characters of a running statement.
SHOWN = 1000


def check_head(text: str) -> None:
    """Refuse EXPLAIN, PROFILE, SHOW, TERMINATE and USE, behind any comments and options."""
    head = HEAD.match(text)
    word = SERVER_WORDS.match(text, head.end() if head else 0)
    if word:
        raise StatementRefused(f"{word.group(1).upper()} was refused: {ONLY_READING}, without EXPLAIN or PROFILE")
    if not text.strip():
        raise StatementRefused("the statement is empty; write one that reads, such as MATCH (e:Event) RETURN e LIMIT 5")


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Refuse a statement whose plan does more than read, as the server's EXPLAIN shows it."""
    for name, details in operators(plan):
        if name == "ProcedureCall":
            procedure = details.partition("(")[0].strip()
            if procedure not in PROCEDURES:
                raise StatementRefused(f"the procedure {procedure or '?'} was refused: {ONLY_READING}")
        elif name not in OPERATORS and not RELATIONSHIP_OPERATOR.fullmatch(name):
            raise StatementRefused(f"{spoken(name)} was refused: {ONLY_READING}")
    if query_type != "r" or plan is None:
        raise StatementRefused(f"the statement would change the store: {ONLY_READING}")


def operators(plan: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Walk a plan: each operator's name without its suffix, and its details."""
    waiting = [plan] if plan is not None else []
    while waiting:
        step = waiting.pop()
        arguments = step.get("args") or step.get("arguments") or {}
        yield str(step.get("operatorType", "")).partition("@")[0], str(arguments.get("Details", ""))
        waiting += step.get("children") or []


def spoken(operator: str) -> str:
    """Return an operator's name as words: LoadCSV is "load CSV"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", operator.partition("(")[0]) or "an unknown step"
    return " ".join(word if word.isupper() else word.lower() for word in words.split())


def read_on_server(
    session: neo4j.Session, text: str, parameters: Mapping[str, Any], *, limit: int, seconds: float
) -> Rows:
    """Explain, check and run a statement in a READ session of a Neo4j server."""
    check_head(text)
    with refusals(seconds):
        with session.begin_transaction(timeout=seconds) as tx:
            explained = tx.run("EXPLAIN " + text, dict(parameters)).consume()
            tx.rollback()
        check_plan(explained.query_type, explained.plan)
        with session.begin_transaction(timeout=seconds) as tx:
            rows = fetch(tx.run(text, dict(parameters)), limit)
            tx.rollback()
    return rows


def read_embedded(
    reader: neo4j.Session,
    administrator: neo4j.Session,
    text: str,
    parameters: Mapping[str, Any],
    *,
    limit: int,
    seconds: float,
) -> Rows:
    """Run a statement under the reader's account of the embedded engine, with a watchdog."""
    check_head(text)
    mark = f"/* {secrets.token_hex(8)} */"
    marked = f"{text}\n{mark}" if len(text) + len(mark) < SHOWN else f"{mark} {text}"
    with refusals(seconds), watchdog(administrator, mark, seconds), reader.begin_transaction() as tx:
        result = tx.run(marked, dict(parameters))
        rows = fetch(result, limit)
        summary = result.consume()
        tx.rollback()
    if summary.query_type not in ("r", None) or summary.counters.contains_updates:
        raise StatementRefused(f"the statement would change the store: {ONLY_READING}")
    return rows


@contextmanager
def watchdog(administrator: neo4j.Session, mark: str, seconds: float) -> Iterator[None]:
    """End the running statement that carries a mark when its time is up."""

    def end() -> None:
        try:
            for row in administrator.run("SHOW TRANSACTIONS").data():
                if mark in row["currentQuery"]:
                    administrator.run(f"TERMINATE TRANSACTION '{row['transactionId']}'").consume()
        except (DriverError, Neo4jError):
            return

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


@contextmanager
def refusals(seconds: float) -> Iterator[None]:
    """Turn the engine's refusals into :class:`StatementRefused`; other errors pass."""
    try:
        yield
    except Forbidden as error:
        raise StatementRefused(f"the statement would change the store: {ONLY_READING}") from error
    except Neo4jError as error:
        code = error.code or ""
        if "TimedOut" in code or "Terminated" in code:
            raise StatementRefused(
                f"the statement was ended after {seconds:g} seconds; narrow it, add a LIMIT, or allow more time"
            ) from error
        if "DeleteConnectedNode" in str(error.message):  # the embedded engine checks this before permissions
            raise StatementRefused(f"the statement would change the store: {ONLY_READING}") from error
        if ".AccessMode" in code or "Security" in code:
            raise StatementRefused(
                f"the statement was refused ({first_line(error.message)}): {ONLY_READING}"
            ) from error
        raise
