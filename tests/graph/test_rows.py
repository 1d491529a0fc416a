"""Facts into rows, without a store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.rows import article_rows, normalised
from ontology.errors import OntologyError
from ontology.facts import Entity, Event, Facts, Link, Participant, Span
from ontology.vocabulary import vocabulary
from tests.graph.samples import BEIJING, DAR, PAKISTAN, attack_facts, meeting_facts


def test_rows_are_sorted_and_named_by_the_ontology() -> None:
    rows = article_rows(meeting_facts())
    names = vocabulary()
    keys = [(row.label, row.id) for row in rows.nodes]
    assert keys == sorted(keys)
    assert list(rows.relationships) == sorted(rows.relationships)
    for row in rows.nodes:
        allowed = {p.key: p.multiple for p in names.properties_of(row.label)}
        assert all(not allowed[key] for key in row.values)
        assert all(allowed[key] for key in row.lists)
    assert {row.type for row in rows.relationships} <= {r.type for r in names.relationships.values()}


def test_unknown_values_are_left_out() -> None:
    rows = article_rows(attack_facts(1, None, day=None))
    evidence = next(row for row in rows.nodes if row.label == "Evidence")
    assert "fatalities" not in evidence.values and None not in evidence.values.values()


def test_the_same_relationship_twice_is_one_row() -> None:
    facts = meeting_facts()
    event = facts.events[0]
    doubled = replace(event, participants=(*event.participants, *event.participants))
    assert article_rows(replace(facts, events=(doubled,))).relationships == article_rows(facts).relationships


@pytest.mark.parametrize("publisher", ["Dawn", "DAWN", "  dawn "])
def test_one_publisher_however_it_is_spelled(publisher: str) -> None:
    facts = meeting_facts()
    rows = article_rows(replace(facts, article=replace(facts.article, publisher=publisher)))
    known = article_rows(replace(facts, article=replace(facts.article, publisher="Dawn")))
    assert [r.target for r in rows.relationships if r.type == "PUBLISHER"] == [
        r.target for r in known.relationships if r.type == "PUBLISHER"
    ]


def test_a_publisher_that_is_an_entity_is_that_entity() -> None:
    facts = meeting_facts()
    agency = Entity("organization:Q1", "Organization", "Example News Agency", ("The  Example",))
    rows = article_rows(replace(facts, entities=(*facts.entities, agency)))
    assert [r.target for r in rows.relationships if r.type == "PUBLISHER"] == ["organization:Q1"]


def test_a_blank_publisher_is_none() -> None:
    facts = meeting_facts()
    rows = article_rows(replace(facts, article=replace(facts.article, publisher=" ")))
    assert not [r for r in rows.relationships if r.type == "PUBLISHER"]


def test_names_are_compared_without_case_width_and_spaces() -> None:
    assert normalised(" ＡＰ  News ") == normalised("ap news")


def with_event(facts: Facts, **changes: object) -> Facts:
    event: Event = replace(facts.events[0], **changes)  # type: ignore[arg-type]
    return replace(facts, events=(event,))


def moved(facts: Facts) -> Facts:
    sentence = facts.events[0].evidence[0]
    shifted = replace(sentence, trigger=Span("met", sentence.trigger.begin + 1, sentence.trigger.end + 1))
    return with_event(facts, evidence=(shifted,))


BROKEN: list[tuple[Callable[[Facts], Facts], str]] = [
    (moved, r"says 'met' stands at"),
    (lambda f: with_event(f, evidence=()), "has no evidence"),
    (lambda f: with_event(f, kind="Wedding"), "is a Wedding, which is no Event class"),
    (lambda f: with_event(f, kind="Event"), "is a Event, which is no Event class"),
    (lambda f: with_event(f, kind="Person"), "which is no Event class"),
    (lambda f: with_event(f, about=("topic:none",)), "points to topic:none, which the Facts do not list"),
    (lambda f: with_event(f, place=DAR.id), "place takes a Place where person:dar is a Person"),
    (lambda f: with_event(f, participants=(Participant("host", BEIJING.id),)), "host takes a Actor"),
    (lambda f: with_event(f, participants=(Participant("guest", DAR.id),)), "'guest', which the ontology"),  # type: ignore[arg-type]
    (lambda f: with_event(f, id=DAR.id), "given to two different things"),
    (lambda f: with_event(f, response_to=("event:other",)), "points to event:other"),
    (lambda f: replace(f, entities=(*f.entities, replace(DAR, name="X"))), "given to two different things"),
    (lambda f: replace(f, entities=(replace(PAKISTAN, label="Nation"), *f.entities)), "no Entity class"),
    (lambda f: replace(f, entities=(replace(DAR, id=""), *f.entities)), "has an empty id"),
    (lambda f: replace(f, links=(Link("knows", DAR.id, PAKISTAN.id),)), "'knows', which the ontology"),
]


@pytest.mark.parametrize(("spoil", "message"), BROKEN)
def test_facts_that_break_the_ontology_are_refused(spoil: Callable[[Facts], Facts], message: str) -> None:
    with pytest.raises(OntologyError, match=message) as error:
        article_rows(spoil(meeting_facts()))
    assert str(error.value).startswith("article article:1: ")


def test_an_evidence_id_stands_for_one_sentence() -> None:
    facts = meeting_facts()
    tenure = facts.tenures[0]
    clash = replace(tenure.evidence[0], id=facts.events[0].evidence[0].id)
    with pytest.raises(OntologyError, match="stands for two different sentences"):
        article_rows(replace(facts, tenures=(replace(tenure, evidence=(clash,)),)))
