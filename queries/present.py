"""An answer on a terminal: the question restated, each row, and under it the sentences."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.console import cell
from queries.answer import Answer, Row
from queries.evidence import Citation

#: How many sentences are shown under a row.
SHOWN = 3
HIDDEN = ("events",)
NUMBERS = ("count", "fatalities")


def lines(answer: Answer, *, shown: int = SHOWN) -> Iterator[str]:
    """Write an answer as lines of text."""
    if answer.status == "not understood":
        yield f"Not understood: {answer.understood}."
    elif answer.status == "ambiguous":
        yield f"Ambiguous: {answer.understood}."
        for choice in answer.choices:
            country = f", {choice['country']}" if choice["country"] else ""
            yield f"  {choice['id']}  {choice['name']} ({choice['label']}{country}, events: {choice['events']})"
    else:
        yield answer.understood
        if answer.unread:
            yield f"Words not used: {', '.join(answer.unread)}."
        if not answer.rows:
            yield "Nothing found in this graph."
        for number, row in enumerate(answer.rows, start=1):
            yield ""
            yield f"{number}. {headline(row)}"
            yield from quoted(row.evidence, shown)


def headline(row: Row) -> str:
    """Return the values of a row in one line."""
    values = {k: cell(v) for k, v in row.values.items() if k not in HIDDEN}
    first, *more = values
    if "whom" in values:
        subject = f"{values['who']} – {values['whom']}"
        more = [k for k in more if k != "whom"]
    else:
        subject = values[first] or f"{first} not stated"
        subject = f"{first}: {subject}" if first in NUMBERS else subject
    rest = "; ".join(f"{k}: {values[k]}" for k in more if values[k])
    return f"{subject} ({rest})" if rest else subject


def quoted(evidence: tuple[Citation, ...], shown: int) -> Iterator[str]:
    """Write the sentences under a row."""
    for citation in evidence[:shown]:
        yield f"   “{' '.join(citation.sentence.split())}”"
        yield f"   — {citation.source()}"
    if len(evidence) > shown:
        yield f"   … and {len(evidence) - shown} more (--format json shows all)"
