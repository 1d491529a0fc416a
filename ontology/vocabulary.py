"""The ontology files, read once into frozen dataclasses.

Policy: this is the only module that reads ``diplograph.ttl`` and ``plover.ttl``, and ``dg:pgName`` in
them is the only place where a label, relationship type or property key is spelled. Constraints,
indexes, RDF, Bloom and the question parser take their names from :func:`vocabulary`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ontology.errors import OntologyError

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node, URIRef

NAMESPACE = "https://w3id.org/diplograph/ns#"
RESOURCE = "https://w3id.org/diplograph/id/"


@dataclass(frozen=True, slots=True)
class NodeClass:
    """A class of nodes: ``labels`` are its own label and those of its superclasses, most general first."""

    name: str
    iri: str
    title: str
    labels: tuple[str, ...]
    leaf: bool
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship type; ``name`` is the ontology's ("claimedBy"), ``type`` the graph's ("CLAIMED_BY").

    ``source`` and ``target`` are class names; a ``target`` of "" stands for any of ``targets``, and ``source``
    is narrowed to ``sources`` where there are any.
    """

    name: str
    type: str
    iri: str
    title: str
    source: str
    target: str
    parent: str | None = None
    targets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property key; ``datatype`` is the local name of an XSD type; ``classes`` carry it."""

    key: str
    iri: str
    datatype: str
    classes: tuple[str, ...]
    multiple: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names of the ontology. Mappings are in the order of the file."""

    classes: Mapping[str, NodeClass]
    relationships: Mapping[str, Relationship]
    properties: Mapping[str, Property]
    plover: Mapping[str, str]

    def leaves(self, superclass: str | None = None) -> tuple[NodeClass, ...]:
        """Return the classes that nodes are made of, below a superclass (or that class itself)."""
        return tuple(c for c in self.classes.values() if c.leaf and (superclass is None or superclass in c.labels))

    def below(self, name: str, superclass: str) -> bool:
        """Say whether there is a class of that name, and it is the superclass or one of its subclasses."""
        return name in self.classes and superclass in self.classes[name].labels

    def properties_of(self, name: str) -> tuple[Property, ...]:
        """Return the properties that a class carries, those of its superclasses included."""
        labels = self.classes[name].labels
        return tuple(p for p in self.properties.values() if any(c in labels for c in p.classes))

    def roles(self, kind: str | None = None) -> tuple[Relationship, ...]:
        """Return the relationships from an event, or one of a class, to those who take part in it."""
        roles = (r for r in self.relationships.values() if "participant" in (r.name, r.parent))
        return tuple(r for r in roles if kind is None or not r.sources or kind in r.sources)


#: Classes that are made into nodes although they have subclasses.
CONCRETE = frozenset({"Organization", "Place"})


@cache
def vocabulary() -> Vocabulary:
    """Read the ontology files of this package; the result is shared."""
    from rdflib import Graph

    graph = Graph()
    for name in ("diplograph.ttl", "plover.ttl"):
        graph.parse(data=files("ontology").joinpath(name).read_text(encoding="utf-8"), format="turtle")
    return read_vocabulary(graph)


def read_vocabulary(graph: Graph) -> Vocabulary:
    """Turn an ontology graph into a :class:`Vocabulary`.

    Raises :class:`OntologyError` when a name is spelled twice or a term lacks what it needs.
    """
    from rdflib import OWL, RDF, RDFS, SKOS, Namespace

    dg = Namespace(NAMESPACE)
    schema = Namespace("https://schema.org/")

    def text(subject: Node, predicate: URIRef) -> str:
        return str(graph.value(subject, predicate) or "")

    def own(nodes: object) -> list[str]:
        return [str(n).removeprefix(NAMESPACE) for n in nodes if str(n).startswith(NAMESPACE)]  # type: ignore[attr-defined]

    terms = [s for s, _ in graph.subject_objects(dg.pgName)]
    names = [text(t, dg.pgName) for t in terms]
    doubles = sorted({n for n in names if names.count(n) > 1})
    if doubles:
        raise OntologyError(f"dg:pgName is spelled twice for {', '.join(doubles)}; give each term its own name")

    parents = {
        text(t, dg.pgName): own(graph.objects(t, RDFS.subClassOf)) for t in terms if (t, RDF.type, OWL.Class) in graph
    }

    def lineage(name: str) -> tuple[str, ...]:
        found: list[str] = []
        for parent in parents[name]:
            if parent not in parents:
                raise OntologyError(f"{name} is a subclass of {parent}, which is not declared; declare dg:{parent}")
            found += [label for label in lineage(parent) if label not in found]
        return (*found, name)

    classes: dict[str, NodeClass] = {}
    relationships: dict[str, Relationship] = {}
    properties: dict[str, Property] = {}
    with_children = {p for ps in parents.values() for p in ps}
    for term, name in zip(terms, names, strict=True):
        title = text(term, RDFS.label)
        if (term, RDF.type, OWL.Class) in graph:
            leaf = name not in with_children or name in CONCRETE
            classes[name] = NodeClass(name, str(term), title, lineage(name), leaf, text(term, RDFS.comment))
        elif (term, RDF.type, OWL.ObjectProperty) in graph:
            local = str(term).removeprefix(NAMESPACE)
            parent = next(iter(own(graph.objects(term, RDFS.subPropertyOf))), None)
            source, target = (next(iter(own(graph.objects(term, p))), "") for p in (RDFS.domain, RDFS.range))
            targets = (target,) if target else tuple(sorted(own(graph.objects(term, schema.rangeIncludes))))
            ends = source, target, parent, targets, tuple(own(graph.objects(term, schema.domainIncludes)))
            relationships[local] = Relationship(local, name, str(term), title, *ends)
        else:
            datatype = text(term, dg.datatype) or text(term, RDFS.range)
            carriers = tuple(own(graph.objects(term, schema.domainIncludes)))
            if not datatype or not carriers:
                raise OntologyError(f"property {name} lacks a datatype or a schema:domainIncludes; add both")
            multiple = bool(graph.value(term, dg.multiple))
            properties[name] = Property(name, str(term), datatype.rpartition("#")[2], carriers, multiple)
    plover = {text(c, SKOS.notation): own([k])[0] for c, k in graph.subject_objects(dg.eventClass)}
    return Vocabulary(classes, relationships, properties, plover)
