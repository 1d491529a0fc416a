"""Matching and counting: which extracted event is which, and what agrees in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from ingest.evaluation.gold import GoldArticle, GoldEntity, GoldEvent, GoldOffice, GoldTime, trigger
from ingest.evaluation.match import match, same
from ingest.evaluation.report import measure_rows
from ingest.evaluation.score import Score, Tally, compare
from ontology.facts import Article, Entity, Event, Evidence, Facts, Participant, Role, Span, Tenure

TEXT = "Ann Lee met Bo Chan in Oslo and praised him. On Friday Norway sent troops to Bergen."
ARTICLE = Article("a", TEXT, "hash", "a.txt", published=date(2025, 6, 2))

LEE = Entity("lee", "Person", "Ann Lee", ("Lee",))
CHAN = Entity("chan", "Person", "Bo Chan")
NORWAY = Entity("nor", "Country", "Norway", ("Norge",))
OSLO = Entity("oslo", "Place", "Oslo")
ENTITIES = (LEE, CHAN, NORWAY, OSLO)
CODES = {"lee": ("NOR", "GOV"), "nor": ("NOR", "GOV")}

GOLD_LEE = GoldEntity("Ann Lee", "Person", "NOR", "GOV", ("Lee",))
GOLD_CHAN = GoldEntity("Bo Chan", "Person")
GOLD_NORWAY = GoldEntity("Norway", "Country", "NOR", "GOV", called=("Oslo",))
GOLD_MEETING = GoldEvent(
    "Meeting",
    "CONSULT",
    (trigger("Lee [met] Bo", TEXT, ""),),
    (("participant", GOLD_LEE), ("participant", GOLD_CHAN)),
    places=(GoldEntity("Oslo"),),
)
GOLD_PRAISE = GoldEvent(
    "PublicStatement",
    "SUPPORT",
    (trigger("and [praised] him", TEXT, ""),),
    (("initiator", GOLD_LEE), ("target", GOLD_CHAN)),
)
GOLD_TROOPS = GoldEvent(
    "MilitaryActivity",
    "MOBILIZE",
    (trigger("Norway [sent troops] to", TEXT, ""),),
    (("initiator", GOLD_NORWAY),),
    time=GoldTime(date(2025, 5, 30), date(2025, 5, 30), "day"),
)


def span(words: str) -> Span:
    begin = TEXT.index(words)
    return Span(words, begin, begin + len(words))


def event(kind: str, plover: str | None, words: str, *cast: tuple[Role, str], name: str = "e") -> Event:
    boundary = TEXT.index("On Friday")
    begin = 0 if TEXT.index(words) < boundary else boundary
    end = boundary - 1 if begin == 0 else len(TEXT)
    evidence = Evidence(f"evidence:{name}", Span(TEXT[begin:end], begin, end), span(words), "verb", 0.9)
    participants = tuple(Participant(role, entity, None, *CODES.get(entity, (None, None))) for role, entity in cast)
    return Event(f"event:{name}", kind, plover, words, participants, (evidence,))


MEETING = replace(event("Meeting", "CONSULT", "met", ("participant", "lee"), ("participant", "chan")), place="oslo")
PRAISE = event("PublicStatement", "SUPPORT", "praised", ("initiator", "lee"), ("target", "chan"), name="praise")
TROOPS = replace(
    event("MilitaryActivity", "MOBILIZE", "sent", ("initiator", "nor"), name="troops"),
    start=date(2025, 5, 30),
    end=date(2025, 5, 30),
    precision="day",
)
EVERYTHING = (GOLD_MEETING, GOLD_PRAISE, GOLD_TROOPS)


def gold(
    *events: GoldEvent, entities: tuple[GoldEntity, ...] = (), offices: tuple[GoldOffice, ...] = ()
) -> GoldArticle:
    return GoldArticle("a.gold.json", ARTICLE, entities, offices, events)


def tallies(golden: GoldArticle, *events: Event, facts: Facts | None = None) -> Mapping[tuple[str, str], Tally]:
    return compare(golden, facts or Facts(ARTICLE, ENTITIES, events=events)).tallies


def test_perfect_extraction_scores_one_everywhere() -> None:
    score = compare(gold(*EVERYTHING), Facts(ARTICLE, ENTITIES, events=(TROOPS, PRAISE, MEETING)))
    assert {row[7] for row in measure_rows(score)} == {1.0}
    assert score.findings == ()


def test_event_with_overlapping_trigger_is_found_though_its_class_is_wrong() -> None:
    found = tallies(gold(GOLD_MEETING), replace(MEETING, kind="Agreement", plover="AGREE"))
    assert found["event", "found"] == Tally(1, 1, 1)
    assert found["event", "class"] == Tally(1, 1, 0)
    assert found["class", "Meeting"] == Tally(1, 0, 0)
    assert found["class", "Agreement"] == Tally(0, 1, 0)


def test_event_of_the_same_sentence_and_type_is_found_though_its_trigger_is_elsewhere() -> None:
    elsewhere = event("Meeting", "CONSULT", "Oslo", ("participant", "lee"))
    assert tallies(gold(GOLD_MEETING), elsewhere)["event", "found"] == Tally(1, 1, 1)


@pytest.mark.parametrize(("kind", "plover", "words"), [("Meeting", "CONSULT", "Bergen"), ("Meeting", "AGREE", "Oslo")])
def test_event_of_another_sentence_or_type_is_not_found(kind: str, plover: str, words: str) -> None:
    assert tallies(gold(GOLD_MEETING), event(kind, plover, words))["event", "found"] == Tally(1, 1, 0)


def test_second_event_for_one_gold_event_is_extra() -> None:
    entities = {e.id: e for e in ENTITIES}
    weaker = event("Meeting", "CONSULT", "met", ("participant", "lee"), name="weaker")
    matching = match([GOLD_MEETING], [weaker, MEETING], entities)
    assert [pair.event for pair in matching.pairs] == [MEETING]
    assert matching.extra == (weaker,)


def test_role_of_a_missing_event_counts_as_missing_and_of_an_extra_one_as_extra() -> None:
    found = tallies(gold(GOLD_PRAISE), TROOPS)
    assert found["role", "initiator"] == Tally(1, 1, 0)
    assert found["role", "target"] == Tally(1, 0, 0)


def test_name_in_the_wrong_role_counts_only_under_any_role() -> None:
    turned = event("PublicStatement", "SUPPORT", "praised", ("initiator", "chan"), ("target", "lee"))
    found = tallies(gold(GOLD_PRAISE), turned)
    assert found["role", "any role"] == Tally(2, 2, 2)
    assert found["role", "initiator"] == Tally(1, 1, 0)


def test_codes_agree_by_role() -> None:
    abroad = replace(MEETING, participants=(Participant("participant", "lee", country="SWE", sector="GOV"),))
    found = tallies(gold(GOLD_MEETING), abroad)
    assert found["country", "participant"] == Tally(1, 1, 0)
    assert found["sector", "participant"] == Tally(1, 1, 1)


def test_code_that_the_gold_file_leaves_out_is_not_judged() -> None:
    coded = replace(MEETING, participants=(Participant("participant", "chan", country="CHN", sector="GOV"),))
    found = tallies(gold(replace(GOLD_MEETING, participants=(("participant", GOLD_CHAN),))), coded)
    assert ("country", "participant") not in found


def test_any_of_several_places_is_right() -> None:
    either = replace(GOLD_MEETING, places=(GoldEntity("Bergen"), GoldEntity("Oslo")))
    assert tallies(gold(either), MEETING)["attribute", "place"] == Tally(1, 1, 1)


def test_time_agrees_only_with_its_precision() -> None:
    vague = replace(TROOPS, precision="month")
    assert tallies(gold(GOLD_TROOPS), vague)["attribute", "time"] == Tally(1, 1, 0)


def test_factuality_is_counted_on_events_that_were_found() -> None:
    found = tallies(gold(*EVERYTHING), replace(TROOPS, factuality="planned"))
    assert found["factuality", "asserted"] == Tally(1, 0, 0)
    assert found["factuality", "planned"] == Tally(0, 1, 0)


def test_about_and_claimed_by_agree_by_name() -> None:
    told = replace(GOLD_PRAISE, about=(GOLD_NORWAY,), claimed_by=(GOLD_CHAN,))
    found = tallies(gold(told), replace(PRAISE, about=("nor", "oslo"), claimed_by=("lee",)))
    assert found["attribute", "about"] == Tally(1, 2, 1)
    assert found["attribute", "claimed by"] == Tally(1, 1, 0)


@pytest.mark.parametrize(
    ("role", "organization", "right"), [("Mayor", "oslo", 1), ("judge", "oslo", 0), ("mayor", "nor", 0)]
)
def test_office_agrees_in_person_role_and_organization(role: str, organization: str, right: int) -> None:
    golden = gold(offices=(GoldOffice(GOLD_LEE, "mayor", GoldEntity("Oslo")),))
    facts = Facts(ARTICLE, ENTITIES, tenures=(Tenure("t", "lee", organization, role, ()),))
    assert tallies(golden, facts=facts)["office", "person, role, organization"] == Tally(1, 1, right)


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        ((LEE, CHAN), Tally(1, 1, 1)),
        ((replace(LEE, aliases=()), Entity("lee2", "Person", "Lee")), Tally(1, 0, 0)),
        ((replace(LEE, aliases=("Bo Chan",)),), Tally(1, 1, 0)),
    ],
)
def test_spellings_of_one_entity_belong_to_one_node(entities: tuple[Entity, ...], expected: Tally) -> None:
    golden = gold(entities=(GOLD_LEE, GOLD_CHAN))
    found = tallies(golden, facts=Facts(replace(ARTICLE, text="Ann Lee met Bo Chan; Lee left."), entities))
    assert found["node", "merged spellings"] == expected


@pytest.mark.parametrize(
    ("wanted", "name", "agrees"),
    [
        (GoldEntity("Félix Tshisekedi"), "Felix Tshisekedi", True),
        (GoldEntity("the U.S. Senate"), "US Senate", True),
        (GoldEntity("Iran's foreign ministry"), "Iran foreign ministry", True),
        (GoldEntity("Ann Lee"), "Lee", False),
        (GoldEntity("18 Cambodian soldiers", "Group"), "Cambodian soldiers", True),
        (GoldEntity("Thai soldiers", "Group"), "Cambodian soldiers", False),
        (GoldEntity("offensive", "Topic"), "offensive of the rebels", True),
        (GoldEntity("soldiers", "Group"), "families of soldiers", False),
        (GoldEntity("18 Cambodian soldiers"), "Cambodian soldiers", False),
    ],
)
def test_names_agree_after_folding(wanted: GoldEntity, name: str, agrees: bool) -> None:
    assert same(wanted, Entity("x", "Person", name)) is agrees


def test_mention_agrees_where_the_name_of_the_node_does_not() -> None:
    assert same(GoldEntity("gunmen", "Group"), Entity("x", "Group", "armed men"), Span("the gunmen", 0, 10))


def test_scores_of_articles_add_up() -> None:
    one = Score({("event", "found"): Tally(2, 1, 1)})
    both = one + Score({("event", "found"): Tally(1, 1, 0), ("role", "host"): Tally(1, 0, 0)})
    assert both.tallies == {("event", "found"): Tally(3, 2, 1), ("role", "host"): Tally(1, 0, 0)}


def test_ratio_without_denominator_is_none() -> None:
    assert (Tally().precision, Tally(1).precision, Tally(0, 1).recall, Tally().f1) == (None, None, None, None)


def test_missing_office_is_shown_where_the_person_is_named() -> None:
    score = compare(gold(offices=(GoldOffice(GOLD_LEE, "mayor", GoldEntity("Oslo")),)), Facts(ARTICLE))
    assert [(f.kind, f.detail, f.sentence) for f in score.findings] == [
        ("missing office", "Ann Lee, mayor, Oslo", TEXT[: TEXT.index(" On Friday")])
    ]


def test_findings_name_missing_extra_and_different() -> None:
    alone = (Participant("participant", "lee", country="SWE", sector="GOV"),)
    different = replace(MEETING, participants=alone, place="nor")
    score = compare(gold(GOLD_MEETING, GOLD_PRAISE), Facts(ARTICLE, ENTITIES, events=(different, TROOPS)))
    first = TEXT[: TEXT.index(" On Friday")]
    assert [(f.kind, f.sentence) for f in score.findings] == [
        ("missing event", first),
        ("extra event", TEXT[len(first) + 1 :]),
        ("role", first),
        ("country", first),
        ("place", first),
    ]
    assert [f.detail for f in score.findings] == [
        "'praised': PublicStatement SUPPORT (initiator Ann Lee, target Bo Chan)",
        "'sent': MilitaryActivity MOBILIZE (initiator Norway) by verb",
        "'met': participant -Bo Chan",
        "'met': Ann Lee acts for SWE, not NOR",
        "'met': Norway, not Oslo",
    ]
