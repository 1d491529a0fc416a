"""What the README promises: its commands exist, are documented, and do what it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diplograph import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUESTION = "who met whom about the Indus Waters Treaty"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.S)


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), *arguments])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ingest the sample articles once, as the README's first command does."""
    path = tmp_path_factory.mktemp("readme") / "store"
    result = run(path, "ingest", str(ROOT / "tests" / "articles"))
    assert result.exit_code == 0, result.output
    return path


def test_the_first_command_answers_with_sentences(store: Path) -> None:
    (command,) = [b for b in blocks("sh") if "diplograph ask" in b]
    question = shlex.split(command.strip())[-1]
    assert question == QUESTION
    result = run(store, "ask", question)
    assert result.exit_code == 0
    assert "Ishaq Dar – Wang Yi" in result.stdout
    assert "“On Tuesday Dar met Wang and discussed the Indus Waters Treaty with him.”" in result.stdout


def test_a_second_ingest_creates_nothing(store: Path) -> None:
    result = run(store, "ingest", str(ROOT / "tests" / "articles"), "--format", "json")
    assert '"nodes_created": 0' in result.stdout
    assert '"relationships_created": 0' in result.stdout


def test_ci_runs_the_test_command_word_for_word() -> None:
    (command,) = [b.strip() for b in blocks("sh") if "pytest" in b]
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_readme_and_has_an_example(name: str) -> None:
    assert re.search(rf"`diplograph {name}\b", README), f"the README does not name {name}"
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert re.search(rf"diplograph .*\b{name}\b", result.output), f"the help of {name} has no example"


def test_commands_of_the_readme_exist() -> None:
    named = set(re.findall(r"diplograph ([a-z]+)", "\n".join(re.findall(r"`(diplograph [^`]*)`", README))))
    assert named <= set(main.commands)


def test_links_of_the_readme_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert all((ROOT / t).exists() for t in targets if not t.startswith("http"))


def test_the_library_sample_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (sample,) = blocks("python")
    monkeypatch.chdir(ROOT)
    exec(sample.replace("example-graph", str(tmp_path / "store")), {})
    assert "meeting" in capsys.readouterr().out
