"""From trees to mentions: names, titles, pronouns, short forms, tenures and links."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.tokens import Doc

from ingest.linking.component import Linker
from ingest.linking.gazetteer import default
from ontology.facts import Link
from tests.ingest import sentences
from tests.ingest.sentences import at, linked, named

MEETING = (
    sentences.MEETING,
    (0, 0, "NORP"),
    (3, 4, "PERSON"),
    (6, 7, "PERSON"),
    (9, 9, "LOC"),
    (11, 11, "PERSON"),
    (13, 13, "PERSON"),
    (19, 19, "LOC"),
)


def test_a_titled_name_is_a_known_person_of_the_country_in_the_title() -> None:
    (dar,) = at(linked(*MEETING), "Ishaq")
    assert (dar.entity.id, dar.country, dar.sector) == ("wd:Q3155254", "PAK", "GOV")


def test_the_span_of_a_titled_name_is_the_name() -> None:
    doc = linked(*MEETING)
    (dar,) = at(doc, "Ishaq")
    assert doc[dar.start : dar.end].text == "Ishaq Dar"


def test_the_office_on_the_day_chooses_among_persons_of_one_name() -> None:
    (wang,) = at(linked(*MEETING), "Wang")
    assert wang.entity.id == "wd:Q701801"


def test_a_surname_is_the_person_of_the_article() -> None:
    doc = linked(*MEETING)
    assert [m.entity.name for word in ("Dar", "Wang") for m in at(doc, word, 1)] == ["Ishaq Dar", "Wang Yi"]


def test_a_short_form_names_its_antecedent() -> None:
    (dar,) = at(linked(*MEETING), "Dar", 1)
    assert dar.antecedent == "Ishaq Dar"


def test_he_is_the_one_who_speaks() -> None:
    (he,) = at(linked(*MEETING), "he")
    assert (he.kind, he.entity.name, he.antecedent) == ("pronoun", "Ishaq Dar", "Ishaq Dar")


def test_a_title_states_a_tenure_with_its_words_as_trigger() -> None:
    doc = linked(*MEETING)
    tenure = next(t for t in doc._.tenures if t.holder == "wd:Q3155254")
    (evidence,) = tenure.evidence
    assert (tenure.role, tenure.organization) == ("foreign minister", "wd:Q843")
    assert evidence.trigger.text == "Pakistani Foreign Minister"
    assert doc.text[evidence.sentence.begin : evidence.sentence.end] == evidence.sentence.text


def test_a_city_lies_in_its_country_and_a_minister_represents_his() -> None:
    links = linked(*MEETING)._.links
    assert Link("locatedIn", "gn:1816670", "wd:Q148") in links
    assert Link("represents", "wd:Q3155254", "wd:Q843") in links


def test_a_capital_that_rejects_is_the_government() -> None:
    (mention,) = at(linked(sentences.REJECTION, (0, 1, "LOC")), "Delhi")
    assert (mention.entity.label, mention.country, mention.sector) == ("Country", "IND", "GOV")


def test_a_capital_after_in_is_the_place() -> None:
    (mention,) = at(linked(sentences.MARCH, (3, 3, "LOC")), "Islamabad")
    assert (mention.entity.label, mention.country, mention.sector) == ("Place", "PAK", None)


def test_two_sides_are_the_last_two_parties() -> None:
    sides = at(linked(sentences.SIDES, (0, 0, "LOC"), (2, 2, "LOC")), "sides")
    assert [(m.country, m.kind) for m in sides] == [("JPN", "nominal"), ("THA", "nominal")]
    assert len({(m.start, m.end, m.root) for m in sides}) == 1


def test_they_are_the_joined_subject() -> None:
    they = at(linked(sentences.JOINED, (0, 0, "LOC"), (2, 2, "LOC")), "they")
    assert [m.country for m in they] == ["FRA", "KEN"]


def test_joined_names_have_a_root_each() -> None:
    doc = linked(sentences.JOINED, (0, 0, "LOC"), (2, 2, "LOC"))
    assert [m.root for word in ("France", "Kenya") for m in at(doc, word)] == [0, 2]


def test_an_apposition_gives_an_office_in_an_organization() -> None:
    doc = linked(sentences.SPOKESWOMAN, (0, 1, "PERSON"), (6, 6, "ORG"))
    (lena,) = at(doc, "Lena")
    (tenure,) = doc._.tenures
    assert lena.country == "IGO"
    assert (tenure.role, tenure.holder) == ("spokeswoman", lena.entity.id)
    assert tenure.evidence[0].construction == "apposition"


def test_she_is_the_spokeswoman() -> None:
    doc = linked(sentences.SPOKESWOMAN, (0, 1, "PERSON"), (6, 6, "ORG"))
    assert [m.entity.name for m in at(doc, "she")] == ["Lena Holm"]


def test_an_apposition_is_no_actor_of_its_own() -> None:
    assert not at(linked(sentences.SPOKESWOMAN, (0, 1, "PERSON"), (6, 6, "ORG")), "spokeswoman")


def test_a_former_president_holds_no_office() -> None:
    doc = linked(sentences.FORMER, (2, 3, "PERSON"), (5, 5, "LOC"))
    assert doc._.tenures == ()
    assert [m.sector for m in at(doc, "Omar")] == ["ELI"]


def test_an_unknown_person_has_the_same_id_in_every_article() -> None:
    one = linked(sentences.FORMER, (2, 3, "PERSON"), (5, 5, "LOC"))
    other = linked(sentences.FORMER.replace("visited", "left"), (2, 3, "PERSON"), (5, 5, "LOC"))
    assert at(one, "Omar")[0].entity.id == at(other, "Omar")[0].entity.id
    assert at(one, "Omar")[0].entity.id.startswith("person:")


def atlanta() -> Doc:
    """Return the linked article of an address in the American Georgia, and of a Jordan who is a person."""
    names = ((2, 2, "LOC"), (4, 4, "LOC"), (6, 7, "PERSON"), (9, 9, "LOC"), (11, 11, "LOC"))
    return linked(sentences.ATLANTA, *names, published=None)


def test_an_address_makes_georgia_the_state_for_the_whole_article() -> None:
    doc = atlanta()
    assert [m.country for n in (0, 1) for m in at(doc, "Georgia", n)] == ["USA", "USA"]


def test_a_surname_that_is_also_a_state_is_the_person_named_before() -> None:
    doc = atlanta()
    assert [m.entity.label for m in at(doc, "Jordan", 1)] == ["Person"]


def test_georgia_and_jordan_are_countries_among_countries() -> None:
    doc = linked(sentences.NEIGHBOURS, (0, 0, "LOC"), (2, 2, "LOC"), (4, 4, "LOC"))
    assert [m.country for word in ("Jordan", "Georgia") for m in at(doc, word)] == ["JOR", "GEO"]


def test_a_plural_title_is_shared_by_the_names_after_it() -> None:
    doc = linked(sentences.MINISTERS, (4, 4, "LOC"), (6, 6, "LOC"), (8, 8, "PERSON"), (10, 10, "PERSON"))
    assert [m.entity.name for m in at(doc, "ministers")] == ["Ola", "Mia"]


def test_a_seat_of_government_after_at_is_a_place() -> None:
    (house,) = at(linked(sentences.SEAT, (4, 5, "ORG")), "House")
    assert (house.entity.label, house.entity.name, house.country) == ("Place", "White House", "USA")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (sentences.MEETING, MEETING[1:]),
        (sentences.SHELLING, ((0, 0, "NORP"), (5, 5, "LOC"))),
        (sentences.SUMMONS, ((1, 1, "LOC"), (9, 9, "LOC"))),
    ],
)
def test_mentions_are_in_order_with_one_root_each(text: str, names: tuple[tuple[int, int, str], ...]) -> None:
    mentions = linked(text, *names)._.mentions
    assert all(one.start <= other.start for one, other in pairwise(mentions))
    assert len({m.root for m in mentions}) == len(mentions)
    assert all(m.start <= m.root < m.end or m.kind == "name" for m in mentions)


def test_tenures_and_links_name_only_mentioned_entities() -> None:
    doc = linked(*MEETING)
    known = {m.entity.id for m in doc._.mentions}
    assert {i for t in doc._.tenures for i in (t.holder, t.organization)} <= known
    assert {i for link in doc._.links for i in (link.source, link.target)} <= known


def test_the_same_document_gives_the_same_mentions() -> None:
    assert linked(*MEETING)._.mentions == linked(*MEETING)._.mentions


def test_a_document_without_an_article_is_linked_without_a_day() -> None:
    doc = named(*MEETING)
    doc._.article = None
    Linker(default())(doc)
    assert at(doc, "Ishaq")[0].entity.id == "wd:Q3155254"
    assert doc._.tenures == ()
