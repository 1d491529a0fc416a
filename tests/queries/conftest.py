"""The world of the tests, loaded once into an embedded store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.store import GraphStore
from graph.stores import open_store
from queries.names import Named
from tests.graph.conftest import BACKENDS
from tests.neo4j.server import PASSWORD, RELEASES, running
from tests.queries import world


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, GraphStore]]:
    """The folder of an embedded store that holds the world, and the store, open."""
    folder = str(tmp_path_factory.mktemp("questions") / "graph")
    store = open_store(folder)
    load(store)
    yield folder, store
    store.close()


@pytest.fixture(scope="session")
def address(shared: tuple[str, GraphStore]) -> str:
    """The folder of an embedded store that holds the world."""
    return shared[0]


@pytest.fixture(scope="session", params=BACKENDS)
def graph(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    """An open store that holds the world, on every backend."""
    if request.param == "embedded":
        yield request.getfixturevalue("shared")[1]
        return
    with running(RELEASES[request.param]) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIPLOGRAPH_PASSWORD", PASSWORD)
        store = open_store(server)
        load(store)
        yield store
        store.close()


def load(store: GraphStore) -> None:
    """Load the world."""
    for facts in world.facts():
        store.load(facts)


@pytest.fixture(scope="session")
def names() -> tuple[Named, ...]:
    """The names of the world, without a store."""
    from ontology.vocabulary import vocabulary

    def named(entity: object) -> Named:
        assert isinstance(entity, world.Entity)
        labels = vocabulary().classes[entity.label].labels
        taking_part = [t for t in world.TOLD if entity in (*(a for _, a in t.who), *t.about, t.place)]
        return Named(
            entity.id, entity.label, entity.name, entity.aliases, entity.country_codes, len(taking_part),
            "Actor" in labels, "Place" in labels,
        )  # fmt: skip

    return tuple(map(named, world.ENTITIES))
