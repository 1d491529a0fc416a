"""What the components of the pipeline leave on a spaCy ``Doc`` for one another.

The order is: language model (tags, UD trees, sentences, lemmas, entities) → entity ruler → coreference
and linker (``doc._.mentions``) → dates (``doc._.dates``) → events (``doc._.facts``). Import this module
before using the extensions; each component reads only what stands before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from spacy.tokens import Doc

from ontology.facts import Article, Entity, Link, Precision, Tenure

MentionKind = Literal["name", "nominal", "pronoun", "demonym"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for an entity. ``start`` and ``end`` are token indices, half-open.

    ``root`` is the token through which the whole noun phrase hangs in the tree: the argument of a verb
    is the mention whose ``root`` is the argument token, also where a title heads the phrase ("Foreign
    Minister *Wang Yi*"). ``country`` and ``sector`` are what this mention acts for here, None when
    unknown. ``antecedent`` is the text a pronoun or short form was resolved to. A plural that stands for
    several entities ("the two sides") is several mentions with the same span and root.
    """

    start: int
    end: int
    root: int
    kind: MentionKind
    entity: Entity
    country: str | None = None
    sector: str | None = None
    antecedent: str | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A time expression resolved to days. ``start`` and ``end`` are token indices, half-open.

    ``first`` and ``last`` are days, both inclusive, at ``precision``.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision


def register() -> None:
    """Declare the extensions; safe to call twice."""
    single, several = ("article", "facts"), ("mentions", "links", "tenures", "dates")
    for name, default in {**dict.fromkeys(single), **dict.fromkeys(several, ())}.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


register()

__all__ = ["Article", "DateExpression", "Link", "Mention", "MentionKind", "Tenure", "register"]
