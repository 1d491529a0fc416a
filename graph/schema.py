"""The schema of a store, generated from the ontology: constraints, indexes and the embedded label tree.

Policy: uniqueness constraints come first, on the id of every leaf label and of every root class, so that
one id is one node whatever its label; Community Edition has no other kind of constraint. Nothing here is
spelled by hand that the ontology spells. ``FORMAT`` counts incompatible changes of the graph model; a
Neo4j server remembers it as the name of one constraint, an embedded store in a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.vocabulary import Vocabulary, vocabulary

FORMAT = 1
#: The prefix of the constraint on Article ids, whose name ends in the format.
FORMAT_PREFIX = "diplograph_format_"


@dataclass(frozen=True, slots=True)
class FullText:
    """A full-text index over one string property of one class."""

    name: str
    label: str
    key: str


FULL_TEXT = (FullText("entity_search", "Entity", "searchText"), FullText("evidence_text", "Evidence", "exactText"))


def roots(names: Vocabulary | None = None) -> tuple[str, ...]:
    """Return the classes without a superclass: Event, Entity, Article, Evidence, Tenure."""
    names = names or vocabulary()
    return tuple(c.name for c in names.classes.values() if len(c.labels) == 1)


def constraints(labels: Iterable[str] | None = None) -> dict[str, str]:
    """Return the Cypher that makes ids unique, by the name of the constraint.

    ``labels`` are those of every root class and every leaf unless given.
    """
    labels = tuple(labels or dict.fromkeys((*roots(), *(c.name for c in vocabulary().leaves()))))
    named = {label: f"{label.lower()}_id" for label in labels} | {"Article": f"{FORMAT_PREFIX}{FORMAT}"}
    return {
        named[label]: f"CREATE CONSTRAINT {named[label]} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in labels
    }


def full_text() -> dict[str, str]:
    """Return the Cypher of the full-text indexes of a Neo4j server, by name; accents are folded."""
    return {
        index.name: f"CREATE FULLTEXT INDEX {index.name} IF NOT EXISTS FOR (n:{index.label}) "
        f"ON EACH [n.{index.key}] OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'standard-folding'}}}}"
        for index in FULL_TEXT
    }


def embedded_types() -> list[str]:
    """Return the SQL that creates the label tree, relationship types and full-text indexes of ArcadeDB.

    The tree must stand before the first write: a label that the engine meets first in a ``SET n:Label``
    gets a type of its own, outside the unique index of its superclass.
    """
    names = vocabulary()
    statements = [
        f"CREATE VERTEX TYPE {c.name} IF NOT EXISTS" + (f" EXTENDS {', '.join(above)}" if above else "")
        for c in names.classes.values()
        for above in [_parents(c.labels, names)]
    ]
    statements += [f"CREATE EDGE TYPE {r.type} IF NOT EXISTS" for r in names.relationships.values()]
    for index in FULL_TEXT:
        statements += [
            f"CREATE PROPERTY {index.label}.{index.key} IF NOT EXISTS STRING",
            f"CREATE INDEX {index.name} IF NOT EXISTS ON {index.label} ({index.key}) FULL_TEXT",
        ]
    return statements


def newest_format(constraint_names: Iterable[str]) -> int | None:
    """Return the format that a server's constraint names record, None when there is none."""
    found = [name.removeprefix(FORMAT_PREFIX) for name in constraint_names if name.startswith(FORMAT_PREFIX)]
    return max((int(text) for text in found if text.isdigit()), default=None)


def _parents(labels: tuple[str, ...], names: Vocabulary) -> list[str]:
    above = labels[:-1]
    return [label for label in above if not any(label in names.classes[other].labels[:-1] for other in above)]
