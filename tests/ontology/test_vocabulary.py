"""The ontology agrees with itself, and its names are the ones that stores, files and questions rely on."""

from __future__ import annotations

import typing
from importlib.resources import files

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from ontology import facts
from ontology.errors import OntologyError
from ontology.vocabulary import NAMESPACE, read_vocabulary, vocabulary

DG = rdflib.Namespace(NAMESPACE)
SCHEMA = rdflib.Namespace("https://schema.org/")
NAMES = vocabulary()

HEAD = f"""
@prefix dg: <{NAMESPACE}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> .
@prefix schema: <{SCHEMA}> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
dg:Event a owl:Class ; dg:pgName "Event" .
"""


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    merged = rdflib.Graph()
    for name in ("diplograph.ttl", "plover.ttl"):
        merged.parse(data=files("ontology").joinpath(name).read_text(encoding="utf-8"), format="turtle")
    return merged


def test_labels_are_these() -> None:
    assert {c.name: c.labels[:-1] for c in NAMES.leaves()} == {
        "Meeting": ("Event",),
        "Agreement": ("Event",),
        "PublicStatement": ("Event",),
        "TreatyAction": ("Event",),
        "ConflictEvent": ("Event",),
        "Protest": ("Event",),
        "SanctionAction": ("Event",),
        "AidAction": ("Event",),
        "MilitaryActivity": ("Event",),
        "DiplomaticAction": ("Event",),
        "CoerciveAction": ("Event",),
        "Person": ("Entity", "Actor"),
        "Group": ("Entity", "Actor"),
        "Organization": ("Entity", "Actor"),
        "GovernmentBody": ("Entity", "Actor", "Organization"),
        "IntergovernmentalOrganization": ("Entity", "Actor", "Organization"),
        "ArmedGroup": ("Entity", "Actor", "Organization"),
        "Place": ("Entity",),
        "Country": ("Entity", "Actor", "Place"),
        "Treaty": ("Entity",),
        "Topic": ("Entity",),
        "Article": (),
        "Evidence": (),
        "Tenure": (),
    }


def test_relationships_are_these() -> None:
    assert {r.type: (r.source, r.targets) for r in NAMES.relationships.values()} == {
        "PARTICIPANT": ("Event", ("Actor",)),
        "INITIATOR": ("Event", ("Actor",)),
        "TARGET": ("Event", ("Actor",)),
        "HOST": ("Event", ("Actor",)),
        "MEDIATOR": ("Event", ("Actor",)),
        "SIGNATORY": ("Event", ("Actor",)),
        "ABOUT": ("Event", ("Entity",)),
        "PLACE": ("Event", ("Place",)),
        "RESPONSE_TO": ("Event", ("Event",)),
        "CLAIMED_BY": ("Event", ("Actor",)),
        "REPRESENTS": ("Actor", ("Actor",)),
        "LOCATED_IN": ("Place", ("Place",)),
        "PARTY": ("Treaty", ("Actor",)),
        "HOLDER": ("Tenure", ("Person",)),
        "IN_ORGANIZATION": ("Tenure", ("Actor",)),
        "EVIDENCE_FOR": ("Evidence", ("Event", "Tenure")),
        "MENTIONS": ("Evidence", ("Entity",)),
        "FROM_ARTICLE": ("Evidence", ("Article",)),
        "PUBLISHER": ("Article", ("Organization",)),
    }


def test_property_keys_and_datatypes_are_these() -> None:
    strings = {
        *("name", "isoCode", "searchText", "eventCode", "mode", "datePrecision", "factuality", "treatyAction"),
        *("exactText", "trigger", "construction", "quote", "role", "headline", "url", "language", "source"),
        "contentHash",
    }
    integers = {"fatalities", "injured", "sourceCount", "beginIndex", "endIndex", "triggerBegin", "triggerEnd"}
    found = {p.key: p.datatype for p in NAMES.properties.values() if not p.multiple}
    assert found == {
        **dict.fromkeys(strings, "string"),
        **dict.fromkeys(integers, "integer"),
        **dict.fromkeys(("latitude", "longitude", "confidence"), "double"),
        **dict.fromkeys(("startDate", "endDate", "datePublished"), "date"),
        "loadedAt": "dateTime",
    }


