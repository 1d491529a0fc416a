"""``diplograph ingest`` and ``diplograph extract`` at the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ingest.commands import COMMANDS, extract, ingest
from ontology.console import Session
from ontology.facts import Article, Facts
from tests.ingest.samples import FACTS
from tests.ingest.test_loading import Shelf

SENTENCE = "The foreign ministers of both countries met in Vienna on Monday."


class ClosingShelf(Shelf):
    def close(self) -> None:
        pass


class Echo:
    """An extractor that finds nothing but in one text."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Facts]:
        for article in articles:
            yield FACTS if article.text == FACTS.article.text else Facts(article)


@pytest.fixture(autouse=True)
def echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pipeline.Extractor", Echo)


@pytest.fixture
def shelf() -> ClosingShelf:
    return ClosingShelf()


def run(command: Any, *arguments: str | Path, shelf: Shelf | None = None, stdin: str | None = None) -> Result:
    session = Session(None, lambda address: shelf)  # type: ignore[arg-type, return-value]
    return CliRunner().invoke(command, [str(a) for a in arguments], obj=session, input=stdin)


def article(folder: Path, name: str = "a.txt", text: str = f"Published: 2025-05-21\n\n{SENTENCE}") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_ingest_counts_what_it_did(tmp_path: Path, shelf: Shelf) -> None:
    path = article(tmp_path)
    result = run(ingest, path, "no-such.txt", "--format", "json", shelf=shelf)
    summary = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(summary) == ["articles", "nodes_created", "relationships_created", "seconds", "problems"]
    assert summary["articles"] == {"new": 1, "known": 0, "changed": 0, "skipped": 1}
    assert (summary["nodes_created"], summary["relationships_created"]) == (1, 0)
    reason = "there is no such file or folder; check the spelling"
    assert summary["problems"] == [{"source": "no-such.txt", "place": "", "reason": reason}]
    assert result.stderr == f"skipped: no-such.txt: {reason}\n"


def test_ingest_again_creates_nothing(tmp_path: Path, shelf: Shelf) -> None:
    path = article(tmp_path)
    run(ingest, path, shelf=shelf)
    summary = json.loads(run(ingest, path, "--format", "json", shelf=shelf).stdout)
    assert summary["articles"] == {"new": 0, "known": 1, "changed": 0, "skipped": 0}
    assert summary["nodes_created"] == 0


def test_ingest_replaces_a_changed_file(tmp_path: Path, shelf: Shelf) -> None:
    run(ingest, article(tmp_path), shelf=shelf)
    path = article(tmp_path, text=f"Published: 2025-05-21\n\n{SENTENCE} They left on Tuesday.")
    summary = json.loads(run(ingest, path, "--format", "json", shelf=shelf).stdout)
    assert summary["articles"] == {"new": 0, "known": 0, "changed": 1, "skipped": 0}


def test_ingest_writes_a_table(tmp_path: Path, shelf: Shelf) -> None:
    lines = run(ingest, article(tmp_path), shelf=shelf).stdout.splitlines()
    assert lines[0].split("   ")[:4] == [" new", "known", "changed", "skipped"]
    assert lines[2].split()[:4] == ["1", "0", "0", "0"]


def test_ingest_notes_articles_without_a_date(tmp_path: Path, shelf: Shelf) -> None:
    result = run(ingest, article(tmp_path, text=SENTENCE), shelf=shelf)
    assert result.stderr.startswith("without a publication date: 1;")


def test_ingest_reads_standard_input(shelf: Shelf) -> None:
    rows = "\n".join(json.dumps({"id": f"r{n}", "text": f"{SENTENCE} {n}"}) for n in range(3))
    run(ingest, "-", shelf=shelf, stdin=rows)
    assert list(shelf.held) == ["r0", "r1", "r2"]


@pytest.mark.parametrize("command", [ingest, extract])
def test_exit_status_is_2_when_nothing_could_be_done(command: Any, shelf: Shelf, tmp_path: Path) -> None:
    result = run(command, tmp_path / "none.txt", shelf=shelf)
    assert result.exit_code == 2
    assert result.stderr.endswith("none.txt: there is no such file or folder; check the spelling\n")


def test_extract_writes_a_line_for_each_article(tmp_path: Path) -> None:
    article(tmp_path, "a.txt")
    article(tmp_path, "b.txt", FACTS.article.text)
    article(tmp_path, "c.txt", "")
    result = run(extract, tmp_path)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [len(row["events"]) for row in rows] == [0, 1]
    assert rows[0]["published"] == "2025-05-21"
    assert result.exit_code == 0
    assert result.stderr.endswith("c.txt: it is empty; there is nothing to read\n")


def test_extract_explains(tmp_path: Path) -> None:
    result = run(extract, article(tmp_path, text=FACTS.article.text), "--explain")
    assert '  + Meeting (CONSULT) meet  "met"' in result.stdout
    assert "\x1b" not in result.stdout


def test_encoding_option(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Lula spoke in São Paulo on Monday.".encode("cp1252"))
    assert run(extract, path).exit_code == 2
    assert run(extract, path, "--encoding", "windows-1252").exit_code == 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_help_has_an_example_and_imports_nothing_heavy(command: Any) -> None:
    program = (
        "import sys, diplograph\n"
        f"diplograph.main(['{command.name}', '--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'numpy', 'neo4j', 'rdflib', 'trafilatura', 'onnxruntime', 'arcadedb', 'rich'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"  diplograph {command.name} " in done.stdout.partition("Examples:")[2]


def test_many_problems_are_shown_by_reason(tmp_path: Path, shelf: Shelf) -> None:
    for number in range(30):
        article(tmp_path, f"{number:02}.txt", text="")
    article(tmp_path, "30.pdf")
    result = run(ingest, tmp_path, shelf=shelf)
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("00.txt: it is empty; there is nothing to read (and 29 more like it)")
