"""Ids and property values as RDF terms, and back.

Policy: every IRI and datatype of our own comes from the ontology; a node's IRI is its percent-encoded
id under one fixed base, so that it holds no slash, and the IRIs of graphs, statements and descriptions,
which do, can never meet it. A value that does not suit its datatype is an error, never a guess.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from ontology.errors import OntologyError
from ontology.facts import content_id
from ontology.vocabulary import RESOURCE, Property

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

DATE, MONTH, YEAR, INSTANT = (NamedNode(XSD + name) for name in ("date", "gYearMonth", "gYear", "dateTime"))

DATASET = NamedNode(RESOURCE + "dataset/events")
FUSED = NamedNode(RESOURCE + "dataset/fused")
METADATA = NamedNode(RESOURCE + "dataset/metadata")
SOFTWARE = NamedNode(RESOURCE + "dataset/software")
ARTICLE_GRAPH = RESOURCE + "graph/"
STATEMENT = RESOURCE + "statement/"

#: The keys of the first and the last day of a period, which ``datePrecision`` may shorten.
FIRST_DAY, LAST_DAY = "startDate", "endDate"


@lru_cache(maxsize=65_536)
def node_iri(id: str) -> NamedNode:
    """Return the IRI of a node."""
    return NamedNode(RESOURCE + quote(id, safe=":"))


def node_id(iri: NamedNode) -> str | None:
    """Return the id of the node that an IRI names; None for IRIs that name something else."""
    local = iri.value.removeprefix(RESOURCE)
    return None if local == iri.value or "/" in local else unquote(local)


@lru_cache(maxsize=1024)
def article_graph(article: str) -> NamedNode:
    """Return the IRI of the named graph of an article."""
    return NamedNode(ARTICLE_GRAPH + quote(article, safe=":"))


def graph_article(iri: str) -> str | None:
    """Return the id of the article whose graph an IRI names; None for other graphs."""
    local = iri.removeprefix(ARTICLE_GRAPH)
    return None if local == iri else unquote(local)


def statement_iri(type: str, source: str, target: str) -> NamedNode:
    """Return the IRI of the reifier of a relationship."""
    return NamedNode(STATEMENT + content_id("statement", type, source, target).partition(":")[2])


def encode(property: Property, value: Any, precision: str | None = None) -> list[NamedNode | Literal]:
    """Return the terms of a property's value: one, or one for each of a list, sorted.

    ``precision`` is the event's ``datePrecision``. Raises :class:`OntologyError` when the value does not
    suit the property's datatype.
    """
    try:
        if isinstance(value, list | tuple):
            return sorted((_term(property, v, precision) for v in value), key=str)
        return [_term(property, value, precision)]
    except (AttributeError, TypeError, ValueError):
        raise OntologyError(
            f"property {property.key} holds {value!r}, which is no xsd:{property.datatype}; "
            "forget the article that it came from and load it again"
        ) from None


def decode(property: Property, terms: Iterable[NamedNode | Literal]) -> Any:
    """Return the value that terms stand for; a sorted list for a property of several values.

    Raises :class:`OntologyError` when a term does not suit the property's datatype or there are too many.
    """
    try:
        values = sorted({_value(property, term) for term in terms})
    except (AttributeError, TypeError, ValueError):
        found = ", ".join(str(term) for term in terms)
        raise OntologyError(
            f"property {property.key} holds {found}, which is no xsd:{property.datatype}; export it anew"
        ) from None
    if property.multiple:
        return values
    if len(values) > 1:
        found = ", ".join(str(value) for value in values)
        raise OntologyError(f"property {property.key} holds several values ({found}), and may hold only one")
    return values[0]


def _term(property: Property, value: Any, precision: str | None) -> NamedNode | Literal:
    match property.datatype:
        case "string" if isinstance(value, str):
            return Literal(value)
        case "anyURI":
            return NamedNode(value)
        case "integer" if isinstance(value, int) and not isinstance(value, bool):
            return Literal(value)
        case "double":
            return Literal(float(value))
        case "dateTime":
            moment = value if value.tzinfo is None else value.astimezone(UTC)
            return Literal(moment.isoformat().replace("+00:00", "Z"), datatype=INSTANT)
        case "date" if isinstance(value, date):
            return _day(property.key, value, precision)
    raise TypeError(value)


def _value(property: Property, term: NamedNode | Literal) -> Any:
    if isinstance(term, NamedNode):
        if property.datatype != "anyURI":
            raise TypeError(term)
        return term.value
    match property.datatype:
        case "string":
            return term.value
        case "integer":
            return int(term.value)
        case "double":
            return float(term.value)
        case "dateTime":
            return datetime.fromisoformat(term.value)
        case "date":
            return _whole_day(property.key, term)
    raise TypeError(term)


def _day(key: str, day: date, precision: str | None) -> Literal:
    """Return a day, or its month or year where the day is the edge of the period that ``precision`` names."""
    text = day.isoformat()
    edges = {FIRST_DAY: (1, 1), LAST_DAY: (12, monthrange(day.year, day.month)[1])}
    edge = edges.get(key, (0, 0))
    if precision == "month" and day.day == edge[1]:
        return Literal(text[:7], datatype=MONTH)
    if precision == "year" and (day.month, day.day) == edge:
        return Literal(text[:4], datatype=YEAR)
    return Literal(text, datatype=DATE)


def _whole_day(key: str, term: Literal) -> date:
    """Return the first day of a month or year, or the last when the key asks for it."""
    if term.datatype == DATE:
        return date.fromisoformat(term.value)
    year, _, month = term.value.partition("-")
    if key == LAST_DAY:
        number = int(month or 12)
        return date(int(year), number, monthrange(int(year), number)[1])
    return date(int(year), int(month or 1), 1)
