"""The sentences behind events, read in one statement for all rows of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store import GraphStore

CYPHER = """\
UNWIND $events AS id
MATCH (v:Evidence)-[:EVIDENCE_FOR]->(e:Event {id: id})
MATCH (v)-[:FROM_ARTICLE]->(a:Article)
OPTIONAL MATCH (a)-[:PUBLISHER]->(o:Organization)
WITH id, v, a, min(o.name) AS publisher
OPTIONAL MATCH (v)-[:MENTIONS]->(n:Entity) WHERE n.id IN $subjects
WITH id, v, a, publisher, count(DISTINCT n) AS named
RETURN id, a.id AS article, a.headline AS headline, a.source AS source, publisher, a.datePublished AS published,
       a.url AS url, v.exactText AS sentence, v.beginIndex AS begin, v.endIndex AS end, v.confidence AS confidence,
       named
ORDER BY id, named DESC, confidence DESC, coalesce(toString(published), '') DESC, article, begin, end"""


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of an article; ``start`` and ``end`` are code points of the article's text, half-open.

    ``title`` is the headline, or the name of the file for want of one.
    """

    article: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    sentence: str
    start: int
    end: int

    def record(self) -> dict[str, Any]:
        """Return the citation as ``diplograph ask --format json`` writes it."""
        return {
            "article": self.article,
            "publisher": self.publisher,
            "published": self.published,
            "url": self.url,
            "sentence": self.sentence,
            "start": self.start,
            "end": self.end,
        }

    def source(self) -> str:
        """Return who printed it and when, in one line."""
        published = self.published.isoformat() if self.published else None
        return ", ".join(part for part in (self.publisher, published, self.title) if part)


def citations(
    store: GraphStore, events: Iterable[str], subjects: Iterable[str] = ()
) -> Mapping[str, tuple[Citation, ...]]:
    """Return the sentences of each event: those first that name most of the subjects, then the surest."""
    wanted = sorted(set(events))
    parameters = {"events": wanted, "subjects": sorted(set(subjects))}
    found: dict[str, list[Citation]] = {}
    for row in store.read(CYPHER, parameters).dicts() if wanted else ():
        found.setdefault(row["id"], []).append(
            Citation(
                row["article"],
                row["headline"] or PurePath(row["source"] or row["article"]).name,
                row["publisher"],
                row["published"],
                row["url"],
                row["sentence"],
                row["begin"],
                row["end"],
            )
        )
    return {event: tuple(cited) for event, cited in found.items()}


def behind(events: Sequence[str], cited: Mapping[str, tuple[Citation, ...]]) -> tuple[Citation, ...]:
    """Return the sentences behind several events, each once: the first of every event before the second."""
    lists = [cited.get(event, ()) for event in events]
    ranked = (c[i] for i in range(max(map(len, lists), default=0)) for c in lists if i < len(c))
    return tuple(dict.fromkeys(ranked))
