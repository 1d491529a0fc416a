"""What is exported as RDF: graphs, terms and formats."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.commands import RDF_FORMATS
from graph.rdf import FORMATS, read_dataset, save, write
from graph.rdf.terms import FUSED, METADATA, article_graph, node_id, node_iri
from graph.rdf.writer import grouped
from graph.store import StoredNode, StoredRelationship
from ontology.errors import DiplographError, OntologyError, SourceError
from ontology.vocabulary import NAMESPACE
from tests.graph.snapshot import FIRST, MEETING, SECOND, SNAPSHOT, STRIKES, Snapshot

XSD = "http://www.w3.org/2001/XMLSchema#"
LOSSLESS = ("nquads", "trig", "jsonld")

TEXT = st.text(st.characters(codec="utf-8"))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
MOMENTS = st.datetimes(timezones=st.just(UTC))

#: RDF/XML cannot hold the carriage return of one sentence.
PRINTABLE = SNAPSHOT.changed("evidence:b", exactText="one line")


def exported(graph: Snapshot, format: str = "nquads", **options: bool) -> bytes:
    output = io.BytesIO()
    write(graph, output, format, **options)
    return output.getvalue()


def statements(graph: Snapshot = SNAPSHOT) -> list[Quad]:
    return list(parse(exported(graph), RdfFormat.N_QUADS))


def values(graph: Snapshot, id: str, name: str) -> set[tuple[str, str]]:
    """Return the values of a property of one node as pairs of text and local name of the datatype."""
    wanted = NamedNode(NAMESPACE + name)
    found = (q.object for q in statements(graph) if q.subject == node_iri(id) and q.predicate == wanted)
    return {(term.value, term.datatype.value.removeprefix(XSD)) for term in found}


def test_the_command_offers_every_format() -> None:
    assert tuple(FORMATS) == RDF_FORMATS


@pytest.mark.parametrize("format", LOSSLESS)
def test_a_dataset_reads_back_identical(format: str) -> None:
    stream = io.BytesIO(exported(SNAPSHOT, format))
    assert list(read_dataset(stream, format)) == SNAPSHOT.items()


@pytest.mark.parametrize("format", LOSSLESS)
@given(id=TEXT.filter(bool), name=TEXT, aliases=st.sets(TEXT), latitude=FLOATS, moment=MOMENTS, number=st.integers())
def test_any_value_reads_back_identical(
    format: str, id: str, name: str, aliases: set[str], latitude: float, moment: datetime, number: int
) -> None:
    country = {"aliases": sorted(aliases), "latitude": latitude, "name": name}
    article = {"headline": name, "loadedAt": moment}
    graph = Snapshot(
        (
            StoredNode("Article", "a" + id, article),
            StoredNode("Country", "c" + id, {key: value for key, value in country.items() if value != []}),
            StoredNode("Evidence", "e" + id, {"exactText": name, "fatalities": number}),
            StoredRelationship("FROM_ARTICLE", "e" + id, "a" + id, ("a" + id,)),
            StoredRelationship("MENTIONS", "e" + id, "c" + id, ("a" + id,)),
        )
    )
    assert list(read_dataset(io.BytesIO(exported(graph, format)), format)) == graph.items()


@pytest.mark.parametrize("format", ["nquads", "trig", "turtle", "ntriples", "rdfxml"])
def test_triple_terms_carry_the_articles_of_relationships_in_every_format(format: str) -> None:
    stream = io.BytesIO(exported(PRINTABLE, format, triple_terms=True))
    assert list(read_dataset(stream, format)) == PRINTABLE.items()


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml"])
def test_a_format_without_named_graphs_loses_only_the_articles_of_relationships(format: str) -> None:
    bare = [
        item if isinstance(item, StoredNode) else StoredRelationship(item.type, item.source, item.target, ())
        for item in PRINTABLE.items()
    ]
    assert list(read_dataset(io.BytesIO(exported(PRINTABLE, format)), format)) == bare


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(format: str) -> None:
    assert exported(PRINTABLE, format) == exported(Snapshot(PRINTABLE.everything[::-1]), format)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("format", FORMATS)
def test_rdflib_reads_the_same_statements(format: str) -> None:
    names = {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    data = exported(PRINTABLE, format)
    read = rdflib.Dataset(default_union=True)
    read.parse(data=data.decode(), format=names.get(format, format))
    expected = {q.triple for q in parse(data, FORMATS[format].rdf)}
    assert len(set(read.triples((None, None, None)))) == len(expected)


def test_a_relationship_stands_in_the_graph_of_each_article_that_supports_it() -> None:
    anna, boris = node_iri("person:anna"), node_iri("person:boris")
    found = [q for q in statements() if q.subject == node_iri(MEETING) and q.object in (anna, boris)]
    assert {(q.object, q.graph_name) for q in found} == {
        (anna, article_graph(FIRST)),
        (anna, article_graph(SECOND)),
        (boris, article_graph(FIRST)),
    }


@pytest.mark.parametrize(
    ("id", "home"),
    [
        (FIRST, article_graph(FIRST)),
        ("evidence:a", article_graph(FIRST)),
        ("evidence:b", article_graph(SECOND)),
        ("evidence:c", article_graph(SECOND)),
        ("person:anna", FUSED),
        (MEETING, FUSED),
        ("tenure:t1", FUSED),
    ],
)
def test_the_properties_of_a_node_stand_in_one_graph(id: str, home: NamedNode) -> None:
    literals = [q for q in statements() if q.subject == node_iri(id) and not isinstance(q.object, NamedNode)]
    assert {q.graph_name for q in literals} == {home}


def test_a_node_is_of_its_class_and_all_superclasses() -> None:
    types = {
        q.object.value.removeprefix(NAMESPACE)
        for q in statements()
        if q.subject == node_iri("country:NOR") and q.predicate.value.endswith("#type")
    }
    assert types == {"Entity", "Actor", "Place", "Country"}


def test_there_are_no_blank_nodes() -> None:
    terms = [term for q in statements() for term in (q.subject, q.object, q.graph_name)]
    assert not [term for term in terms if str(term).startswith("_:")]


@pytest.mark.parametrize("id", ["country:PAK", "a/b c", "50%", "№1 “ü”", "graph/x", "?q#f"])
def test_an_id_is_read_back_from_its_iri(id: str) -> None:
    assert node_id(node_iri(id)) == id


@pytest.mark.parametrize(
    ("precision", "start", "end", "first", "last"),
    [
        ("day", date(2025, 2, 1), date(2025, 2, 28), ("2025-02-01", "date"), ("2025-02-28", "date")),
        ("month", date(2025, 2, 1), date(2025, 2, 28), ("2025-02", "gYearMonth"), ("2025-02", "gYearMonth")),
        ("year", date(2024, 1, 1), date(2024, 12, 31), ("2024", "gYear"), ("2024", "gYear")),
        ("month", date(2025, 2, 3), date(2025, 2, 27), ("2025-02-03", "date"), ("2025-02-27", "date")),
        ("year", date(2024, 2, 1), date(2024, 11, 30), ("2024-02-01", "date"), ("2024-11-30", "date")),
    ],
)
def test_precision_shortens_days_that_are_the_edges_of_their_period(
    precision: str, start: date, end: date, first: tuple[str, str], last: tuple[str, str]
) -> None:
    graph = SNAPSHOT.changed(STRIKES, datePrecision=precision, startDate=start, endDate=end)
    assert values(graph, STRIKES, "startDate") == {first}
    assert values(graph, STRIKES, "endDate") == {last}
    assert list(read_dataset(io.BytesIO(exported(graph)))) == graph.items()


def test_same_as_is_an_iri() -> None:
    [quad] = [q for q in statements() if q.predicate.value.endswith("#sameAs")]
    assert quad.object == NamedNode("http://www.wikidata.org/entity/Q20")


def test_the_metadata_say_where_each_graph_comes_from_and_how_much_there_is() -> None:
    metadata = {(q.subject, q.predicate.value, q.object) for q in statements() if q.graph_name == METADATA}
    derived = "http://www.w3.org/ns/prov#wasDerivedFrom"
    assert (article_graph(SECOND), derived, node_iri(SECOND)) in metadata
    [triples] = [o.value for s, p, o in metadata if p.endswith("void#triples") and s.value.endswith("/events")]
    assert int(triples) == len([q for q in statements() if q.graph_name != METADATA])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"confidence": "high"}, "Meeting event:m1: property confidence holds 'high', which is no xsd:double"),
        ({"sourceCount": 1.5}, "property sourceCount holds 1.5"),
        ({"sourceCount": True}, "property sourceCount holds True"),
        ({"startDate": "May"}, "property startDate holds 'May'"),
        ({"mood": "good"}, "the ontology has no property mood"),
    ],
)
def test_what_the_ontology_does_not_allow_is_an_error(values: dict[str, object], message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        exported(SNAPSHOT.changed(MEETING, **values))


def test_triple_terms_need_a_format_that_has_them() -> None:
    with pytest.raises(DiplographError, match="jsonld has no triple terms"):
        exported(SNAPSHOT, "jsonld", triple_terms=True)


def test_rdfxml_refuses_what_xml_cannot_hold() -> None:
    with pytest.raises(OntologyError, match=r"U\+000D"):
        exported(SNAPSHOT, "rdfxml")


def test_statements_are_sorted_alike_in_memory_and_by_runs(tmp_path: Path) -> None:
    def quads() -> Iterator[Quad]:
        return iter(statements())

    assert list(grouped(quads(), tmp_path, run=7)) == list(grouped(quads(), tmp_path))


def test_trig_opens_each_graph_once() -> None:
    text = exported(SNAPSHOT, "trig").decode()
    assert text.count(" {\n") == len({q.graph_name for q in statements()})


def test_a_file_is_complete_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "graph.nq"
    target.write_text("older")
    with pytest.raises(OntologyError):
        save(SNAPSHOT.changed("person:anna", mood="good"), target)
    assert target.read_text() == "older"
    assert save(SNAPSHOT, target) == len(statements())
    assert target.read_bytes() == exported(SNAPSHOT)
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(DiplographError, match=r"cannot write .*nowhere/graph\.nq: No such file"):
        save(SNAPSHOT, tmp_path / "nowhere" / "graph.nq")


def test_a_damaged_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "damaged.nq"
    path.write_bytes(exported(SNAPSHOT)[:2000])
    with path.open("rb") as stream, pytest.raises(SourceError, match=r"damaged\.nq is no well-formed nquads.*line"):
        list(read_dataset(stream))


@pytest.mark.parametrize(
    "line",
    [
        "<https://w3id.org/diplograph/id/x> <https://other.example/p> <https://w3id.org/diplograph/id/y> .",
        '<https://other.example/x> <http://www.w3.org/2000/01/rdf-schema#label> "x" .',
        '_:b <http://www.w3.org/2000/01/rdf-schema#label> "x" .',
    ],
)
def test_a_statement_of_another_ontology_is_an_error(line: str) -> None:
    with pytest.raises(OntologyError, match="the ontology does not know"):
        list(read_dataset(io.BytesIO(line.encode())))


def test_a_node_without_its_superclasses_is_an_error() -> None:
    line = "<https://w3id.org/diplograph/id/x> a <https://w3id.org/diplograph/ns#Meeting> ."
    with pytest.raises(OntologyError, match="node x is Meeting, and not of one class"):
        list(read_dataset(io.BytesIO(line.encode()), "turtle"))
