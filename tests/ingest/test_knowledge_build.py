"""How the knowledge base is built: spelling, titles, the seed's checks, and the same bytes every time."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from ingest.knowledge.base import KnowledgeBase, load
from ingest.knowledge.build import build
from ingest.knowledge.drafts import Draft, is_abbreviation, whole_day
from ingest.knowledge.settle import settle
from ingest.knowledge.spelling import fold, surname_keys, without_possessive
from ingest.knowledge.titles import marks
from ontology.errors import ModelError


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The U.S.-led Coalition", "us led coalition"),
        ("J. D. Vance", "jd vance"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Lars Løkke", "lars lokke"),
        ("…", ""),
    ],
)
def test_folding(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(("text", "bare"), [("Dar's", "Dar"), ("Houthis’", "Houthis"), ("Paris", "Paris")])
def test_possessives(text: str, bare: str) -> None:
    assert without_possessive(text) == bare


@pytest.mark.parametrize(
    ("name", "family_first", "keys"),
    [
        ("Wang Yi", True, ("wang",)),
        ("Ursula von der Leyen", False, ("von der leyen", "leyen")),
        ("Mohammed al-Sudani", False, ("al sudani", "sudani")),
        ("Ferdinand Marcos Jr.", False, ("marcos",)),
        ("Abdullah II of Jordan", False, ()),
        ("John Attlee, 3rd Earl Attlee", False, ("attlee",)),
        ("Naruhito", False, ()),
    ],
)
def test_surnames(name: str, family_first: bool, keys: tuple[str, ...]) -> None:
    assert surname_keys(name, family_first=family_first) == keys


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Minister of External Affairs", "foreign-minister"),
        ("Minister for Europe and Foreign Affairs", "foreign-minister"),
        ("Secretary of State for Foreign, Commonwealth and Development Affairs", "foreign-secretary"),
        ("Secretary of State", "secretary-of-state"),
        ("defence secretary", "defense-minister"),
        ("Deputy Prime Minister", "deputy-prime-minister"),
        ("Federal Chancellor", "prime-minister"),
    ],
)
def test_titles_are_read_as_offices(title: str, mark: str) -> None:
    assert mark in marks(title)


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Minister of State for External Affairs", "foreign-minister"),
        ("Deputy Foreign Minister", "foreign-minister"),
        ("Press Secretary of the President", "president"),
        ("Minister of Foreign Trade", "foreign-minister"),
        ("Secretary of State of Montana", "secretary-of-state"),
    ],
)
def test_a_lesser_title_is_not_the_office(title: str, mark: str) -> None:
    assert mark not in marks(title)


@pytest.mark.parametrize(("text", "last", "day"), [
    ("2025", False, "2025-01-01"),
    ("2024-02", True, "2024-02-29"),
    ("1960-00-00", False, "1960-01-01"),
    ("soon", False, None),
])  # fmt: skip
def test_partial_days(text: str, last: bool, day: str | None) -> None:
    assert whole_day(text, last=last) == day


@pytest.mark.parametrize(
    ("text", "answer"), [("IAEA", True), ("U.S.", True), ("M23", True), ("Hamas", False), ("A", False)]
)
def test_abbreviations(text: str, answer: bool) -> None:
    assert is_abbreviation(text) is answer


def minister(identifier: str, start: str, end: str | None, as_of: str | None, source: str) -> Draft:
    draft = Draft(identifier, "person", identifier, country="PAK", sources=source)
    draft.call(identifier, "name", source)
    draft.offices = [["Minister of Foreign Affairs", "PAK", None, start, end, as_of, source]]
    return draft


def test_a_successor_ends_a_tenure_whose_source_is_older() -> None:
    old = minister("wd:Q1", "2018-08-20", None, "2022-04-01", "E")
    new = minister("seed:person/new", "2024-03-11", None, "2025-06-30", "S")
    settle({draft.id: draft for draft in (old, new)})
    assert old.offices[0][4] == "2024-03-10"
    assert new.offices[0][4] is None


def test_a_listed_body_joins_the_one_that_shares_its_name_and_never_another_country() -> None:
    known = Draft("ucdp:1", "armed_group", "Liberation Front", country="COL", sources="A")
    same = Draft("pho:g-a", "armed_group", "Liberation Front", country="COL", sources="P")
    other = Draft("pho:g-b", "armed_group", "Liberation Front", country="PHL", sources="P")
    for draft in (known, same, other):
        draft.call(draft.name, "name", draft.sources)
    drafts = {draft.id: draft for draft in (known, same, other)}
    settle(drafts)
    assert sorted(drafts) == ["pho:g-b", "ucdp:1"]


COUNTRY = {
    "id": "wd:Q843",
    "type": "country",
    "name": "Pakistan",
    "country": "PK",
    "aliases": [
        {"a": "Pakistan", "k": "name", "s": ["cldr"]},
        {"a": "Pakistanas", "k": "name_weak", "s": ["rigour"], "w": 1},
    ],
    "metonyms": [{"a": "Islamabad", "k": "capital", "s": "ccodes"}],
    "ids": {
        "iso3166_1_a2": {"v": "PK", "s": ["ccodes"]},
        "iso3166_1_a3": {"v": "PAK", "s": ["ccodes"]},
        "iso3166_1_num": {"v": "586", "s": ["ccodes"]},
        "wikidata": {"v": "Q843", "s": ["rigour"]},
    },
    "src": ["cldr", "rigour"],
}  # fmt: skip


@pytest.fixture
def public(tmp_path: Path) -> Path:
    path = tmp_path / "public.jsonl.gz"
    path.write_bytes(gzip.compress((json.dumps(COUNTRY) + "\n").encode()))
    return path


def seeded(folder: Path, *rows: dict[str, Any]) -> Path:
    folder = folder / "seed"
    folder.mkdir()
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_names_in_other_languages_are_dropped_and_seed_names_added(public: Path, tmp_path: Path) -> None:
    seed = seeded(tmp_path, {"of": "PAK", "demonyms": ["Pakistani", "Pakistanis"], "evidence": "English demonyms."})
    kb = load(build(public, seed))
    assert [c.kind for c in kb.candidates("Pakistanis")] == ["demonym"]
    assert kb.candidates("Pakistanas") == ()
    assert kb.country("PAK").same_as == ("http://www.wikidata.org/entity/Q843",)


def test_the_same_input_gives_the_same_bytes(public: Path, tmp_path: Path) -> None:
    seed = seeded(tmp_path, {"id": "seed:media/x", "type": "media", "name": "X News", "evidence": "An agency."})
    assert build(public, seed) == build(public, seed)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "seed:media/x", "type": "media", "name": "X"}, "lacks its line of evidence"),
        ({"id": "wd:Q5", "type": "media", "name": "X", "evidence": "e"}, "not seed:<type>/<slug>"),
        ({"id": "seed:media/x", "type": "planet", "name": "X", "evidence": "e"}, "known type"),
        ({"of": "wd:Q999", "evidence": "e"}, "wd:Q999, which is not there"),
        ({"of": "PAK", "nickname": "P", "evidence": "e"}, "unknown keys nickname"),
    ],
)
def test_a_wrong_seed_row_names_its_line(public: Path, tmp_path: Path, row: dict[str, Any], said: str) -> None:
    with pytest.raises(ModelError, match=r"rows\.jsonl:1") as caught:
        build(public, seeded(tmp_path, row))
    assert said in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"no gzip", gzip.compress(b'{"format": 0}\n')])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(ModelError):
        load(data)


def test_a_file_that_is_cut_off_is_refused() -> None:
    head = json.dumps({"format": 1, "records": 2, "names": 0, "offices": 0})
    with pytest.raises(ModelError, match="cut off"):
        KnowledgeBase(f"{head}\nwd:Q1\t{{}}\n".encode())
