"""From trees and mentions to events: types, roles, status, circumstances, merging."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.tokens import Doc

from ingest.document import DateExpression, Mention
from ingest.events import coder
from ingest.events.component import facts
from ingest.knowledge.base import default
from ontology.facts import Event
from tests.ingest.trees import mention, parse

MET = """
Omar Omar NNP PROPN 2 nsubj
met meet VBD VERB 0 ROOT
Lena Lena NNP PROPN 2 obj
in in IN ADP 5 case
Oslo Oslo NNP PROPN 2 obl
on on IN ADP 7 case
Monday Monday NNP PROPN 2 obl
"""


def events(doc: Doc) -> list[Event]:
    return list(facts(doc, doc._.article, default()).events)


def met(text: str = MET) -> Doc:
    doc = parse(text)
    doc._.mentions = (
        mention("Omar", 0),
        mention("Lena", 2),
        mention("Oslo", 4, label="Place", country="NOR"),
    )
    monday = date(2025, 3, 3)
    doc._.dates = (DateExpression(6, 7, monday, monday, "day"),)
    return doc


def test_a_meeting_has_parties_place_and_day() -> None:
    (event,) = events(met())
    assert (event.kind, event.plover, event.factuality) == ("Meeting", "CONSULT", "asserted")
    assert [(p.role, p.entity) for p in event.participants] == [
        ("participant", "person:Omar"),
        ("participant", "person:Lena"),
    ]
    assert (event.place, event.start, event.precision) == ("place:Oslo", date(2025, 3, 3), "day")


def test_evidence_is_verbatim() -> None:
    doc = met()
    (event,) = events(doc)
    (evidence,) = event.evidence
    for span in (evidence.sentence, evidence.trigger):
        assert doc.text[span.begin : span.end] == span.text
    assert evidence.trigger.text == "met"


def test_the_same_input_gives_the_same_ids() -> None:
    assert events(met()) == events(met())


def test_a_dated_event_of_two_articles_has_one_id() -> None:
    one, other = met(), met()
    other._.article = type(one._.article)("article:other", other.text, "hash", "other")
    assert events(one)[0].id == events(other)[0].id
    assert events(one)[0].evidence[0].id != events(other)[0].evidence[0].id


@pytest.mark.parametrize(
    ("auxiliary", "lemma", "status"),
    [("will", "will", "planned"), ("may", "may", "possible"), ("not", "not", "denied")],
)
def test_status_of_a_modified_verb(auxiliary: str, lemma: str, status: str) -> None:
    dep = "advmod" if auxiliary == "not" else "aux"
    doc = parse(
        f"""
        Omar Omar NNP PROPN 3 nsubj
        {auxiliary} {lemma} MD AUX 3 {dep}
        meet meet VB VERB 0 ROOT
        Lena Lena NNP PROPN 3 obj
        """
    )
    doc._.mentions = (mention("Omar", 0), mention("Lena", 3))
    assert [e.factuality for e in events(doc)] == [status]


def test_what_is_only_asked_for_is_the_request() -> None:
    doc = parse(
        """
        Kenya Kenya NNP PROPN 2 nsubj
        urged urge VBD VERB 0 ROOT
        Sudan Sudan NNP PROPN 2 obj
        to to TO PART 5 mark
        withdraw withdraw VB VERB 2 xcomp
        troops troops NNS NOUN 5 obj
        """
    )
    doc._.mentions = (mention("Kenya", 0, label="Country"), mention("Sudan", 2, label="Country"))
    found = facts(doc, doc._.article, default())
    assert [(e.plover, [p.role for p in e.participants]) for e in found.events] == [
        ("REQUEST", ["initiator", "target"])
    ]
    assert [d.code for d in found.drops] == ["requested"]


def test_a_passive_attack_knows_its_agent_and_counts_the_dead() -> None:
    doc = parse(
        """
        Twelve twelve CD NUM 2 nummod
        villagers villager NNS NOUN 4 nsubj:pass
        were be VBD AUX 4 aux:pass
        killed kill VBN VERB 0 ROOT
        by by IN ADP 6 case
        rebels rebel NNS NOUN 4 obl
        """
    )
    doc._.mentions = (mention("villagers", 1, label="Group"), mention("rebels", 5, label="Group"))
    (event,) = events(doc)
    assert (event.kind, event.evidence[0].fatalities) == ("ConflictEvent", 12)
    assert {(p.role, p.entity) for p in event.participants} == {
        ("initiator", "group:rebels"),
        ("target", "group:villagers"),
    }


def test_a_treaty_kept_in_abeyance_is_suspended() -> None:
    doc = parse(
        """
        Peru Peru NNP PROPN 2 nsubj
        placed place VBD VERB 0 ROOT
        the the DT DET 4 det
        Accord Accord NNP PROPN 2 obj
        in in IN ADP 6 case
        abeyance abeyance NN NOUN 2 obl
        """
    )
    doc._.mentions = (mention("Peru", 0, label="Country"), mention("Accord", 3, label="Treaty"))
    (event,) = events(doc)
    assert (event.kind, event.treaty_action, event.about) == ("TreatyAction", "suspended", ("treaty:Accord",))


def test_reported_events_name_their_claimant() -> None:
    doc = parse(
        """
        Kenya Kenya NNP PROPN 2 nsubj
        said say VBD VERB 0 ROOT
        rebels rebel NNS NOUN 4 nsubj
        attacked attack VBD VERB 2 ccomp
        Sudan Sudan NNP PROPN 4 obj
        """
    )
    doc._.mentions = (
        mention("Kenya", 0, label="Country"),
        mention("rebels", 2, label="Group"),
        mention("Sudan", 4, label="Country"),
    )
    (event,) = events(doc)
    assert (event.plover, event.claimed_by) == ("ASSAULT", ("country:Kenya",))


def test_a_meeting_needs_two_parties() -> None:
    doc = met()
    doc._.mentions = (doc._.mentions[0],)
    found = facts(doc, doc._.article, default())
    assert not found.events
    assert [d.code for d in found.drops] == ["one-party"]


def test_a_news_outlet_takes_part_in_no_meeting() -> None:
    doc = met()
    agency = mention("Agency", 2, label="Organization", sector="MED")
    doc._.mentions = (mention("Omar", 0), agency)
    assert [d.code for d in facts(doc, doc._.article, default()).drops] == ["media"]


def test_talks_with_two_are_the_two_meetings_told_elsewhere() -> None:
    def told(*names: str) -> coder.Draft:
        (draft,), _ = coder.code(met())
        cast = tuple(coder.Cast("participant", mention(name, 0)) for name in names)
        return coder.replace(draft, cast=cast)

    drafts = coder._pairs([told("A", "B"), told("A", "C"), told("A", "B", "C")])
    assert [sorted(d.parties) for d in drafts] == [
        ["person:A", "person:B"],
        ["person:A", "person:C"],
        ["person:A", "person:B"],
        ["person:A", "person:C"],
    ]


def test_every_mention_of_a_participant_resolves() -> None:
    found = facts(met(), met()._.article, default())
    known = {e.id for e in found.entities}
    assert {p.entity for e in found.events for p in e.participants} <= known


def test_mentions_of_other_labels_are_no_parties() -> None:
    doc = met()
    lena: Mention = mention("Lena", 2, label="Topic")
    doc._.mentions = (doc._.mentions[0], lena)
    assert not events(doc)


def test_a_host_and_a_mediator_have_their_own_roles() -> None:
    doc = parse(
        """
        Oman Oman NNP PROPN 2 nsubj
        mediated mediate VBD VERB 0 ROOT
        between between IN ADP 4 case
        Omar Omar NNP PROPN 2 obl
        and and CC CCONJ 6 cc
        Lena Lena NNP PROPN 4 conj
        """
    )
    doc._.mentions = (mention("Oman", 0, label="Country"), mention("Omar", 3), mention("Lena", 5))
    (event,) = events(doc)
    assert {(p.role, p.entity) for p in event.participants} == {
        ("mediator", "country:Oman"),
        ("participant", "person:Omar"),
        ("participant", "person:Lena"),
    }


def test_an_attack_answers_what_the_text_says_it_answers() -> None:
    doc = parse(
        """
        Kenya Kenya NNP PROPN 2 nsubj
        attacked attack VBD VERB 0 ROOT
        Sudan Sudan NNP PROPN 2 obj
        in in IN ADP 5 case
        response response NN NOUN 2 obl
        to to IN ADP 8 case
        the the DT DET 8 det
        raid raid NN NOUN 5 nmod
        by by IN ADP 10 case
        rebels rebel NNS NOUN 8 nmod
        on on IN ADP 12 case
        Chad Chad NNP PROPN 8 nmod
        """
    )
    doc._.mentions = (
        mention("Kenya", 0, label="Country"),
        mention("Sudan", 2, label="Country"),
        mention("rebels", 9, label="Group"),
        mention("Chad", 11, label="Country"),
    )
    attack, raid = events(doc)
    assert attack.response_to == (raid.id,)


@pytest.mark.parametrize(
    ("form", "lemma", "after", "mode"),
    [("held", "hold", "talks", "talks"), ("paid", "pay", "visit", "visit")],
)
def test_a_light_verb_brings_the_subject_of_its_noun(form: str, lemma: str, after: str, mode: str) -> None:
    doc = parse(
        f"""
        Omar Omar NNP PROPN 2 nsubj
        {form} {lemma} VBD VERB 0 ROOT
        {after} {after.removesuffix("s")} NNS NOUN 2 obj
        with with IN ADP 5 case
        Lena Lena NNP PROPN 3 nmod
        in in IN ADP 7 case
        Oslo Oslo NNP PROPN 3 nmod
        """
    )
    doc._.mentions = (mention("Omar", 0), mention("Lena", 4), mention("Oslo", 6, label="Place", country="NOR"))
    (event,) = events(doc)
    assert (event.plover, event.evidence[0].mode, event.place) == ("CONSULT", mode, "place:Oslo")


def test_a_question_states_nothing() -> None:
    doc = met(MET.replace("Monday Monday NNP PROPN 2 obl", "Monday Monday NNP PROPN 2 obl\n? ? . PUNCT 2 punct"))
    assert [d.code for d in facts(doc, doc._.article, default()).drops] == ["question"]


def test_an_office_holder_without_a_country_belongs_to_the_one_state_of_the_sentence() -> None:
    doc = parse(
        """
        Kenyan Kenyan JJ ADJ 2 amod
        judges judge NNS NOUN 3 nsubj
        jailed jail VBD VERB 0 ROOT
        Omar Omar NNP PROPN 3 obj
        """
    )
    doc._.mentions = (
        mention("judges", 1, label="Group", country="KEN", sector="JUD"),
        mention("Omar", 3, sector="OPP"),
    )
    (event,) = events(doc)
    assert {p.entity: p.country for p in event.participants} == {"group:judges": "KEN", "person:Omar": "KEN"}


def test_nobody_hurt_is_a_denial() -> None:
    doc = parse(
        """
        No no DT DET 2 det
        soldiers soldier NNS NOUN 4 nsubj:pass
        were be VBD AUX 4 aux:pass
        killed kill VBN VERB 0 ROOT
        """
    )
    doc._.mentions = (mention("soldiers", 1, label="Group", country="KEN", sector="MIL"),)
    assert [e.factuality for e in events(doc)] == ["denied"]


def test_an_attack_on_a_day_in_a_town_is_one_event_across_articles() -> None:
    def told(victim: str, article: str) -> Doc:
        doc = parse(
            f"""
            {victim} {victim} NNS NOUN 3 nsubj:pass
            were be VBD AUX 3 aux:pass
            killed kill VBN VERB 0 ROOT
            in in IN ADP 5 case
            Oslo Oslo NNP PROPN 3 obl
            Monday Monday NNP PROPN 3 obl:unmarked
            """
        )
        doc._.article = type(doc._.article)(article, doc.text, "hash", "test")
        doc._.mentions = (mention(victim, 0, label="Group"), mention("Oslo", 4, label="Place", country="NOR"))
        doc._.dates = (DateExpression(5, 6, date(2025, 3, 3), date(2025, 3, 3), "day"),)
        return doc

    one, other = (events(told(*each))[0] for each in (("tourists", "a"), ("people", "b")))
    assert (one.id, one.name) == (other.id, other.name)


def test_what_must_be_done_is_demanded_by_the_speaker() -> None:
    doc = parse(
        """
        Kenya Kenya NNP PROPN 2 nsubj
        said say VBD VERB 0 ROOT
        Sudan Sudan NNP PROPN 5 nsubj
        must must MD AUX 5 aux
        withdraw withdraw VB VERB 2 ccomp
        """
    )
    doc._.mentions = (mention("Kenya", 0, label="Country"), mention("Sudan", 2, label="Country"))
    (event,) = events(doc)
    assert (event.plover, [(p.role, p.entity) for p in event.participants]) == (
        "REQUEST",
        [("initiator", "country:Kenya"), ("target", "country:Sudan")],
    )


def test_what_one_will_not_do_is_refused() -> None:
    doc = parse(
        """
        Kenya Kenya NNP PROPN 4 nsubj
        will will MD AUX 4 aux
        not not RB PART 4 advmod
        receive receive VB VERB 0 ROOT
        Omar Omar NNP PROPN 4 obj
        """
    )
    doc._.mentions = (mention("Kenya", 0, label="Country"), mention("Omar", 4))
    assert [(e.plover, e.factuality) for e in events(doc)] == [("REJECT", "asserted")]
