"""HTML: main text, title, date, site and address of a saved page, found by trafilatura.

Policy: trafilatura decides what is main text; comments, tables and captions are left out. Its search for
a date is held to what the page states as its publication date; a date that merely stands somewhere on
the page is no publication date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.sources.drafts import Draft
from ingest.sources.published import published_date
from ontology.errors import SourceError

#: lxml refuses text that still declares an encoding.
XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def drafts(text: str, source: str) -> Iterator[Draft]:
    """Yield the one article of a page. Raises :class:`SourceError` when it has no main text."""
    import trafilatura

    page: Any = trafilatura.bare_extraction(
        XML_DECLARATION.sub("", text),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    body = main_text(page.text or "") if page else ""
    if not body:
        raise SourceError("the page has no main text; save the article's own page, or its text")
    yield Draft(
        body,
        source,
        headline=page.title or None,
        published=published_date(page.date),
        publisher=page.sitename or None,
        url=page.url or None,
    )


def main_text(text: str) -> str:
    """Separate trafilatura's blocks, one a line, by blank lines; take its list marks off."""
    return "\n\n".join(re.sub(r"^- ", "", line) for line in text.split("\n") if line.strip())
