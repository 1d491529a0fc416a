"""Between a file and an Article: what a format found, and how it becomes an Article.

Policy: what the source states in a field of its own (front matter, JSON key, HTML metadata) wins over
what its text seems to say. The id is the source's, or a hash of the URL, or a hash of the text; it
never depends on the name of the file, so that a copy of an article is the same article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.sources.cleaning import clean, paragraphs
from ingest.sources.preamble import split
from ontology.errors import SourceError
from ontology.facts import Article, content_id


@dataclass(frozen=True, slots=True)
class Problem:
    """Input that did not become an article: ``place`` is a line, row or byte of ``source``, or ""."""

    source: str
    place: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.source}, {self.place}" if self.place else self.source
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format yields for one article; ``place`` is its line or item in ``source``, or ""."""

    text: str
    source: str
    place: str = ""
    id: str | None = None
    headline: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def compose(draft: Draft) -> Article:
    """Clean a draft's text, take the preamble off it and give it an id and a content hash.

    Raises :class:`SourceError` when no text is left, or the date in the preamble cannot be read.
    """
    lead = split(clean(draft.text), headline=draft.headline)
    text = paragraphs(lead.text)
    if not text:
        raise SourceError("it has no text; give it a text or leave it out of the batch")
    headline = draft.headline or lead.headline
    published = draft.published or lead.published
    publisher = draft.publisher or lead.publisher
    url = draft.url or lead.url
    seen = (text, published.isoformat() if published else None, headline, publisher, url, lead.dateline)
    return Article(
        id=draft.id or lead.id or content_id("article", url or text),
        text=text,
        content_hash=content_id("content", *seen),
        source=f"{draft.source}#{draft.place.replace(' ', '=')}" if draft.place else draft.source,
        headline=headline,
        published=published,
        publisher=publisher,
        url=url,
        language=draft.language or "en",
        dateline=lead.dateline,
    )
