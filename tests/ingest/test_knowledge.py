"""The shipped knowledge base: what a name may stand for, and who held which office."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.knowledge.base import KnowledgeBase, default
from ingest.knowledge.records import LABELS
from ontology.vocabulary import vocabulary


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return default()


def first(kb: KnowledgeBase, text: str) -> str:
    return kb.candidates(text)[0].record


def test_every_label_is_a_leaf_of_the_ontology() -> None:
    assert set(LABELS.values()) <= {leaf.name for leaf in vocabulary().leaves("Entity")}


def test_an_unknown_id_is_a_key_error(kb: KnowledgeBase) -> None:
    with pytest.raises(KeyError):
        kb.get("wd:Q0")
    assert "wd:Q0" not in kb


def test_a_country_is_found_by_its_code_and_carries_what_sources_state(kb: KnowledgeBase) -> None:
    pakistan = kb.country("PAK")
    entity = pakistan.entity()
    assert (entity.id, entity.label, entity.iso_code) == ("wd:Q843", "Country", "PAK")
    assert "http://www.wikidata.org/entity/Q843" in entity.same_as
    assert entity.country_codes == ("PAK",)


@pytest.mark.parametrize(
    "spelling",
    ["Indus Waters Treaty", "Indus Water Treaty", "the Indus Waters Treaty", "INDUS WATERS TREATY", "IWT"],
)
def test_spellings_of_a_treaty_are_one_record(kb: KnowledgeBase, spelling: str) -> None:
    treaty = kb.get(first(kb, spelling))
    assert (treaty.name, treaty.label, treaty.parties) == ("Indus Waters Treaty", "Treaty", ("IND", "PAK"))


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("U.S.", "United States"),
        ("the US", "United States"),
        ("Türkiye", "Türkiye"),
        ("Turkey's", "Türkiye"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("U.N.", "United Nations"),
        ("al Qaeda", "al-Qaeda"),
        ("S. Jaishankar", "Subrahmanyam Jaishankar"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Mohammad Ishaq Dar", "Ishaq Dar"),
        ("IDCPC", "International Department of the Communist Party of China"),
        ("Nur-Sultan", "Astana"),
    ],
)
def test_spellings_of_the_news_are_found(kb: KnowledgeBase, spelling: str, name: str) -> None:
    assert kb.get(first(kb, spelling)).name == name


@pytest.mark.parametrize("word", ["us", "who", "is", "it", "let", "app"])
def test_a_common_word_is_no_abbreviation(kb: KnowledgeBase, word: str) -> None:
    assert not [c for c in kb.candidates(word) if c.kind == "abbreviation"]


@pytest.mark.parametrize(
    ("spelling", "country", "kind"),
    [
        ("Kremlin", "RUS", "building"),
        ("Downing Street", "GBR", "building"),
        ("the White House", "USA", "building"),
        ("Islamabad", "PAK", "capital"),
        ("Astana", "KAZ", "capital"),
        ("Indians", "IND", "demonym"),
        ("Palestinians", "PSE", "demonym"),
        ("Israeli", "ISR", "demonym"),
    ],
)
def test_names_that_stand_for_a_country(kb: KnowledgeBase, spelling: str, country: str, kind: str) -> None:
    found = {(kb.get(c.record).iso_code, c.kind) for c in kb.candidates(spelling)}
    assert (country, kind) in found


def test_a_capital_is_a_city_first_and_a_government_only_in_context(kb: KnowledgeBase) -> None:
    city, government = kb.candidates("Islamabad")
    assert (kb.get(city.record).type, city.weak) == ("city", False)
    assert (kb.get(government.record).type, government.weak) == ("country", True)


def test_a_city_is_put_into_its_country(kb: KnowledgeBase) -> None:
    beijing = kb.get(first(kb, "Beijing"))
    assert (beijing.country, beijing.located_in) == ("CHN", kb.country("CHN").id)


def test_namesakes_stay_apart_and_the_prominent_one_leads(kb: KnowledgeBase) -> None:
    found = kb.candidates("Wang Yi")
    assert len({c.record for c in found}) == 4
    assert found[0].record == "wd:Q701801"
    assert found[0].prominence > 5 * found[1].prominence


def test_a_name_of_a_state_and_a_country_offers_both(kb: KnowledgeBase) -> None:
    assert {kb.get(c.record).type for c in kb.candidates("Georgia")} == {"country", "subdivision"}


@pytest.mark.parametrize(
    ("surname", "record"),
    [("Wang", "wd:Q701801"), ("Dar", "wd:Q3155254"), ("Putin's", "wd:Q7747"), ("von der Leyen", None)],
)
def test_surnames_lead_to_persons_by_prominence(kb: KnowledgeBase, surname: str, record: str | None) -> None:
    found = kb.surnames(surname)
    assert all(c.kind == "surname" and kb.get(c.record).type == "person" for c in found)
    assert found[0].record == record or (record is None and kb.get(found[0].record).name == "Ursula von der Leyen")


@pytest.mark.parametrize(
    ("country", "title", "on", "name"),
    [
        ("PAK", "foreign minister", date(2025, 5, 20), "Ishaq Dar"),
        ("CHN", "Foreign Minister", date(2025, 5, 20), "Wang Yi"),
        ("CHN", "foreign minister", date(2023, 5, 1), "Qin Gang"),
        ("IND", "External Affairs Minister", date(2025, 5, 20), "Subrahmanyam Jaishankar"),
        ("IND", "foreign secretary", date(2025, 5, 20), "Vikram Misri"),
        ("GBR", "Foreign Secretary", date(2025, 5, 20), "David Lammy"),
        ("USA", "Secretary of State", date(2024, 5, 20), "Antony Blinken"),
        ("USA", "Secretary of State", date(2025, 5, 20), "Marco Rubio"),
        ("RUS", "president", date(2025, 5, 20), "Vladimir Putin"),
        ("DEU", "chancellor", date(2026, 3, 1), "Friedrich Merz"),
    ],
)
def test_an_office_has_its_holder_of_the_day(kb: KnowledgeBase, country: str, title: str, on: date, name: str) -> None:
    assert [person.name for person in kb.holders(country, title, on)] == [name]


def test_an_office_nobody_held_has_no_holder(kb: KnowledgeBase) -> None:
    assert kb.holders("PAK", "astronomer royal", date(2025, 5, 20)) == ()


def test_phrases_come_by_type_and_without_demonyms(kb: KnowledgeBase) -> None:
    phrases = dict(kb.aliases("treaty", "operation"))
    assert phrases["Operation Sindoor"].startswith("seed:operation/")
    assert "Pakistan" not in phrases and "Pakistani" not in phrases


def test_demonyms_lead_to_countries_and_regions(kb: KnowledgeBase) -> None:
    demonyms = dict(kb.demonyms())
    assert demonyms["Pakistanis"] == kb.country("PAK").id
    assert kb.get(demonyms["European"]).type == "region"


def test_no_record_is_two_things_of_wikidata(kb: KnowledgeBase) -> None:
    assert not [r.id for r in kb if sum("wikidata.org" in iri for iri in r.same_as) > 1]


def test_every_reference_leads_somewhere(kb: KnowledgeBase) -> None:
    places = {r.located_in for r in kb if r.located_in}
    bodies = {office.organization for r in kb for office in r.offices if office.organization}
    assert not [record for record in places | bodies if record not in kb]
