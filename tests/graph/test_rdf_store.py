"""A store's own graph as RDF: it reads back identical and keeps to the shapes."""

from __future__ import annotations

import io
from pathlib import Path

from click.testing import CliRunner

from graph.commands import export
from graph.rdf import read_dataset, write
from graph.store import GraphStore
from ontology.console import Session
from tests.graph.samples import attack_facts, meeting_facts
from tests.graph.test_rdf_shapes import reports


def filled(store: GraphStore) -> GraphStore:
    for facts in (meeting_facts(1), meeting_facts(2, day=22), attack_facts(3, 26, day=24, injured=3)):
        store.load(facts)
    return store


def test_what_a_store_holds_reads_back_identical(store: GraphStore) -> None:
    output = io.BytesIO()
    write(filled(store), output)
    output.seek(0)
    assert list(read_dataset(output)) == [*store.nodes(), *store.relationships()]


def test_two_exports_are_the_same_bytes(store: GraphStore) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write(filled(store), first, "trig")
    write(store, second, "trig")
    assert first.getvalue() == second.getvalue()


def test_what_a_store_holds_keeps_to_the_shapes(store: GraphStore) -> None:
    assert reports(filled(store)) == []


def test_the_command_writes_to_stdout_and_to_a_file(store: GraphStore, tmp_path: Path) -> None:
    filled(store)
    session = Session(None, lambda _: Unclosed(store))
    path = tmp_path / "graph.nq"
    streamed = CliRunner().invoke(export, [], obj=session)
    saved = CliRunner().invoke(export, ["--output", str(path)], obj=session)
    assert streamed.exit_code == saved.exit_code == 0
    assert path.read_bytes() == streamed.stdout_bytes
    lines = streamed.stdout.count("\n")
    assert saved.stderr == f"wrote {lines} statements to {path}\n"


class Unclosed:
    """The store of the fixture, which outlives the command."""

    def __init__(self, store: GraphStore) -> None:
        self.nodes = store.nodes
        self.relationships = store.relationships

    def close(self) -> None:
        pass
