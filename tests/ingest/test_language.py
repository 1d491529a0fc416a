"""The language model: decoding, lemmas, and what it leaves on a Doc."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.language import load, repair, spans, trees
from ingest.language.component import DATA, LanguageModel
from ingest.language.lemmas import Lemmatizer
from ingest.language.session import letter_case
from ontology.errors import ModelError

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer(DATA / "lemmas.json.gz")


def brute(scores: np.ndarray) -> float:
    """Return the score of the best projective tree by trying all."""
    size = len(scores)
    found = [
        sum(scores[i, h] for i, h in enumerate(heads))
        for heads in itertools.product(range(size), repeat=size)
        if trees.is_tree(np.array(heads))
    ]
    return float(max(found))


@pytest.mark.parametrize("seed", range(12))
def test_eisner_finds_the_best_projective_tree(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5)).astype(np.float32)
    heads = trees.eisner(scores)
    assert trees.is_tree(heads)
    assert sum(scores[i, h] for i, h in enumerate(heads)) == pytest.approx(brute(scores), rel=1e-5)


@pytest.mark.parametrize(
    ("heads", "good"),
    [
        ([0], True),
        ([1, 1, 1], True),
        ([1, 0, 2], False),
        ([0, 1, 1], False),
        ([2, 3, 2, 2], False),
        ([1, 1, 1, 2], True),
    ],
)
def test_what_is_a_tree(heads: list[int], good: bool) -> None:
    assert trees.is_tree(np.array(heads)) is good


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("denounced", "VBD", "denounce"),
        ("kidnapped", "VBN", "kidnap"),
        ("met", "VBD", "meet"),
        ("stopped", "VBD", "stop"),
        ("agreed", "VBD", "agree"),
        ("died", "VBD", "die"),
        ("lying", "VBG", "lie"),
        ("condemns", "VBZ", "condemn"),
        ("treaties", "NNS", "treaty"),
        ("co-operated", "VBD", "co-operate"),
        ("Ankara", "NNP", "Ankara"),
        ("redeployed", "VBN", "redeploy"),
        ("militarised", "VBN", "militarise"),
        ("doxxed", "VBD", "dox"),
        ("drone-bombed", "VBD", "drone-bomb"),
        ("reflagged", "VBN", "reflag"),
        ("tweeted", "VBD", "tweet"),
        ("livestreamed", "VBD", "livestream"),
        ("are", "VBP", "be"),
        ("n't", "RB", "not"),
        ("n’t", "RB", "not"),
        ("'re", "VBP", "be"),
        ("'ll", "MD", "will"),
    ],
)
def test_lemmas(lemmatizer: Lemmatizer, form: str, tag: str, lemma: str) -> None:
    assert lemmatizer(form, tag, "L|0|") == lemma


@pytest.mark.parametrize(
    ("word", "kind"),
    [("talks", 0), ("Oslo", 1), ("NATO", 2), ("McCain", 3), ("2,000", 4), ("--", 5), ("A", 6), ("iPhone", 7)],
)
def test_letter_case(word: str, kind: int) -> None:
    assert letter_case(word) == kind


def test_an_inside_label_never_starts_a_span() -> None:
    labels = spans.Labels(["O", "B-ORG", "I-ORG", "B-LOC", "I-LOC"])
    scores = np.array([[0, 1, 5, 0, 0], [0, 0, 1, 0, 5], [5, 0, 0, 0, 0]], np.float32)
    (name,) = labels.decode(scores)
    assert (name.start, name.end) in {(0, 2), (0, 1), (1, 2)}
    assert name.label in {"ORG", "LOC"}


def test_a_name_loses_determiner_and_possessive() -> None:
    name = spans.trim(spans.Name(0, 4, "ORG"), ["the", "African", "Union", "'s"], ["DT", "NNP", "NNP", "POS"])
    assert name is not None
    assert (name.start, name.end) == (1, 3)


def test_a_title_is_no_part_of_a_name() -> None:
    name = spans.trim(spans.Name(0, 3, "PERSON"), ["Gen.", "Mina", "Saleh"], ["NNP", "NNP", "NNP"])
    assert name is not None
    assert (name.start, name.end) == (1, 3)
    assert spans.trim(spans.Name(0, 1, "PERSON"), ["Gen."], ["NNP"]) is None


def test_one_name_has_one_label_in_a_document() -> None:
    names = [spans.Name(0, 1, "ORG", (-1.0, -0.9)), spans.Name(1, 2, "LOC", (-0.5, -2.0))]
    voted = spans.vote(names, ["Xinhua", "Xinhua"], ["LOC", "ORG"])
    assert {n.label for n in voted} == {"LOC"}


def test_a_doc_is_annotated_and_white_space_is_no_word() -> None:
    doc = load()("KHARTOUM\n\nThe envoy met both generals on Sunday. He left the same day.\n")
    assert [s.text.strip() for s in doc.sents] == [
        "KHARTOUM",
        "The envoy met both generals on Sunday.",
        "He left the same day.",
    ]
    met = next(t for t in doc if t.text == "met")
    assert {t.dep_: t.text for t in met.children if t.dep_ in ("nsubj", "obj")} == {"nsubj": "envoy", "obj": "generals"}
    assert all(t.dep_ == "dep" and not t.is_sent_start for t in doc if t.is_space)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "!", "a" * 3000, "word " * 700])
def test_odd_texts_are_read(text: str) -> None:
    assert load()(text).text == text


def test_company_does_not_change_annotations() -> None:
    nlp = load()
    texts = ["Lena met Omar in Oslo.", "The ministry denied it. Nobody came. " * 40, "No."]
    alone = [[(t.dep_, t.head.i) for t in nlp(text)] for text in texts]
    assert [[(t.dep_, t.head.i) for t in doc] for doc in nlp.pipe(texts)] == alone


def test_missing_files_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install diplograph again"):
        LanguageModel(load().vocab, tmp_path)


def test_a_hyphenated_participle_modifies_its_noun() -> None:
    words = "They struck targets in Pakistan - occupied Kashmir on Monday".split()
    tags = ["PRP", "VBD", "NNS", "IN", "NNP", "HYPH", "VBD", "NNP", "IN", "NNP"]
    heads = [1, 1, 1, 4, 2, 4, 1, 6, 9, 6]
    relations = ["nsubj", "ROOT", "obj", "case", "nmod", "punct", "conj", "obj", "case", "obl"]
    repair.hyphenated_participles(words, tags, heads, relations)
    assert (heads[6], relations[6]) == (7, "amod")
    assert (heads[7], heads[9]) == (1, 1)


def test_a_repair_never_closes_a_circle() -> None:
    words = ["A", "-", "led", "group"]
    heads = [3, 0, 2, 2]
    relations = ["conj", "punct", "ROOT", "obj"]
    repair.hyphenated_participles(words, ["NN", "HYPH", "VBD", "NN"], heads, relations)
    for start in range(4):
        node, steps = start, 0
        while heads[node] != node:
            node, steps = heads[node], steps + 1
            assert steps < 5


def test_the_pipeline_can_be_described() -> None:
    assert "diplograph_language" in load().meta["labels"]


def test_the_runtime_leaves_no_trace_and_calls_nobody(tmp_path: Path) -> None:
    code = "from ingest.language import load; load()('Lena met Omar.')"
    subprocess.run([sys.executable, "-c", code], check=True, env={"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)})
    assert not list(tmp_path.rglob("*"))
