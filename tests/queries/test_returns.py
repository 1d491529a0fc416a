"""The columns of a statement, read from its text."""

from __future__ import annotations

import pytest

from queries.returns import columns


@pytest.mark.parametrize(
    ("cypher", "expected"),
    [
        ("MATCH (a) RETURN a.name AS who, count(*) AS n ORDER BY n DESC LIMIT 3", ("who", "n")),
        ("RETURN [a IN x WHERE a IN [1, 2] | a.id] AS ids, {a: 1, b: 2} AS map", ("ids", "map")),
        ("MATCH (a) RETURN DISTINCT a.name, b", ("a.name", "b")),
        ("CALL (x) { RETURN 1 AS y }\nRETURN y AS z", ("z",)),
    ],
)
def test_columns_are_the_aliases_of_the_last_return(cypher: str, expected: tuple[str, ...]) -> None:
    assert columns(cypher) == expected
