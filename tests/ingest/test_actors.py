"""Actors without a name of their own: country, sector, class and identity."""

from __future__ import annotations

import pytest

from ingest.linking.lexicon import agents, singular
from tests.ingest import sentences
from tests.ingest.sentences import at, linked


def test_people_act_for_the_country_of_their_adjective() -> None:
    (troops,) = at(linked(sentences.SHELLING, (0, 0, "NORP"), (5, 5, "LOC")), "troops")
    assert (troops.kind, troops.entity.label, troops.country, troops.sector) == ("nominal", "Group", "RUS", "MIL")


def test_a_group_is_named_by_the_adjective_of_its_country() -> None:
    (troops,) = at(linked(sentences.SHELLING, (0, 0, "NORP"), (5, 5, "LOC")), "troops")
    assert troops.entity.name == "Russian troops"


def test_people_without_an_adjective_belong_where_the_act_takes_place() -> None:
    (rebels,) = at(linked(sentences.SHELLING, (0, 0, "NORP"), (5, 5, "LOC")), "rebels")
    assert (rebels.country, rebels.sector) == ("SYR", "REB")


def test_a_possessive_pronoun_gives_its_country() -> None:
    (army,) = at(linked(sentences.ARMY, (0, 0, "LOC"), (5, 5, "LOC")), "army")
    assert (army.country, army.sector) == ("KEN", "MIL")


def test_a_ministry_is_a_body_of_its_owner() -> None:
    (ministry,) = at(linked(sentences.SUMMONS, (1, 1, "LOC"), (9, 9, "LOC")), "Ministry")
    assert (ministry.entity.label, ministry.country, ministry.sector) == ("GovernmentBody", "PER", "GOV")


def test_an_of_phrase_gives_the_country() -> None:
    (ambassador,) = at(linked(sentences.SUMMONS, (1, 1, "LOC"), (9, 9, "LOC")), "ambassador")
    assert (ambassador.country, ambassador.sector) == ("KEN", "GOV")


def test_joined_adjectives_give_an_actor_each() -> None:
    ships = at(linked(sentences.WARSHIPS, (0, 0, "NORP"), (2, 2, "NORP")), "warships")
    assert sorted(str(m.country) for m in ships) == ["FRA", "RUS"]
    assert {m.sector for m in ships} == {"MIL"}


def test_the_same_kind_of_people_is_one_node() -> None:
    one = linked(sentences.SHELLING, (0, 0, "NORP"), (5, 5, "LOC"))
    other = linked(sentences.SHELLING.replace("shelled", "left"), (0, 0, "NORP"), (5, 5, "LOC"))
    assert at(one, "troops")[0].entity == at(other, "troops")[0].entity


def test_an_adjective_is_a_mention_of_its_country() -> None:
    (russian,) = at(linked(sentences.SHELLING, (0, 0, "NORP"), (5, 5, "LOC")), "Russian")
    assert (russian.kind, russian.entity.label, russian.country) == ("demonym", "Country", "RUS")


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Troops", "troop"),
        ("militiamen", "militiaman"),
        ("parties", "party"),
        ("people", "people"),
        ("police", "police"),
    ],
)
def test_nouns_are_looked_up_in_the_singular(word: str, lemma: str) -> None:
    assert singular(word) == lemma
    assert lemma in agents() or lemma == "party"


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("judge", "JUD"),
        ("rebel", "REB"),
        ("soldier", "MIL"),
        ("protester", "OPP"),
        ("refugee", "REF"),
        ("senator", "LEG"),
    ],
)
def test_agent_nouns_have_a_sector(noun: str, sector: str) -> None:
    assert agents()[noun].sector == sector
