"""HTML: main text, title, date, site and address of a saved page, found by trafilatura.

Policy: trafilatura decides what is main text; comments, tables and captions are left out. A page without
one whole sentence, such as a menu, has no main text. Its search for
a date is held to what the page states as its publication date; a date that merely stands somewhere on
the page is no publication date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.sources.cleaning import SENTENCE_END
from ingest.sources.drafts import Draft
from ingest.sources.published import published_date
from ontology.errors import SourceError

#: lxml refuses text that still declares an encoding.
XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

#: Code points of main text below which trafilatura takes all words of the page instead; its own 250 is
#: more than a short readout has.
SHORTEST = 50


def drafts(text: str, source: str) -> Iterator[Draft]:
    """Yield the one article of a page. Raises :class:`SourceError` when it has no main text."""
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(SHORTEST))
    page: Any = trafilatura.bare_extraction(
        XML_DECLARATION.sub("", text),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        config=config,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    body = main_text(page.text or "") if page else ""
    if not any(SENTENCE_END.search(line) for line in body.split("\n")):
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
