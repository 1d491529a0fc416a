"""Exports keep to the SHACL shapes of the ontology, and the shapes find what breaks them."""

from __future__ import annotations

import io
from datetime import date
from importlib.resources import files

import pytest
import rdflib
from pyshacl import validate

from graph.rdf import PropertyGraph, write
from graph.store import StoredRelationship
from ontology.vocabulary import vocabulary
from tests.graph.snapshot import FIRST, MEETING, SECOND, SNAPSHOT, STRIKES, TENURE, Snapshot, related

SHAPES = rdflib.Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"))
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def reports(graph: PropertyGraph, severity: rdflib.URIRef = SH.Violation) -> list[str]:
    """Return the messages of one severity about an export."""
    output = io.BytesIO()
    write(graph, output, "ntriples")
    data = rdflib.Graph().parse(data=output.getvalue(), format="nt")
    _, report, _ = validate(data, shacl_graph=SHAPES, inference="none")
    results = (r for r, _, s in report.triples((None, SH.resultSeverity, None)) if s == severity)
    return [f"{report.value(r, SH.focusNode)} {report.value(r, SH.resultMessage)}" for r in results]


def with_relationship(relationship: StoredRelationship) -> Snapshot:
    return Snapshot((*SNAPSHOT.everything, relationship))


def test_an_export_conforms() -> None:
    assert reports(SNAPSHOT) == []


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        pytest.param(SNAPSHOT.without("EVIDENCE_FOR"), "an event has at least one sentence", id="no evidence"),
        pytest.param(SNAPSHOT.without("FROM_ARTICLE"), "fromArticle", id="evidence of no article"),
        pytest.param(SNAPSHOT.without("HOLDER"), "holder", id="tenure of nobody"),
        pytest.param(SNAPSHOT.changed(MEETING, factuality="rumoured"), "asserted", id="factuality"),
        pytest.param(SNAPSHOT.changed(MEETING, factuality=None), "factuality", id="no factuality"),
        pytest.param(SNAPSHOT.changed(MEETING, eventCode="MEET"), "CONSULT", id="event code"),
        pytest.param(SNAPSHOT.changed(MEETING, confidence=1.5), "Probability", id="confidence above one"),
        pytest.param(SNAPSHOT.changed(STRIKES, fatalities=-1), "Count", id="negative deaths"),
        pytest.param(SNAPSHOT.changed(STRIKES, datePrecision=None), "datePrecision", id="date of no precision"),
        pytest.param(SNAPSHOT.changed("evidence:a", endIndex=400), "differ in length", id="offsets"),
        pytest.param(SNAPSHOT.changed("evidence:a", beginIndex=900), "endIndex", id="begin after end"),
        pytest.param(SNAPSHOT.changed("country:NOR", isoCode="no"), "A-Z", id="country code"),
        pytest.param(SNAPSHOT.changed("country:NOR", latitude=91.0), "90", id="latitude"),
        pytest.param(SNAPSHOT.changed("country:NOR", sameAs=["http://wikidata.org/Q20"]), "entity IRI", id="page"),
        pytest.param(SNAPSHOT.changed("person:anna", name=None), "label", id="no name"),
        pytest.param(SNAPSHOT.changed(FIRST, contentHash=None), "contentHash", id="half loaded"),
        pytest.param(with_relationship(related("TARGET", MEETING, "place:norberg", FIRST)), "Actor", id="place acts"),
        pytest.param(with_relationship(related("PLACE", MEETING, "person:anna", FIRST)), "Place", id="person as place"),
        pytest.param(with_relationship(related("FROM_ARTICLE", "evidence:a", SECOND, SECOND)), "1", id="two articles"),
    ],
)
def test_the_shapes_find_what_is_broken(graph: Snapshot, found: str) -> None:
    messages = reports(graph)
    assert any(found in message for message in messages), messages


def test_a_gap_that_articles_leave_is_a_warning() -> None:
    assert reports(SNAPSHOT.without("PARTICIPANT"), SH.Warning)
    assert not reports(SNAPSHOT.without("PARTICIPANT"))


def test_a_tenure_needs_no_precision() -> None:
    assert reports(SNAPSHOT.changed(TENURE, startDate=date(2024, 3, 4))) == []


def test_the_shapes_know_the_codes_of_the_ontology() -> None:
    lists = {frozenset(map(str, SHAPES.items(head))) for head in SHAPES.objects(None, SH["in"])}
    assert frozenset(vocabulary().plover) in lists


def test_the_shapes_speak_only_of_terms_of_the_ontology() -> None:
    names = vocabulary()
    terms = (names.classes, names.relationships, names.properties)
    known = {term.iri for group in terms for term in group.values()}  # type: ignore[attr-defined]
    paths = {str(o) for o in SHAPES.objects(None, SH.path) if isinstance(o, rdflib.URIRef)}
    classes = {str(o) for p in (SH["class"], SH.targetClass) for o in SHAPES.objects(None, p)}
    assert paths | classes <= known
