"""The embedded store's life: its folder, its owner, crashes and damage."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.bolt import BoltStore
from graph.embedded import EmbeddedStore
from graph.stores import folder_of, is_server, open_store
from ontology.errors import StoreBusy, StoreError
from tests.graph.samples import meeting_facts

ROOT = Path(__file__).parents[2]


def run(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a Python process of its own from the repository's root."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_store_is_there_again_after_closing(embedded: Callable[[], BoltStore]) -> None:
    store = embedded()
    store.load(meeting_facts())
    whole = (list(store.nodes()), list(store.relationships()))
    store.close()
    store.close()
    again = embedded()
    assert (list(again.nodes()), list(again.relationships())) == whole
    assert again.load(meeting_facts()).nodes_created == 0


def test_the_folder_is_private(embedded: Callable[[], BoltStore], tmp_path: Path) -> None:
    embedded()
    folder = tmp_path / "graph"
    assert folder.stat().st_mode & 0o777 == 0o700
    for name in ("owner.json", "config/server-users.jsonl"):
        assert (folder / name).stat().st_mode & 0o777 == 0o600


def test_passwords_are_new_at_every_start(embedded: Callable[[], BoltStore], tmp_path: Path) -> None:
    seen = set()
    for _ in range(2):
        store = embedded()
        seen.add(json.loads((tmp_path / "graph" / "owner.json").read_text())["passwords"]["root"])
        store.close()
    assert len(seen) == 2


def test_nothing_is_written_to_the_working_directory(tmp_path: Path) -> None:
    code = "import os, sys; os.chdir(sys.argv[1]); from graph.stores import open_store; open_store(sys.argv[2]).close()"
    (tmp_path / "here").mkdir()
    process = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "here"), str(tmp_path / "graph")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_second_opening_speaks_to_the_owner(embedded: Callable[[], BoltStore]) -> None:
    owner, guest = embedded(), embedded()
    assert isinstance(guest, EmbeddedStore) and guest.engine is None
    guest.load(meeting_facts())
    assert owner.stats().nodes == guest.stats().nodes
    assert guest.read_guarded("MATCH (n:Person) RETURN count(n)").rows == ((2,),)


def test_another_process_speaks_to_the_owner(embedded: Callable[[], BoltStore], tmp_path: Path) -> None:
    embedded().load(meeting_facts())
    code = (
        "import sys; from graph.stores import open_store\n"
        "store = open_store(sys.argv[1]); print(store.stats().nodes['Person']); store.close()"
    )
    output, errors = run(code, str(tmp_path / "graph")).communicate(timeout=60)
    assert (output, errors) == ("2\n", "")


def test_a_guest_is_told_when_the_owner_has_gone(embedded: Callable[[], BoltStore]) -> None:
    owner, guest = embedded(), embedded()
    owner.close()
    with pytest.raises(StoreError, match="has ended; run the command again"):
        guest.stats()


def test_an_owner_that_cannot_be_reached_is_busy(
    embedded: Callable[[], BoltStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded()
    monkeypatch.setattr("graph.embedded.PATIENCE", 0.2)
    (tmp_path / "graph" / "owner.json").unlink()
    with pytest.raises(StoreBusy, match="in use by another process"):
        embedded()


def test_a_stale_owner_file_is_recognised(embedded: Callable[[], BoltStore], tmp_path: Path) -> None:
    embedded().close()
    (tmp_path / "graph" / "owner.json").write_text('{"pid": 1, "port": 9, "passwords": {}}')
    assert embedded().articles() == {}


LOADER = """
import sys
from graph.stores import open_store
from tests.graph.samples import meeting_facts
store = open_store(sys.argv[1])
for number in range(1, 10_000):
    store.load(meeting_facts(number))
    print(number, flush=True)
"""


def test_a_killed_load_leaves_whole_articles(embedded: Callable[[], BoltStore], tmp_path: Path) -> None:
    process = run(LOADER, str(tmp_path / "graph"))
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(12)]
    process.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in process.stdout.read().split()]
    process.communicate()
    store = embedded()
    loaded = store.articles()
    assert {f"article:{number}" for number in acknowledged} <= loaded.keys()
    assert len(loaded) <= len(acknowledged) + 1
    sentences = "MATCH (a:Article) RETURN a.id, COUNT { (a)<-[:FROM_ARTICLE]-(:Evidence)-[:EVIDENCE_FOR]->() } AS n"
    assert {n for _, n in store.read(sentences).rows} == {2}
    assert store.read("MATCH (e:Meeting) RETURN e.sourceCount").rows == ((len(loaded),),)
    for article in loaded:
        store.withdraw(article)
    assert store.stats().nodes == {}


def test_a_process_that_forgets_to_close_ends_all_the_same(tmp_path: Path) -> None:
    code = "import sys; from graph.stores import open_store; store = open_store(sys.argv[1]); print('open')"
    output, errors = run(code, str(tmp_path / "graph")).communicate(timeout=60)
    assert (output, errors) == ("open\n", "")


def stamp(text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "diplograph.json").write_text(text) and None


def empty_database(folder: Path) -> None:
    for file in (folder / "databases" / "graph").iterdir():
        file.unlink()


def remove_database(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder / "databases")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (stamp("{"), "is damaged"),
        (stamp("[]"), "is damaged"),
        (stamp('{"format": 99, "engine": "x"}'), "newer Diplograph"),
        (remove_database, "is damaged"),
        (empty_database, "is damaged"),
    ],
)
def test_a_damaged_store_is_one_sentence(
    embedded: Callable[[], BoltStore], tmp_path: Path, spoil: Callable[[Path], None], message: str
) -> None:
    embedded().close()
    spoil(tmp_path / "graph")
    with pytest.raises(StoreError, match=message) as error:
        embedded()
    assert str(tmp_path / "graph") in str(error.value) and "\n" not in str(error.value)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a Diplograph store"):
        open_store(str(tmp_path))
    with pytest.raises(StoreError, match="is a file"):
        open_store(str(tmp_path / "notes.txt"))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_new_store_may_be_made_in_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    open_store(str(tmp_path / "graph")).close()
    assert (tmp_path / "graph" / "diplograph.json").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(str(tmp_path / "file" / "graph"))


def test_no_address_is_the_users_data_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "diplograph")
    assert folder_of(None) == folder_of("") == tmp_path / "diplograph" / "graph"


@pytest.mark.parametrize(
    ("address", "server"),
    [(None, False), ("graph", False), ("/a/b", False), ("neo4j://h", True), ("bolt+s://u@h:1", True)],
)
def test_an_address_with_a_scheme_is_a_server(address: str | None, server: bool) -> None:
    assert is_server(address) is server


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(StoreError, match="http:// is no address of a store"):
        open_store("http://localhost:7474")