def test_properties_of_several_values_are_these() -> None:
    found = {p.key: p.datatype for p in NAMES.properties.values() if p.multiple}
    assert found == {
        "aliases": "string",
        "sameAs": "anyURI",
        "countryCodes": "string",
        "sectors": "string",
        "antecedents": "string",
    }


def test_each_name_is_spelled_once(graph: rdflib.Graph) -> None:
    names = [str(name) for name in graph.objects(None, DG.pgName)]
    assert len(names) == len(set(names))


def test_every_term_of_our_own_has_a_label(graph: rdflib.Graph) -> None:
    own = {s for s in graph.subjects(RDF.type, None) if str(s).startswith(NAMESPACE)}
    assert [s for s in own if not graph.value(s, RDFS.label)] == []


def test_relationships_join_declared_classes() -> None:
    for relationship in NAMES.relationships.values():
        assert {relationship.source, *relationship.targets} <= NAMES.classes.keys(), relationship.name


def test_properties_are_carried_by_declared_classes() -> None:
    for property in NAMES.properties.values():
        assert set(property.classes) <= NAMES.classes.keys(), property.key


def test_hard_axioms_name_declared_terms(graph: rdflib.Graph) -> None:
    kinds = {RDFS.subClassOf: {OWL.Class}, RDFS.subPropertyOf: {OWL.ObjectProperty, OWL.DatatypeProperty}}
    for predicate, wanted in kinds.items():
        for parent in graph.objects(None, predicate):
            assert wanted & set(graph.objects(parent, RDF.type)), parent


def test_a_narrower_relationship_fits_the_broader_one() -> None:
    for relationship in NAMES.relationships.values():
        if relationship.parent is not None:
            broader = NAMES.relationships[relationship.parent]
            assert broader.source in NAMES.classes[relationship.source].labels
            assert broader.target in NAMES.classes[relationship.target].labels


def test_no_class_is_below_two_disjoint_ones(graph: rdflib.Graph) -> None:
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = {str(m).removeprefix(NAMESPACE) for m in graph.items(graph.value(axiom, OWL.members))}
        assert members <= NAMES.classes.keys()
        for node_class in NAMES.classes.values():
            assert len(members & set(node_class.labels)) <= 1, node_class.name


def test_every_plover_code_has_a_class_of_events() -> None:
    assert len(NAMES.plover) == 16
    for code, name in NAMES.plover.items():
        assert "Event" in NAMES.classes[name].labels and NAMES.classes[name].leaf, code


def test_every_plover_concept_is_defined(graph: rdflib.Graph) -> None:
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert graph.value(concept, SKOS.prefLabel) and graph.value(concept, SKOS.definition), concept


def test_roles_of_the_facts_are_the_roles_of_the_ontology() -> None:
    assert [r.name for r in NAMES.roles()] == list(typing.get_args(facts.Role))


def test_the_ontology_lists_the_factualities_of_the_facts() -> None:
    *most, last = typing.get_args(facts.Factuality)
    [title] = (
        rdflib.Graph()
        .parse(data=files("ontology").joinpath("diplograph.ttl").read_text())
        .objects(DG.factuality, RDFS.label)
    )
    assert str(title) == f"{', '.join(most)} or {last}"


def test_properties_of_a_class_are_its_own_and_those_above() -> None:
    keys = {p.key for p in NAMES.properties_of("Country")}
    assert keys >= {"name", "aliases", "countryCodes", "latitude", "isoCode"}
    assert not keys & {"startDate", "headline"}


def test_leaves_below_a_class_include_it_when_it_is_concrete() -> None:
    names = [c.name for c in NAMES.leaves("Organization")]
    assert names == ["Organization", "GovernmentBody", "IntergovernmentalOrganization", "ArmedGroup"]
    assert "Actor" not in [c.name for c in NAMES.leaves("Actor")]


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ('dg:Other a owl:Class ; dg:pgName "Event" .', "spelled twice for Event"),
        ('dg:Talk a owl:Class ; dg:pgName "Talk" ; rdfs:subClassOf dg:Speech .', "subclass of Speech, which is not"),
        ('dg:mood a owl:DatatypeProperty ; dg:pgName "mood" ; rdfs:range xsd:string .', "mood lacks"),
        ('dg:mood a owl:DatatypeProperty ; dg:pgName "mood" ; schema:domainIncludes dg:Event .', "mood lacks"),
    ],
)
def test_a_contradiction_is_named(turtle: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        read_vocabulary(rdflib.Graph().parse(data=HEAD + turtle, format="turtle"))
