"""What ``diplograph extract --explain`` shows."""

from __future__ import annotations

from dataclasses import replace

from ingest.explain import explanation
from ontology.facts import Article, Drop, Facts, Span
from tests.ingest.samples import FACTS

EXPECTED = """\
Omar meets Berg · Example Wire · 2025-03-04 · article:1
1 event, 1 office, 1 dropped

[0–70] Omar met Lena Berg, the Norwegian foreign minister, in Oslo on Monday.
  + Meeting (CONSULT) meet  "met"  asserted  0.90  verb: subject and object
      participant Omar Haddad (Person JOR GOV) as "Omar"
      participant Lena Berg (Person NOR GOV)
      about       Fjord Treaty
      where       Norway
      when        2025-03-03 (day)
      claimed by  Lena Berg
  + Lena Berg: foreign minister, Norway

[71–99] He praised the Fjord Treaty.
  + Meeting  "praised"  the same event as in the sentence above it  anaphor
  - weak  "praised"  the verb names an event only between two known actors (no target)
"""


def test_sentence_by_sentence() -> None:
    assert explanation(FACTS).plain == EXPECTED


def test_what_was_dropped_outside_known_sentences_is_shown_with_its_words() -> None:
    text = "First paragraph.\n\nThe two sides talked on Monday."
    drop = Drop("one-party", Span("talked", 32, 38))
    facts = Facts(Article("article:2", text, "content:2", "-"), drops=(drop,))
    assert explanation(facts).plain.splitlines()[3:] == [
        "[18–49] The two sides talked on Monday.",
        '  - one-party  "talked"  a meeting or talk with only one known party',
    ]


def test_an_article_without_date_or_headline() -> None:
    article = replace(FACTS.article, headline=None, published=None, publisher=None)
    assert explanation(Facts(article)).plain.startswith("no date · article:1\n0 events")
