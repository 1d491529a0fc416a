"""``python -m corpus`` and ``diplograph evaluate`` on a corpus."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.__main__ import main
from diplograph import main as front_door
from tests.corpus.small import ANNOTATION, DRAFT, corpus, public


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the program; return exit status, output and errors."""
    result = CliRunner(env={"DIPLOGRAPH_TEXTS": None}).invoke(main, [str(a) for a in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_check_passes_a_good_annotation(tmp_path: Path) -> None:
    assert run("check", corpus(tmp_path), "--corpus", tmp_path) == (0, "", "1 annotations, 0 errors\n")


def test_check_names_file_and_line_and_exits_with_1(tmp_path: Path) -> None:
    path = corpus(tmp_path, ANNOTATION.replace("met@1", "meet@1"))
    status, output, _ = run("check", path.parent, "--corpus", tmp_path)
    assert status == 1
    assert f"{path}:15: 'meet' does not occur in sentence 1" in output


def test_check_of_all_names_what_is_short(tmp_path: Path) -> None:
    corpus(tmp_path)
    status, output, _ = run("check", "--corpus", tmp_path)
    assert status == 1
    assert "own: 1 articles, not 600" in output


def test_show_numbers_the_sentences_of_a_text_and_of_an_annotation(tmp_path: Path) -> None:
    path = corpus(tmp_path)
    _, plain, _ = run("show", path.with_suffix(".txt"), "--corpus", tmp_path)
    assert "published Wednesday 2024-03-06" in plain
    assert "4 Snow fell." in plain
    _, annotated, _ = run("show", path, "--corpus", tmp_path)
    assert "E1 CONSULT asserted [met] participant Anna Lind; participant Janis Ozols; 2024-03-05" in annotated
    assert "4 Snow fell.   [quiet]" in annotated


def test_link_writes_what_is_beyond_doubt(tmp_path: Path) -> None:
    bare = ANNOTATION.replace(" =wd:Q34", "").replace(" =wd:Q211", "").replace("ORG - MED =NIL", "ORG - MED")
    path = corpus(tmp_path, bare)
    assert run("link", path, "--corpus", tmp_path)[0] == 0
    text = path.read_text(encoding="utf-8")
    assert "C4 GPE LVA GOV =wd:Q211 | Latvia" in text
    assert "C8 ORG - MED =NIL | Nordpost" in text


def test_stats_count_all_layers(tmp_path: Path) -> None:
    corpus(tmp_path)
    status, output, _ = run("stats", "--json", "--corpus", tmp_path)
    found = json.loads(output)
    assert status == 0
    assert (found["own"]["all"]["documents"], found["own"]["all"]["sentences"], found["own"]["all"]["events"]) == (
        1,
        4,
        3,
    )
    assert found["own"]["all"]["types"]["REQUEST"] == 1
    assert {"what": "status", "value": "denied", "planned": 1, "annotated": 1} in found["sampling"]
    assert found["agreement"]["own"]["documents"] == 0


def test_stats_print_tables(tmp_path: Path) -> None:
    corpus(tmp_path)
    status, output, errors = run("stats", "--corpus", tmp_path)
    assert status == 0
    assert "own text" in output
    assert "without the public texts" in errors


def test_detach_writes_offsets_and_takes_drafts_as_they_are_checked(tmp_path: Path) -> None:
    texts = public(tmp_path / "texts")
    draft = tmp_path / "voa-1.ann"
    draft.write_text(DRAFT, encoding="utf-8")
    corpus(tmp_path / "corpus")
    assert run("check", draft, "--texts", texts, "--corpus", tmp_path / "corpus")[0] == 0
    assert run("detach", draft, "--texts", texts, "--to", tmp_path / "corpus" / "real")[0] == 0
    assert "shelled" not in (tmp_path / "corpus" / "real" / "voa-1.ann").read_text(encoding="utf-8")


def test_the_errors_of_a_corpus_are_one_sentence(tmp_path: Path) -> None:
    corpus(tmp_path, ANNOTATION.replace("met@1", "meet@1"))
    status, _, errors = run("stats", "--corpus", tmp_path)
    assert status == 2
    assert errors.startswith("corpus: ")


def test_docbin_and_gold_write_files(tmp_path: Path) -> None:
    corpus(tmp_path / "corpus")
    assert run("docbin", tmp_path / "all.spacy", "--corpus", tmp_path / "corpus")[0] == 0
    assert (tmp_path / "all.spacy").stat().st_size > 0
    assert run("gold", tmp_path / "gold", "--corpus", tmp_path / "corpus")[0] == 0
    assert (tmp_path / "gold" / "b01-01.gold.json").is_file()


def test_the_extractor_is_measured_on_all_layers(tmp_path: Path) -> None:
    corpus(tmp_path)
    result = CliRunner(env={"DIPLOGRAPH_TEXTS": None}).invoke(
        front_door, ["evaluate", str(tmp_path), "--format", "json"]
    )
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    names = {(m["group"], m["name"]) for m in found["own"]["measures"]}
    layers = {"names", "identity", "country", "sector", "times", "quiet"}
    assert {("layer", name) for name in layers} | {("event", "found")} <= names
    assert 0 <= found["own"]["conll"] <= 1


def test_a_split_is_of_a_corpus(tmp_path: Path) -> None:
    result = CliRunner(env={"DIPLOGRAPH_TEXTS": None}).invoke(front_door, ["evaluate", str(tmp_path), "--split", "dev"])
    assert result.exit_code == 2
    assert "for the folder of a corpus" in result.stderr


def test_without_scorch_the_extractor_is_not_even_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus(tmp_path)
    monkeypatch.setitem(sys.modules, "scorch.scores", None)
    result = CliRunner(env={"DIPLOGRAPH_TEXTS": None}).invoke(front_door, ["evaluate", str(tmp_path)])
    assert result.exit_code == 2
    assert "pip install scorch" in result.stderr
