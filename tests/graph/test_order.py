"""The graph does not depend on the order of loading, nor on what was withdrawn and loaded again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.bolt import BoltStore
from graph.stores import open_store
from ontology.facts import Article, Entity, Event, Facts, Link, Participant, Role, Tenure
from tests.graph.samples import evidence

COUNTRY = Entity("country:PAK", "Country", "Pakistan", iso_code="PAK")
PLACE = Entity("place:beijing", "Place", "Beijing")
PEOPLE = tuple(Entity(f"person:{letter}", "Person", f"Person {letter.upper()}") for letter in "abc")
ROLES: tuple[Role, ...] = ("participant", "initiator", "target")

optional_count = st.none() | st.integers(0, 5)


@st.composite
def facts(draw: Callable[..., Any], number: int) -> Facts:
    """Draw one article over a small world of shared people, events, offices and links."""
    day = draw(st.none() | st.integers(1, 4))
    article = Article(
        f"article:{number}",
        f"Somebody met somebody ({number}).",
        f"hash {number} {draw(st.integers(0, 1))}",
        f"{number}.txt",
        published=date(2025, 5, day) if day else None,
        publisher=draw(st.sampled_from([None, "Daily", "DAILY"])),
    )
    people = tuple(
        replace(
            person,
            aliases=tuple(draw(st.sets(st.sampled_from(["P", "Q", "Å"])))),
            country_codes=tuple(draw(st.sets(st.sampled_from(["PAK", "CHN"])))),
        )
        for person in PEOPLE
    )
    ids = [person.id for person in people]
    events = []
    for name in draw(st.sets(st.sampled_from(["x", "y"]), min_size=1)):
        sentence = evidence(
            article,
            "met",
            tuple(draw(st.sets(st.sampled_from(ids)))),
            draw(st.sampled_from([0.5, 0.7, 0.9])),
            mode=draw(st.sampled_from([None, "call", "visit"])),
            fatalities=draw(optional_count),
            injured=draw(optional_count),
        )
        role = draw(st.sampled_from(ROLES))
        taking_part = tuple(Participant(role, id) for id in sorted(draw(st.sets(st.sampled_from(ids), min_size=1))))
        place = draw(st.sampled_from([None, PLACE.id]))
        own = replace(sentence, id=f"{sentence.id}:{name}")
        events.append(Event(f"event:{name}", "Meeting", "CONSULT", f"meeting {name}", taking_part, (own,), place=place))
    if len(events) == 2:
        events[0] = replace(events[0], response_to=(events[1].id,))
    holder = draw(st.sampled_from([None, *ids]))
    office = evidence(article, "Somebody")
    tenures = (Tenure(f"tenure:{holder}", holder, COUNTRY.id, "minister", (office,)),) if holder else ()
    links = tuple(Link("represents", id, COUNTRY.id) for id in draw(st.sets(st.sampled_from(ids))))
    return Facts(article, (COUNTRY, PLACE, *people), links, tuple(events), tenures)


@st.composite
def histories(draw: Callable[..., Any]) -> tuple[list[Facts], list[Facts], list[int]]:
    """Draw articles, another order of them, and which of them are withdrawn and loaded again in between."""
    stories = [draw(facts(number)) for number in range(draw(st.integers(2, 4)))]
    return stories, draw(st.permutations(stories)), draw(st.lists(st.integers(0, len(stories) - 1), max_size=2))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    folder: Path = tmp_path_factory.mktemp("order") / "graph"
    store = open_store(str(folder))
    yield store
    store.close()


def dump(store: BoltStore) -> list[Any]:
    nodes = [(n.label, n.id, {k: v for k, v in n.properties.items() if k != "loadedAt"}) for n in store.nodes()]
    return [nodes, list(store.relationships())]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(history=histories())
def test_the_graph_does_not_depend_on_its_history(
    shared: BoltStore, history: tuple[list[Facts], list[Facts], list[int]]
) -> None:
    stories, shuffled, again = history
    for story in stories:
        shared.load(story)
    straight = dump(shared)
    for story in stories:
        shared.withdraw(story.article.id)
    assert dump(shared) == [[], []]
    for story in shuffled:
        shared.load(story)
    for index in again:
        shared.withdraw(stories[index].article.id)
        shared.load(stories[index])
    assert dump(shared) == straight
    for story in shuffled:
        shared.withdraw(story.article.id)
    assert dump(shared) == [[], []]
