"""JSON and JSON Lines: one object, one article.

Policy: the keys are ``id, title, text, published, url, publisher, language``; the names that other
collections use for the same thing are read too. A row that cannot be read is one :class:`Problem` with
its line (JSON Lines) or its place in the array (JSON), and the rows after it are still read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from ingest.sources.drafts import Draft, Problem
from ingest.sources.encoding import decode
from ingest.sources.published import published_date
from ontology.errors import SourceError

KEYS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "headline": ("title", "headline"),
    "text": ("text", "body", "content", "article"),
    "published": ("published", "date", "published_at", "publishedAt", "datePublished", "pubDate"),
    "publisher": ("publisher", "source", "sitename", "site", "source_name"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}


def fields(row: Mapping[str, object], text: str, source: str, place: str = "") -> Draft:
    """Return a draft from a row's fields; an object with a ``name`` (schema.org) stands for that name.

    Raises :class:`SourceError` when the date cannot be read.
    """
    values = {field: first(row, keys) for field, keys in KEYS.items()}
    published = published_date(values["published"])

    def name(field: str) -> str | None:
        value = values[field]
        if isinstance(value, dict):
            value = value.get("name")
        return whole(str(value)).strip() or None if isinstance(value, str | int) else None

    return Draft(
        text,
        source,
        place,
        id=name("id"),
        headline=name("headline"),
        published=published,
        publisher=name("publisher"),
        url=name("url"),
        language=name("language"),
    )


def first(row: Mapping[str, object], keys: Iterable[str]) -> object:
    """Return the first value that is not empty, None when there is none."""
    return next((row[key] for key in keys if row.get(key) not in (None, "")), None)


def draft(row: object, source: str, place: str = "") -> Draft:
    """Return the draft of one JSON value. Raises :class:`SourceError` when it is no article."""
    if not isinstance(row, dict):
        raise SourceError(f"an article must be a JSON object, and this is {kind(row)}")
    text = first(row, KEYS["text"])
    if not isinstance(text, str) or not text.strip():
        raise SourceError('it has no text; put the article\'s text under the key "text"')
    return fields(row, whole(text), source, place)


def whole(text: str) -> str:
    """Return a text with U+FFFD for every half of a surrogate pair, which JSON can spell and UTF-8 cannot."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def drafts(text: str, source: str) -> Iterator[Draft | Problem]:
    """Yield the article of a JSON object, or those of an array.

    Raises :class:`SourceError` with line and column when the JSON is broken.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and is_object(text.lstrip().partition("\n")[0]):
            yield from lines(text.encode().splitlines(keepends=True), source)
            return
        raise SourceError(
            f"broken JSON at line {error.lineno}, column {error.colno}: {error.msg}; mend it there"
        ) from None
    rows = value if isinstance(value, list) else [value]
    if not rows:
        raise SourceError("the JSON array is empty; there is nothing to read")
    for number, row in enumerate(rows, 1):
        place = f"item {number}" if isinstance(value, list) else ""
        try:
            yield draft(row, source, place)
        except SourceError as error:
            yield Problem(source, place, str(error))


def lines(data: Iterable[bytes], source: str, *, encoding: str | None = None) -> Iterator[Draft | Problem]:
    """Yield the articles of JSON Lines, one line at a time; blank lines are passed over."""
    for number, line in enumerate(data, 1):
        place = f"line {number}"
        try:
            text = decode(line, encoding=encoding)
            if text.strip():
                yield draft(json.loads(text), source, place)
        except json.JSONDecodeError as error:
            reason = f"broken JSON at column {error.colno}: {error.msg}; each line must be one whole object"
            yield Problem(source, place, reason)
        except SourceError as error:
            yield Problem(source, place, str(error))


def is_object(text: str) -> bool:
    """Tell whether a text is one whole JSON object."""
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def kind(value: object) -> str:
    """Name a JSON value's type in the words of the JSON standard."""
    names = {list: "an array", str: "a string", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(value), "null")
