"""Measure RDF export against pyoxigraph's bare writer.

The baseline writes the very same statements, already made and in memory, in the same format to the same
place: what no exporter can beat. Each format is measured from memory (mapping alone) and, with
``--store``, from a store (reading, mapping and writing). Prints seconds, statements per second, the
ratio to the baseline, and the peak of Python's memory.

    python benchmarks/export.py --articles 2000
    python benchmarks/export.py --store FOLDER
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad, parse, serialize

sys.path.insert(0, str(Path(__file__).parent.parent))

from graph.rdf import FORMATS, PropertyGraph, save
from graph.rdf.quads import PREFIXES, dataset
from graph.store import StoredNode, StoredRelationship
from graph.stores import open_store

EVENTS, ACTORS = 5, 500


@dataclass(frozen=True)
class Invented:
    """A graph of invented articles, each with five meetings, made as it is read."""

    articles: int

    def nodes(self) -> Iterator[StoredNode]:
        for a in range(self.articles):
            loaded = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=a)
            values = {"contentHash": f"{a:016x}", "headline": f"Article {a}", "language": "en", "source": f"{a}.txt"}
            yield StoredNode("Article", f"article:{a:08}", values | {"loadedAt": loaded})
        for a in range(self.articles * EVENTS):
            text = f"Minister {a % ACTORS} met Minister {a * 7 % ACTORS} in the capital to talk about water, case {a}."
            values = {"exactText": text, "trigger": "met", "construction": "verb", "confidence": 0.9}
            offsets = {"beginIndex": 0, "endIndex": len(text), "triggerBegin": 11, "triggerEnd": 14}
            yield StoredNode("Evidence", f"evidence:{a:08}", values | offsets)
        for a in range(self.articles * EVENTS):
            day = date(2020, 1, 1) + timedelta(days=a % 2000)
            values = {"name": f"meeting {a}", "eventCode": "CONSULT", "factuality": "asserted", "sourceCount": 1}
            yield StoredNode("Meeting", f"event:{a:08}", values | {"startDate": day, "datePrecision": "day"})
        for a in range(ACTORS):
            yield StoredNode("Person", f"person:{a:08}", {"name": f"Minister {a}", "aliases": [f"M. {a}", f"Min {a}"]})

    def relationships(self, *types: str) -> Iterator[StoredRelationship]:
        events = range(self.articles * EVENTS)
        for type_, target in (("EVIDENCE_FOR", "event:{0:08}"), ("FROM_ARTICLE", "article:{1:08}")):
            for a in events if not types or type_ in types else ():
                source = (f"article:{a // EVENTS:08}",)
                yield StoredRelationship(type_, f"evidence:{a:08}", target.format(a, a // EVENTS), source)
        for a in events if not types or "PARTICIPANT" in types else ():
            for person in sorted({a % ACTORS, a * 7 % ACTORS}):
                source = (f"article:{a // EVENTS:08}",)
                yield StoredRelationship("PARTICIPANT", f"event:{a:08}", f"person:{person:08}", source)


def seconds(work: Callable[[], object]) -> float:
    """Return the best of three runs."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def peak(work: Callable[[], object]) -> float:
    """Return the peak of Python's memory during one run, in MiB."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def measure(graph: PropertyGraph, format: str, folder: Path) -> None:
    """Print the ratio of one format."""
    chosen = FORMATS[format]
    prefixes = None if chosen.lines else PREFIXES
    save(graph, folder / "ours", format)
    made: list[Quad] = list(parse(path=folder / "ours", format=chosen.rdf))
    bare = seconds(lambda: serialize(made, folder / "bare", chosen.rdf, prefixes=prefixes))
    mapped = seconds(lambda: sum(1 for _ in dataset(graph, named=chosen.named)))
    ours = seconds(lambda: save(graph, folder / "ours", format))
    memory = peak(lambda: save(graph, folder / "ours", format))
    print(
        f"{format:9} {len(made):9,} statements  bare {bare:6.2f} s  mapping {mapped:6.2f} s  "
        f"export {ours:6.2f} s ({len(made) / ours:9,.0f}/s)  {ours / bare:5.1f} x bare  peak {memory:5.1f} MiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="how many articles to invent")
    parser.add_argument("--store", help="measure this store instead of invented articles")
    parser.add_argument("--format", choices=tuple(FORMATS), action="append", help="only this format; may be repeated")
    options = parser.parse_args()
    graph = open_store(options.store) if options.store else Invented(options.articles)
    with TemporaryDirectory() as folder:
        for format in options.format or FORMATS:
            measure(graph, format, Path(folder))


if __name__ == "__main__":
    main()
