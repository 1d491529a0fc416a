"""The inverse of the writer: a dataset back as nodes and relationships.

Policy: statements may come in any order, so the graph is collected before it is given out, in the order
of a store. The dataset's description is skipped; anything else that the ontology does not know is an
error, since a fact dropped on import would be a silent half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, Triple, parse

from graph.rdf.terms import (
    DATASET,
    METADATA,
    RDF,
    SOFTWARE,
    STATEMENT,
    decode,
    graph_article,
    node_id,
)
from graph.rdf.writer import FORMATS
from graph.store import StoredNode, StoredRelationship
from ontology.errors import OntologyError, SourceError
from ontology.vocabulary import vocabulary

Edge = tuple[str, str, str]


def read_dataset(stream: IO[bytes], format: str = "nquads") -> Iterator[StoredNode | StoredRelationship]:
    """Read what :func:`graph.rdf.write` wrote: every node by label and id, then every relationship.

    The articles behind a relationship are read off the named graphs, or off its RDF 1.2 reifier; a
    file that has neither gives relationships without sources. Raises :class:`SourceError` when the file
    is not well formed, :class:`OntologyError` when it holds what the ontology does not know.
    """
    collected = _Collection()
    try:
        for quad in parse(stream, FORMATS[format].rdf):
            collected.add(quad)
    except SyntaxError as error:
        name = getattr(stream, "name", "the stream")
        raise SourceError(f"{name} is no well-formed {format}: {error}; export it again") from None
    yield from collected.nodes()
    yield from collected.relationships()


class _Collection:
    """Statements sorted into what they say of nodes, relationships and reifiers."""

    def __init__(self) -> None:
        terms = vocabulary()
        self._classes = {c.iri: c.name for c in terms.classes.values()}
        self._labels = {frozenset(c.labels): c.name for c in terms.classes.values()}
        self._keys = {p.iri: p.key for p in terms.properties.values()}
        self._relationships = {r.iri: r.type for r in terms.relationships.values()}
        self._types: defaultdict[str, set[str]] = defaultdict(set)
        self._values: defaultdict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        self._sources: defaultdict[Edge, set[str]] = defaultdict(set)
        self._reified: dict[str, Edge] = {}
        self._derived: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, quad: Quad) -> None:
        """Take in one statement; raise :class:`OntologyError` when nobody knows what it says."""
        subject, predicate, object = quad.subject, quad.predicate.value, quad.object
        known = False
        if quad.graph_name == METADATA or not isinstance(subject, NamedNode):
            known = quad.graph_name == METADATA
        elif (id := node_id(subject)) is not None:
            known = self._add_fact(id, predicate, object, quad)
        elif subject.value.startswith(STATEMENT):
            known = self._add_reifier(subject.value, object)
        else:
            known = subject == SOFTWARE or subject.value.startswith(DATASET.value)
        if not known:
            raise OntologyError(f"the ontology does not know {quad}; read only what Diplograph exported")

    def _add_fact(self, id: str, predicate: str, object: object, quad: Quad) -> bool:
        if predicate == RDF + "type" and isinstance(object, NamedNode) and object.value in self._classes:
            self._types[id].add(self._classes[object.value])
        elif predicate in self._keys and isinstance(object, NamedNode | Literal):
            self._values[id, self._keys[predicate]].append(object)
        elif edge := self._edge(id, predicate, object):
            name = quad.graph_name
            article = graph_article(name.value) if isinstance(name, NamedNode) else None
            self._sources[edge].update(() if article is None else (article,))
        else:
            return False
        return True

    def _add_reifier(self, reifier: str, object: object) -> bool:
        if isinstance(object, NamedNode) and (article := node_id(object)) is not None:
            self._derived[reifier].add(article)
        elif isinstance(object, Triple) and isinstance(object.subject, NamedNode):
            edge = self._edge(node_id(object.subject), object.predicate.value, object.object)
            if edge is None:
                return False
            self._reified[reifier] = edge
        else:
            return False
        return True

    def _edge(self, source: str | None, predicate: str, object: object) -> Edge | None:
        type_ = self._relationships.get(predicate)
        target = node_id(object) if isinstance(object, NamedNode) else None
        return None if type_ is None or source is None or target is None else (type_, source, target)

    def nodes(self) -> list[StoredNode]:
        """Return the nodes by label and id."""
        properties: defaultdict[str, dict[str, object]] = defaultdict(dict)
        for (id, key), terms in sorted(self._values.items(), key=lambda item: item[0]):
            properties[id][key] = decode(vocabulary().properties[key], terms)
        found = []
        for id in self._types.keys() | properties.keys():
            label = self._labels.get(frozenset(self._types.get(id, ())))
            if label is None:
                classes = ", ".join(sorted(self._types.get(id, ()))) or "no class"
                raise OntologyError(f"node {id} is {classes}, and not of one class with its superclasses")
            found.append(StoredNode(label, id, properties.get(id, {})))
        return sorted(found, key=lambda node: (node.label, node.id))

    def relationships(self) -> Iterator[StoredRelationship]:
        """Yield the relationships by type and ends, with the articles of their graphs and reifiers."""
        for reifier, edge in self._reified.items():
            self._sources[edge] |= self._derived[reifier]
        for edge in sorted(self._sources):
            yield StoredRelationship(*edge, tuple(sorted(self._sources[edge])))
