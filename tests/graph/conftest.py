"""Stores for the tests: an embedded one, and real Neo4j servers where the marker asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.bolt import BoltStore
from graph.stores import open_store
from tests.neo4j.server import PASSWORD, RELEASES, running

SERVERS = [pytest.param(name, marks=pytest.mark.neo4j, id=f"neo4j-{name}") for name in RELEASES]
BACKENDS = [pytest.param("embedded", id="embedded"), *SERVERS]


@pytest.fixture(scope="session", params=BACKENDS)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    """One open store per backend for the whole run."""
    if request.param == "embedded":
        store = open_store(str(tmp_path_factory.mktemp("stores") / "graph"))
        yield store
        store.close()
        return
    with running(RELEASES[request.param]) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIPLOGRAPH_PASSWORD", PASSWORD)
        store = open_store(address)
        yield store
        store.close()


@pytest.fixture
def store(opened: BoltStore) -> BoltStore:
    """The backend's store, empty."""
    opened.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())
    return opened


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Callable[[], BoltStore]]:
    """Open an embedded store in this test's own folder, as often as wanted; all are closed afterwards."""
    stores: list[BoltStore] = []

    def again() -> BoltStore:
        stores.append(open_store(str(tmp_path / "graph")))
        return stores[-1]

    yield again
    for store in reversed(stores):
        store.close()
