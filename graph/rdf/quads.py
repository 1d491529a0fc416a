"""The graph as RDF statements, one after another, in constant memory.

Policy: pure. Nodes and relationships are read in the order of the store and never collected; an item
of evidence finds the graph of its article by walking ``FROM_ARTICLE`` alongside, as both come sorted
by id. What a file says of itself (VoID counts) is written last, when it is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.rdf.terms import (
    ARTICLE_GRAPH,
    DATASET,
    FUSED,
    INSTANT,
    METADATA,
    RDF,
    SOFTWARE,
    STATEMENT,
    article_graph,
    encode,
    node_iri,
    statement_iri,
)
from graph.store import StoredNode, StoredRelationship
from ontology.errors import OntologyError
from ontology.vocabulary import NAMESPACE, RESOURCE, Property, vocabulary

PREFIXES = {
    "dg": NAMESPACE,
    "id": RESOURCE,
    "dataset": RESOURCE + "dataset/",
    "graph": ARTICLE_GRAPH,
    "statement": STATEMENT,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

ARTICLE, EVIDENCE = "Article", "Evidence"

Home = NamedNode | DefaultGraph


class PropertyGraph(Protocol):
    """The part of a graph store that is written as RDF: both streams in the order that GraphStore states."""

    def nodes(self) -> Iterator[StoredNode]: ...

    def relationships(self, *types: str) -> Iterator[StoredRelationship]: ...


def dataset(graph: PropertyGraph, *, named: bool, triple_terms: bool = False) -> Iterator[Quad]:
    """Write a graph as statements.

    With ``named`` every fact stands in the graph of each article that supports it; without, all stand
    in the default graph, once. With ``triple_terms`` each relationship is also reified (RDF 1.2) and its
    reifier derived from the articles, so that their names survive in a format without named graphs.
    """
    metadata = METADATA if named else DefaultGraph()
    shared: Home = FUSED if named else DefaultGraph()
    home_of = evidence_homes(graph) if named else lambda _: DefaultGraph()
    entities: Counter[str] = Counter()
    links: Counter[str] = Counter()
    statements = 0
    latest: datetime | None = None
    for node in graph.nodes():
        entities[node.label] += 1
        home = shared
        if node.label == EVIDENCE:
            home = home_of(node.id)
        elif node.label == ARTICLE:
            loaded = node.properties.get("loadedAt")
            latest = max(filter(None, (latest, loaded)), default=None)
            if named:
                home = article_graph(node.id)
                yield from origin(node.id, loaded)
        for quad in node_quads(node, home):
            statements += 1
            yield quad
    for relationship in graph.relationships():
        links[relationship.type] += len(relationship.sources) if named else 1
        for quad in relationship_quads(relationship, named=named, triple_terms=triple_terms):
            statements += 1
            yield quad
    yield from description(entities, links, statements, latest, metadata)


def node_quads(node: StoredNode, home: Home) -> Iterator[Quad]:
    """Write a node: its class and all superclasses, then its properties by key.

    Raises :class:`OntologyError` for a class, a property or a value that the ontology does not know.
    """
    subject = node_iri(node.id)
    for type_ in _types(node.label):
        yield Quad(subject, _a, type_, home)
    precision = node.properties.get("datePrecision")
    for key in sorted(node.properties):
        value = node.properties[key]
        if value is None:
            continue
        property, predicate = _property(key)
        try:
            terms = encode(property, value, precision)
        except OntologyError as error:
            raise OntologyError(f"{node.label} {node.id}: {error}") from None
        for term in terms:
            yield Quad(subject, predicate, term, home)


def relationship_quads(relationship: StoredRelationship, *, named: bool, triple_terms: bool) -> Iterator[Quad]:
    """Write a relationship: in the graph of each of its articles, or once in the default graph."""
    subject, target = node_iri(relationship.source), node_iri(relationship.target)
    triple = Triple(subject, _relationship(relationship.type), target)
    default: tuple[Home, ...] = (FUSED if named else DefaultGraph(),)
    homes = tuple(article_graph(s) for s in relationship.sources) if named else ()
    for home in homes or default:
        yield Quad(triple.subject, triple.predicate, triple.object, home)
    if triple_terms and relationship.sources:
        reifier = statement_iri(relationship.type, relationship.source, relationship.target)
        for home in homes or default:
            yield Quad(reifier, _reifies, triple, home)
        for index, article in enumerate(relationship.sources):
            yield Quad(reifier, _derived, node_iri(article), homes[index] if named else default[0])


def evidence_homes(graph: PropertyGraph) -> Callable[[str], Home]:
    """Return a function from an evidence id to the graph of its article; ids must be asked for in order."""
    links = graph.relationships(vocabulary().relationships["fromArticle"].type)
    link = next(links, None)

    def home_of(evidence: str) -> Home:
        nonlocal link
        while link is not None and link.source < evidence:
            link = next(links, None)
        return article_graph(link.target) if link is not None and link.source == evidence else FUSED

    return home_of


def origin(article: str, loaded: datetime | None) -> Iterator[Quad]:
    """Describe where the named graph of an article comes from (PROV-O)."""
    graph = article_graph(article)
    yield Quad(graph, _a, _term("prov:Entity"), METADATA)
    yield Quad(graph, _derived, node_iri(article), METADATA)
    yield Quad(graph, _term("prov:wasAttributedTo"), SOFTWARE, METADATA)
    yield Quad(graph, _term("dcterms:isPartOf"), DATASET, METADATA)
    if loaded is not None:
        yield Quad(graph, _term("prov:generatedAtTime"), _instant(loaded), METADATA)


def description(
    entities: Counter[str], links: Counter[str], statements: int, latest: datetime | None, home: Home
) -> Iterator[Quad]:
    """Describe the dataset (VoID, DCAT): ``entities`` counts nodes by class, ``links`` relationships by type."""
    about: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", _term("dcat:Dataset")),
        ("rdf:type", _term("void:Dataset")),
        ("dcterms:conformsTo", NamedNode(NAMESPACE.rstrip("#"))),
        ("dcterms:description", Literal("Who did what to whom, where and when, as news articles state it.")),
        ("dcterms:title", Literal("Diplograph event graph")),
        ("prov:wasAttributedTo", SOFTWARE),
        ("void:entities", Literal(entities.total())),
        ("void:triples", Literal(statements)),
        ("void:uriSpace", Literal(RESOURCE)),
        ("void:vocabulary", NamedNode(NAMESPACE)),
    ]
    if latest is not None:
        about.append(("dcterms:modified", _instant(latest)))
    for name, value in about:
        yield Quad(DATASET, _term(name), value, home)
    yield Quad(SOFTWARE, _a, _term("prov:SoftwareAgent"), home)
    yield Quad(SOFTWARE, _term("rdfs:label"), Literal("Diplograph"), home)
    for label, number in sorted(entities.items()):
        part = NamedNode(f"{DATASET.value}/class/{label}")
        yield Quad(DATASET, _term("void:classPartition"), part, home)
        yield Quad(part, _term("void:class"), _types(label)[-1], home)
        yield Quad(part, _term("void:entities"), Literal(number), home)
    for type_, number in sorted(links.items()):
        term = _relationship(type_)
        part = NamedNode(f"{DATASET.value}/property/{term.value.removeprefix(NAMESPACE)}")
        yield Quad(DATASET, _term("void:propertyPartition"), part, home)
        yield Quad(part, _term("void:property"), term, home)
        yield Quad(part, _term("void:triples"), Literal(number), home)


def _instant(moment: datetime) -> Literal:
    return Literal(moment.isoformat().replace("+00:00", "Z"), datatype=INSTANT)


def _term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


_a, _reifies, _derived = _term("rdf:type"), _term("rdf:reifies"), _term("prov:wasDerivedFrom")


@cache
def _types(label: str) -> tuple[NamedNode, ...]:
    classes = vocabulary().classes
    if label not in classes:
        raise OntologyError(f"the ontology has no class {label}; the store was written by another version")
    return tuple(NamedNode(classes[name].iri) for name in classes[label].labels)


@cache
def _property(key: str) -> tuple[Property, NamedNode]:
    property = vocabulary().properties.get(key)
    if property is None:
        raise OntologyError(f"the ontology has no property {key}; the store was written by another version")
    return property, NamedNode(property.iri)


@cache
def _relationship(type_: str) -> NamedNode:
    for relationship in vocabulary().relationships.values():
        if relationship.type == type_:
            return NamedNode(relationship.iri)
    raise OntologyError(f"the ontology has no relationship {type_}; the store was written by another version")
