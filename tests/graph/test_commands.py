"""What the commands over a store print, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diplograph import main
from graph import checks as graph_checks
from graph.stores import open_store
from ontology.console import Check, Session
from tests.graph.samples import attack_facts, meeting_facts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store with two articles, closed."""
    path = str(tmp_path_factory.mktemp("commands") / "graph")
    store = open_store(path)
    store.load(meeting_facts(1))
    store.load(attack_facts(2, 26, day=3))
    store.close()
    yield path


def diplograph(folder: str, *arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--store", folder, *arguments], input=input)


def test_cypher_prints_rows(folder: str) -> None:
    result = diplograph(folder, "cypher", "MATCH (p:Person) RETURN p.name AS name ORDER BY name", "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "name\nIshaq Dar\nWang Yi\n")


def test_cypher_takes_parameters_as_json_or_text(folder: str) -> None:
    result = diplograph(
        folder,
        "cypher",
        "RETURN $n + 1 AS n, $who AS who",
        "--param",
        "n=41",
        "--param",
        "who=Wang Yi",
        "--format",
        "json",
    )
    assert json.loads(result.stdout) == [{"n": 42, "who": "Wang Yi"}]


def test_cypher_reads_stdin_and_notes_what_it_cut_off(folder: str) -> None:
    result = diplograph(
        folder, "cypher", "-", "--limit", "2", "--format", "csv", input="UNWIND [1, 2, 3] AS x RETURN x"
    )
    assert result.stdout == "x\n1\n2\n"
    assert result.stderr == "only the first 2 rows are shown; ask for more with --limit\n"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("MATCH (n) DETACH DELETE n", "would change the store"),
        ("SHOW TRANSACTIONS", "SHOW was refused"),
        ("MATCH (n RETURN n", "not valid Cypher"),
        ("RETURN $nothing", "nothing"),
    ],
)
def test_cypher_refuses_in_one_sentence(folder: str, statement: str, said: str) -> None:
    result = diplograph(folder, "cypher", statement)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("diplograph: ") and said in result.stderr
    assert result.stderr.count("\n") == 1


def test_cypher_names_a_parameter_that_is_not_one(folder: str) -> None:
    result = diplograph(folder, "cypher", "RETURN 1", "--param", "oops")
    assert result.exit_code == 2 and "'oops' is not NAME=VALUE" in result.stderr


def test_stats_counts_labels_and_types(folder: str) -> None:
    result = json.loads(diplograph(folder, "stats", "--format", "json").stdout)
    assert (result["store"], result["server"].split()[0]) == (folder, "ArcadeDB")
    assert (result["nodes"]["Person"], result["nodes"]["ConflictEvent"], result["relationships"]["TARGET"]) == (2, 1, 1)
    rows = diplograph(folder, "stats", "--format", "csv").stdout.splitlines()
    assert rows[0] == "kind,name,count" and "node,Person,2" in rows


def test_forget_needs_yes_where_nobody_can_be_asked(folder: str) -> None:
    result = diplograph(folder, "forget", "article:2")
    assert result.exit_code == 2 and "needs --yes" in result.stderr
    assert json.loads(diplograph(folder, "stats", "--format", "json").stdout)["nodes"]["Article"] == 2


def test_forget_removes_by_id_or_by_source(tmp_path: Path) -> None:
    path = str(tmp_path / "graph")
    store = open_store(path)
    store.load(meeting_facts(1))
    store.load(attack_facts(2, 26, day=3))
    store.close()
    result = diplograph(path, "forget", "article:2", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("forgot article:2: ")
    assert diplograph(path, "forget", "1.txt", "--yes").exit_code == 0
    assert json.loads(diplograph(path, "stats", "--format", "json").stdout)["nodes"] == {}


def test_forget_names_an_article_that_is_not_there(folder: str) -> None:
    result = diplograph(folder, "forget", "article:9", "--yes")
    assert result.exit_code == 2 and "holds no article 'article:9'; list them with" in result.stderr


def doctor(*found: Check, output_format: str = "csv") -> Result:
    from graph.commands import doctor

    session = Session(None, open_store, (lambda address: found,))
    return CliRunner().invoke(doctor, ["--format", output_format], obj=session)


def test_doctor_is_content_when_all_is_good() -> None:
    result = doctor(Check("engine", True, "ArcadeDB 1"))
    assert (result.exit_code, result.stdout) == (0, "what,state,found,what to do\nengine,good,ArcadeDB 1,\n")


def test_doctor_says_what_to_do_and_fails() -> None:
    result = doctor(Check("engine", False, "none", "install it"), output_format="json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [{"name": "engine", "good": False, "found": "none", "remedy": "install it"}]


def test_checks_do_not_create_the_store(tmp_path: Path) -> None:
    found = list(graph_checks.checks(str(tmp_path / "graph")))
    assert [check.name for check in found] == ["embedded engine", "store", "disk space"]
    assert all(check.good for check in found) and "will be created" in found[1].found
    assert list(tmp_path.iterdir()) == []


def test_checks_know_an_open_store(folder: str) -> None:
    assert [check.found for check in graph_checks.checks(folder)][1] == folder


def test_checks_name_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    bad = [check for check in graph_checks.checks(str(tmp_path)) if not check.good]
    assert [check.name for check in bad] == ["store"] and "not a Diplograph store" in bad[0].remedy


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("http://x", "no address of a store"),
        ("neo4j://ann:secret@host", "holds a password"),
        ("bolt://ann@127.0.0.1:9", "does not answer"),
    ],
)
def test_checks_of_a_server_say_what_to_do(address: str, remedy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPLOGRAPH_PASSWORD", "x")
    (check,) = graph_checks.checks(address)
    assert not check.good and remedy in check.remedy and "secret" not in check.found + check.remedy


def test_checks_want_the_password_of_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIPLOGRAPH_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    (check,) = graph_checks.checks("neo4j://ann@host")
    assert not check.good and "set DIPLOGRAPH_PASSWORD" in check.remedy


def test_forget_finds_a_file_by_its_relative_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "graph")
    store = open_store(path)
    facts = meeting_facts(1)
    store.load(replace(facts, article=replace(facts.article, source=(tmp_path / "a.txt").as_posix())))
    store.close()
    monkeypatch.chdir(tmp_path)
    assert diplograph(path, "forget", "a.txt", "--yes").exit_code == 0


def test_cypher_says_that_there_are_no_rows(folder: str) -> None:
    result = diplograph(folder, "cypher", "MATCH (p:Person {name: 'Nobody'}) RETURN p.name")
    assert (result.exit_code, result.stdout.strip(), result.stderr) == (0, "", "no rows\n")


def test_cypher_writes_durations_as_iso_8601_and_no_number_as_null(folder: str) -> None:
    result = diplograph(folder, "cypher", "RETURN duration('P1D') AS a, 0.0 / 0.0 AS b", "--format", "json")
    assert json.loads(result.stdout) == [{"a": "P1D", "b": None}]


def test_the_store_may_be_named_after_the_command(folder: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--store", str(tmp_path / "other"), "stats", "--store", folder])
    assert result.exit_code == 0 and folder in result.stderr
    assert not (tmp_path / "other").exists()


def test_what_the_system_refuses_is_one_sentence(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("graph.rdf.write", full)
    result = diplograph(folder, "export")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "No space left on device" in result.stderr
