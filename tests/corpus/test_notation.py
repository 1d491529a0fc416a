"""The notation of annotations."""

from __future__ import annotations

import pytest

from corpus.notation import Pointer, read_rows


def test_a_chain_has_type_codes_identity_names_and_other_mentions() -> None:
    rows, errors = read_rows("a.ann", "C1 PERSON PAK GOV =wd:Q1 | Ishaq Dar; Dar@2 | he@3.2; the minister@5")
    chain = rows.chains[0]
    assert not errors
    assert (chain.type, chain.country, chain.sector, chain.entity) == ("PERSON", "PAK", "GOV", "wd:Q1")
    assert chain.names == (Pointer("Ishaq Dar"), Pointer("Dar", None, 2))
    assert chain.others == (Pointer("he", None, 3, 2), Pointer("the minister", None, 5))


def test_a_mention_may_have_a_type_of_its_own() -> None:
    rows, _ = read_rows("a.ann", "C1 GPE | Pakistani:NORP@1")
    assert rows.chains[0].names == (Pointer("Pakistani", "NORP", 1),)


def test_a_plural_has_members() -> None:
    rows, _ = read_rows("a.ann", "C3 GROUP of C1 C2 | | the two sides@4")
    assert rows.chains[0].members == ("C1", "C2")


def test_an_event_has_type_mode_status_triggers_and_attributes() -> None:
    line = (
        'E1 CONSULT:visit planned | trip@1; visit@2 | participant C1 C2; about C3, "oil, gas"@2; time 2024-05; killed 3'
    )
    event = read_rows("a.ann", line)[0].events[0]
    assert (event.plover, event.mode, event.status) == ("CONSULT", "visit", "planned")
    assert dict(event.values) == {
        "participant": ("C1", "C2"),
        "about": ("C3", Pointer("oil, gas", None, 2)),
        "time": ("2024-05",),
        "killed": ("3",),
    }


def test_an_event_without_a_status_is_asserted() -> None:
    assert read_rows("a.ann", "E1 AID | aid@1")[0].events[0].status == "asserted"


def test_offsets_stand_for_snippets() -> None:
    assert read_rows("a.ann", "C1 GPE | 3-7; 9-12:NORP |")[0].chains[0].names == (
        Pointer(begin=3, end=7),
        Pointer("", "NORP", begin=9, end=12),
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("X1 PERSON | a", "no line begins with 'X1'"),
        ("C1 HUMAN | a", "needs a type"),
        ("C1 DATE | a", "needs a type"),
        ("C1 PERSON pak | a", "'pak' is no country"),
        ("C1 PERSON PAK GOV MIL | a", "more than a country and a sector"),
        ("C1 PERSON", "has no mention"),
        ("C1 PERSON | a | b@1 | c", "4 fields"),
        ("C1 PERSON | a:MAN", "'MAN' is no type"),
        ("C1 GROUP of X2 | | a@1", "'X2' is no reference"),
        ("D tomorrow | a@1", "is no time"),
        ("D 2024 |", "no place in the text"),
        ("O C1 minister", "an office is"),
        ("E1 | met@1", "needs a type"),
        ("E1 CONSULT maybe | met@1", "'maybe' is no status"),
        ("E1 CONSULT |", "has no trigger"),
        ("E1 CONSULT | met@1 | who C1", "'who' is no attribute"),
        ("E1 CONSULT | met@1 | participant", "has no value"),
        ("E1 CONSULT | met@1 | participant Lind", "'Lind' is no reference"),
        ("E1 CONSULT | met@1 | about trade", "is no subject"),
        ("E1 CONSULT | met@1 | time May", "is no time"),
        ("E1 ASSAULT | hit@1 | killed many", "whole number"),
        ("E1 CONSULT | met@1 | place C1 C2", "one value"),
        ("E1 CONSULT | met@1 | place C1; place C2", "stands twice"),
    ],
)
def test_what_cannot_be_read_is_named_with_file_and_line(line: str, problem: str) -> None:
    _, errors = read_rows("a.ann", f"annotator t1\n{line}\n")
    assert len(errors) == 1
    assert str(errors[0]).startswith("a.ann:2: ")
    assert problem in str(errors[0])


def test_two_lines_do_not_share_a_number() -> None:
    _, errors = read_rows("a.ann", "C1 GPE | A\nC1 GPE | B")
    assert [str(e) for e in errors] == ["a.ann:2: C1 stands twice; join the lines or renumber"]


def test_a_header_stands_once() -> None:
    _, errors = read_rows("a.ann", "quiet 1\nquiet 2")
    assert "a.ann:2: quiet stands twice" in str(errors[0])
