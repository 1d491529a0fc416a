"""Where sentences start, from hand-made scores; and how long texts and layouts are read by the model."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.language import load
from ingest.language.component import THREADS
from ingest.language.sentences import Words, starts
from ontology.errors import ModelError


def words(text: str) -> Words:
    """Return the words of a text whose tokens are split by spaces; "~" stands for no space, "/" for a line break."""
    texts: list[str] = []
    spaced: list[bool] = []
    lines: list[int] = []
    breaks = 0
    for piece in text.split():
        if piece == "/":
            breaks += 1
            continue
        glued = piece.startswith("~")
        texts.append(piece.removeprefix("~"))
        spaced.append(bool(texts[1:]) and not glued)
        lines.append(breaks)
        breaks = 0
    return Words(texts, spaced, lines)


def scored(text: str, *wanted: int) -> list[int]:
    """Return the starts found when the network is sure of the wanted words and of no other."""
    found = words(text)
    scores = np.zeros((len(found.texts), 2), np.float32)
    scores[:, 0] = 9
    scores[list(wanted), 1] = 18
    return starts(scores, found, 0)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("They met ~. They left ~.", (3,), [0, 3]),
        ("He said ~. ~” They left ~.", (3,), [0, 4]),
        ('He agreed ~. ~" They left ~.', (3,), [0, 4]),
        ("They left ~. “ ~We won ~” ~.", (4,), [0, 3]),
        ('They left ~. " ~We won ~" ~.', (4,), [0, 3]),
        ("Talks with Gen. Burhan failed ~.", (3,), [0]),
        ("Cairo / / The envoy left ~.", (), [0, 1]),
        ("It ended ~. / The envoy left ~.", (), [0, 3]),
        ("The envoy / left Cairo ~.", (), [0]),
        ("Points / - one / - two", (), [0, 1, 3]),
        ("It ended ~. ~”", (3,), [0]),
    ],
)
def test_where_sentences_start(text: str, wanted: tuple[int, ...], found: list[int]) -> None:
    assert scored(text, *wanted) == found


def test_a_capital_after_a_closing_quote_needs_less_evidence() -> None:
    found = words("“ ~Nothing ~. ~” Mr. Haddad left ~.")
    scores = np.zeros((len(found.texts), 2), np.float32)
    scores[:, 0] = 1
    assert starts(scores, found, 0) == [0, 4]


def test_no_sentence_of_a_text_is_white_space_or_a_stray_mark() -> None:
    text = "GENEVA\n\n“We shall talk again.”\n\nThe envoy said so.\n\n\n“Nothing more.” He left.\n"
    found = [s.text.strip() for s in load()(text).sents]
    assert found == ["GENEVA", "“We shall talk again.”", "The envoy said so.", "“Nothing more.”", "He left."]


def test_a_long_paragraph_is_read_whole() -> None:
    doc = load()("The minister met the envoy in Tunis on Monday. " * 60)
    assert len(list(doc.sents)) == 60
    assert {t.head.lemma_ for t in doc if t.text == "minister"} == {"meet"}


def test_no_name_crosses_a_blank_line() -> None:
    doc = load()("United\n\nNations envoys met in Oslo.")
    assert all("\n" not in entity.text for entity in doc.ents)


def test_the_number_of_threads_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, "many")
    with pytest.raises(ModelError, match="set it to 1 or more"):
        load()
