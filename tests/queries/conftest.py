"""The world of the tests, loaded once into an embedded store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.store import GraphStore
from graph.stores import open_store
from queries.names import Named
from tests.queries import world


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of an embedded store that holds the world."""
    folder = str(tmp_path_factory.mktemp("questions") / "graph")
    store = open_store(folder)
    for facts in world.facts():
        store.load(facts)
    store.close()
    return folder


@pytest.fixture(scope="session")
def graph(address: str) -> Iterator[GraphStore]:
    """The store that holds the world, open."""
    store = open_store(address)
    yield store
    store.close()


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
