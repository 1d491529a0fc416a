"""How fast a store takes Facts, against a bare UNWIND loop of the same rows on the same backend.

The bare loop is the least that a program could do: one MERGE per row in batches of 5,000, nothing merged by
union, nothing checked, no evidence gathered over events, no article replaced. What a ratio below 1 costs is
what the loop leaves out. Every run starts on an empty store; the three ways take turns, and the best run of
each is told.

    python benchmarks/load.py [--articles 400] [--rounds 3] [--store neo4j://neo4j@localhost]

The store named by ``--store`` must be empty, and is emptied afterwards; without it, a temporary embedded
store is used.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from graph.bolt import BoltStore
from graph.load import kind_of
from graph.rows import article_rows
from graph.stores import open_store
from ontology.facts import Article, Entity, Event, Evidence, Facts, Link, Participant, Span, content_id

BARE_BATCH = 5000
PEOPLE, PLACES, EVENTS_PER_ARTICLE = 600, 80, 5


def articles(count: int, seed: int = 7) -> Iterator[Facts]:
    """Make articles about a small world: some people are in the news far more often than others."""
    chance = random.Random(seed)
    people = [
        Entity(f"person:{n}", "Person", f"Person Number{n}", (f"Number{n}", f"P. Number{n}"), ("PAK",), ("GOV",))
        for n in range(PEOPLE)
    ]
    places = [Entity(f"place:{n}", "Place", f"Place {n}") for n in range(PLACES)]
    country = Entity("country:PAK", "Country", "Pakistan", iso_code="PAK")
    for number in range(count):
        published = date(2025, 1, 1) + timedelta(days=number % 365)
        sentences = [f"In story {number} the two of them met for talk {k}." for k in range(EVENTS_PER_ARTICLE)]
        text = " ".join(sentences)
        article = Article(
            f"article:{number}", text, content_id("text", text), f"{number}.txt", f"Story {number}", published, "Daily"
        )
        entities: dict[str, Entity] = {country.id: country}
        events, begin = [], 0
        for sentence in sentences:
            pair = [people[min(int(chance.paretovariate(0.5)) - 1, PEOPLE - 1)], chance.choice(people)]
            place = chance.choice(places)
            entities |= {entity.id: entity for entity in (*pair, place)}
            ids = tuple(sorted({person.id for person in pair}))
            day = published - timedelta(days=chance.randrange(3))
            id = content_id("event", "Meeting", *ids, day.isoformat())
            met = begin + sentence.index("met")
            span = Span(sentence, begin, begin + len(sentence))
            evidence = Evidence(
                content_id("evidence", article.id, str(begin)),
                span,
                Span("met", met, met + 3),
                "svo",
                0.8,
                mentions=ids,
            )
            participants = tuple(Participant("participant", person) for person in ids)
            events.append(
                Event(id, "Meeting", "CONSULT", "meeting", participants, (evidence,), (), place.id, day, day, "day")
            )
            begin += len(sentence) + 1
        links = tuple(Link("represents", id, country.id) for id in entities if id.startswith("person:"))
        yield Facts(article, tuple(entities.values()), links, tuple({event.id: event for event in events}.values()))


def one_by_one(store: BoltStore, stories: list[Facts]) -> None:
    """Load each article in a transaction of its own."""
    for facts in stories:
        store.load(facts)


def in_batches(store: BoltStore, stories: list[Facts]) -> None:
    """Load several articles per transaction, as ``diplograph ingest`` does."""
    for _ in store.load_many(stories):
        pass


def bare(store: BoltStore, stories: list[Facts]) -> None:
    """Write the same rows in the plainest way: one MERGE per distinct row."""
    nodes: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    relationships: dict[tuple[str, str, str], dict[tuple[str, str], dict[str, Any]]] = defaultdict(dict)
    for facts in stories:
        rows = article_rows(facts)
        for node in rows.nodes:
            properties = {**node.values, **{key: list(value) for key, value in node.lists.items()}}
            nodes[node.label][node.id] = {"id": node.id, "properties": properties}
        for row in rows.relationships:
            ends = {"source": row.source, "target": row.target, "sources": [rows.article]}
            relationships[kind_of(row)][row.source, row.target] = ends
    for label, by_id in nodes.items():
        send(store, f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.properties", [*by_id.values()])
    for (source, type, target), by_ends in relationships.items():
        statement = (
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}}) "
            f"MERGE (a)-[r:{type}]->(b) SET r.sources = row.sources"
        )
        send(store, statement, [*by_ends.values()])


def send(store: BoltStore, statement: str, rows: list[dict[str, Any]]) -> None:
    for begin in range(0, len(rows), BARE_BATCH):
        part = rows[begin : begin + BARE_BATCH]
        store.write(lambda tx, part=part: tx.run(statement, rows=part).consume())  # type: ignore[misc]


def empty(store: BoltStore) -> None:
    """Delete everything, in pieces."""
    while store.write(
        lambda tx: tx.run("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n").consume().counters.nodes_deleted
    ):
        pass


def measure(store: BoltStore, stories: list[Facts], rounds: int) -> dict[str, float]:
    """Return the best time of each way of loading, in seconds."""
    ways: dict[str, Callable[[BoltStore, list[Facts]], None]] = {
        "bare UNWIND loop": bare,
        "load_many": in_batches,
        "load": one_by_one,
    }
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, way in ways.items():
            empty(store)
            begin = time.perf_counter()
            way(store, stories)
            best[name] = min(best.get(name, float("inf")), time.perf_counter() - begin)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--store", default=None)
    options = parser.parse_args()
    stories = list(articles(options.articles))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(options.store or str(Path(folder) / "graph"))
        try:
            if store.stats().nodes:
                sys.exit(f"{store.address} is not empty; name an empty store")
            best = measure(store, stories, options.rounds)
            stats = store.stats()
            empty(store)
        finally:
            store.close()
    size = sum(stats.nodes.values()) + sum(stats.relationships.values())
    print(f"{stats.server}: {len(stories):,} articles, {size:,} nodes and relationships")
    for name, seconds in best.items():
        ratio = best["bare UNWIND loop"] / seconds
        print(f"{name:18} {seconds:7.2f} s  {size / seconds:9,.0f} per second  {ratio:5.2f} of the bare loop")


if __name__ == "__main__":
    main()
