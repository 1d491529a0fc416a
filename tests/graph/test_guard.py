"""The guard's reading of plans and statement heads, without a server."""

from __future__ import annotations

from typing import Any

import pytest

from graph.guard import check_head, check_plan, operators
from ontology.errors import StatementRefused


def plan(operator: str, *children: dict[str, Any], details: str = "") -> dict[str, Any]:
    return {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": list(children)}


READ = plan("ProduceResults", plan("Filter", plan("NodeUniqueIndexSeek"), plan("DirectedRelationshipTypeScan")))


def test_a_reading_plan_passes() -> None:
    check_plan("r", READ)


def test_operators_are_named_without_their_suffix() -> None:
    assert [name for name, _ in operators(READ)] == [
        "ProduceResults",
        "Filter",
        "DirectedRelationshipTypeScan",
        "NodeUniqueIndexSeek",
    ]


@pytest.mark.parametrize("query_type", ["w", "rw", "s", None])
def test_other_kinds_of_statement_are_refused(query_type: str | None) -> None:
    with pytest.raises(StatementRefused, match="would change the store"):
        check_plan(query_type, READ)


def test_a_statement_without_a_plan_is_refused() -> None:
    with pytest.raises(StatementRefused):
        check_plan("r", None)


@pytest.mark.parametrize(
    ("operator", "said"),
    [
        ("LoadCSV", "load CSV was refused"),
        ("TerminateTransactions", "terminate transactions was refused"),
        ("ShowSettings", "show settings was refused"),
        ("SomethingNew", "something new was refused"),
        ("DirectedRelationshipScanAndDelete", "was refused"),
        ("", "an unknown step was refused"),
    ],
)
def test_unknown_operators_are_refused_wherever_they_stand(operator: str, said: str) -> None:
    with pytest.raises(StatementRefused, match=said):
        check_plan("r", plan("ProduceResults", plan("Apply", READ, plan(operator))))


@pytest.mark.parametrize(
    ("details", "passes"),
    [
        ("db.index.fulltext.queryNodes($a, $b) :: (node :: NODE, score :: FLOAT)", True),
        ("db.clearQueryCaches() :: (value :: STRING)", False),
        ("db.labelsAndMore() :: ()", False),
        ("", False),
    ],
)
def test_procedures_are_allowed_by_name(details: str, passes: bool) -> None:
    calling = plan("ProduceResults", plan("ProcedureCall", details=details))
    if passes:
        check_plan("r", calling)
    else:
        with pytest.raises(StatementRefused, match="procedure"):
            check_plan("r", calling)


@pytest.mark.parametrize(
    "text",
    [
        "EXPLAIN MATCH (n) RETURN n",
        "  profile MATCH (n) RETURN n",
        "// note\nSHOW USERS",
        "/* a\nb */ /* c */ TERMINATE TRANSACTION 'x'",
        "CYPHER 25 runtime=slotted EXPLAIN MATCH (n) RETURN n",
        "cypher EXPLAIN RETURN 1",
        "USE system MATCH (n) RETURN n",
        "",
        " \n",
    ],
)
def test_server_statements_and_prefixes_are_refused(text: str) -> None:
    with pytest.raises(StatementRefused):
        check_head(text)


@pytest.mark.parametrize(
    "text", ["MATCH (n) RETURN n", "CYPHER 25 MATCH (n) RETURN n", "WITH 'EXPLAIN' AS x RETURN x", "// SHOW\nRETURN 1"]
)
def test_other_heads_pass(text: str) -> None:
    check_head(text)
