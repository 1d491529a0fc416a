"""From snippets to exact offsets: the rows of an annotation and a text become a :class:`Document`.

Policy: a snippet counts only where it stands verbatim and as whole words; everything else is an error with file
and line. A name without a sentence stands for all its occurrences that no longer name and no other chain's
pointer has taken, so that "Dar" inside "Ishaq Dar" is not counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.model import Chain, CorpusEvent, Document, Form, Mention, Office, Split, TimeMention, sentence_at
from corpus.modes import kind_of
from corpus.notation import ChainRow, EventRow, NotationError, Pointer, Rows
from ontology.facts import ROLES, Role, Span

PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves we us our ours ourselves "
    "i me my mine myself you your yours who whom whose which that this these those both each one".split()
)


@dataclass(frozen=True, slots=True)
class Text:
    """What an annotation speaks of, as the loader found it."""

    id: str
    source: str
    group: str
    split: Split
    text: str
    sentences: tuple[Span, ...]
    headline: str | None = None
    published: date | None = None


@dataclass
class Resolver:
    """Finds pointers in one text, and remembers what went wrong and which names are taken."""

    path: str
    text: Text
    detached: bool
    errors: list[NotationError] = field(default_factory=list)

    def fail(self, line: int, problem: str) -> None:
        """Note an error."""
        self.errors.append(NotationError(self.path, line, problem))

    def find(self, pointer: Pointer, line: int) -> Span | None:
        """Return the one place that a pointer means; None, with an error, when there is not exactly one."""
        if pointer.begin >= 0 and self.detached:
            if not pointer.begin < pointer.end <= len(self.text.text):
                self.fail(line, f"{pointer.begin}-{pointer.end} lies outside the text")
                return None
            return Span(self.text.text[pointer.begin : pointer.end], pointer.begin, pointer.end)
        snippet = snippet_of(pointer)
        if pointer.sentence is not None and not 1 <= pointer.sentence <= len(self.text.sentences):
            self.fail(line, f"there is no sentence {pointer.sentence}; the text has {len(self.text.sentences)}")
            return None
        places = self.places(snippet, pointer.sentence)
        where = f"in sentence {pointer.sentence}" if pointer.sentence else "in the text"
        if len(places) < pointer.turn:
            self.fail(line, f"{snippet!r} does not occur {where} {'so often' if places else 'as whole words'}")
            return None
        if pointer.sentence is None and len(places) > 1:
            self.fail(line, f"{snippet!r} occurs {len(places)} times {where}; say which: {snippet}@SENTENCE")
            return None
        return places[pointer.turn - 1]

    def places(self, snippet: str, sentence: int | None = None) -> list[Span]:
        """Return all places of a snippet as whole words, in one sentence or in all."""
        left = r"(?<!\w)" if snippet[:1].isalnum() else ""
        right = r"(?!\w)" if snippet[-1:].isalnum() else ""
        chosen = self.text.sentences if sentence is None else (self.text.sentences[sentence - 1],)
        pattern = re.compile(left + re.escape(snippet) + right)
        return [
            Span(snippet, match.start(), match.end())
            for span in chosen
            for match in pattern.finditer(self.text.text, span.begin, span.end)
        ]


def snippet_of(pointer: Pointer) -> str:
    """Return the words of a pointer, also of one that merely looks like offsets ("1994-1996")."""
    return pointer.text or f"{pointer.begin}-{pointer.end}"


def resolve(rows: Rows, text: Text, *, detached: bool) -> tuple[Document, list[NotationError]]:
    """Resolve the rows of one annotation; what cannot be resolved is left out and named in the errors."""
    resolver = Resolver(rows.path, text, detached)
    times = tuple(
        TimeMention(span, row.value)
        for row in rows.times
        for pointer in row.places
        if (span := resolver.find(pointer, row.line)) is not None
    )
    chains = resolve_chains(resolver, rows.chains)
    known = {c.id for c in chains}
    for row in rows.chains:
        for member in row.members:
            if member not in known:
                resolver.fail(row.line, f"there is no chain {member}; add it or correct the number")
    for office in rows.offices:
        for name in (office.person, office.organization):
            if name not in known:
                resolver.fail(office.line, f"there is no chain {name}; add it or correct the number")
    events = tuple(resolve_event(resolver, row, known, {e.id for e in rows.events}) for row in rows.events)
    quiet: tuple[int, ...] = ()
    if "quiet" in rows.headers:
        value, line = rows.headers["quiet"]
        try:
            quiet = tuple(int(word) for word in value.replace(",", " ").split())
        except ValueError:
            resolver.fail(line, f"quiet takes numbers of sentences, not {value!r}")
    document = Document(
        text.id,
        text.source,
        text.group,
        text.split,
        rows.path,
        text.text,
        text.sentences,
        rows.headers.get("annotator", ("", 0))[0],
        text.headline,
        text.published,
        chains,
        tuple(sorted(times, key=lambda t: t.span.begin)),
        tuple(Office(o.person, o.organization, o.role) for o in rows.offices),
        events,
        quiet,
    )
    return document, resolver.errors


def resolve_chains(resolver: Resolver, rows: Sequence[ChainRow]) -> tuple[Chain, ...]:
    """Find the mentions of all chains: names that point first, then names at large, the longest first."""
    found: dict[str, list[Mention]] = {row.id: [] for row in rows}
    taken: list[Span] = []
    at_large: list[tuple[str, ChainRow, Pointer]] = []
    for row in rows:
        for pointer in row.names:
            if pointer.sentence is None and not (resolver.detached and pointer.begin >= 0):
                at_large.append((snippet_of(pointer), row, pointer))
            elif (span := resolver.find(pointer, row.line)) is not None:
                taken.append(span)
                found[row.id].append(Mention(span, pointer.type or row.type, "name"))
    owners: dict[str, ChainRow] = {}
    for snippet, row, pointer in sorted(at_large, key=lambda item: -len(item[0])):
        if snippet in owners:
            other = owners[snippet].id
            resolver.fail(row.line, f"{snippet!r} is a name of {other} too; say where: {snippet}@SENTENCE")
            continue
        owners[snippet] = row
        places = resolver.places(snippet)
        free = [p for p in places if not any(p.begin < t.end and t.begin < p.end for t in taken)]
        if not free:
            problem = "stands only inside longer names; remove it" if places else "does not occur as whole words"
            resolver.fail(row.line, f"{snippet!r} {problem}")
        taken += free
        found[row.id] += (Mention(place, pointer.type or row.type, "name") for place in free)
    for row in rows:
        for pointer in row.others:
            if (span := resolver.find(pointer, row.line)) is not None:
                form: Form = "pronoun" if span.text.lower() in PRONOUNS else "nominal"
                found[row.id].append(Mention(span, pointer.type or row.type, form))
    doubles(resolver, rows, found)
    return tuple(
        Chain(
            row.id,
            row.type,
            tuple(sorted(found[row.id], key=lambda m: (m.span.begin, -m.span.end))),
            row.country,
            row.sector,
            row.entity,
            row.members,
            row.line,
        )
        for row in rows
        if found[row.id]
    )


def doubles(resolver: Resolver, rows: Sequence[ChainRow], found: dict[str, list[Mention]]) -> None:
    """Refuse one stretch of text in two chains, or twice in one."""
    owner: dict[tuple[int, int], str] = {}
    for row in rows:
        for mention in found[row.id]:
            place = mention.span.begin, mention.span.end
            if place in owner:
                sentence = sentence_at(resolver.text.sentences, mention.span.begin)
                resolver.fail(
                    row.line, f"{mention.span.text!r} in sentence {sentence} belongs to {owner[place]} already"
                )
            owner[place] = row.id


def resolve_event(resolver: Resolver, row: EventRow, chains: set[str], events: set[str]) -> CorpusEvent:
    """Resolve one event; what cannot be resolved is left out of it."""
    values = dict(row.values)
    participants: list[tuple[Role, str]] = []
    about: list[str | Span] = []
    for key, items in row.values:
        for item in items:
            if isinstance(item, Pointer):
                if (topic := resolver.find(item, row.line)) is not None:
                    about.append(topic)
                continue
            if item.startswith("C") and item[1:].isdigit() and item not in chains:
                resolver.fail(row.line, f"there is no chain {item}; add it or correct the number")
            elif key == "response" and item not in events:
                resolver.fail(row.line, f"there is no event {item}; add it or correct the number")
            elif key == "about":
                about.append(item)
            elif key in ROLES:
                participants.append((key, item))
    try:
        kind = kind_of(row.plover, row.mode)
    except KeyError as error:
        resolver.fail(row.line, str(error.args[0]))
        kind = "Event"

    def one(key: str) -> str | None:
        return str(values[key][0]) if key in values else None

    killed, wounded = one("killed"), one("wounded")
    place = one("place")
    return CorpusEvent(
        row.id,
        row.plover,
        row.mode,
        one("kind") or kind,
        row.status,
        tuple(span for pointer in row.triggers if (span := resolver.find(pointer, row.line)) is not None),
        tuple(participants),
        tuple(about),
        place if place in chains else None,
        one("time"),
        tuple(str(c) for c in values.get("by", ()) if c in chains),
        tuple(str(e) for e in values.get("response", ()) if e in events),
        int(killed) if killed else None,
        int(wounded) if wounded else None,
        one("same"),
        row.line,
    )
