"""Named queries run with the values that a user gives.

Policy: a value is read by its parameter's type before anything reaches the store, names are resolved to
ids, and whatever is unknown is answered with what comes near it.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.store import Rows
from ontology.errors import QuestionError
from queries.catalogue import NamedQuery, Parameter
from queries.evidence import behind, citations
from queries.resolve import resolve
from queries.returns import columns

if TYPE_CHECKING:
    from graph.store import GraphStore


def pick(name: str, queries: Sequence[NamedQuery]) -> NamedQuery:
    """Return the query of a name; raises :class:`QuestionError` with the names near it."""
    for query in queries:
        if query.name == name:
            return query
    hint = alike(name, [q.name for q in queries], "diplograph queries")
    raise QuestionError(f'there is no query named "{name}"; {hint}')


def assignments(given: Iterable[str]) -> dict[str, str]:
    """Read ``name=value`` texts; raises :class:`QuestionError` for a malformed or repeated one."""
    values: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise QuestionError(f'"{text}" is no parameter; write --param name=value')
        if name in values:
            raise QuestionError(f"parameter {name} is given twice; give it once")
        values[name] = value
    return values


def run(store: GraphStore, query: NamedQuery, values: Mapping[str, str], *, evidence: bool = False) -> Rows:
    """Run a named query; ``evidence`` adds a column of sentences where the rows hold event ids.

    Raises :class:`QuestionError` for parameters that are unknown, missing or unreadable.
    """
    takes = [p.name for p in query.parameters]
    for name in values:
        if name not in takes:
            hint = alike(name, takes, f"diplograph queries; {query.name} takes {', '.join(takes) or 'none'}")
            raise QuestionError(f'the query {query.name} has no parameter "{name}"; {hint}')
    for parameter in query.parameters:
        if parameter.required and parameter.name not in values:
            raise QuestionError(
                f"the query {query.name} needs {parameter.name} ({parameter.description}); "
                f"add --param {shlex.quote(f'{parameter.name}={parameter.example}')}"
            )
    names = columns(query.cypher)
    if evidence and "events" not in names:
        raise QuestionError(f"the query {query.name} returns no events and so no sentences; leave --evidence out")
    found = store.read(query.cypher, {p.name: value(store, p, values.get(p.name, p.default)) for p in query.parameters})
    if not evidence:
        return Rows(names, found.rows, found.truncated)
    at = names.index("events")
    cited = citations(store, (e for row in found.rows for e in row[at]))
    sentences = [[f"{c.sentence} [{c.source()}]" for c in behind(row[at], cited)] for row in found.rows]
    widened = tuple((*row, s) for row, s in zip(found.rows, sentences, strict=True))
    return Rows((*names, "evidence"), widened, found.truncated)


def value(store: GraphStore, parameter: Parameter, text: str | None) -> Any:
    """Read the value of a parameter by its type; None stays None."""
    if text is None:
        return None
    if parameter.kind in ("entity", "actor"):
        return list(resolve(store, text, acting=parameter.kind == "actor"))
    try:
        if parameter.kind == "integer":
            return int(text)
        if parameter.kind == "date":
            return date.fromisoformat(text)
    except ValueError:
        wanted = "a whole number" if parameter.kind == "integer" else "a date like 2025-05-21"
        raise QuestionError(f'{parameter.name}: "{text}" is not {wanted}; correct the value') from None
    return text


def alike(name: str, names: Sequence[str], otherwise: str) -> str:
    """Return the names near one that is unknown, or where to find them all."""
    from difflib import get_close_matches

    found = get_close_matches(name, names, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(found)}?" if found else f"see: {otherwise}"


def example(query: NamedQuery) -> str:
    """Return a command that runs a query with the examples of its required parameters."""
    given = (f"--param {shlex.quote(f'{p.name}={p.example}')}" for p in query.parameters if p.required)
    return " ".join(["diplograph query", query.name, *given])
