"""Time expressions in their clause: tense, prepositions, names, and the day in focus."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from spacy.tokens import Doc, Span

from ingest.dates import Dates
from ingest.document import Mention
from ontology.facts import Entity
from tests.ingest.trees import parse

PUBLISHED = date(2025, 5, 21)


def dated(text: str, published: date | None = PUBLISHED) -> Doc:
    doc = parse(text)
    doc._.article = replace(doc._.article, published=published)
    return doc


def found(doc: Doc) -> list[tuple[str, str, str]]:
    return [(doc[d.start : d.end].text, d.first.isoformat(), d.last.isoformat()) for d in Dates()(doc)._.dates]


MET = """
They they PRP PRON 2 nsubj
met meet VBD VERB 0 ROOT
on on IN ADP 4 case
Friday Friday NNP PROPN 2 obl
"""
MEET = """
They they PRP PRON 3 nsubj
will will MD AUX 3 aux
meet meet VB VERB 0 ROOT
on on IN ADP 5 case
Friday Friday NNP PROPN 3 obl
"""
AGREED = """
They they PRP PRON 2 nsubj
agreed agree VBD VERB 0 ROOT
to to TO PART 4 mark
meet meet VB VERB 2 xcomp
on on IN ADP 6 case
Friday Friday NNP PROPN 4 obl
"""
FLEW = """
He he PRP PRON 2 nsubj
flew fly VBD VERB 0 ROOT
there there RB ADV 2 advmod
to to TO PART 5 mark
meet meet VB VERB 2 advcl
her she PRP PRON 5 obj
on on IN ADP 8 case
Friday Friday NNP PROPN 5 obl
"""
VISITING = """
She she PRP PRON 3 nsubj
is be VBZ AUX 3 aux
visiting visit VBG VERB 0 ROOT
Rome Rome NNP PROPN 3 obj
on on IN ADP 6 case
Friday Friday NNP PROPN 3 obl
"""
SCHEDULED = """
talks talk NNS NOUN 0 ROOT
scheduled schedule VBN VERB 1 acl
for for IN ADP 4 case
Friday Friday NNP PROPN 2 obl
"""
ATTACK = """
They they PRP PRON 3 nsubj
will will MD AUX 3 aux
discuss discuss VB VERB 0 ROOT
Friday Friday NNP PROPN 6 nmod:poss
's 's POS PART 4 case
attack attack NN NOUN 3 obj
"""
SUMMIT = """
Friday Friday NNP PROPN 3 nmod:poss
's 's POS PART 1 case
summit summit NN NOUN 5 nsubj
will will MD AUX 5 aux
decide decide VB VERB 0 ROOT
"""
AHEAD = """
He he PRP PRON 2 nsubj
arrived arrive VBD VERB 0 ROOT
ahead ahead RB ADV 5 case
of of IN ADP 3 fixed
talks talk NNS NOUN 2 obl
on on IN ADP 7 case
Friday Friday NNP PROPN 5 nmod
"""
MAY_HAVE_MET = """
They they PRP PRON 4 nsubj
may may MD AUX 4 aux
have have VB AUX 4 aux
met meet VBN VERB 0 ROOT
on on IN ADP 6 case
Friday Friday NNP PROPN 4 obl
"""
LAST, NEXT = "2025-05-16", "2025-05-23"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(MET, LAST, id="past"),
        pytest.param(MEET, NEXT, id="future"),
        pytest.param(AGREED, NEXT, id="infinitive after a plan"),
        pytest.param(FLEW, LAST, id="infinitive of purpose"),
        pytest.param(VISITING, NEXT, id="present progressive"),
        pytest.param(SCHEDULED, NEXT, id="scheduled"),
        pytest.param(ATTACK, LAST, id="possessive of an object"),
        pytest.param(SUMMIT, NEXT, id="possessive of a future subject"),
        pytest.param(AHEAD, NEXT, id="ahead of"),
        pytest.param(MAY_HAVE_MET, LAST, id="modal perfect"),
    ],
)
def test_a_bare_weekday_follows_the_tense_of_its_clause(text: str, expected: str) -> None:
    assert found(dated(text)) == [("Friday", expected, expected)]


@pytest.mark.parametrize("word", ["before", "until", "by", "after"])
def test_what_an_open_preposition_governs_is_no_day_of_the_event(word: str) -> None:
    assert found(dated(MET.replace("on on", f"{word} {word}"))) == []


def test_before_the_end_of_a_month_is_no_month_of_the_event() -> None:
    text = """
They they PRP PRON 2 nsubj
left leave VBD VERB 0 ROOT
before before IN ADP 5 case
the the DT DET 5 det
end end NN NOUN 2 obl
of of IN ADP 7 case
May May NNP PROPN 5 nmod
"""
    assert found(dated(text)) == []


def test_since_opens_a_stretch_up_to_publication() -> None:
    assert found(dated(MET.replace("on on", "since since"))) == [("Friday", LAST, "2025-05-21")]


def test_without_publication_date_nothing_is_guessed() -> None:
    assert found(dated(MET, None)) == []


def test_a_day_earlier_is_beside_the_last_day_named() -> None:
    later = "a a DT DET 6 det\nday day NN NOUN 7 obl:npmod\nearlier early RBR ADV 2 advmod\n"
    assert found(dated(MET + later))[1] == ("a day earlier", "2025-05-15", "2025-05-15")


NAMED = """
He he PRP PRON 2 nsubj
praised praise VBD VERB 0 ROOT
the the DT DET 5 det
1960 1960 CD NUM 5 nummod
Treaty treaty NNP PROPN 2 obj
"""


def test_the_year_of_a_treaty_is_no_time_of_an_event() -> None:
    doc = dated(NAMED)
    doc._.mentions = (Mention(4, 5, 4, "name", Entity("treaty:t", "Treaty", "Treaty")),)
    assert found(doc) == []


def test_the_year_of_an_event_is_its_time() -> None:
    assert found(dated(NAMED.replace("Treaty treaty NNP PROPN", "attack attack NN NOUN"))) == [
        ("1960", "1960-01-01", "1960-12-31")
    ]


def test_a_name_holds_no_time() -> None:
    doc = dated(MET.replace("Friday Friday", "May May").replace("on on", "by by") + "7 7 CD NUM 4 nummod\n")
    doc.ents = (Span(doc, 3, 5, label="ORG"),)
    assert found(doc) == []
