"""The small rules of the linker: spans, titles, persons, metonymy."""

from __future__ import annotations

import pytest

from ingest.linking.gazetteer import default
from ingest.linking.persons import Bearer, given, surname
from ingest.linking.phrases import root
from ingest.linking.reading import read
from ingest.linking.ruler import Name, capitalised, names
from ingest.linking.titles import titles
from tests.ingest import sentences
from tests.ingest.sentences import named
from tests.ingest.trees import parse


def flat(*words: str) -> str:
    """Return a tree in which every word hangs on the first: enough for rules of spelling."""
    rows = []
    for number, word in enumerate(words):
        pos = "PUNCT" if not word[0].isalnum() else "PROPN" if word[0].isupper() else "NUM" if word.isdigit() else "ADP"
        rows.append(f"{word} {word.lower()} {'NNP' if pos == 'PROPN' else 'IN'} {pos} {0 if number == 0 else 1} dep")
    return "\n".join(rows)


def found(*words: str) -> list[str]:
    doc = parse(flat(*words))
    return [doc[n.start : n.end].text for n in names(read(doc), default())]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("signed", "the", "Lisbon", "Fishing", "Treaty", "today"), "Lisbon Fishing Treaty"),
        (("joined", "Operation", "Silver", "Gate", "today"), "Operation Silver Gate"),
        (("left", "the", "Ministry", "of", "Public", "Works", "today"), "Ministry of Public Works"),
        (("under", "Resolution", "1701", "today"), "Resolution 1701"),
    ],
)
def test_head_words_make_names(words: tuple[str, ...], name: str) -> None:
    assert name in found(*words)


@pytest.mark.parametrize(
    "words", [("a", "China", "-", "based", "firm"), ("the", "pro", "-", "India", "party"), ("paid", "US", "$", "5")]
)
def test_half_a_word_is_no_name(words: tuple[str, ...]) -> None:
    assert not found(*words)


def test_a_pair_before_a_noun_is_two_names() -> None:
    assert found("the", "Iran", "-", "Iraq", "talks") == ["Iran", "Iraq"]


def test_small_words_inside_a_run_of_capitals_belong_to_it() -> None:
    doc = parse(flat("met", "Republic", "of", "Korea", "and", "then"))
    assert [doc[a:b].text for a, b in capitalised(read(doc))] == ["Republic of Korea"]


def test_a_title_before_a_name_is_read() -> None:
    doc = named(sentences.MEETING, (3, 4, "PERSON"))
    (got,) = titles(read(doc), Name(3, 5, "PERSON"), frozenset({0}), frozenset())
    assert (got.start, got.end, got.roles, got.former) == (0, 3, ("foreign minister",), False)


def test_a_title_after_a_name_is_read() -> None:
    doc = named(sentences.SPOKESWOMAN, (0, 1, "PERSON"))
    (got,) = titles(read(doc), Name(0, 2, "PERSON"), frozenset({6}), frozenset())
    assert (doc[got.start : got.end].text, got.roles, got.gender) == ("spokeswoman for NATO", ("spokeswoman",), "f")


def test_joined_offices_are_two_roles() -> None:
    doc = parse(
        """
Vice vice NNP PROPN 2 compound
President president NNP PROPN 7 nmod:desc
and and CC CCONJ 5 cc
Finance finance NNP PROPN 5 compound
Minister minister NNP PROPN 2 conj
Ola ola NNP PROPN 7 flat
left leave VBD VERB 0 ROOT
"""
    )
    (got,) = titles(read(doc), Name(5, 6, "PERSON"), frozenset(), frozenset())
    assert got.roles == ("vice president", "finance minister")


def test_the_title_is_part_of_the_phrase_that_hangs() -> None:
    doc = parse(
        """
Minister minister NNP PROPN 3 nsubj
Ola ola NNP PROPN 1 appos
left leave VBD VERB 0 ROOT
"""
    )
    reading = read(doc)
    assert root(reading, Name(1, 2, "PERSON"), 0) == 0


@pytest.mark.parametrize(
    ("full", "last", "first"),
    [
        ("Ishaq Dar", "dar", "ishaq"),
        ("Wang Yi", "wang", "yi"),
        ("Lee Jae-myung", "lee", "myung"),
        ("Lena Holm", "holm", "lena"),
    ],
)
def test_family_names_stand_first_or_last(full: str, last: str, first: str) -> None:
    assert (surname(full), given(full)) == (last, first)


@pytest.mark.parametrize(
    ("form", "same"),
    [("Dar", True), ("Mohammad Ishaq Dar", True), ("M. Ishaq Dar", True), ("Kiran Dar", False), ("Ishaq Khan", False)],
)
def test_spellings_of_one_person(form: str, same: bool) -> None:
    assert Bearer("Ishaq Dar", None, None).bears(form) is same
