"""A document as a reader sees it: numbered sentences, and below each what is annotated there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from corpus.model import CorpusEvent, Document
from ontology.facts import Span


def numbered(name: str, headline: str | None, published: date | None, sentences: Sequence[Span]) -> str:
    """Return a text with the numbers of its sentences."""
    head = f"== {name}" + (f", published {published:%A} {published}" if published else "")
    return "\n".join(
        [head, *([headline] if headline else []), *(f"{n} {s.text}" for n, s in enumerate(sentences, 1)), ""]
    )


def page(document: Document) -> str:
    """Return a text with its annotation."""
    lines = [f"== {document.id} ({document.split}, {document.annotator}) {document.headline or ''}"]
    for number, sentence in enumerate(document.sentences, 1):
        lines.append(f"{number} {sentence.text}" + ("   [quiet]" if number in document.quiet else ""))
        inside = [
            (m.span.begin, f"{m.span.text}={c.id}{'' if m.form == 'name' else '~'}")
            for c, m in document.mentions()
            if sentence.begin <= m.span.begin < sentence.end
        ]
        inside += [
            (t.span.begin, f"{t.span.text}={t.value or '-'}")
            for t in document.times
            if sentence.begin <= t.span.begin < sentence.end
        ]
        if inside:
            lines.append("    " + "  ".join(text for _, text in sorted(inside)))
        lines += (
            f"    {event.id} {event.code} {event.status} [{trigger.text}] {described(document, event)}"
            for event in document.events
            for trigger in event.triggers
            if sentence.begin <= trigger.begin < sentence.end
        )
    lines += (
        f"{c.id} {c.type} {c.title} ({c.country or '-'} {c.sector or '-'} {c.entity or '-'})" for c in document.chains
    )
    return "\n".join([*lines, ""])


def described(document: Document, event: CorpusEvent) -> str:
    """Return who, about what, where and when of an event in one line."""

    def parts() -> Iterator[str]:
        for role, chain in event.participants:
            yield f"{role} {document.chain(chain).title}"
        for subject in event.about:
            yield f"about {document.chain(subject).title if isinstance(subject, str) else subject.text}"
        if event.place:
            yield f"in {document.chain(event.place).title}"
        if event.time:
            yield event.time
        for chain in event.claimed_by:
            yield f"says {document.chain(chain).title}"

    return "; ".join(parts())
