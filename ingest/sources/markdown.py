"""Markdown (CommonMark): the text without markup, the fields from the front matter.

Policy: headings, paragraphs, quotations and list items are text; images, their captions (italics right
after an image), code blocks and raw HTML are not. The front matter is the block between
two ``---`` lines, read as ``key: value`` lines; nested YAML is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.sources.drafts import Draft
from ingest.sources.records import fields

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?P<block>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
KEY_VALUE = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*:\s*(?P<value>\S.*?)\s*")


def drafts(text: str, source: str) -> Iterator[Draft]:
    """Yield the one article of a Markdown file.

    Raises :class:`ontology.errors.SourceError` when the date in the front matter cannot be read.
    """
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n")
    row: dict[str, object] = {}
    if match := FRONT_MATTER.match(text):
        row = front_matter(match["block"])
        text = text[match.end() :]
    headline, body = plain(MarkdownIt("commonmark").parse(text))
    row.setdefault("title", headline)
    yield fields(row, body, source)


def front_matter(block: str) -> dict[str, object]:
    """Return the ``key: value`` lines of a front matter; quotes around a value are taken off."""
    pairs = (match for line in block.split("\n") if (match := KEY_VALUE.fullmatch(line)))
    return {match["key"]: match["value"].strip("\"'") for match in pairs}


def plain(tokens: Sequence[Token]) -> tuple[str | None, str]:
    """Return the first-level heading that opens a document, and its blocks of text."""
    headline: str | None = None
    blocks: list[str] = []
    after_image = False
    for before, token in pairwise(tokens):
        if token.type != "inline" or not token.children:
            continue
        text = inline(token.children)
        kinds = [child.type for child in token.children if child.type not in ("image", "softbreak", "hardbreak")]
        image = any(child.type == "image" for child in token.children)
        caption = (image or after_image) and (kinds[:1], kinds[-1:]) == (["em_open"], ["em_close"])
        after_image = image and not text
        if not text or caption:
            continue
        if before.tag == "h1" and headline is None and not blocks:
            headline = text
        else:
            blocks.append(text)
    return headline, "\n\n".join(blocks)


def inline(children: Sequence[Token]) -> str:
    """Return the words of one block; line breaks become spaces."""
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts).strip()
